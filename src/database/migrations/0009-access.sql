-- Who sees which case, and why: by name, as a manager of somebody who works on it, or for a few hours with a reason.
-- What the rows beneath are visible by; domain/access.ts says which acts that allows.

-- Who acts, worked out once a transaction: whom they are above, what they are, which organisations their region has.
create function app_uuids(setting text) returns uuid[] language sql stable as
  $$ select coalesce(nullif(current_setting(setting, true), ''), '{}')::uuid[] $$;
create function app_organisation() returns uuid language sql stable as
  $$ select nullif(current_setting('app.organisation', true), '')::uuid $$;
create function app_posts() returns text[] language sql stable as
  $$ select coalesce(nullif(current_setting('app.posts', true), ''), '{}')::text[] $$;
-- Whoever administers people sees no case, whatever else they are.
create function app_sees_cases() returns boolean language sql stable as
  $$ select app_person() is not null and not ('administrator' = any (app_posts())) $$;

create function app_begin_person(person uuid, at timestamptz, address text) returns void language plpgsql as $$
declare own record;
begin
  perform set_config('app.now', coalesce(at::text, ''), true), set_config('app.address', address, true),
    set_config('app.found_on', '', true), set_config('app.service', 'on', true);
  select p.organisation_id, o.region into own from person p join organisation o on o.id = p.organisation_id
    where p.id = person and coalesce(p.left_on, 'infinity') > app_today();
  if found then
    perform set_config('app.person', person::text, true),
      set_config('app.organisation', own.organisation_id::text, true),
      set_config('app.region', (select array_agg(o.id)::text from organisation o
        where o.id = own.organisation_id or (o.region = own.region and o.region <> '')), true),
      set_config('app.posts', (select coalesce(array_agg(p.post), '{}')::text from person_post p
        where p.person_id = person and coalesce(p.from_on, '-infinity') <= app_today()
          and coalesce(p.until_on, 'infinity') >= app_today()), true),
      set_config('app.below', '{}', true);
    -- Of those who manage nobody there is nothing to work out: they are nearly all who open a page.
    if app_posts() && '{team-manager,service-manager,head-of-service}' then
      perform set_config('app.below', app_managed_by(person)::text, true);
    end if;
  end if;
  perform set_config('app.service', '', true);
end $$;

alter table placement
  add column restricted text check (restricted in ('staff-relative', 'high-profile', 'other')),
  add column restricted_reason text not null default '',
  add constraint restricted_with_a_reason check (restricted is null or restricted_reason <> ''),
  -- Whoever adds a placement sees it while they do; after that they see it as one of the people on it.
  add column created_in xid8 default pg_current_xact_id();
alter table child add column created_in xid8 default pg_current_xact_id();

alter table placement_access
  add column granted_by uuid references person,
  add column until_at timestamptz;
-- Being the panel's advisor or the lead for learning opens what was sent to them, not the case.
create function app_opens_case(capacity text) returns boolean language sql immutable as
  $$ select capacity not in ('panel-advisor', 'learning-lead') $$;

create table break_glass (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  placement_id uuid not null references placement,
  disruption_id uuid not null references disruption,
  person_id uuid not null references person,
  reason text not null check (reason <> ''),
  at timestamptz not null,
  until_at timestamptz not null check (until_at > at),
  reviewed_by uuid references person check (reviewed_by <> person_id),
  reviewed_at timestamptz,
  review_note text not null default ''
);
create index break_glass_by_person on break_glass (person_id, placement_id);
create index break_glass_by_organisation on break_glass (organisation_id, at);

-- A placement is a manager's when somebody below them works on it, by name and now.
create function app_manages(of_placement uuid) returns boolean language plpgsql stable as $$
begin
  return app_uuids('app.below') <> '{}' and exists (select from public.placement_access a
    where a.placement_id = of_placement and a.person_id = any (app_uuids('app.below'))
      and a.capacity in ('child-social-worker', 'adopters-social-worker', 'supervising-social-worker', 'personal-adviser'));
