-- Who is signed in, and since when. The cookie holds 256 random bits and this table only their SHA-256, so a copy
-- of the table opens nothing. A row is deleted on sign-out and, once it has ended, when somebody next signs in.
create table session (
  id_hash bytea primary key,
  person_id uuid not null references person,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  -- What the identity provider asks back at sign-out (OpenID Connect RP-Initiated Logout 1.0, id_token_hint).
  id_token text not null,
  browser text not null
);
create index session_by_person on session (person_id, created_at);

alter table session enable row level security; alter table session force row level security;
create policy own on session for select using (person_id = app_person());
create policy service on session using (app_is_service()) with check (app_is_service());
grant select, insert, update, delete on session to disruption_app;
