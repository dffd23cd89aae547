-- What a delivery service has taken of a message, each time that it did, and its last word on it. A receipt tells by the
-- service's own id what it is about: one for an earlier try says nothing of what was sent since. No address stands here.
create table message_taken (
  notification_id uuid primary key,
  message_id uuid not null references message,
  disruption_id uuid not null references disruption,
  taken_at timestamptz not null,
  receipt text check (receipt in ('delivered', 'permanent-failure', 'temporary-failure', 'technical-failure')),
  receipt_at timestamptz,
  check ((receipt is null) = (receipt_at is null))
);
create index message_taken_by_message on message_taken (message_id);

-- Those on the case are told by the message itself. Only the service reads and writes what that comes from.
alter table message_taken enable row level security; alter table message_taken force row level security;
create policy service on message_taken using ((select app_is_service())) with check ((select app_is_service()));
grant select, insert on message_taken to disruption_app;
grant update (receipt, receipt_at) on message_taken to disruption_app;

-- When it arrived, as far as whoever carried it knows. Null does not say that it did not.
alter table message add column arrived_at timestamptz;
