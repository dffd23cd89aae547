-- What a batch of the audit is sealed with besides its hash: a digest of each entry in its place, so that the first one that
-- is wrong can be named, and a code that nobody can make who has the database and not the service's key.
alter table audit_seal
  add column digests bytea not null default '',
  add column mac text not null default '' check (mac ~ '^([0-9a-f]{64})?$');

-- Where the head of the chain was written down outside this database, or why that failed.
create table audit_anchor (
  id uuid primary key,
  place text not null check (place in ('file', 'email')),
  seal_number bigint not null,
  at timestamptz not null,
  problem text not null default ''
);
create index audit_anchor_by_time on audit_anchor (at);
alter table audit_anchor enable row level security; alter table audit_anchor force row level security;
create policy service on audit_anchor using ((select app_is_service())) with check ((select app_is_service()));
create policy information_governance on audit_anchor for select using (
  'information-governance' = any ((select app_posts())::text[]));
grant select, insert on audit_anchor to disruption_app;

-- The reference of a case of their own organisation, for those who see the audit and not the case.
create function app_reference_for_audit(of_case uuid) returns text language plpgsql stable as $$
declare was text := current_setting('app.service', true); found_reference text;
begin
  if not ('information-governance' = any (app_posts())) then return null; end if;
  perform set_config('app.service', 'on', true);
  select d.reference into found_reference from disruption d
    where d.id = of_case and d.organisation_id = app_organisation();
  perform set_config('app.service', coalesce(was, ''), true);
  return found_reference;
end $$;
create function app_case_for_audit(of_reference text) returns uuid language plpgsql stable as $$
declare was text := current_setting('app.service', true); found_case uuid;
begin
  if not ('information-governance' = any (app_posts())) then return null; end if;
  perform set_config('app.service', 'on', true);
  select d.id into found_case from disruption d
    where lower(d.reference) = lower(of_reference) and d.organisation_id = app_organisation() limit 1;
  perform set_config('app.service', coalesce(was, ''), true);
  return found_case;
end $$;
