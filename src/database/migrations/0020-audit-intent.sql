-- Whether somebody meant to see something or to change it: a form that was looked at, and the same form sent, are one act.
-- Entries from before say nothing of it, and nothing is ever altered: only what is written from now on must.
alter table audit_entry add column intent text;
alter table audit_entry add constraint audit_entry_intent_check
  check (intent is not null and intent in ('see', 'change')) not valid;

drop function app_audit_refusal(text, text, text, uuid);
drop function app_audit(text, text, text, text, uuid, uuid, text[]);
create function app_audit(act text, rule text, outcome text, intent text, subject_kind text default '',
  subject_id uuid default null, organisation_id uuid default null, marks text[] default '{}')
returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(418, 0);
  insert into audit_entry (at, actor_kind, actor_id, actor_organisation_id, act, rule, outcome, intent, subject_kind,
    subject_id, organisation_id, marks, address)
  values (app_now(), app_actor_kind(), app_actor_id(), coalesce(app_organisation(), app_directory()), $1, $2, $3, $4, $5,
    $6, $7, $8, coalesce(current_setting('app.address', true), ''));
end $$;
-- A refusal, with whose record it was about, which the person refused does not learn.
create function app_audit_refusal(act text, rule text, intent text, subject_kind text, subject_id uuid)
returns void language plpgsql as $$
declare was text := current_setting('app.service', true); owner uuid;
begin
  perform set_config('app.service', 'on', true);
  select d.organisation_id into owner from disruption d where subject_kind = 'disruption' and d.id = subject_id;
  perform set_config('app.service', coalesce(was, ''), true);
  perform app_audit(act, rule, 'refused', intent, subject_kind, subject_id, owner);
end $$;