end $$;

drop policy granted_by_one_on_the_case on placement_access;
drop policy own on placement_access;
create policy own on placement_access for select using (
  person_id = any ((select app_uuids('app.below') || app_person())::uuid[]) and coalesce(until_at, 'infinity') > (select app_now()));

drop policy on_the_case on placement;
create policy on_the_case on placement using (
  (created_by = app_person() and created_in = pg_current_xact_id_if_assigned())
  or ((select app_sees_cases()) and (
    exists (select from placement_access a where a.placement_id = placement.id and a.person_id = (select app_person())
      and app_opens_case(a.capacity))
    or (restricted is null and (app_manages(id) or exists (select from break_glass b
      where b.placement_id = placement.id and b.person_id = (select app_person()) and b.until_at > app_now()))))))
  with check (organisation_id = app_organisation());

-- A page asks of one placement dozens of times. What a person was found to be on counts until their transaction ends,
-- which is a moment; what they are not on is looked up each time, and so is everything in the service's own eyes.
create or replace function app_on_placement(placement_id uuid) returns boolean language plpgsql stable as $$
declare found_on text := coalesce(current_setting('app.found_on', true), '');
begin
  if app_is_service() then return exists (select from public.placement p where p.id = $1); end if;
  if position($1::text in found_on) > 0 then return true; end if;
  if not exists (select from public.placement p where p.id = $1) then return false; end if;
  perform set_config('app.found_on', found_on || $1::text, true);
  return true;
end $$;

drop policy on_the_case on child;
create policy on_the_case on child using (
  (created_by = app_person() and created_in = pg_current_xact_id_if_assigned()) or app_on_child(id))
  with check (organisation_id = app_organisation());

-- A case is recorded by the council that has the placement.
create policy recorded_by_its_council on disruption as restrictive for insert
  with check (app_is_service() or organisation_id = app_organisation());

