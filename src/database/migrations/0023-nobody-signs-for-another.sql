-- Whoever changes what was decided, or what was found of a bag, stands there for it: leaving the name that was there before
-- would put words into another's mouth.
create or replace function guard_decision() returns trigger language plpgsql as $$ begin
  if not app_is_service() and new.decided_by is distinct from app_person() and
      (new.decision, new.redactions, new.because, new.reason, new.reason_words, new.decided_by) is distinct from
      (old.decision, old.redactions, old.because, old.reason, old.reason_words, old.decided_by) then
    raise exception 'nobody decides for another' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create function guard_outcome() returns trigger language plpgsql as $$ begin
  if not app_is_service() and new.checked_by is distinct from app_person() and
      (new.outcome, new.check_note) is distinct from (old.outcome, old.check_note) then
    raise exception 'nobody signs for another' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger subject_bag_is_signed before update on subject_bag for each row execute function guard_outcome();
