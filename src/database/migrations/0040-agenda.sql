-- The agenda of one meeting, each time that somebody built it or changed it: the last one counts, and those before stay as
-- they were. Without one the meeting follows its procedure's. Items are as MeetingItem in procedure.ts has them.
create table agenda (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  meeting_id uuid not null references meeting,
  number integer not null check (number > 0),
  items jsonb not null check (jsonb_typeof(items) = 'array' and items <> '[]'),
  saved_by uuid not null references person,
  saved_at timestamptz not null,
  unique (meeting_id, number)
);
alter table agenda enable row level security;
alter table agenda force row level security;
create policy service on agenda using ((select app_is_service())) with check ((select app_is_service()));
create policy on_the_case on agenda for select using (app_on_disruption(disruption_id));
create policy signed_insert on agenda for insert
  with check (app_on_disruption(disruption_id) and saved_by = app_person());
create policy reads_alone_insert on agenda as restrictive for insert
  with check (app_may_write_disruption(disruption_id));
-- The minutes are written to it: once they are agreed it stands.
create trigger agenda_is_open before insert or update or delete on agenda
  for each row execute function refuse_once_agreed();
grant select, insert on agenda to disruption_app;
