-- People move when a placement ends: nothing is sent to an address or a number that nobody has confirmed since. Somebody
-- can be reached in several ways; who cannot be reached in any is a task, and never passed over.

alter table contact add column address text not null default '';
grant insert (address), update (phone, address) on contact to disruption_app;

-- What somebody without an account said of how to write to them, and whether anything may be sent to them at all.
create table reach (
  placement_id uuid not null references placement,
  source text not null check (source ~ '^(contact|carer)-'),
  prefers text check (prefers in ('email', 'text-message', 'letter', 'by-hand')),
  language text not null default 'en' check (language in ('en', 'cy', 'other')),
  format text not null default 'standard'
    check (format in ('standard', 'large-print', 'easy-read', 'audio', 'braille', 'other')),
  needs text not null default '',
  stopped text check (stopped in ('died', 'approval-withdrawn', 'order', 'other')),
  stopped_note text not null default '',
  changed_by uuid not null references person,
  changed_at timestamptz not null,
  primary key (placement_id, source),
  check ((stopped is null) = (stopped_note = ''))
);

-- One confirmation of one way to reach somebody. It is never changed: another address or number voids it.
create table channel_confirmation (
  id uuid primary key,
  placement_id uuid not null references placement,
  source text not null check (source ~ '^(contact|carer)-'),
  channel text not null check (channel in ('email', 'text-message', 'letter', 'by-hand')),
  how text not null check (how <> ''),
  confirmed_on date not null,
  confirmed_by uuid not null references person,
  confirmed_at timestamptz not null,
  voided_at timestamptz
);
create index channel_confirmation_by_placement on channel_confirmation (placement_id, source);

create function confirmation_stands() returns trigger language plpgsql as $$ begin
  if old.voided_at is not null or (to_jsonb(new) - 'voided_at') <> (to_jsonb(old) - 'voided_at') then
    raise exception 'a confirmation is only voided' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger channel_confirmation_stands before update on channel_confirmation
  for each row execute function confirmation_stands();

create function contact_moved() returns trigger language plpgsql as $$ begin
  update channel_confirmation set voided_at = app_now()
    where placement_id = new.placement_id and source = 'contact-' || new.id and voided_at is null
      and channel = any (array_remove(array[
        case when new.email is distinct from old.email then 'email' end,
        case when new.phone is distinct from old.phone then 'text-message' end,
        case when new.address is distinct from old.address then 'letter' end], null));
  return null;
end $$;
create trigger contact_moved after update on contact for each row execute function contact_moved();

do $$ declare t text; begin
  foreach t in array array['reach', 'channel_confirmation'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy service on %I using (app_is_service())', t);
    execute format('create policy on_the_case on %I using (app_on_placement(placement_id))', t);
    execute format('create policy reads_alone_insert on %I as restrictive for insert
      with check (app_may_write_placement(placement_id))', t);
    execute format('create policy reads_alone_update on %I as restrictive for update
      using (app_may_write_placement(placement_id))', t);
    execute format('create policy reads_alone_delete on %I as restrictive for delete
      using (app_may_write_placement(placement_id))', t);
  end loop;
end $$;
grant select, insert, update on reach to disruption_app;
grant select, insert on channel_confirmation to disruption_app;
grant update (voided_at) on channel_confirmation to disruption_app;

-- How a message leaves is decided as it leaves. One that no confirmed way leads out of waits; a letter, or what is
-- handed over, is somebody's to do.
alter table message
  drop constraint message_status_check,
  add constraint message_status_check
    check (status in ('queued', 'waiting', 'to-do', 'sent', 'failed', 'not-needed')),
  add column channel text check (channel in ('email', 'text-message', 'letter', 'by-hand')),
  add column done_by uuid references person,
  add constraint to_do_by_hand check (status <> 'to-do' or channel in ('letter', 'by-hand'));
update message set channel = 'email' where attempts > 0;
create index message_for_people on message (disruption_id) where status in ('failed', 'waiting', 'to-do');
grant insert (channel), update (channel, done_by) on message to disruption_app;

-- Whoever is asked can join by video, and says what they need to take part.
alter table invitation
  drop constraint invitation_reply_check,
  add constraint invitation_reply_check check (reply in ('coming', 'by-video', 'not-coming', 'will-write')),
  add column needs text[] not null default '{}'
    check (needs <@ array['interpreter', 'access', 'someone-with-me', 'apart']);
grant update (needs) on invitation to disruption_app;

-- Whoever convenes is told when a code was mistyped until it died: somebody may be guessing.
alter table notice
  drop constraint notice_kind_check,
  add constraint notice_kind_check check (kind in ('case-opened', 'code-mistyped'));
