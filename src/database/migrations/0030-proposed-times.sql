-- Before a meeting is convened, those who should come are asked which of a few times they can. What is asked is a meeting that is
-- "proposed": it has the first of its times until one is taken, no place, and an invitation for everybody who is asked, so that
-- a private link, its code and what is sent work as they do for any other. Taking a time convenes the same meeting, and those who
-- were asked keep their invitation.
alter table meeting
  drop constraint meeting_status_check,
  add constraint meeting_status_check check (status in ('proposed', 'taken-back', 'convened', 'cancelled', 'held')),
  drop constraint meeting_check,
  add constraint meeting_has_a_place check (place <> '' or video_link <> '' or status in ('proposed', 'taken-back'));
drop index one_live_meeting_a_disruption;
create unique index one_live_meeting_a_disruption on meeting (disruption_id)
  where status in ('proposed', 'convened', 'held');

create table proposed_time (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  meeting_id uuid not null references meeting,
  held_on date not null,
  starts_at time not null,
  taken_back_at timestamptz,
  constraint time_of_case unique (disruption_id, id)
);
create unique index proposed_once on proposed_time (meeting_id, held_on, starts_at) where taken_back_at is null;

-- What one of those asked said to one time; `told_by` and `told_how` when a worker wrote it down for them.
create table time_answer (
  time_id uuid not null,
  invitation_id uuid not null references invitation,
  disruption_id uuid not null,
  answer text not null check (answer in ('can', 'if-needed', 'cannot')),
  told_by text not null default '',
  told_how text not null default '',
  recorded_by uuid references person,
  answered_at timestamptz not null,
  primary key (time_id, invitation_id),
  foreign key (disruption_id, time_id) references proposed_time (disruption_id, id),
  constraint told_whole check ((told_by = '') = (told_how = '') and (told_by = '' or recorded_by is not null))
);
create index time_answer_by_invitation on time_answer (invitation_id);
create index time_answer_by_disruption on time_answer (disruption_id);

-- An answer can be changed until the time is taken, and nobody answers for another without saying who told them, and how.
create function guard_time_answer() returns trigger language plpgsql as $$ begin
  if not exists (select from proposed_time t join invitation i on i.meeting_id = t.meeting_id
      join meeting m on m.id = t.meeting_id
      where t.id = new.time_id and t.taken_back_at is null and i.id = new.invitation_id and i.status = 'invited'
        and i.disruption_id = new.disruption_id and m.status = 'proposed') then
    raise exception 'nobody is asked about this time' using errcode = 'restrict_violation';
  end if;
  if new.recorded_by is not null and new.told_by = '' and not exists (select from invitation i
      where i.id = new.invitation_id and i.person_id = new.recorded_by) then
    raise exception 'nobody answers for another' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger time_answer_is_guarded before insert or update on time_answer
  for each row execute function guard_time_answer();

do $$ declare t text; begin
  foreach t in array array['proposed_time', 'time_answer'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy service on %I using ((select app_is_service())) with check ((select app_is_service()))', t);
    execute format('create policy reads_alone_insert on %I as restrictive for insert
      with check (app_may_write_disruption(disruption_id))', t);
    execute format('create policy reads_alone_update on %I as restrictive for update
      using (app_may_write_disruption(disruption_id))', t);
  end loop;
end $$;
create policy reads_alone_delete on proposed_time as restrictive for delete
  using (app_may_write_disruption(disruption_id));
create policy on_the_case on proposed_time using (app_on_disruption(disruption_id));
create policy own on proposed_time for select using (taken_back_at is null and exists (
  select from invitation i where i.id = app_guest() and i.meeting_id = proposed_time.meeting_id));
create policy on_the_case on time_answer for select using (app_on_disruption(disruption_id));
create policy recorded_insert on time_answer for insert
  with check (app_on_disruption(disruption_id) and recorded_by = app_person());
create policy recorded_update on time_answer for update using (app_on_disruption(disruption_id))
  with check (app_on_disruption(disruption_id) and recorded_by = app_person());
create policy own on time_answer for select using (invitation_id = app_guest());
create policy own_insert on time_answer for insert with check (invitation_id = app_guest() and recorded_by is null);
create policy own_update on time_answer for update using (invitation_id = app_guest())
  with check (invitation_id = app_guest() and recorded_by is null);
grant select, insert on proposed_time, time_answer to disruption_app;
grant update (taken_back_at) on proposed_time to disruption_app;
grant update (answer, told_by, told_how, recorded_by, answered_at) on time_answer to disruption_app;

-- Those asked are told of the times, of other times, and that they need not answer any more.
alter table message
  drop constraint message_kind_check,
  add constraint message_kind_check check (kind in ('invitation', 'change', 'reminder', 'cancellation', 'withdrawal', 'code',
    'copy', 'times', 'times-changed', 'times-over'));
