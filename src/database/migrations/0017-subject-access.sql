-- Statements of disagreement, each beside the record it is about and never over it (UK GDPR, articles 5(1)(d) and 16).

-- What somebody sent from their private page about their own copy, word for word, for those on the case to attach. It
-- is taken even when the copy was withdrawn while they wrote, which their own eyes would no longer see.
alter table copy add constraint copy_of_invitation unique (id, invitation_id);
create table sent_disagreement (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  invitation_id uuid not null references invitation,
  copy_id uuid not null,
  words text not null check (words <> ''),
  sent_at timestamptz not null,
  constraint sent_about_own_copy foreign key (copy_id, invitation_id) references copy (id, invitation_id)
);
create index sent_disagreement_by_disruption on sent_disagreement (disruption_id);

create table disagreement (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  about text not null check (about in ('account', 'decision', 'minutes', 'copy', 'view')),
  -- Of the kinds of which a case can have several: the one it is about.
  record_id uuid check ((record_id is null) = (about = 'account')),
  whose text not null check (whose <> ''),
  words text not null check (words <> ''),
  received_on date not null,
  withheld_from text[] not null default '{}',
  sent_id uuid references sent_disagreement,
  recorded_by uuid not null references person,
  recorded_at timestamptz not null,
  unique (disruption_id, sent_id)
);
create index disagreement_by_disruption on disagreement (disruption_id, recorded_at);

do $$ declare t text; begin
  foreach t in array array['sent_disagreement', 'disagreement'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy service on %I using ((select app_is_service())) with check ((select app_is_service()))', t);
    execute format('create policy on_the_case on %I for select using (app_on_disruption(disruption_id))', t);
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()',
      t || '_is_append_only', t);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()',
      t || '_is_never_emptied', t);
    execute format('grant select, insert on %I to disruption_app', t);
  end loop;
end $$;
create policy attached on disagreement for insert with check (
  app_on_disruption(disruption_id) and recorded_by = app_person());
create policy reads_alone_insert on disagreement as restrictive for insert
  with check (app_may_write_disruption(disruption_id));
create policy own on sent_disagreement for select using (invitation_id = app_guest());
create policy sent on sent_disagreement for insert with check (invitation_id = app_guest() and exists (
  select from invitation i where i.id = app_guest() and i.disruption_id = sent_disagreement.disruption_id));

-- Requests to see what is held about somebody (UK GDPR, article 15). Whoever deals with them sees no case: what a case
-- holds about the person is gathered into these tables once, in a transaction that writes into the audit of each case that
-- it was read, and the officer works on that. No policy of a case's own tables has to know of requests, and what was
-- decided stays decided while the case goes on.
create table subject_request (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  reference text not null,
  asker text not null check (asker in ('child', 'parent', 'carer', 'professional', 'staff')),
  about text not null check (about in ('child', 'other', 'staff')),
  name text not null,
  case_number text not null default '',
  born_on date,
  email text not null default '',
  authority text not null default '',
  identity_proof text not null default '',
  received_on date not null,
  gathered_at timestamptz,
  closed_at timestamptz,
  closed_because text not null default '',
  recorded_by uuid not null references person,
  recorded_at timestamptz not null,
  unique (organisation_id, reference),
  unique (organisation_id, id)
);
create index subject_request_by_organisation on subject_request (organisation_id, received_on);

create table subject_pause (
  id uuid primary key,
  organisation_id uuid not null,
  request_id uuid not null,
  reason text not null check (reason in ('identity', 'scope')),
  note text not null check (note <> ''),
  from_on date not null,
  until_on date check (until_on >= from_on),
  begun_by uuid not null references person,
  ended_by uuid references person check ((ended_by is null) = (until_on is null)),
  foreign key (organisation_id, request_id) references subject_request (organisation_id, id)
);
create unique index subject_pause_one_at_a_time on subject_pause (request_id) where until_on is null;
create index subject_pause_by_request on subject_pause (request_id);

-- Who the request turned out to be about: found by what is exact, and confirmed by a person.
create table subject_person (
  organisation_id uuid not null,
  request_id uuid not null,
  kind text not null check (kind in ('child', 'contact', 'carer', 'staff')),
  record_id uuid not null,
  label text not null,
  confirmed_by uuid not null references person,
  confirmed_at timestamptz not null,
  primary key (request_id, kind, record_id),
  foreign key (organisation_id, request_id) references subject_request (organisation_id, id)
);

-- The placements on which that person is. Of a restricted one nothing is gathered or shown without the guardian's yes.
create table subject_case (
  id uuid primary key,
  organisation_id uuid not null,
  request_id uuid not null,
  placement_id uuid not null references placement,
  guardian_says text check (guardian_says in ('yes', 'no')),
  guardian_id uuid references person,
  guardian_at timestamptz,
  guardian_reason text not null default '',
  unique (request_id, placement_id),
  constraint guardian_says_why check (num_nonnulls(guardian_says, guardian_id, guardian_at) in (0, 3)
    and (guardian_says is null or guardian_reason <> '')),
  foreign key (organisation_id, request_id) references subject_request (organisation_id, id)
);

