-- What a leaver had and who has it now; and a council's own directory, which says by SCIM who works there.

create table handover (
  id uuid primary key,
  -- Whose case it is, so that its own guardian knows what nobody has.
  organisation_id uuid not null references organisation,
  leaver_id uuid not null references person,
  to_id uuid references person check (to_id <> leaver_id),
  placement_id uuid not null references placement,
  disruption_id uuid references disruption,
  -- Empty where nothing is recorded of the placement yet.
  reference text not null,
  kind text not null check (kind in ('part', 'action', 'meeting')),
  capacity text not null,
  action_id uuid references action,
  why_nobody text check (why_nobody in ('no-manager', 'restricted', 'chosen-anew')),
  at timestamptz not null,
  put_away_at timestamptz,
  check ((to_id is null) = (why_nobody is not null)),
  check ((kind = 'action') = (action_id is not null))
);
create index handover_by_receiver on handover (to_id) where put_away_at is null;
create index handover_to_nobody on handover (organisation_id) where to_id is null and put_away_at is null;
create index handover_by_leaver on handover (leaver_id);

-- The directory acts as its organisation alone, in a setting of its own: no policy about cases knows of it.
create function app_directory() returns uuid language sql stable as
  $$ select nullif(current_setting('app.directory', true), '')::uuid $$;
create function app_directory_key() returns uuid language sql stable as
  $$ select nullif(current_setting('app.directory_key', true), '')::uuid $$;

-- What a directory proves itself by. It is shown once, as it is made; its hash alone is kept.
create table directory_key (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  token_hash bytea not null,
  made_by uuid not null references person,
  made_at timestamptz not null,
  expires_on date not null,
  revoked_at timestamptz,
  last_used_at timestamptz,
  unique (organisation_id, token_hash)
);
create index directory_key_by_hash on directory_key (token_hash);

alter table person
  -- Null for somebody added by hand; 'deleted' is how the directory had them once.
  add column directory_state text check (directory_state in ('linked', 'deleted')),
  -- The title the directory has for them, also where it is no post of ours.
  add column directory_title text not null default '';
alter table team
  add column directory_id text,
  add column directory_state text check (directory_state in ('linked', 'deleted'));
create unique index team_by_directory on team (organisation_id, directory_id) where directory_id is not null;
alter table person_post add column by_directory boolean not null default false;

-- Who is in a team by the directory, whether or not they have a post yet.
create table directory_member (
  organisation_id uuid not null references organisation,
  team_id uuid not null,
  person_id uuid not null references person,
  primary key (organisation_id, team_id, person_id),
  foreign key (organisation_id, team_id) references team (organisation_id, id)
);
create index directory_member_by_team on directory_member (team_id);
create index directory_member_by_person on directory_member (person_id);

-- Begins a transaction of the directory that a key belongs to: null when the key is none, has run out or was revoked.
create function app_begin_directory(hash bytea, at timestamptz, address text) returns uuid language plpgsql as $$
declare own record;
begin
  perform set_config('app.now', coalesce(at::text, ''), true), set_config('app.address', address, true),
    set_config('app.service', 'on', true);
  update directory_key k set last_used_at = app_now() where k.token_hash = hash and k.revoked_at is null
    and k.expires_on > app_today() returning k.id, k.organisation_id into own;
  perform set_config('app.service', '', true);
  if own.id is null then return null; end if;
  perform set_config('app.directory', own.organisation_id::text, true),
    set_config('app.directory_key', own.id::text, true);
  return own.organisation_id;
end $$;

do $$ declare t text; begin
  foreach t in array array['handover', 'directory_key', 'directory_member'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy service on %I using ((select app_is_service())) with check ((select app_is_service()))', t);
  end loop;
  foreach t in array array['person', 'team', 'person_post', 'directory_member'] loop
    execute format('create policy directory on %I using (organisation_id = (select app_directory()))
      with check (organisation_id = (select app_directory()))', t);
  end loop;
end $$;
create policy directory on organisation for select using (id = (select app_directory()));
create policy directory on line_management
  using (exists (select from person p where p.id = person_id and p.organisation_id = app_directory()))
  with check (exists (select from person p where p.id = person_id and p.organisation_id = app_directory())
    and exists (select from person p where p.id = manager_id and p.organisation_id = app_directory()));
create policy administrator on directory_key
  using (organisation_id = (select app_organisation()) and 'administrator' = any ((select app_posts())::text[]))
  with check (organisation_id = (select app_organisation()) and 'administrator' = any ((select app_posts())::text[]));
create policy administrator on directory_member for select
  using (organisation_id = (select app_organisation()) and 'administrator' = any ((select app_posts())::text[]));
create policy own on handover for select using (to_id = (select app_person()));
create policy own_is_put_away on handover for update using (to_id = (select app_person()))
  with check (to_id = (select app_person()));
create policy guardian on handover for select using (to_id is null and organisation_id = (select app_organisation())
  and 'caldicott-guardian' = any ((select app_posts())::text[]));
create policy put_away_by_guardian on handover for update using (to_id is null
    and organisation_id = (select app_organisation()) and 'caldicott-guardian' = any ((select app_posts())::text[]))
  with check (to_id is null and organisation_id = (select app_organisation()));

grant select, insert on handover to disruption_app;
grant update (put_away_at) on handover to disruption_app;
grant select, insert on directory_key to disruption_app;
grant update (revoked_at, last_used_at) on directory_key to disruption_app;
grant select, insert, delete on directory_member to disruption_app;

-- The audit names a directory by the key it came with.
alter table audit_entry drop constraint audit_entry_actor_kind_check;
alter table audit_entry add constraint audit_entry_actor_kind_check
  check (actor_kind in ('person', 'guest', 'directory', 'service', 'nobody'));
create function app_actor_kind() returns text language sql stable as
  $$ select case when app_person() is not null then 'person' when app_guest() is not null then 'guest'
    when app_directory() is not null then 'directory' when app_is_service() then 'service' else 'nobody' end $$;
create function app_actor_id() returns uuid language sql stable as
  $$ select coalesce(app_person(), app_guest(), app_directory_key()) $$;
create or replace function app_audit(act text, rule text, outcome text, subject_kind text default '', subject_id uuid default null,
  organisation_id uuid default null, marks text[] default '{}') returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(418, 0);
  insert into audit_entry (at, actor_kind, actor_id, actor_organisation_id, act, rule, outcome, subject_kind, subject_id,
    organisation_id, marks, address)
  values (app_now(), app_actor_kind(), app_actor_id(), coalesce(app_organisation(), app_directory()), $1, $2, $3, $4, $5,
    $6, $7, coalesce(current_setting('app.address', true), ''));
end $$;
drop policy own_acts on audit_entry;
create policy own_acts on audit_entry for insert with check (
  actor_id is not distinct from app_actor_id() and actor_kind = app_actor_kind());
