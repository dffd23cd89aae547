-- What a meeting found, in words that meetings share: what played a part and what went well, each with what shows it and with
-- who sees it differently. The words of the list stay with it as they were when it was recorded.
create table finding (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  meeting_id uuid not null references meeting,
  factor_group text not null check (factor_group in ('child', 'carers', 'matching', 'information', 'preparation', 'support',
    'family-time', 'courts', 'agency', 'events', 'strengths')),
  factor_key text not null check (factor_key <> ''),
  factor_title text not null check (factor_title <> ''),
  factor_list text not null check (factor_list <> ''),
  evidence text not null check (evidence <> ''),
  otherwise_by text not null default '',
  otherwise text not null default '',
  about_child_id uuid references child,
  withheld_from text[] not null default '{}' check (withheld_from <@ '{birth-family,adopters,carers,professionals}'),
  revision integer not null default 1,
  authors uuid[] not null check (cardinality(authors) > 0),
  recorded_by uuid not null references person,
  recorded_at timestamptz not null,
  changed_by uuid references person,
  changed_at timestamptz,
  constraint otherwise_whole check ((otherwise_by = '') = (otherwise = '')),
  constraint changed_whole check (num_nonnulls(changed_by, changed_at) in (0, 2))
);
create index finding_by_meeting on finding (meeting_id, recorded_at);

-- Why a meeting did not answer something that its procedure has it answer.
create table purpose_unanswered (
  disruption_id uuid not null references disruption,
  meeting_id uuid not null references meeting,
  purpose_key text not null check (purpose_key <> ''),
  why text not null check (why <> ''),
  withheld_from text[] not null default '{}' check (withheld_from <@ '{birth-family,adopters,carers,professionals}'),
  authors uuid[] not null check (cardinality(authors) > 0),
  recorded_by uuid not null references person,
  recorded_at timestamptz not null,
  primary key (meeting_id, purpose_key)
);

-- Whoever records, puts right or says why not signs for it themselves, and nothing of it changes once the minutes are agreed.
do $$ declare t text; begin
  foreach t in array array['finding', 'purpose_unanswered'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy service on %I using ((select app_is_service())) with check ((select app_is_service()))', t);
    execute format('create policy on_the_case on %I for select using (app_on_disruption(disruption_id))', t);
    execute format('create policy signed_insert on %I for insert
      with check (app_on_disruption(disruption_id) and recorded_by = app_person())', t);
    execute format('create policy taken_out on %I for delete using (app_on_disruption(disruption_id))', t);
    execute format('create policy reads_alone_insert on %I as restrictive for insert
      with check (app_may_write_disruption(disruption_id))', t);
    execute format('create policy reads_alone_update on %I as restrictive for update
      using (app_may_write_disruption(disruption_id))', t);
    execute format('create policy reads_alone_delete on %I as restrictive for delete
      using (app_may_write_disruption(disruption_id))', t);
    execute format('create trigger %I before insert or update or delete on %I
      for each row execute function refuse_once_agreed()', t || '_is_open', t);
    execute format('grant select, insert, delete on %I to disruption_app', t);
  end loop;
end $$;
create policy signed_update on finding for update using (app_on_disruption(disruption_id))
  with check (app_on_disruption(disruption_id) and changed_by = app_person());
create policy signed_update on purpose_unanswered for update using (app_on_disruption(disruption_id))
  with check (app_on_disruption(disruption_id) and recorded_by = app_person());
grant update (factor_group, factor_key, factor_title, factor_list, evidence, otherwise_by, otherwise, about_child_id,
  withheld_from, revision, authors, changed_by, changed_at) on finding to disruption_app;
grant update (why, withheld_from, authors, recorded_by, recorded_at) on purpose_unanswered to disruption_app;

-- Whoever wrote in what was found releases no copy of it, as whoever wrote a passage does not.
create function guard_copy_of_findings() returns trigger language plpgsql as $$ begin
  if new.released_at is not null and (tg_op = 'INSERT' or old.released_at is distinct from new.released_at)
    and (exists (select from finding f where f.meeting_id = new.meeting_id and new.released_by = any (f.authors))
      or exists (select from purpose_unanswered p where p.meeting_id = new.meeting_id and new.released_by = any (p.authors)))
  then
    raise exception 'an author does not release' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger copy_of_findings_is_guarded before insert or update on copy
  for each row execute function guard_copy_of_findings();
