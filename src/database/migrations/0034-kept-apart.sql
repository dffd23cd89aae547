-- People who must not meet, or see each other: who, why, since when and who decided it is for staff alone.
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
  ended_because text not null default '',
  ended_by uuid references person,
  ended_at timestamptz,
  constraint ended_whole check (num_nonnulls(ended_by, ended_at) = case when ended_because = '' then 0 else 2 end),
  constraint apart_of_case unique (disruption_id, id)
);
create index kept_apart_by_disruption on kept_apart (disruption_id);

-- Why the chair or the convener lets two who must not meet be there together all the same: these two, at this meeting, on this
-- day. For any other pair, meeting or day it is decided again.
create table let_together (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  apart_id uuid not null,
  meeting_id uuid not null references meeting,
  held_on date not null,
  one text not null,
  other text not null,
  because text not null check (because <> ''),
  recorded_by uuid not null references person,
  recorded_at timestamptz not null,
  foreign key (disruption_id, apart_id) references kept_apart (disruption_id, id)
);
create index let_together_by_apart on let_together (disruption_id, apart_id);

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
  foreach t in array array['kept_apart', 'let_together', 'own_way'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy service on %I using ((select app_is_service())) with check ((select app_is_service()))', t);
    execute format('create policy on_the_case on %I for select using (app_on_disruption(disruption_id))', t);
    execute format('create policy reads_alone_insert on %I as restrictive for insert
      with check (app_may_write_disruption(disruption_id))', t);
  end loop;
  foreach t in array array['kept_apart', 'own_way'] loop
    execute format('create policy reads_alone_update on %I as restrictive for update
      using (app_may_write_disruption(disruption_id))', t);
  end loop;
end $$;
-- Whoever records, ends, allows or plans signs for it themselves, and a record that has ended stays as it is.
create policy signed_insert on kept_apart for insert
  with check (app_on_disruption(disruption_id) and recorded_by = app_person() and ended_at is null);
create policy signed_end on kept_apart for update using (app_on_disruption(disruption_id) and ended_at is null)
  with check (app_on_disruption(disruption_id) and ended_by = app_person());
create policy signed_insert on let_together for insert
  with check (app_on_disruption(disruption_id) and recorded_by = app_person());
create policy signed_insert on own_way for insert
  with check (app_on_disruption(disruption_id) and planned_by = app_person());
create policy signed_update on own_way for update using (app_on_disruption(disruption_id))
  with check (app_on_disruption(disruption_id) and planned_by = app_person());
create policy on_the_case_delete on own_way for delete using (app_on_disruption(disruption_id));
create policy reads_alone_delete on own_way as restrictive for delete
  using (app_may_write_disruption(disruption_id));
create policy own on own_way for select using (exists (select from invitation i
  where i.id = app_guest() and i.disruption_id = own_way.disruption_id and i.source = own_way.source));
grant select, insert on kept_apart, let_together to disruption_app;
grant update (ended_because, ended_by, ended_at) on kept_apart to disruption_app;
grant select, insert, delete on own_way to disruption_app;
grant update (way, starts_at, minutes_long, entrance, planned_by, planned_at) on own_way to disruption_app;