create table subject_item (
  id uuid primary key,
  organisation_id uuid not null,
  request_id uuid not null,
  case_id uuid references subject_case,
  position integer not null,
  key text not null,
  category text not null,
  source text not null,
  on_day date,
  text text not null,
  whose text not null,
  is_typed boolean not null,
  others jsonb not null,
  -- Whose identity in the vault it stands for: it is opened when the bag is made, and kept in no other place.
  carer_id uuid references placement_carer,
  gathered_at timestamptz not null,
  decision text check (decision in ('give', 'withhold', 'part')),
  given_text text not null default '' check ((given_text <> '') = (decision is not distinct from 'part')),
  reason text check (decision is null or decision = 'give' or reason is not null),
  reason_words text not null default '',
  decided_by uuid references person check ((decided_by is null) = (decision is null)),
  decided_at timestamptz,
  revision integer not null default 0,
  foreign key (organisation_id, request_id) references subject_request (organisation_id, id)
);
create index subject_item_by_request on subject_item (request_id, position);

-- A bag put together to be checked by somebody who decided nothing in it, and then handed over.
create table subject_bag (
  id uuid primary key,
  organisation_id uuid not null,
  request_id uuid not null,
  makers uuid[] not null check (cardinality(makers) > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  proposed_by uuid not null references person,
  proposed_at timestamptz not null,
  checked_by uuid references person,
  checked_at timestamptz,
  outcome text check (outcome in ('right', 'not-right')),
  check_note text not null default '',
  released_by uuid references person,
  released_at timestamptz,
  constraint checked_by_another check (checked_by <> all (makers) and checked_by <> proposed_by),
  constraint checked_whole check (num_nonnulls(checked_by, checked_at, outcome) in (0, 3)),
  constraint released_when_right check (num_nonnulls(released_by, released_at) = 0
    or (outcome is not distinct from 'right' and num_nonnulls(released_by, released_at) = 2)),
  foreign key (organisation_id, request_id) references subject_request (organisation_id, id)
);
create unique index subject_bag_one_at_a_time on subject_bag (request_id) where outcome is distinct from 'not-right';

-- Whether what was gathered of a case may still be shown: a case can be restricted after that.
create function app_subject_case_is_open(of_case uuid) returns boolean language plpgsql stable as $$
declare was text := current_setting('app.service', true); open boolean;
begin
  perform set_config('app.service', 'on', true);
  select p.restricted is null or c.guardian_says is not distinct from 'yes' into open
    from subject_case c join placement p on p.id = c.placement_id where c.id = of_case;
  perform set_config('app.service', coalesce(was, ''), true);
  return coalesce(open, false);
end $$;

create function app_handles_requests(wanted text[]) returns boolean language sql stable as
  $$ select app_sees_cases() and app_posts() && wanted $$;
do $$ declare t text; begin
  foreach t in array array['subject_request', 'subject_pause', 'subject_person', 'subject_case', 'subject_item',
      'subject_bag'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy service on %I using ((select app_is_service())) with check ((select app_is_service()))', t);
    execute format('create policy records_officer on %I using (organisation_id = (select app_organisation())
        and (select app_handles_requests(''{records-officer}'')))
      with check (organisation_id = (select app_organisation())
        and (select app_handles_requests(''{records-officer}'')))', t);
    execute format('create policy guardian on %I for select using (organisation_id = (select app_organisation())
      and (select app_handles_requests(''{caldicott-guardian}'')))', t);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()',
      t || '_is_never_emptied', t);
    execute format('grant select, insert on %I to disruption_app', t);
  end loop;
end $$;
create policy open_case on subject_item as restrictive using (
  (select app_is_service()) or case_id is null or app_subject_case_is_open(case_id));
create policy guardian_says on subject_case for update
  using (organisation_id = (select app_organisation()) and (select app_handles_requests('{caldicott-guardian}')))
  with check (organisation_id = (select app_organisation()) and guardian_id = app_person());
create policy guardian_checks on subject_bag for update
  using (organisation_id = (select app_organisation()) and (select app_handles_requests('{caldicott-guardian}')))
  with check (organisation_id = (select app_organisation()) and released_by is null);
-- The guardian alone says so, whatever a records officer's own policy lets them write.
create policy guardian_alone on subject_case as restrictive for update
  using ((select app_is_service()) or (select app_handles_requests('{caldicott-guardian}')));
create policy nobody_says_beforehand on subject_case as restrictive for insert with check (guardian_says is null);
grant update (identity_proof, gathered_at, closed_at, closed_because) on subject_request to disruption_app;
grant update (until_on, ended_by) on subject_pause to disruption_app;
grant update (guardian_says, guardian_id, guardian_at, guardian_reason) on subject_case to disruption_app;
grant update (decision, given_text, reason, reason_words, decided_by, decided_at, revision) on subject_item to disruption_app;
grant update (checked_by, checked_at, outcome, check_note, released_by, released_at) on subject_bag to disruption_app;

-- What is being checked, or was handed over, stays as it is.
create function refuse_while_checked() returns trigger language plpgsql as $$ begin
  if exists (select from subject_bag b where b.request_id = new.request_id and b.outcome is distinct from 'not-right') then
    raise exception 'the bag is being checked' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger subject_item_is_open before insert or update on subject_item
  for each row execute function refuse_while_checked();
-- Nobody checks what they decided, whatever the list of makers says.
create function guard_bag() returns trigger language plpgsql as $$ begin
  if exists (select from subject_item i where i.request_id = new.request_id and i.decided_by = new.checked_by) then
    raise exception 'whoever decided does not check' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger subject_bag_is_guarded before insert or update on subject_bag
  for each row execute function guard_bag();
