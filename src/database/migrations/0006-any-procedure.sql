-- Placements of every kind, placements at risk, and what a council's own procedure decides along the way.

-- Councils and their agency of one region lend each other chairs; a council works by several procedures, the first that
-- is about a case counts.
alter table organisation add column region text not null default '';
create table organisation_procedure (
  organisation_id uuid not null references organisation,
  position integer not null,
  procedure_id text not null,
  primary key (organisation_id, position)
);
insert into organisation_procedure select id, 1, procedure_id from organisation where procedure_id is not null;
alter table organisation drop column procedure_id;

alter table placement drop constraint placement_kind_check;
alter table placement add constraint placement_kind_check check (kind in ('adoptive', 'foster-short-term',
  'foster-long-term', 'foster-permanent', 'residential', 'connected-person', 'special-guardianship',
  'supported-lodgings', 'parents'));
alter table placement alter column family_source drop not null;
alter table placement add column provider text check (provider in ('in-house', 'external'));
alter table placement add constraint placement_family_source_when_adoptive
  check ((kind = 'adoptive') = (family_source is not null));

-- The people the child lived with, of whatever kind the placement is: their identity and address.
alter table adopter rename to placement_carer;
alter index adopter_by_placement rename to placement_carer_by_placement;
-- A column, since row-level security lets an index be used for a plain comparison and not for one of lower(email).
alter table placement_carer add column email_key text not null generated always as (lower(email)) stored;
create index placement_carer_by_email on placement_carer (email_key) where email_key <> '';
update invitation set source = 'carer-' || substr(source, 9) where source like 'adopter-%';

alter table case_role drop constraint case_role_role_check;
alter table case_role add constraint case_role_role_check check (role in ('child-social-worker',
  'team-manager', 'service-manager', 'head-of-service', 'adopters-social-worker', 'supervising-social-worker',
  'personal-adviser', 'iro', 'panel-advisor', 'agency-decision-maker', 'learning-lead', 'assessed-adopters', 'matched',
  'sat-on-panel', 'minute-taker'));
-- The managers of a case could open it but were not on it: now a decision or a chair can be theirs by name.
insert into case_role (id, placement_id, person_id, role, from_on)
  select gen_random_uuid(), a.placement_id, a.person_id, a.capacity, coalesce(p.introductions_on, p.started_on)
  from placement_access a join placement p on p.id = a.placement_id
  where a.capacity in ('team-manager', 'service-manager');
alter table contact drop constraint contact_kind_check;
alter table contact add constraint contact_kind_check check (kind in ('current-carer', 'birth-family',
  'adopters-social-worker', 'supervising-social-worker', 'personal-adviser', 'keyworker', 'home-manager',
  'other-professional'));

-- A placement at risk is kept as an ending is; `broke_down_on` is then the day the risk was raised, and nothing ended.
alter table disruption drop constraint disruption_stage_check;
alter table disruption add constraint disruption_stage_check
  check (stage in ('at-risk', 'introductions', 'before-order', 'after-order', 'in-placement'));
alter table disruption
  add column ending text check (ending in ('planned', 'unplanned', 'abrupt')),
  add column is_complex boolean not null default false,
  add column returned_on date,
  add column panel_on date,
  add column follows_id uuid references disruption,
  add column outcome text check (outcome in ('continues', 'ended')),
  add column outcome_on date,
  add column outcome_note text not null default '';
update disruption set ending = 'unplanned' where stage <> 'at-risk';
alter table disruption add constraint disruption_ending_unless_at_risk check ((stage = 'at-risk') = (ending is null));
alter table disruption add constraint disruption_outcome_of_risk
  check (outcome is null or (stage = 'at-risk' and status = 'closed' and outcome_on is not null));
create unique index one_ending_a_risk on disruption (follows_id);

-- A decision whether to hold a meeting, and a manager's review of it. The latest counts; none is ever taken away.
create table meeting_decision (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  to_meet boolean not null,
  why text not null check (why <> ''),
  decided_on date not null,
  decided_by uuid not null references person,
  decided_at timestamptz not null,
  position bigint generated always as identity,
  agrees boolean,
  review_note text not null default '',
  reviewed_by uuid references person check (reviewed_by <> decided_by),
  reviewed_at timestamptz,
  check ((agrees is null) = (reviewed_by is null) and (agrees is null) = (reviewed_at is null)),
  check (agrees is not false or review_note <> '')
);
create index meeting_decision_by_disruption on meeting_decision (disruption_id, position);

-- Days that do not count, where the procedure says so.
create table pause (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  reason text not null check (reason in ('complaint', 'allegation', 'police-investigation', 'section-47-enquiry',
    'court-proceedings', 'other')),
  note text not null check (note <> ''),
  from_on date not null,
  until_on date check (until_on >= from_on),
  begun_by uuid not null references person,
  begun_at timestamptz not null,
  ended_by uuid references person,
  ended_at timestamptz,
  check ((until_on is null) = (ended_by is null))
);
create unique index one_open_pause_a_reason on pause (disruption_id, reason) where until_on is null;
create index pause_by_disruption on pause (disruption_id);

