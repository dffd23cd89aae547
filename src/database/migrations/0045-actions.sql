-- What was agreed is seen to completion (PG-9d): an action says why and for whom, its owner takes it on or hands it back, and
-- it ends done, with what shows it, or not needed, with a manager's reason. What came before was taken on.
alter table action
  add column answer text not null default 'asked' check (answer in ('asked', 'accepted', 'handed-back')),
  -- Of somebody who does not sign in: "carer-…" or "contact-…", as an invitation has it.
  add column owner_source text check (owner_source <> ''),
  add column finding_id uuid references finding on delete set null,
  add column for_whom text check (for_whom in ('child', 'adopters', 'carers', 'birth-family', 'agency', 'others')),
  -- Not due before that one has ended. It is there when this one is made and never another after, so there is no circle.
  add column depends_on uuid references action check (depends_on <> id),
  add column every_number integer check (every_number between 1 and 52),
  add column every_unit text check (every_unit in ('weeks', 'months')),
  -- The first day of the series, from which its days are counted.
  add column every_from date,
  add column every_until date,
  -- The one before it in a series: each is followed once.
  add column follows uuid unique references action,
  add column done_how text not null default 'evidence' check (done_how in ('evidence', 'statement')),
  add column stated_by text not null default '',
  add column not_needed_on date,
  add column not_needed_because text not null default '',
  add constraint one_owner check (owner_id is null or owner_source is null),
  add constraint every_whole check (num_nonnulls(every_number, every_unit, every_from) in (0, 3)),
  add constraint ends_once check (num_nonnulls(done_on, not_needed_on) <= 1),
  add constraint not_needed_because_given check ((not_needed_on is null) = (not_needed_because = '')),
  add constraint statement_of_somebody check (done_how = 'evidence' or stated_by <> '');
update action set answer = 'accepted';
create index action_by_dependency on action (depends_on) where depends_on is not null;
create index action_by_finding on action (finding_id) where finding_id is not null;
drop index open_action_by_owner;
create index open_action_by_owner on action (owner_id, due_on) where done_on is null and not_needed_on is null;
create index open_action_by_day on action (due_on) where done_on is null and not_needed_on is null;
-- What it is, why, and what it waits for stay as they were agreed.
revoke update on action from disruption_app;
grant update (owner_id, owner_name, owner_source, due_on, done_on, evidence, done_how, stated_by, answer, not_needed_on,
  not_needed_because) on action to disruption_app;

-- Somebody with a private link reads what is theirs to do, and nobody else's; what they do about it the service writes.
create policy own_as_guest on action for select using (owner_source is not null and (select app_guest()) is not null
  and exists (select from invitation i where i.id = (select app_guest()) and i.disruption_id = action.disruption_id
    and i.source = action.owner_source and i.status = 'invited'));

-- The story of an action: who took it on, handed it back, wrote how it goes, and of what it reminded whom. Added, and never
-- changed. A step of a procedure is taken once for each day that an action is due by.
create table action_event (
  id uuid primary key,
  position bigint generated always as identity,
  disruption_id uuid not null references disruption,
  action_id uuid not null references action,
  kind text not null check (kind in ('accepted', 'handed-back', 'given', 'noted', 'done', 'not-needed', 'moved', 'reminded',
    'escalated')),
  words text not null default '',
  step text check (step <> ''),
  person_id uuid references person,
  invitation_id uuid references invitation,
  by_name text not null check (by_name <> ''),
  at timestamptz not null,
  constraint by_one check (num_nonnulls(person_id, invitation_id) <= 1),
  constraint step_of_the_service check ((step is not null) = (kind in ('reminded', 'escalated'))),
  unique (action_id, step)
);
create index action_event_by_disruption on action_event (disruption_id);
alter table action_event enable row level security; alter table action_event force row level security;
create policy service on action_event using ((select app_is_service())) with check ((select app_is_service()));
create policy on_the_case on action_event for select using (app_on_disruption(disruption_id));
create policy signed_insert on action_event for insert with check (app_on_disruption(disruption_id) and person_id = app_person()
  and invitation_id is null and step is null);
create policy own_as_guest on action_event for select using (invitation_id = (select app_guest()));
create policy reads_alone_insert on action_event as restrictive for insert with check (app_may_write_disruption(disruption_id));
grant select, insert on action_event to disruption_app;

-- The day of the child's next review, before which their reviewing officer sees what is still open.
alter table disruption add column next_review_on date;

-- Those who have to know of an action are told by the reference of its case.
do $$ begin
  execute (select format('alter table notice drop constraint notice_kind_check,
      add constraint notice_kind_check check ((%s) or kind in (%L, %L, %L, %L))', pg_get_expr(conbin, conrelid), 'action-due',
      'action-overdue', 'action-handed-back', 'actions-before-review')
    from pg_constraint where conname = 'notice_kind_check' and conrelid = 'notice'::regclass);
end $$;

-- What a manager has ended is no longer asked of a panel's advisor.
create or replace function app_panel_actions()
returns table (id uuid, disruption_id uuid, reference text, what text, due_on date, done_on date) language plpgsql as $$
declare was text := current_setting('app.service', true); who uuid := app_person();
begin
  if not app_advises_panel() then return; end if;
  perform set_config('app.service', 'on', true);
  return query select a.id, d.id, d.reference, a.what, a.due_on, a.done_on
    from action a join disruption d on d.id = a.disruption_id where a.owner_id = who and a.not_needed_on is null
    order by a.done_on nulls first, a.due_on;
  perform set_config('app.service', coalesce(was, ''), true);
end $$;
