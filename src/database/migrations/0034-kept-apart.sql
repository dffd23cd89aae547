-- People who must not meet, or see each other: who, why, since when and who decided it is for staff alone. `together_because` is
-- why the chair or the convener lets them be there together all the same.
create table kept_apart (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  one_side text[] not null check (cardinality(one_side) > 0),
  other_side text[] not null check (cardinality(other_side) > 0 and not one_side && other_side),
  why text not null check (why in ('order', 'risk', 'wish')),
  note text not null check (note <> ''),
  is_unseen boolean not null,
  since_on date not null,
  decided_by text not null check (decided_by <> ''),
  recorded_by uuid not null references person,
  recorded_at timestamptz not null,
  together_because text not null default '',
  together_by uuid references person,
  ended_because text not null default '',
  ended_by uuid references person,
  ended_at timestamptz,
  constraint together_whole check ((together_by is null) = (together_because = '')),
  constraint ended_whole check (num_nonnulls(ended_by, ended_at) = case when ended_because = '' then 0 else 2 end)
);
create index kept_apart_by_disruption on kept_apart (disruption_id);

-- How one person takes part in the meeting, apart from somebody else: all that they themselves ever learn of it.
create table own_way (
  disruption_id uuid not null references disruption,
  source text not null,
  way text not null check (way in ('own-session', 'own-arrival', 'by-video')),
  starts_at time check ((starts_at is null) = (way = 'by-video')),
  minutes_long integer check ((minutes_long is null) = (way <> 'own-session') and minutes_long between 15 and 300),
  entrance text not null default '' check (way <> 'by-video' or entrance = ''),
  planned_by uuid not null references person,
  planned_at timestamptz not null,
  primary key (disruption_id, source)
);

do $$ declare t text; begin
  foreach t in array array['kept_apart', 'own_way'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy service on %I using ((select app_is_service())) with check ((select app_is_service()))', t);
    execute format('create policy on_the_case on %I using (app_on_disruption(disruption_id))', t);
    execute format('create policy reads_alone_insert on %I as restrictive for insert
      with check (app_may_write_disruption(disruption_id))', t);
    execute format('create policy reads_alone_update on %I as restrictive for update
      using (app_may_write_disruption(disruption_id))', t);
    execute format('create policy reads_alone_delete on %I as restrictive for delete
      using (app_may_write_disruption(disruption_id))', t);
  end loop;
end $$;
create policy own on own_way for select using (exists (select from invitation i
  where i.id = app_guest() and i.disruption_id = own_way.disruption_id and i.source = own_way.source));
grant select, insert on kept_apart to disruption_app;
grant update (together_because, together_by, ended_because, ended_by, ended_at) on kept_apart to disruption_app;
grant select, insert, delete on own_way to disruption_app;
grant update (way, starts_at, minutes_long, entrance, planned_by, planned_at) on own_way to disruption_app;
