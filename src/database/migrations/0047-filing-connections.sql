-- Where a council files agreed minutes (PG-10): for each kind of record a folder of one of the systems that whoever runs the
-- service configured for it. Addresses and secrets are in that configuration and never here. A choice is not changed but
-- replaced: what was filed stays where it was filed, and is read back from there.
create table filing_connection (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  kind text not null check (kind in ('looked-after', 'adoption', 'child')),
  -- By what the configuration calls the system.
  system text not null,
  folder text not null,
  chosen_by uuid not null references person,
  chosen_at timestamptz not null,
  replaced_at timestamptz,
  -- What came of the last test document.
  try_asked_at timestamptz,
  tried_at timestamptz,
  try_worked boolean,
  try_says text not null default '',
  constraint tried_whole check ((tried_at is null) = (try_worked is null) and (tried_at is null) = (try_says = ''))
);
-- One place at a time for each kind of record.
create unique index filing_connection_in_use on filing_connection (organisation_id, kind) where replaced_at is null;
alter table filing_connection enable row level security;
alter table filing_connection force row level security;
create policy service on filing_connection using ((select app_is_service())) with check ((select app_is_service()));
create policy administrator on filing_connection for select
  using (organisation_id = (select app_organisation()) and 'administrator' = any ((select app_posts())::text[]));
create policy chosen on filing_connection for insert with check (organisation_id = (select app_organisation())
  and 'administrator' = any ((select app_posts())::text[]) and chosen_by = app_person());
create policy replaced on filing_connection for update
  using (organisation_id = (select app_organisation()) and 'administrator' = any ((select app_posts())::text[]))
  with check (organisation_id = (select app_organisation()) and 'administrator' = any ((select app_posts())::text[]));
grant select, insert on filing_connection to disruption_app;
grant update (replaced_at, try_asked_at, tried_at, try_worked, try_says) on filing_connection to disruption_app;

-- What is filed has the other side's reference, and the checksum that was read back is that of what was sent.
alter table filing
  -- Where it was sent; null is the service's own folder.
  add column connection_id uuid references filing_connection,
  -- The same in words, for those on the case.
  add column kept_at text not null default '',
  -- The checksum of what a try sent, kept before anything left.
  add column expects text,
  -- By what the other side knows it.
  add column reference text,
  add column next_try_at timestamptz,
  -- Why the last check could not be made; empty when it was.
  add column check_trouble text not null default '';
update filing set expects = checksum, kept_at = 'The folder of this service', reference = case kind
    when 'looked-after' then 'looked-after-records/' when 'adoption' then 'adoption-records/' else 'child-files/' end || id
  where status = 'filed';
alter table filing drop constraint filing_status_check;
alter table filing add constraint filing_status_check check (status in ('queued', 'sent', 'filed', 'failed')),
  add constraint sent_has_reference check (status not in ('sent', 'filed') or (reference is not null and expects is not null)),
  add constraint filed_as_sent check (status <> 'filed' or checksum = expects);
grant update (connection_id, kept_at, expects, reference, next_try_at, check_trouble) on filing to disruption_app;

create or replace function guard_filing() returns trigger language plpgsql as $$
begin
  if (old.id, old.disruption_id, old.meeting_id, old.version, old.kind, old.child_id, old.replaces, old.document,
      old.queued_by, old.queued_at) is distinct from (new.id, new.disruption_id, new.meeting_id, new.version, new.kind,
      new.child_id, new.replaces, new.document, new.queued_by, new.queued_at)
    or (old.status = 'filed' and (old.status, old.filed_at, old.checksum, old.reference, old.expects, old.connection_id,
      old.kept_at) is distinct from (new.status, new.filed_at, new.checksum, new.reference, new.expects, new.connection_id,
      new.kept_at))
  then
    raise exception 'what was filed does not change' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

-- What is not on file, or not as it was written, in the council of an administrator: which record and why, and nothing of
-- whose, of which case, or what it says.
create function app_filings_not_on_file() returns table (id uuid, kind text, status text, queued_at timestamptz,
  attempts integer, last_error text, next_try_at timestamptz, kept_at text, checked_at timestamptz, problems jsonb,
  check_trouble text) language plpgsql as $$
declare was text := current_setting('app.service', true); council uuid := app_organisation();
  is_administrator boolean := 'administrator' = any (app_posts()::text[]);
begin
  if is_administrator is not true then return; end if;
  perform set_config('app.service', 'on', true);
  return query select f.id, f.kind, f.status, f.queued_at, f.attempts, f.last_error, f.next_try_at, f.kept_at, f.checked_at,
      f.problems, f.check_trouble
    from filing f join disruption d on d.id = f.disruption_id
    where d.organisation_id = council and (f.status <> 'filed' or f.problems <> '[]' or f.check_trouble <> '')
    order by f.kind, f.queued_at limit 200;
  perform set_config('app.service', coalesce(was, ''), true);
end $$;

-- How much of each kind of record is on file there, and since when all of it has been checked.
create function app_filings_on_file() returns table (kind text, filed integer, checked_since timestamptz)
  language plpgsql as $$
declare was text := current_setting('app.service', true); council uuid := app_organisation();
  is_administrator boolean := 'administrator' = any (app_posts()::text[]);
begin
  if is_administrator is not true then return; end if;
  perform set_config('app.service', 'on', true);
  return query select f.kind, count(*)::integer, min(f.checked_at)
    from filing f join disruption d on d.id = f.disruption_id
    where d.organisation_id = council and f.status = 'filed' group by f.kind;
  perform set_config('app.service', coalesce(was, ''), true);
end $$;
