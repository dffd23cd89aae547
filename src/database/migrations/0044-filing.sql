-- Agreed minutes go onto the child's file (PG-10), and those of an adoptive placement onto two records that never name each
-- other. What belongs there is composed as the minutes are agreed and kept here, so that a version that is opened again is
-- filed all the same; a job writes it as a bag into a folder and says so once every checksum was read back.
create table filing (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  meeting_id uuid not null references meeting,
  version integer not null,
  kind text not null check (kind in ('looked-after', 'adoption', 'child')),
  -- Whose record it is; the adoption record is the placement's.
  child_id uuid references child,
  -- Of the same record, the version before.
  replaces uuid references filing,
  document jsonb not null,
  status text not null default 'queued' check (status in ('queued', 'filed', 'failed')),
  queued_by uuid not null references person,
  queued_at timestamptz not null,
  attempts integer not null default 0,
  last_error text not null default '',
  filed_at timestamptz,
  checksum text,
  checked_at timestamptz,
  problems jsonb not null default '[]',
  constraint filing_once unique nulls not distinct (meeting_id, version, kind, child_id),
  constraint filing_of_child check ((kind = 'adoption') = (child_id is null)),
  constraint filed_whole check ((status = 'filed') = (filed_at is not null and checksum is not null)),
  constraint failed_says_why check (status <> 'failed' or last_error <> '')
);
create index filing_by_disruption on filing (disruption_id);
alter table filing enable row level security;
alter table filing force row level security;
create policy service on filing using ((select app_is_service())) with check ((select app_is_service()));
create policy on_the_case on filing for select using (app_on_disruption(disruption_id));
create policy signed on filing for insert with check (app_on_disruption(disruption_id) and queued_by = app_person());
create policy tried_again on filing for update using (app_on_disruption(disruption_id))
  with check (app_on_disruption(disruption_id));
create policy reads_alone_insert on filing as restrictive for insert with check (app_may_write_disruption(disruption_id));
create policy reads_alone_update on filing as restrictive for update using (app_may_write_disruption(disruption_id));

-- What was queued stays what it is, and what was filed stays filed.
create function guard_filing() returns trigger language plpgsql as $$
begin
  if (old.id, old.disruption_id, old.meeting_id, old.version, old.kind, old.child_id, old.replaces, old.document,
      old.queued_by, old.queued_at) is distinct from (new.id, new.disruption_id, new.meeting_id, new.version, new.kind,
      new.child_id, new.replaces, new.document, new.queued_by, new.queued_at)
    or (old.status = 'filed' and (old.status, old.filed_at, old.checksum) is distinct from
      (new.status, new.filed_at, new.checksum))
  then
    raise exception 'what was filed does not change' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger filing_is_guarded before update on filing for each row execute function guard_filing();
create trigger filing_is_never_deleted before delete on filing for each row execute function refuse_change();
create trigger filing_is_never_emptied before truncate on filing for each statement execute function refuse_change();
grant select, insert on filing to disruption_app;
grant update (status, attempts, last_error, filed_at, checksum, checked_at, problems) on filing to disruption_app;
