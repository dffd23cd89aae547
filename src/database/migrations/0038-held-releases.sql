-- A copy that is released waits ten minutes before it goes: meanwhile it is held, by whom and until when, and nobody
-- outside can open it. What was held and did not go says why. Only what was held, and long enough, is ever released.
alter table copy
  add column held_by uuid references person,
  add column held_at timestamptz,
  add column held_until timestamptz,
  -- The same words as a Word file. Copies that were prepared before have none.
  add column docx bytea,
  add column docx_sha256 text,
  add column stopped_because text not null default '',
  add constraint docx_whole check ((docx is null) = (docx_sha256 is null)),
  add constraint held_whole check (num_nonnulls(held_by, held_at, held_until) in (0, 3)),
  add constraint held_by_another check (held_by <> all (authors)),
  add constraint held_clean check (held_at is null or problems = '[]'::jsonb),
  add constraint held_ten_minutes check (held_until >= held_at + interval '10 minutes');

create or replace function guard_copy() returns trigger language plpgsql as $$
declare hand uuid;
begin
  if tg_op = 'UPDATE' and old.withdrawn_at is null and (old.released_at is not null
      or (old.held_at is not null and new.held_at is not null))
    and (old.invitation_id, old.version, old.document, old.pdf, old.sha256, old.authors, old.held_by, old.held_at,
        old.held_until, old.docx, old.docx_sha256)
      is distinct from (new.invitation_id, new.version, new.document, new.pdf, new.sha256, new.authors, new.held_by,
        new.held_at, new.held_until, new.docx, new.docx_sha256)
  then
    raise exception 'a released copy does not change' using errcode = 'restrict_violation';
  end if;
  if tg_op = 'UPDATE' and old.released_at is not null and old.withdrawn_at is null
    and (old.released_by, old.released_at) is distinct from (new.released_by, new.released_at)
  then
    raise exception 'a released copy does not change' using errcode = 'restrict_violation';
  end if;
  hand := case
    when new.released_at is not null and (tg_op = 'INSERT' or old.released_at is distinct from new.released_at)
      then new.released_by
    when new.released_at is null and new.held_at is not null and (tg_op = 'INSERT' or old.held_at is distinct from new.held_at)
      then new.held_by end;
  if hand is null then
    return new;
  end if;
  if new.released_at is not null and (new.held_by is distinct from new.released_by
    or new.held_until is null or new.held_until > new.released_at)
  then
    raise exception 'a copy is held before it goes' using errcode = 'check_violation';
  end if;
  if new.sha256 <> encode(sha256(new.pdf), 'hex') or new.docx_sha256 <> encode(sha256(new.docx), 'hex') then
    raise exception 'the copy is not as it was prepared' using errcode = 'check_violation';
  end if;
  if not exists (select 1 from meeting m where m.id = new.meeting_id and m.minutes_status = 'agreed'
    and m.minutes_version = new.version)
  then
    raise exception 'the copy is not of agreed minutes' using errcode = 'check_violation';
  end if;
  if exists (select 1 from passage p where p.meeting_id = new.meeting_id and hand = any (p.authors)) then
    raise exception 'an author does not release' using errcode = 'check_violation';
  end if;
  return new;
end $$;

-- Whoever types in a passage, settles words in it or chooses who reads it has a hand in it, whatever wrote the row, and
-- keeps it: a later version of the minutes is made from the same passages. The empty passages that minutes begin with
-- are nobody's.
create function keep_hands() returns trigger language plpgsql as $$
declare hands uuid[] := new.authors;
begin
  if tg_op = 'UPDATE' then
    hands := old.authors || hands;
  end if;
  if app_person() is not null and (case tg_op
    when 'INSERT' then new.position > 0 or new.text <> ''
    else (old.text, old.revision, old.withheld_from, old.about_child_id)
      is distinct from (new.text, new.revision, new.withheld_from, new.about_child_id) end)
  then
    hands := hands || app_person();
  end if;
  new.authors := array(select hand from unnest(hands) with ordinality as h (hand, n) group by hand order by min(n));
  return new;
end $$;
create trigger passage_keeps_hands before insert or update on passage for each row execute function keep_hands();

-- Who opened the preview of which copy, as it was: whoever releases a copy has seen it as its reader will.
create table copy_preview (
  copy_id uuid not null references copy,
  sha256 text not null,
  person_id uuid not null references person,
  disruption_id uuid not null references disruption,
  opened_at timestamptz not null,
  primary key (copy_id, sha256, person_id)
);
alter table copy_preview enable row level security;
alter table copy_preview force row level security;
create policy on_the_case on copy_preview for select using (app_on_disruption(disruption_id));
create policy signed on copy_preview for insert with check (app_on_disruption(disruption_id)
  and person_id = app_person());
create policy service on copy_preview using ((select app_is_service())) with check ((select app_is_service()));
create policy reads_alone_insert on copy_preview as restrictive for insert with check (
  app_may_write_disruption(disruption_id));
grant select, insert on copy_preview to disruption_app;

-- Copies that were printed to be handed over: numbered within their meeting, for whom, by whom and when. The number stands
-- on the foot of each page.
create table printed_copy (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  meeting_id uuid not null references meeting,
  copy_id uuid not null references copy,
  number integer not null check (number > 0),
  printed_for text not null check (printed_for <> ''),
  printed_by uuid not null references person,
  printed_at timestamptz not null,
  unique (meeting_id, number)
);
alter table printed_copy enable row level security;
alter table printed_copy force row level security;
create policy service on printed_copy using ((select app_is_service())) with check ((select app_is_service()));
create policy on_the_case on printed_copy for select using (app_on_disruption(disruption_id));
create policy signed on printed_copy for insert with check (app_on_disruption(disruption_id)
  and printed_by = app_person());
create policy reads_alone_insert on printed_copy as restrictive for insert with check (
  app_may_write_disruption(disruption_id));
grant select, insert on printed_copy to disruption_app;

-- A copy that reached the wrong person: who wrote it down, when and what happened; and what was done since, each step once.
create table copy_incident (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  copy_id uuid not null references copy,
  what_happened text not null check (what_happened <> ''),
  reported_by uuid not null references person,
  reported_at timestamptz not null,
  unique (id, disruption_id)
);
create table copy_incident_step (
  incident_id uuid not null,
  disruption_id uuid not null references disruption,
  step text not null check (step in ('contain', 'tell', 'assess', 'authority', 'people', 'learn')),
  done_by uuid not null references person,
  done_at timestamptz not null,
  primary key (incident_id, step),
  foreign key (incident_id, disruption_id) references copy_incident (id, disruption_id)
);
do $$ declare t text; signer text; begin
  foreach t in array array['copy_incident', 'copy_incident_step'] loop
    signer := case t when 'copy_incident' then 'reported_by' else 'done_by' end;
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy service on %I using ((select app_is_service())) with check ((select app_is_service()))', t);
    execute format('create policy on_the_case on %I for select using (app_on_disruption(disruption_id))', t);
    execute format('create policy signed on %I for insert with check (app_on_disruption(disruption_id)
      and %I = app_person())', t, signer);
    execute format('create policy reads_alone_insert on %I as restrictive for insert
      with check (app_may_write_disruption(disruption_id))', t);
  end loop;
end $$;
grant select, insert on copy_incident, copy_incident_step to disruption_app;
