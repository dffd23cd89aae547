-- Everything the first journey keeps. Three kinds of actor reach these tables, named in a setting that lasts for
-- one transaction: a signed-in person (app.person), a guest holding one invitation (app.guest), the service itself
-- (app.service). With none set, nothing is visible.

do $$ begin
  create role disruption_app nologin nosuperuser nobypassrls;
exception when duplicate_object or unique_violation then null;
end $$;
do $$ begin execute format('grant disruption_app to %I', current_user); end $$;

create function app_person() returns uuid language sql stable as
  $$ select nullif(current_setting('app.person', true), '')::uuid $$;
create function app_guest() returns uuid language sql stable as
  $$ select nullif(current_setting('app.guest', true), '')::uuid $$;
create function app_is_service() returns boolean language sql stable as
  $$ select coalesce(current_setting('app.service', true), '') = 'on' $$;

create table organisation (
  id uuid primary key,
  name text not null unique,
  kind text not null check (kind in ('council', 'regional-agency')),
  colour text not null check (colour ~ '^#[0-9a-f]{6}$'),
  procedure_id text
);

create table person (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  name text not null,
  email text not null,
  post text not null,
  issuer text,
  subject text,
  left_on date,
  unique (organisation_id, email),
  unique (issuer, subject)
);

create table line_management (
  person_id uuid not null references person,
  manager_id uuid not null references person,
  from_on date not null,
  until_on date check (until_on >= from_on),
  primary key (person_id, manager_id, from_on),
  check (person_id <> manager_id)
);

create table child (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  given_name text not null,
  family_name text not null,
  born_on date not null,
  case_number text not null,
  created_by uuid references person,
  unique (organisation_id, case_number)
);

create table placement (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  kind text not null check (kind in ('adoptive')),
  agency_name text not null,
  family_source text not null check (family_source in ('regional-agency', 'inter-agency')),
  introductions_on date,
  started_on date check (started_on >= introductions_on),
  order_made_on date,
  ended_on date,
  created_by uuid references person,
  check (introductions_on is not null or started_on is not null)
);

create table placement_child (
  placement_id uuid not null references placement,
  child_id uuid not null references child,
  primary key (placement_id, child_id)
);
create index placement_child_by_child on placement_child (child_id);

-- Who may open the case, and in which capacity. The one door to everything below.
create table placement_access (
  placement_id uuid not null references placement,
  person_id uuid not null references person,
  capacity text not null,
  granted_at timestamptz not null default now(),
  primary key (placement_id, person_id, capacity)
);
create index placement_access_by_person on placement_access (person_id, placement_id);

-- The adopters' identity and address: a table of its own, read only where a screen says why.
create table adopter (
  id uuid primary key,
  placement_id uuid not null references placement,
  position integer not null,
  name text not null,
  email text not null,
  phone text not null default '',
  address text not null default ''
);
create index adopter_by_placement on adopter (placement_id, position);

-- What staff did for this child and these adopters, with dates: chair independence is computed from it.
create table case_role (
  id uuid primary key,
  placement_id uuid not null references placement,
  person_id uuid not null references person,
  role text not null check (role in ('child-social-worker', 'adopters-social-worker', 'iro', 'panel-advisor',
    'assessed-adopters', 'matched', 'sat-on-panel', 'minute-taker')),
  from_on date not null,
  until_on date check (until_on >= from_on)
);
create index case_role_by_placement on case_role (placement_id);

-- People on the case who are not staff of this service.
create table contact (
  id uuid primary key,
  placement_id uuid not null references placement,
  kind text not null check (kind in ('current-carer', 'birth-family', 'adopters-social-worker', 'other-professional')),
  name text not null,
  email text not null,
  phone text not null default ''
);
create index contact_by_placement on contact (placement_id);

create table disruption (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  placement_id uuid not null references placement,
  reference text not null unique,
  broke_down_on date not null,
  stage text not null check (stage in ('introductions', 'before-order')),
  account text not null,
  procedure_id text not null,
  procedure_version text not null,
  status text not null default 'open' check (status in ('open', 'closed')),
  next_duty jsonb,
  next_due_on date,
  recorded_by uuid not null references person,
  recorded_at timestamptz not null
);
create unique index one_open_disruption_a_placement on disruption (placement_id) where status = 'open';
create index disruption_by_placement on disruption (placement_id);

