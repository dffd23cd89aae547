-- After a placement has ended, people are told and things are arranged (PG-9e): who was told, by whom, when and what shows it;
-- not needed, with the reason; or an action. Each answer is added and the last one counts, so that what was answered stays
-- readable whatever the procedure asks later: an answer carries the words it was an answer to.
create table checklist_answer (
  id uuid primary key,
  position bigint generated always as identity,
  disruption_id uuid not null references disruption,
  item_key text not null check (item_key <> ''),
  -- "case", a child, or where on the case whoever is told comes from.
  about text not null check (about <> ''),
  says text not null check (says <> ''),
  whom text not null default '',
  "is" text not null check ("is" in ('done', 'not-needed', 'action', 'open')),
  told text not null default '',
  done_by text not null default '',
  done_on date,
  evidence text not null default '',
  reason text not null default '',
  action_id uuid references action,
  recorded_by uuid not null references person,
  by_name text not null check (by_name <> ''),
  at timestamptz not null,
  constraint done_shown check (("is" = 'done') = (done_on is not null and done_by <> '' and evidence <> '')),
  constraint why_given check (("is" in ('not-needed', 'open')) = (reason <> '')),
  constraint which_action check (("is" = 'action') = (action_id is not null))
);
create index checklist_answer_by_matter on checklist_answer (disruption_id, item_key, about, position desc);
create index checklist_answer_by_action on checklist_answer (action_id) where action_id is not null;

-- What is thought of once a placement has ended, with what came of it: a review of the carers held early (PG-12), the child's
-- plan, a placement order, support that was offered, a debrief. Of a debrief there is when it was and who led it.
create table follow_up (
  id uuid primary key,
  position bigint generated always as identity,
  disruption_id uuid not null references disruption,
  kind text not null check (kind in ('carer-review', 'plan-review', 'order-revocation', 'support-offered', 'debrief')),
  outcome text not null check (outcome <> ''),
  whom text not null default '',
  words text not null default '',
  happened_on date not null,
  recorded_by uuid not null references person,
  by_name text not null check (by_name <> ''),
  by_post text not null check (by_post <> ''),
  at timestamptz not null,
  constraint debrief_says_nothing check (kind <> 'debrief' or words = '')
);
create index follow_up_by_disruption on follow_up (disruption_id, position desc);

-- Whether the council goes on using a home or another outside provider (PG-11). It is told of again where the same resource
-- comes up on another case: the council's own, by its name as it is compared, or by its number at Ofsted.
create table resource_decision (
  id uuid primary key,
  position bigint generated always as identity,
  organisation_id uuid not null references organisation,
  disruption_id uuid not null references disruption,
  resource text not null check (resource <> ''),
  resource_key text not null check (resource_key <> ''),
  urn text not null default '' check (urn ~ '^([A-Z]{0,2}[0-9]{5,8})?$'),
  decision text not null check (decision in ('use', 'use-with-conditions', 'not-use')),
  conditions text not null default '',
  because text not null check (because <> ''),
  decided_on date not null,
  review_on date,
  recorded_by uuid not null references person,
  by_name text not null check (by_name <> ''),
  by_post text not null check (by_post <> ''),
  at timestamptz not null,
  constraint conditions_given check ((decision = 'use-with-conditions') = (conditions <> '')),
  constraint reviewed_later check (review_on >= decided_on)
);
create index resource_decision_by_name on resource_decision (organisation_id, resource_key, position desc);
create index resource_decision_by_disruption on resource_decision (disruption_id);

-- Only added, by whoever works on the case and signs for it.
do $$ declare name text; begin
  foreach name in array array['checklist_answer', 'follow_up', 'resource_decision'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy service on %I using ((select app_is_service())) with check ((select app_is_service()))', name);
    execute format('create policy on_the_case on %I for select using (app_on_disruption(disruption_id))', name);
    execute format('create policy signed_insert on %I for insert
      with check (app_on_disruption(disruption_id) and recorded_by = app_person())', name);
    execute format('create policy reads_alone_insert on %I as restrictive for insert
      with check (app_may_write_disruption(disruption_id))', name);
    execute format('grant select, insert on %I to disruption_app', name);
  end loop;
end $$;

-- Whoever places children or records that a placement ended reads what their own council decided of a resource; of the case
-- behind it they see nothing else.
create policy of_the_council on resource_decision for select using (organisation_id = (select app_organisation())
  and (select app_posts()) && array['social-worker', 'team-manager', 'service-manager']);
create policy own_council on resource_decision as restrictive for insert with check ((select app_is_service()) or
  organisation_id = (select d.organisation_id from disruption d where d.id = disruption_id));

-- By when the first of what nobody has answered is to be seen to, for the list of whoever has the case.
alter table disruption add column arrangements_due_on date;
