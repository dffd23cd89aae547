-- The last line before a copy of the minutes leaves: whatever asks, it is of agreed minutes, whole, clean, and released
-- by somebody who did not write in them; and what was released stays what it was until it is withdrawn.
create function guard_copy() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.released_at is not null and old.withdrawn_at is null
    and (old.invitation_id, old.version, old.document, old.pdf, old.sha256, old.authors, old.released_by, old.released_at)
      is distinct from
      (new.invitation_id, new.version, new.document, new.pdf, new.sha256, new.authors, new.released_by, new.released_at)
  then
    raise exception 'a released copy does not change' using errcode = 'restrict_violation';
  end if;
  if new.released_at is null or (tg_op = 'UPDATE' and old.released_at = new.released_at) then
    return new;
  end if;
  if new.sha256 <> encode(sha256(new.pdf), 'hex') then
    raise exception 'the copy is not as it was prepared' using errcode = 'check_violation';
  end if;
  if not exists (select 1 from meeting m where m.id = new.meeting_id and m.minutes_status = 'agreed'
    and m.minutes_version = new.version)
  then
    raise exception 'the copy is not of agreed minutes' using errcode = 'check_violation';
  end if;
  if exists (select 1 from passage p where p.meeting_id = new.meeting_id and new.released_by = any (p.authors)) then
    raise exception 'an author does not release' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger copy_is_guarded before insert or update on copy for each row execute function guard_copy();
revoke delete on copy from disruption_app;