-- A person's word that a duty was done.
create table duty_statement (
  disruption_id uuid not null references disruption,
  rule_id text not null,
  done_on date not null,
  note text not null,
  stated_by uuid not null references person,
  stated_at timestamptz not null,
  primary key (disruption_id, rule_id)
);

create table meeting (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  status text not null check (status in ('convened', 'cancelled', 'held')),
  chair_id uuid not null references person,
  minute_taker_id uuid references person,
  held_on date not null,
  starts_at time not null,
  minutes_long integer not null check (minutes_long between 15 and 600),
  place text not null default '',
  video_link text not null default '',
  outside_window_reason text not null default '',
  cancel_reason text not null default '',
  calendar_uid uuid not null,
  sequence integer not null default 0,
  convened_by uuid not null references person,
  convened_at timestamptz not null,
  minutes_status text not null default 'draft' check (minutes_status in ('draft', 'agreed')),
  minutes_version integer not null default 1,
  agreed_by uuid references person,
  agreed_at timestamptz,
  check (place <> '' or video_link <> '')
);
create unique index one_live_meeting_a_disruption on meeting (disruption_id) where status <> 'cancelled';
create index meeting_by_disruption on meeting (disruption_id);

create table invitation (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  meeting_id uuid not null references meeting,
  source text not null,
  position integer not null,
  person_id uuid references person,
  capacity text not null,
  reader text not null check (reader in ('adopters', 'birth-family', 'carers', 'professionals', 'staff')),
  name text not null,
  email text not null,
  mode text not null check (mode in ('attend', 'contribute')),
  may_know_place boolean not null,
  added_reason text not null default '',
  status text not null default 'invited' check (status in ('invited', 'withdrawn')),
  withdrawn_reason text not null default '',
  reply text check (reply in ('coming', 'not-coming', 'will-write')),
  reply_note text not null default '',
  replied_at timestamptz,
  contribution text not null default '',
  attended boolean,
  contribution_read boolean not null default false
);
create index invitation_by_meeting on invitation (meeting_id);
create index invitation_by_disruption on invitation (disruption_id);

-- People of the procedure's list who were left out, and why.
create table left_out (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  meeting_id uuid not null references meeting,
  capacity text not null,
  name text not null,
  reason text not null
);
create index left_out_by_meeting on left_out (meeting_id);

create table guest_link (
  id uuid primary key,
  invitation_id uuid not null references invitation,
  token_hash bytea not null unique,
  expires_at timestamptz not null,
  withdrawn_at timestamptz
);
create index guest_link_by_invitation on guest_link (invitation_id);

create table guest_code (
  id uuid primary key,
  link_id uuid not null references guest_link,
  code_hash bytea not null,
  expires_at timestamptz not null,
  tries integer not null default 0,
  spent_at timestamptz,
  created_at timestamptz not null
);
create index guest_code_by_link on guest_code (link_id, created_at);

create table guest_session (
  id_hash bytea primary key,
  link_id uuid not null references guest_link,
  expires_at timestamptz not null
);

create table message (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  invitation_id uuid not null references invitation,
  kind text not null check (kind in ('invitation', 'change', 'cancellation', 'withdrawal', 'code', 'copy')),
  content jsonb not null,
  status text not null default 'queued' check (status in ('queued', 'sent', 'failed', 'not-needed')),
  attempts integer not null default 0,
  last_error text not null default '',
  -- The address it was last tried at: people's addresses are put right, and what went to the old one is still so.
  sent_to text not null default '',
  queued_at timestamptz not null,
  sent_at timestamptz
);
create index message_by_disruption on message (disruption_id, queued_at);
create index message_by_invitation on message (invitation_id);

