-- What somebody gets of what is held about them: words left out with a reason each, a bag that one officer puts together
-- and another checks and releases, and how a request ended.

alter table subject_item drop column given_text, drop constraint subject_item_check1;
alter table subject_item
  add redactions jsonb not null default '[]' check (jsonb_typeof(redactions) = 'array'),
  add because text check (because in ('known', 'consent', 'reasonable')),
  add constraint part_has_redactions check ((jsonb_array_length(redactions) > 0) = (decision is not distinct from 'part')),
  add constraint withheld_for_a_reason check ((reason is not null) = (decision is not distinct from 'withhold')),
  add constraint known_reason check (
    reason in ('another-person', 'serious-harm', 'adoption-records', 'legal-privilege', 'other'));
grant update (redactions, because) on subject_item to disruption_app;

alter table subject_request
  add closed_as text check (closed_as in ('handed-over', 'nothing-held', 'refused', 'taken-back')),
  add closed_on date,
  add closed_by uuid references person,
  add constraint closed_whole check (num_nonnulls(closed_as, closed_on, closed_by, closed_at) in (0, 4));
grant update (closed_as, closed_on, closed_by) on subject_request to disruption_app;

alter table subject_bag
  add constraint released_by_another check (released_by <> all (makers) and released_by <> proposed_by);
-- What somebody said of a bag stays said, and what was handed over stays handed over.
create function bag_goes_on() returns trigger language plpgsql as $$ begin
  if old.outcome is not null and
      (new.outcome, new.checked_by, new.checked_at, new.check_note) is distinct from
      (old.outcome, old.checked_by, old.checked_at, old.check_note) then
    raise exception 'the bag was checked' using errcode = 'restrict_violation';
  end if;
  if old.released_at is not null then
    raise exception 'the bag was released' using errcode = 'restrict_violation';
  end if;
  if exists (select from subject_item i where i.request_id = new.request_id and i.decided_by = new.released_by) then
    raise exception 'whoever decided does not release' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger subject_bag_goes_on before update on subject_bag for each row execute function bag_goes_on();
