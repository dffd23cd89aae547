-- What was published of a region’s placements, meetings and actions: numbers alone, already protected, a span of whole
-- quarters at a time. It belongs to no case and no council, is never changed, and no day is in two spans of one kind.
create table figure_snapshot (
  id uuid primary key,
  region text not null check (region <> ''),
  population text not null check (population in ('endings', 'meetings', 'actions')),
  from_on date not null,
  until_on date not null check (until_on > from_on),
  method text not null check (method <> ''),
  figures jsonb not null,
  made_at timestamptz not null,
  unique (region, population, from_on),
  unique (region, population, until_on)
);
create function guard_figures() returns trigger language plpgsql as $$ begin
  if tg_op <> 'INSERT' then
    raise exception 'what was published does not change' using errcode = 'restrict_violation';
  end if;
  if exists (select from figure_snapshot s where s.region = new.region and s.population = new.population
    and s.until_on >= new.from_on and s.from_on <= new.until_on) then
    raise exception 'a day is published once' using errcode = 'exclusion_violation';
  end if;
  return new;
end $$;
create trigger figures_stay before insert or update or delete on figure_snapshot
  for each row execute function guard_figures();
alter table figure_snapshot enable row level security; alter table figure_snapshot force row level security;
create policy service on figure_snapshot using ((select app_is_service())) with check ((select app_is_service()));
create policy of_the_region on figure_snapshot for select using (region = (select o.region from organisation o
  where o.id = app_organisation()));
grant select, insert on figure_snapshot to disruption_app;