-- What the meeting wrote. One passage is one text with its own readers; the revision settles two people typing. `page`
-- is the open page that saved last and `edit` its own count of saves: an answer that got lost is then no conflict.
create table passage (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  meeting_id uuid not null references meeting,
  agenda_key text not null,
  kind text not null check (kind in ('note', 'finding', 'lesson')),
  position integer not null,
  text text not null default '',
  withheld_from text[] not null default '{}',
  about_child_id uuid references child,
  revision integer not null default 0,
  authors uuid[] not null default '{}',
  updated_by uuid references person,
  updated_at timestamptz not null,
  page uuid,
  edit integer not null default 0,
  unique (meeting_id, agenda_key, position)
);

-- Words that arrived while somebody else had already changed the passage: kept until a person has settled them.
create table passage_conflict (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  passage_id uuid not null references passage,
  text text not null,
  typed_by uuid not null references person,
  typed_at timestamptz not null,
  settled_at timestamptz,
  page uuid,
  edit integer not null default 0
);
create index passage_conflict_by_passage on passage_conflict (passage_id) where settled_at is null;

-- A child's words with where they come from. Never edited: the trigger below refuses.
create table child_view (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  child_id uuid not null references child,
  words text not null,
  whose_words text not null check (whose_words in ('child', 'worker', 'advocate', 'carer')),
  how text not null,
  said_on date not null,
  withheld_from text[] not null default '{}',
  recorded_by uuid not null references person,
  recorded_at timestamptz not null
);
create index child_view_by_disruption on child_view (disruption_id);

create table action (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  meeting_id uuid references meeting,
  what text not null,
  owner_id uuid references person,
  owner_name text not null,
  due_on date not null,
  done_on date,
  evidence text not null default '',
  created_by uuid not null references person,
  created_at timestamptz not null,
  check (done_on is null or evidence <> '')
);
create index action_by_disruption on action (disruption_id);
create index open_action_by_owner on action (owner_id, due_on) where done_on is null;

create table copy (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  meeting_id uuid not null references meeting,
  invitation_id uuid not null references invitation,
  version integer not null,
  document jsonb not null,
  withheld jsonb not null,
  problems jsonb not null,
  pdf bytea not null,
  sha256 text not null,
  authors uuid[] not null,
  prepared_by uuid not null references person,
  prepared_at timestamptz not null,
  released_by uuid references person,
  released_at timestamptz,
  withdrawn_at timestamptz,
  opened_at timestamptz,
  unique (invitation_id, version),
  check ((released_by is null) = (released_at is null)),
  constraint released_by_another check (released_by <> all (authors)),
  constraint released_clean check (released_at is null or problems = '[]'::jsonb)
);
create index copy_by_meeting on copy (meeting_id);

-- Forms that were answered: a retry gets the first answer, never a second effect.
create table submission (
  key uuid not null,
  actor text not null,
  location text not null,
  answered_at timestamptz not null default now(),
  primary key (actor, key)
);

create table history (
  id bigint generated always as identity primary key,
  disruption_id uuid not null references disruption,
  at timestamptz not null,
  person_id uuid references person,
  person_name text not null,
  act text not null,
  summary text not null,
  facts jsonb not null default '{}'
);
create index history_by_disruption on history (disruption_id, id);

create function refuse_change() returns trigger language plpgsql as
  $$ begin raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation'; end $$;
create trigger history_is_append_only before update or delete on history
  for each row execute function refuse_change();
create trigger history_is_never_emptied before truncate on history
  for each statement execute function refuse_change();
create trigger child_view_is_verbatim before update or delete on child_view
  for each row execute function refuse_change();

-- Minutes stay as the chair agreed them. The lock makes a late save and the agreement wait for each other.
create function refuse_once_agreed() returns trigger language plpgsql as $$ begin
  perform 1 from meeting where id = coalesce(old.meeting_id, new.meeting_id) and minutes_status = 'draft' for share;
  if not found then raise exception 'the minutes are agreed' using errcode = 'restrict_violation'; end if;
  return coalesce(new, old);
end $$;
create trigger passage_is_open before insert or update or delete on passage
  for each row execute function refuse_once_agreed();

