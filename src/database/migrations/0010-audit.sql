-- Who did what, when, from where and by which rule: one row for every sign-in, view, search, change, message, download
-- and refusal, in the transaction of what it records. Nothing of a record's content is in it. Nothing is ever altered.
create table audit_entry (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('person', 'guest', 'service', 'nobody')),
  actor_id uuid,
  actor_organisation_id uuid,
  act text not null check (act ~ '^[a-z][a-z0-9-]*$'),
  rule text not null check (rule ~ '^[a-z0-9-]*$'),
  outcome text not null check (outcome in ('allowed', 'refused', 'failed')),
  subject_kind text not null default '' check (subject_kind ~ '^[a-z-]*$'),
  subject_id uuid,
  -- Whose record it is; null when it is nobody's.
  organisation_id uuid,
  marks text[] not null default '{}',
  address text not null default ''
);
create index audit_entry_by_organisation on audit_entry (organisation_id, id);
create index audit_entry_by_actor_organisation on audit_entry (actor_organisation_id, id);
create index audit_entry_by_actor on audit_entry (actor_id, id);
create index audit_entry_by_subject on audit_entry (subject_id, id);

-- Batches of entries under one hash each, which the next one's hash takes in.
create table audit_seal (
  number bigint primary key check (number > 0),
  first_id bigint not null,
  last_id bigint not null check (last_id >= first_id),
  entries integer not null check (entries > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  sealed_at timestamptz not null
);

create trigger audit_is_append_only before update or delete on audit_entry for each row execute function refuse_change();
create trigger audit_is_never_emptied before truncate on audit_entry for each statement execute function refuse_change();
create trigger seal_is_append_only before update or delete on audit_seal for each row execute function refuse_change();
create trigger seal_is_never_emptied before truncate on audit_seal for each statement execute function refuse_change();

-- Writes one entry, as whoever the transaction is of. A seal waits for the writers before it and they for it: numbers
-- below a sealed one are then never handed out later. (418 is this lock's own number.)
create function app_audit(act text, rule text, outcome text, subject_kind text default '', subject_id uuid default null,
  organisation_id uuid default null, marks text[] default '{}') returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(418, 0);
  insert into audit_entry (at, actor_kind, actor_id, actor_organisation_id, act, rule, outcome, subject_kind, subject_id,
    organisation_id, marks, address)
  values (app_now(),
    case when app_person() is not null then 'person' when app_guest() is not null then 'guest'
      when app_is_service() then 'service' else 'nobody' end,
    coalesce(app_person(), app_guest()), app_organisation(), $1, $2, $3, $4, $5, $6, $7,
    coalesce(current_setting('app.address', true), ''));
end $$;

-- A refusal, with whose record it was about, which the person refused does not learn.
create function app_audit_refusal(act text, rule text, subject_kind text, subject_id uuid) returns void language plpgsql as $$
declare was text := current_setting('app.service', true); owner uuid;
begin
  perform set_config('app.service', 'on', true);
  select d.organisation_id into owner from disruption d where subject_kind = 'disruption' and d.id = subject_id;
  perform set_config('app.service', coalesce(was, ''), true);
  perform app_audit(act, rule, 'refused', subject_kind, subject_id, owner);
end $$;

alter table audit_entry enable row level security; alter table audit_entry force row level security;
alter table audit_seal enable row level security; alter table audit_seal force row level security;
create policy own_acts on audit_entry for insert with check (
  actor_id is not distinct from coalesce(app_person(), app_guest()) and actor_kind = case
    when app_person() is not null then 'person' when app_guest() is not null then 'guest'
    when app_is_service() then 'service' else 'nobody' end);
create policy information_governance on audit_entry for select using (
  'information-governance' = any (app_posts()) and app_organisation() in (organisation_id, actor_organisation_id));
create policy service on audit_entry for select using (app_is_service());
create policy information_governance on audit_seal for select using ('information-governance' = any (app_posts()));
create policy service on audit_seal using (app_is_service()) with check (app_is_service());
grant select, insert on audit_entry, audit_seal to disruption_app;