-- A person's word that a duty was done can be taken back, and stays on record.
alter table duty_statement drop constraint duty_statement_pkey;
alter table duty_statement
  add column id uuid primary key default gen_random_uuid(),
  add column taken_back_by uuid references person,
  add column taken_back_at timestamptz;
create unique index one_standing_statement_a_duty on duty_statement (disruption_id, rule_id) where taken_back_at is null;

-- A duty that is not needed in this case, and why; taken back rather than deleted.
create table duty_not_needed (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  rule_id text not null,
  reason text not null check (reason <> ''),
  by_manager boolean not null,
  decided_by uuid not null references person,
  decided_at timestamptz not null,
  taken_back_by uuid references person,
  taken_back_at timestamptz
);
create unique index one_standing_decision_a_duty on duty_not_needed (disruption_id, rule_id) where taken_back_at is null;

-- A chair the procedure would rather not have, whom a manager agreed to.
alter table meeting
  add column chair_agreed_by uuid references person,
  add column chair_agreement_reason text not null default '',
  add constraint chair_agreed_with_a_reason check ((chair_agreed_by is null) = (chair_agreement_reason = ''));

do $$ declare t text; begin
  foreach t in array array['meeting_decision', 'pause', 'duty_not_needed'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy on_the_case on %I using (app_on_disruption(disruption_id))', t);
    execute format('create policy service on %I using (app_is_service()) with check (app_is_service())', t);
  end loop;
end $$;
alter table organisation_procedure enable row level security;
alter table organisation_procedure force row level security;
create policy signed_in on organisation_procedure for select using (app_person() is not null);
create policy service on organisation_procedure using (app_is_service()) with check (app_is_service());
grant select, insert, update on meeting_decision, pause, duty_not_needed to disruption_app;
grant select, insert, update, delete on organisation_procedure to disruption_app;

-- Which placements are of a placement's children, each child by itself, or with its carers, who are known again by their
-- e-mail address (then without a child): this one and others of its organisation, never another council's.
create function app_placements_of_same(of_placement uuid) returns table (placement_id uuid, child_id uuid)
language sql stable as $$
  select other.id, same.child_id from placement mine
    cross join lateral (
      select pc.placement_id, pc.child_id from placement_child p join placement_child pc using (child_id)
        where p.placement_id = mine.id
      union
      select c.placement_id, null from placement_carer p join placement_carer c using (email_key)
        where p.placement_id = mine.id and p.email_key <> '' and c.email_key <> ''
    ) same
    join placement other on other.id = same.placement_id and other.organisation_id = mine.organisation_id
    where mine.id = of_placement
$$;

-- The days on which those placements ended unplanned, of brothers and sisters for the one to whom it happened most
-- often: days alone, since the cases behind them may be none of the reader's.
create function app_unplanned_endings(of_placement uuid) returns table (whose text, ended_on date) language plpgsql as $$
declare was text := current_setting('app.service', true);
begin
  if not app_on_placement(of_placement) then return; end if;
  perform set_config('app.service', 'on', true);
  return query
    with unplanned as (
      select same.child_id, d.broke_down_on from app_placements_of_same(of_placement) same
        join disruption d on d.placement_id = same.placement_id where d.ending in ('unplanned', 'abrupt')),
    most as (
      select u.child_id from unplanned u where u.child_id is not null
        group by u.child_id order by count(*) desc, max(u.broke_down_on) desc, u.child_id limit 1)
    select 'child', u.broke_down_on from unplanned u join most using (child_id)
    union
    select 'carer', u.broke_down_on from unplanned u where u.child_id is null;
  perform set_config('app.service', coalesce(was, ''), true);
end $$;

-- What staff did on other placements of a placement's children, or for its carers on others of theirs, at the latest
-- until those ended: a chair is to be independent of that too. Nothing else of those cases, which may be none of the
-- reader's.
create function app_earlier_roles(of_placement uuid)
returns table (person_id uuid, role text, from_on date, until_on date) language plpgsql as $$
declare was text := current_setting('app.service', true);
begin
  if not app_on_placement(of_placement) then return; end if;
  perform set_config('app.service', 'on', true);
  return query
    select distinct r.person_id, r.role, r.from_on,
        coalesce(r.until_on, (select p.ended_on from placement p where p.id = r.placement_id))
      from app_placements_of_same(of_placement) same join case_role r on r.placement_id = same.placement_id
      where same.placement_id <> of_placement and case when same.child_id is null
        then r.role in ('adopters-social-worker', 'supervising-social-worker', 'panel-advisor', 'assessed-adopters',
          'matched', 'sat-on-panel')
        else r.role <> 'assessed-adopters' end;
  perform set_config('app.service', coalesce(was, ''), true);
end $$;
