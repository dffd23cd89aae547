-- What a demonstration sent, byte for byte, for everybody who tries it out to read. A real service's stays empty.
create table outbox (
  id uuid primary key,
  sent_at timestamptz not null,
  recipient text not null,
  subject text not null,
  raw bytea not null
);
create index outbox_by_time on outbox (sent_at desc);

alter table outbox enable row level security; alter table outbox force row level security;
create policy signed_in on outbox for select using (app_person() is not null);
create policy service on outbox using (app_is_service()) with check (app_is_service());
grant select, insert on outbox to disruption_app;
