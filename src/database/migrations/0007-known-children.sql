-- A child whom the council already knows can have another placement; and nobody puts a child on a placement by id alone.

-- Whoever adds a placement puts on it the children they added themselves. Before, anybody on a case could put any child
-- on it whose id they had, and would then have seen who that is.
drop policy on_the_case on placement_child;
create policy on_the_case on placement_child for select using (app_on_placement(placement_id));
create policy added_with_the_placement on placement_child for insert with check (
  exists (select from placement p where p.id = placement_id and p.created_by = app_person())
  and exists (select from child c where c.id = child_id and c.created_by = app_person()));

-- Puts a known child on a placement that the person adds: by case number, names and date of birth, as recorded. The
-- person need not be on any case of the child's. False, whichever of them is another.
create function app_place_known_child(on_placement uuid, number text, given text, family text, born date)
returns boolean language plpgsql as $$
declare was text := current_setting('app.service', true); adds uuid := app_person(); placed boolean;
begin
  perform set_config('app.service', 'on', true);
  insert into placement_child (placement_id, child_id)
    select p.id, c.id from placement p join child c using (organisation_id)
    where p.id = on_placement and p.created_by = adds and c.case_number = number
      and lower(c.given_name) = lower(given) and lower(c.family_name) = lower(family) and c.born_on = born;
  placed := found; -- the next statement sets it anew
  perform set_config('app.service', coalesce(was, ''), true);
  return placed;
end $$;
