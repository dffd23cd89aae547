-- A bag that was found right can be found not right until it is released; what was released is kept, sealed, as it was.
-- Nobody decides, checks or releases in another's name, or deals with a request about themselves.

alter table subject_bag add sealed bytea;
alter table subject_bag add constraint released_is_kept check ((sealed is null) = (released_at is null));
grant update (sealed) on subject_bag to disruption_app;
create or replace function bag_goes_on() returns trigger language plpgsql as $$ begin
  if old.released_at is not null then
    -- A new key of the vault seals anew what was released, and that is the owner's work.
    if to_jsonb(new) - 'sealed' = to_jsonb(old) - 'sealed'
        and current_user = (select pg_get_userbyid(relowner) from pg_class where oid = tg_relid) then
      return new;
    end if;
    raise exception 'the bag was released' using errcode = 'restrict_violation';
  end if;
  if old.outcome = 'not-right' or (old.outcome = 'right' and new.outcome is null) then
    raise exception 'the bag was checked' using errcode = 'restrict_violation';
  end if;
  if old.outcome = 'right' and new.outcome = 'right' and
      (new.checked_by, new.checked_at, new.check_note) is distinct from
      (old.checked_by, old.checked_at, old.check_note) then
    raise exception 'the bag was checked' using errcode = 'restrict_violation';
  end if;
  if exists (select from subject_item i where i.request_id = new.request_id and i.decided_by = new.released_by) then
    raise exception 'whoever decided does not release' using errcode = 'check_violation';
  end if;
  return new;
end $$;

-- Whoever decided may say that it is not right, and never that it is.
alter table subject_bag drop constraint checked_by_another;
alter table subject_bag add constraint checked_by_another check (
  outcome is distinct from 'right' or (checked_by <> all (makers) and checked_by <> proposed_by));
create or replace function guard_bag() returns trigger language plpgsql as $$ begin
  if new.outcome = 'right' and exists (
      select from subject_item i where i.request_id = new.request_id and i.decided_by = new.checked_by) then
    raise exception 'whoever decided does not check' using errcode = 'check_violation';
  end if;
  if not app_is_service() and (
      (tg_op = 'INSERT' and (num_nonnulls(new.outcome, new.released_at) > 0 or new.proposed_by <> app_person()))
      or (tg_op = 'UPDATE' and new.checked_by is distinct from old.checked_by and new.checked_by <> app_person())
      or (tg_op = 'UPDATE' and new.released_by is distinct from old.released_by and new.released_by <> app_person())) then
    raise exception 'nobody signs for another' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create function guard_decision() returns trigger language plpgsql as $$ begin
  if not app_is_service() and new.decided_by is distinct from old.decided_by and new.decided_by <> app_person() then
    raise exception 'nobody decides for another' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger subject_item_is_decided before update on subject_item
  for each row execute function guard_decision();

-- What a case keeps from some readers, for whoever decides.
alter table subject_item add kept_from text[] not null default '{}';
alter table subject_item drop constraint known_reason;
alter table subject_item add constraint known_reason check (reason in ('another-person', 'serious-harm', 'expectations',
  'child-abuse', 'adoption-records', 'legal-privilege', 'other'));

-- To begin again with another person, while nothing was put together.
grant delete on subject_person, subject_case, subject_item to disruption_app;

-- Whether a request is about whoever asks. They do not see it: it says what is withheld from them.
create function app_is_own_request(of_request uuid) returns boolean language plpgsql stable as $$
declare was text := current_setting('app.service', true); own boolean;
begin
  perform set_config('app.service', 'on', true);
  select exists (select from subject_person s
      where s.request_id = of_request and s.kind = 'staff' and s.record_id = app_person())
    or exists (select from subject_request r join person p on p.id = app_person()
      where r.id = of_request and r.about = 'staff' and lower(r.email) = lower(p.email)) into own;
  perform set_config('app.service', coalesce(was, ''), true);
  return coalesce(own, false);
end $$;
create policy not_their_own on subject_request as restrictive for select
  using ((select app_is_service()) or not app_is_own_request(id));
create policy not_their_own on subject_bag as restrictive for select
  using ((select app_is_service()) or not app_is_own_request(request_id));

create function refuse_taking_out() returns trigger language plpgsql as $$ begin
  if exists (select from subject_bag b where b.request_id = old.request_id and b.outcome is distinct from 'not-right') then
    raise exception 'the bag is being checked' using errcode = 'restrict_violation';
  end if;
  return old;
end $$;
do $$ declare t text; begin
  foreach t in array array['subject_person', 'subject_case', 'subject_item'] loop
    execute format('create trigger %I before delete on %I for each row execute function refuse_taking_out()',
      t || '_stays_while_checked', t);
  end loop;
end $$;