-- Row-level security: the second barrier, beneath the scoped queries. One row is seen through another by a function
-- whose plan a connection keeps: written out as subqueries in each policy, a page took longer to plan than to read.
create function app_on_placement(placement_id uuid) returns boolean language plpgsql stable as
  $$ begin return exists (select from public.placement p where p.id = $1); end $$;
create function app_on_disruption(disruption_id uuid) returns boolean language plpgsql stable as
  $$ begin return exists (select from public.disruption d where d.id = $1); end $$;
create function app_on_child(child_id uuid) returns boolean language plpgsql stable as
  $$ begin return exists (select from public.placement_child pc where pc.child_id = $1); end $$;
alter table organisation enable row level security; alter table organisation force row level security;
alter table person enable row level security; alter table person force row level security;
alter table line_management enable row level security; alter table line_management force row level security;
create policy signed_in on organisation for select using (true);
create policy service on organisation using (app_is_service()) with check (app_is_service());
create policy signed_in on person for select using (app_person() is not null);
create policy service on person using (app_is_service()) with check (app_is_service());
create policy signed_in on line_management for select using (app_person() is not null);
create policy service on line_management using (app_is_service()) with check (app_is_service());

alter table placement_access enable row level security; alter table placement_access force row level security;
create policy own on placement_access for select using (person_id = app_person());
create policy service on placement_access using (app_is_service()) with check (app_is_service());

alter table placement enable row level security; alter table placement force row level security;
create policy on_the_case on placement using (
  created_by = app_person() or exists (select 1 from placement_access a where a.placement_id = placement.id and a.person_id = app_person()))
  with check (organisation_id = (select organisation_id from person where id = app_person()));
create policy service on placement using (app_is_service()) with check (app_is_service());

create policy granted_by_one_on_the_case on placement_access for insert with check (
  exists (select 1 from placement p where p.id = placement_id));

alter table placement_child enable row level security; alter table placement_child force row level security;
alter table child enable row level security; alter table child force row level security;
create policy on_the_case on placement_child using (app_on_placement(placement_id));
create policy service on placement_child using (app_is_service()) with check (app_is_service());
create policy on_the_case on child using (
  created_by = app_person() or app_on_child(id))
  with check (organisation_id = (select organisation_id from person where id = app_person()));
create policy service on child using (app_is_service()) with check (app_is_service());

do $$ declare t text; begin
  foreach t in array array['adopter', 'case_role', 'contact', 'disruption'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy on_the_case on %I using (app_on_placement(placement_id))', t);
    execute format('create policy service on %I using (app_is_service()) with check (app_is_service())', t);
  end loop;
  foreach t in array array['duty_statement', 'meeting', 'invitation', 'left_out', 'message', 'passage',
      'passage_conflict', 'child_view', 'action', 'copy', 'history'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy on_the_case on %I using (app_on_disruption(disruption_id))', t);
    execute format('create policy service on %I using (app_is_service()) with check (app_is_service())', t);
  end loop;
  foreach t in array array['guest_link', 'guest_code', 'guest_session'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy service on %I using (app_is_service()) with check (app_is_service())', t);
  end loop;
end $$;
create policy on_the_case on guest_link using (exists (select 1 from invitation i where i.id = invitation_id));

create policy own on invitation using (id = app_guest()) with check (id = app_guest());
create policy own on meeting for select using (exists (
  select 1 from invitation i where i.meeting_id = meeting.id and i.id = app_guest()));
create policy own on copy using (invitation_id = app_guest() and released_at is not null and withdrawn_at is null)
  with check (invitation_id = app_guest());
create policy own on history for insert with check (exists (
  select 1 from invitation i where i.id = app_guest() and i.disruption_id = history.disruption_id));

alter table submission enable row level security; alter table submission force row level security;
create policy own on submission using (
  actor = coalesce(app_person()::text, app_guest()::text) or app_is_service());

grant usage on schema public to disruption_app;
grant select, insert, update, delete on all tables in schema public to disruption_app;
revoke update, delete, truncate on history, child_view from disruption_app;
grant usage on all sequences in schema public to disruption_app;