-- People, teams and posts of the region, whose chairs and agency a council works with; changed by their administrator.
do $$ declare t text; begin
  foreach t in array array['team', 'person_post', 'break_glass'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy service on %I using (app_is_service()) with check (app_is_service())', t);
  end loop;
  foreach t in array array['person', 'team', 'person_post'] loop
    execute format('drop policy if exists signed_in on %I', t);
    execute format('create policy region on %I for select
      using (organisation_id = any ((select app_uuids(''app.region''))::uuid[]))', t);
    execute format('create policy administrator on %I for all
      using (organisation_id = app_organisation() and ''administrator'' = any (app_posts()))
      with check (organisation_id = app_organisation() and ''administrator'' = any (app_posts()))', t);
  end loop;
end $$;
drop policy signed_in on organisation;
create policy region on organisation for select using (id = any ((select app_uuids('app.region'))::uuid[]));
create policy administrator on organisation for update
  using (id = app_organisation() and 'administrator' = any (app_posts()))
  with check (id = app_organisation() and 'administrator' = any (app_posts()));
drop policy signed_in on organisation_procedure;
create policy own on organisation_procedure for select using (organisation_id = app_organisation());
create policy administrator on organisation_procedure
  using (organisation_id = app_organisation() and 'administrator' = any (app_posts()))
  with check (organisation_id = app_organisation() and 'administrator' = any (app_posts()));

create function app_person_is_ours(of_person uuid) returns boolean language plpgsql stable as
  $$ begin return exists (select from public.person p where p.id = of_person and p.organisation_id = app_organisation()); end $$;
drop policy signed_in on line_management;
create policy region on line_management for select using (
  exists (select from person p where p.id = line_management.person_id));
create policy administrator on line_management
  using ('administrator' = any (app_posts()) and app_person_is_ours(person_id))
  with check ('administrator' = any (app_posts()) and app_person_is_ours(person_id) and app_person_is_ours(manager_id));

create policy own on break_glass for select using (person_id = app_person());
create policy guardian on break_glass for select using (organisation_id = app_organisation()
  and app_posts() && '{caldicott-guardian,information-governance}');
create policy on_the_case on break_glass for select using (app_on_placement(placement_id));
create policy reviewed on break_glass for update
  using (organisation_id = app_organisation() and app_posts() && '{caldicott-guardian,information-governance}')
  with check (organisation_id = app_organisation());

drop policy signed_in on outbox;
create policy demonstration on outbox for select using (app_person() is not null);

-- Everybody by name on a case somebody can see, with those whose time on it has ended.
create function app_people_on(of_placement uuid)
returns table (person_id uuid, capacity text, granted_at timestamptz, granted_by uuid, until_at timestamptz)
language plpgsql as $$
declare was text := current_setting('app.service', true);
begin
  if not app_on_placement(of_placement) then return; end if;
  perform set_config('app.service', 'on', true);
  return query select a.person_id, a.capacity, a.granted_at, a.granted_by, a.until_at
    from placement_access a where a.placement_id = of_placement;
  perform set_config('app.service', coalesce(was, ''), true);
end $$;

-- Puts somebody on a case that the person acting is on, or takes back that their part had ended.
create function app_put_on_case(on_placement uuid, of_person uuid, as_capacity text) returns void language plpgsql as $$
declare was text := current_setting('app.service', true);
begin
  if not (app_is_service() or app_on_placement(on_placement)) then return; end if;
  perform set_config('app.service', 'on', true);
  insert into placement_access (placement_id, person_id, capacity, granted_at, granted_by)
    values (on_placement, of_person, as_capacity, app_now(), app_person())
    on conflict (placement_id, person_id, capacity) do update
      set until_at = null, granted_at = excluded.granted_at, granted_by = excluded.granted_by
      where placement_access.until_at <= app_now();
  perform set_config('app.service', coalesce(was, ''), true);
end $$;

-- Ends somebody's part in a case. Nobody's row is ever deleted.
create function app_end_access(of_placement uuid, of_person uuid, of_capacity text) returns boolean language plpgsql as $$
declare was text := current_setting('app.service', true); ended boolean;
begin
  if not app_on_placement(of_placement) then return false; end if;
  perform set_config('app.service', 'on', true);
  update placement_access a set until_at = app_now() where a.placement_id = of_placement and a.person_id = of_person
    and a.capacity = of_capacity and coalesce(a.until_at, 'infinity') > app_now();
  ended := found;
  perform set_config('app.found_on', '', true);
  perform set_config('app.service', coalesce(was, ''), true);
  return ended;
end $$;

-- Opens a case of one's own council for a time, by its reference. Null when there is none that could be opened: of
-- another council, restricted, closed to the person's post, or none at all.
create function app_break_glass(of_reference text, why text, until_when timestamptz) returns uuid language plpgsql as $$
declare was text := current_setting('app.service', true); who uuid := app_person(); case_id uuid;
begin
  if not app_sees_cases() then return null; end if;
  perform set_config('app.service', 'on', true);
  insert into break_glass (id, organisation_id, placement_id, disruption_id, person_id, reason, at, until_at)
    select gen_random_uuid(), d.organisation_id, d.placement_id, d.id, who, why, app_now(), until_when
      from disruption d join placement p on p.id = d.placement_id
      where d.reference = of_reference and d.organisation_id = app_organisation() and p.restricted is null
    returning disruption_id into case_id;
  perform set_config('app.service', coalesce(was, ''), true);
  return case_id;
end $$;

-- The panel's advisor has their own released copy, and of the case only what its title needs.
create policy sent_to_panel on copy for select using (released_at is not null and withdrawn_at is null
  and exists (select from invitation i where i.id = invitation_id and i.person_id = app_person()
    and i.capacity = 'panel-advisor'));
create policy own_as_panel_advisor on invitation for select using (
  person_id = app_person() and capacity = 'panel-advisor');

grant select, insert, update, delete on team, person_post to disruption_app;
grant select, insert on break_glass to disruption_app;
grant update (reviewed_by, reviewed_at, review_note) on break_glass to disruption_app;
