-- People are reminded at the times that the procedure says (PG-9). Which of its rules a reminder comes of, and which day the
-- meeting was then set to, is kept with the message, so that each rule reminds somebody once, however often it is asked.
alter table message
  add column reminder_rule text,
  add column reminder_day date,
  add constraint reminder_whole check (num_nonnulls(reminder_rule, reminder_day) in (0, 2));
create unique index message_reminds_once on message (invitation_id, reminder_rule, reminder_day);
grant insert (reminder_rule, reminder_day) on message to disruption_app;

-- A child is not reminded: their worker is told that a meeting comes near which has not heard them. `once` keeps what the
-- same rule says of the same child before the same day from being said twice.
alter table notice
  drop constraint notice_kind_check,
  add constraint notice_kind_check check (kind in ('case-opened', 'code-mistyped', 'child-not-heard')),
  add column once text,
  add constraint notice_once unique (organisation_id, once);

-- A message waits for the hours in which the procedure sends, with why; without a moment it waits for a person. Somebody can
-- send it at once, and says why.
alter table message
  add column held_until timestamptz,
  add column held_because text not null default '',
  add column sent_now_by uuid references person,
  add column sent_now_because text not null default '',
  add constraint held_whole check (held_until is null or held_because <> ''),
  add constraint sent_now_whole check ((sent_now_by is null) = (sent_now_because = ''));
create index message_held on message (disruption_id) where held_because <> '';
grant update (held_until, held_because, sent_now_by, sent_now_because) on message to disruption_app;

-- The queue's clock is the server's, and the moment is the service's: what lies between the two is the same to both.
create function app_add_job_at(task text, payload jsonb, job_key text, due timestamptz) returns void
  language sql security definer set search_path = graphile_worker, pg_temp as
  $$ select graphile_worker.add_job(task, payload::json, job_key => job_key, max_attempts => 12,
    run_at => clock_timestamp() + (due - public.app_now())) $$;
revoke all on function app_add_job_at(text, jsonb, text, timestamptz) from public;
grant execute on function app_add_job_at(text, jsonb, text, timestamptz) to disruption_app;

-- Whether a child was told of the meeting, when and how, or why not yet: others hear of it after them (PG-6). What was
-- recorded stays; what was otherwise later is another row.
create table child_told (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  child_id uuid not null references child,
  told boolean not null,
  told_on date,
  how text not null default '',
  reason text not null default '',
  recorded_by uuid not null references person,
  recorded_at timestamptz not null,
  constraint told_whole check (case when told then told_on is not null and how <> '' and reason = ''
    else told_on is null and how = '' and reason <> '' end)
);
create index child_told_by_child on child_told (disruption_id, child_id, recorded_at);
alter table child_told enable row level security; alter table child_told force row level security;
create policy service on child_told using ((select app_is_service())) with check ((select app_is_service()));
create policy on_the_case on child_told for select using (app_on_disruption(disruption_id));
create policy recorded on child_told for insert with check (
  app_on_disruption(disruption_id) and recorded_by = app_person());
create policy reads_alone_insert on child_told as restrictive for insert
  with check (app_may_write_disruption(disruption_id));
create trigger child_told_is_append_only before update or delete on child_told
  for each row execute function refuse_change();
create trigger child_told_is_never_emptied before truncate on child_told
  for each statement execute function refuse_change();
grant select, insert on child_told to disruption_app;

-- What everybody reads before a meeting: each release, and what each person got of it, composed for them. What was released
-- to somebody stays as it is; it is taken back when who wrote it changes it or takes it back.
alter table message
  drop constraint message_kind_check,
  add constraint message_kind_check
    check (kind in ('invitation', 'change', 'reminder', 'cancellation', 'withdrawal', 'code', 'copy', 'times',
      'times-changed', 'times-over', 'pack'));
create table pack (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  meeting_id uuid not null references meeting,
  is_late boolean not null,
  late_because text not null default '',
  released_by uuid not null references person,
  released_at timestamptz not null,
  constraint late_says_why check (is_late = (late_because <> '')),
  constraint pack_of_case unique (disruption_id, id)
);
create index pack_by_meeting on pack (meeting_id, released_at);
create table pack_part (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  pack_id uuid not null,
  invitation_id uuid not null references invitation,
  -- The invitation of who wrote it; null for the agenda.
  author_id uuid references invitation,
  position integer not null,
  document jsonb not null,
  is_late boolean not null,
  released_at timestamptz not null,
  opened_at timestamptz,
  withdrawn_at timestamptz,
  foreign key (disruption_id, pack_id) references pack (disruption_id, id)
);
create unique index pack_part_once on pack_part (pack_id, invitation_id, author_id) nulls not distinct;
create index pack_part_by_invitation on pack_part (invitation_id);
create index pack_part_by_author on pack_part (author_id) where withdrawn_at is null;

alter table pack enable row level security; alter table pack force row level security;
create policy service on pack using ((select app_is_service())) with check ((select app_is_service()));
create policy on_the_case on pack for select using (app_on_disruption(disruption_id));
create policy recorded on pack for insert with check (app_on_disruption(disruption_id) and released_by = app_person());
create policy reads_alone_insert on pack as restrictive for insert with check (app_may_write_disruption(disruption_id));
create trigger pack_is_append_only before update or delete on pack for each row execute function refuse_change();
create trigger pack_is_never_emptied before truncate on pack for each statement execute function refuse_change();
grant select, insert on pack to disruption_app;

alter table pack_part enable row level security; alter table pack_part force row level security;
create policy service on pack_part using ((select app_is_service())) with check ((select app_is_service()));
create policy on_the_case on pack_part using (app_on_disruption(disruption_id));
create policy own on pack_part for select using (invitation_id = app_guest() and withdrawn_at is null);
create policy own_is_opened on pack_part for update using (invitation_id = app_guest() and withdrawn_at is null)
  with check (invitation_id = app_guest() and withdrawn_at is null);
create policy reads_alone_insert on pack_part as restrictive for insert with check (app_may_write_disruption(disruption_id));
create policy reads_alone_update on pack_part as restrictive for update using (app_may_write_disruption(disruption_id));
create policy reads_alone_delete on pack_part as restrictive for delete using (app_may_write_disruption(disruption_id));
grant select, insert on pack_part to disruption_app;
grant update (opened_at, withdrawn_at) on pack_part to disruption_app;
