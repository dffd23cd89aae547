-- Who may open a case, changed by people; and the word that goes out when somebody opens one that is not theirs.

alter table placement_access add column reason text not null default '';

-- What a colleague is to know, by the reference of a case and nothing else of it.
create table notice (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  person_id uuid not null references person,
  kind text not null check (kind in ('case-opened')),
  reference text not null,
  path text not null check (path ~ '^/'),
  at timestamptz not null,
  read_at timestamptz,
  status text not null default 'queued' check (status in ('queued', 'sent', 'failed')),
  last_error text not null default '',
  sent_at timestamptz
);
create index notice_by_person on notice (person_id, at);
alter table notice enable row level security; alter table notice force row level security;
create policy service on notice using ((select app_is_service())) with check ((select app_is_service()));
create policy own on notice for select using (person_id = (select app_person()));
create policy own_is_read on notice for update using (person_id = (select app_person()))
  with check (person_id = (select app_person()));
grant select, insert on notice to disruption_app;
grant update (read_at, status, last_error, sent_at) on notice to disruption_app;

-- Everybody above one of those who work on a case today, through line management or a team, in the order of their names.
create function app_managers_over(of_placement uuid) returns table (person_id uuid, name text) language sql stable as $$
  select p.id, p.name from person p
    where app_holds_post(p.id, '{team-manager,service-manager,head-of-service}')
      and not app_holds_post(p.id, '{administrator}') and coalesce(p.left_on, 'infinity') > app_today()
      and app_managed_by(p.id) && (select coalesce(array_agg(a.person_id), '{}') from app_people_on(of_placement) a
        where coalesce(a.until_at, 'infinity') > app_now() and a.capacity in ('child-social-worker',
          'adopters-social-worker', 'supervising-social-worker', 'personal-adviser'))
    order by p.name $$;

-- Whoever opened a case for a time reads it. They write nothing into it, whatever the screens allow.
create function app_may_write_placement(of_placement uuid) returns boolean language plpgsql stable as $$
begin
  return app_is_service() or app_person() is null
    or not exists (select from public.break_glass b where b.person_id = app_person() and b.placement_id = of_placement
      and b.until_at > app_now())
    or app_manages(of_placement)
    or exists (select from public.placement_access a where a.placement_id = of_placement and a.person_id = app_person()
      and app_opens_case(a.capacity));
end $$;
create function app_may_write_disruption(of_disruption uuid) returns boolean language plpgsql stable as $$
begin
  return app_is_service() or app_person() is null or coalesce(
    (select app_may_write_placement(d.placement_id) from public.disruption d where d.id = of_disruption), true);
end $$;
do $$ declare t text; rule text; begin
  foreach t in array array['placement', 'placement_child', 'placement_carer', 'case_role', 'contact', 'disruption',
      'duty_statement', 'meeting', 'invitation', 'left_out', 'message', 'passage', 'passage_conflict', 'child_view',
      'action', 'copy', 'history', 'meeting_decision', 'pause', 'duty_not_needed', 'guest_link'] loop
    rule := case
      when t = 'placement' then 'app_may_write_placement(id)'
      when t in ('placement_child', 'placement_carer', 'case_role', 'contact', 'disruption')
        then 'app_may_write_placement(placement_id)'
      when t = 'guest_link'
        then 'app_may_write_disruption((select i.disruption_id from invitation i where i.id = invitation_id))'
      else 'app_may_write_disruption(disruption_id)' end;
    execute format('create policy reads_alone_insert on %I as restrictive for insert with check (%s)', t, rule);
    execute format('create policy reads_alone_update on %I as restrictive for update using (%s)', t, rule);
    execute format('create policy reads_alone_delete on %I as restrictive for delete using (%s)', t, rule);
  end loop;
end $$;

drop function app_put_on_case(uuid, uuid, text);
-- Puts somebody on a case that the person acting is on, or takes back that their part had ended.
create function app_put_on_case(on_placement uuid, of_person uuid, as_capacity text, because text default '')
returns void language plpgsql as $$
declare was text := current_setting('app.service', true);
begin
  if not (app_is_service() or (app_on_placement(on_placement) and app_may_write_placement(on_placement)
    and exists (select from person p where p.id = of_person))) then return; end if;
  perform set_config('app.service', 'on', true);
  insert into placement_access (placement_id, person_id, capacity, granted_at, granted_by, reason)
    values (on_placement, of_person, as_capacity, app_now(), app_person(), because)
    on conflict (placement_id, person_id, capacity) do update
      set until_at = null, granted_at = excluded.granted_at, granted_by = excluded.granted_by, reason = excluded.reason
      where placement_access.until_at <= app_now();
  perform set_config('app.service', coalesce(was, ''), true);
end $$;

create or replace function app_end_access(of_placement uuid, of_person uuid, of_capacity text) returns boolean
language plpgsql as $$
declare was text := current_setting('app.service', true); ended boolean;
begin
  if not (app_on_placement(of_placement) and app_may_write_placement(of_placement)) then return false; end if;
  perform set_config('app.service', 'on', true);
  update placement_access a set until_at = app_now() where a.placement_id = of_placement and a.person_id = of_person
    and a.capacity = of_capacity and coalesce(a.until_at, 'infinity') > app_now();
  ended := found;
  perform set_config('app.service', coalesce(was, ''), true);
  return ended;
end $$;

drop function app_people_on(uuid) cascade;
-- Everybody by name on a case somebody can see, with those whose time on it has ended.
create function app_people_on(of_placement uuid)
returns table (person_id uuid, capacity text, granted_at timestamptz, granted_by uuid, until_at timestamptz, reason text)
language plpgsql as $$
declare was text := current_setting('app.service', true);
begin
  if not app_on_placement(of_placement) then return; end if;
  perform set_config('app.service', 'on', true);
  return query select a.person_id, a.capacity, a.granted_at, a.granted_by, a.until_at, a.reason
    from placement_access a where a.placement_id = of_placement;
  perform set_config('app.service', coalesce(was, ''), true);
end $$;

-- An opening lasts a few hours, and its review says whether it was right. Nobody reviews their own.
alter table break_glass
  add column review text check (review in ('right', 'not-right')),
  add constraint for_a_few_hours check (until_at <= at + interval '4 hours'),
  add constraint reviewed_whole check (num_nonnulls(reviewed_by, reviewed_at, review) in (0, 3));
create index break_glass_by_placement on break_glass (placement_id);
grant update (review) on break_glass to disruption_app;
drop policy reviewed on break_glass;
create policy reviewed on break_glass for update
  using (organisation_id = app_organisation() and app_posts() && '{caldicott-guardian,information-governance}'
    and person_id <> app_person() and reviewed_at is null)
  with check (organisation_id = app_organisation() and reviewed_by = app_person());

-- When somebody tried references that opened nothing. One try of theirs at a time, so that none goes uncounted. (419 is
-- this lock's own number.)
create function app_references_missed(since timestamptz) returns timestamptz[] language plpgsql as $$
declare was text := current_setting('app.service', true); who uuid := app_person(); missed timestamptz[];
begin
  perform pg_advisory_xact_lock(419, hashtext(who::text));
  perform set_config('app.service', 'on', true);
  select coalesce(array_agg(a.at order by a.at), '{}') into missed from audit_entry a where a.actor_id = who
    and a.act = 'break-glass' and a.rule = 'not-open-to-them' and a.at > since;
  perform set_config('app.service', coalesce(was, ''), true);
  return missed;
end $$;

drop function app_break_glass(text, text, timestamptz);
-- Opens a case of one's own council for a time, by its reference, and tells its managers and the council's Caldicott
-- guardian. Null when there is none that could be opened: of another council, restricted, closed to the person's post, or
-- none at all.
create function app_break_glass(of_reference text, why text, until_when timestamptz) returns uuid language plpgsql as $$
declare
  was text := current_setting('app.service', true);
  who uuid := app_person();
  own uuid := app_organisation();
  opened record;
  told record;
begin
  if not app_sees_cases()
    or not app_posts() && '{social-worker,team-manager,service-manager,head-of-service,iro}' then return null; end if;
  perform set_config('app.service', 'on', true);
  select d.id, d.placement_id, d.reference into opened from disruption d join placement p on p.id = d.placement_id
    where lower(d.reference) = lower(of_reference) and d.organisation_id = own and p.restricted is null
    order by d.id limit 1;
  if opened.id is not null then
    insert into break_glass (id, organisation_id, placement_id, disruption_id, person_id, reason, at, until_at)
      values (gen_random_uuid(), own, opened.placement_id, opened.id, who, why, app_now(), until_when);
    for told in
      insert into notice (id, organisation_id, person_id, kind, reference, path, at)
        select gen_random_uuid(), p.organisation_id, p.id, 'case-opened', opened.reference,
            case when app_holds_post(p.id, '{caldicott-guardian}') and p.organisation_id = own then '/opened-cases'
              else '/disruptions/' || opened.id end, app_now()
          from person p where coalesce(p.left_on, 'infinity') > app_today() and p.id <> who and (
            (p.organisation_id = own and app_holds_post(p.id, '{caldicott-guardian}'))
            or exists (select from placement_access a where a.placement_id = opened.placement_id and a.person_id = p.id
              and coalesce(a.until_at, 'infinity') > app_now()
              and a.capacity in ('team-manager', 'service-manager', 'head-of-service'))
            or exists (select from placement_access a join line_management m on m.person_id = a.person_id
              where a.placement_id = opened.placement_id and a.capacity = 'child-social-worker'
                and coalesce(a.until_at, 'infinity') > app_now() and m.manager_id = p.id
                and m.from_on <= app_today() and coalesce(m.until_on, 'infinity') >= app_today()))
        returning id
    loop
      perform app_add_job('send-notice', jsonb_build_object('noticeId', told.id), 'notice:' || told.id);
    end loop;
  end if;
  perform set_config('app.service', coalesce(was, ''), true);
  return opened.id;
end $$;

-- The reference of a case that was opened, for those who review it and see nothing else of it.
create function app_reference_of_opening(opening uuid) returns text language plpgsql as $$
declare was text := current_setting('app.service', true); found_reference text;
begin
  if not exists (select from break_glass b where b.id = opening) then return null; end if;
  perform set_config('app.service', 'on', true);
  select d.reference into found_reference from break_glass b join disruption d on d.id = b.disruption_id where b.id = opening;
  perform set_config('app.service', coalesce(was, ''), true);
  return found_reference;
end $$;

-- Being the panel's advisor ends with the post and with the invitation, and an administrator is none.
create function app_advises_panel() returns boolean language sql stable as
  $$ select app_sees_cases() and 'panel-advisor' = any (app_posts()) $$;
drop policy own_as_panel_advisor on invitation;
create policy own_as_panel_advisor on invitation for select using (person_id = (select app_person())
  and capacity = 'panel-advisor' and status = 'invited' and (select app_advises_panel()));
-- Their own invitation shows them no private link: those are for guests, and for whoever is on the case.
drop policy on_the_case on guest_link;
create policy on_the_case on guest_link using (exists (select from invitation i where i.id = invitation_id
  and (app_guest() is not null or app_on_disruption(i.disruption_id))));
drop policy sent_to_panel on copy;
create policy sent_to_panel on copy for select using (released_at is not null and withdrawn_at is null
  and (select app_advises_panel()) and exists (select from invitation i where i.id = invitation_id
    and i.person_id = app_person() and i.capacity = 'panel-advisor' and i.status = 'invited'));

-- What was sent to the panel's advisor who asks, with the reference of each case and nothing else of it.
create function app_sent_to_panel()
returns table (copy_id uuid, disruption_id uuid, reference text, council text, released_at timestamptz, version integer)
language plpgsql as $$
declare was text := current_setting('app.service', true); who uuid := app_person();
begin
  if not app_advises_panel() then return; end if;
  perform set_config('app.service', 'on', true);
  return query select c.id, d.id, d.reference, o.name, c.released_at, c.version
    from copy c join invitation i on i.id = c.invitation_id join disruption d on d.id = c.disruption_id
      join organisation o on o.id = d.organisation_id
    where i.person_id = who and i.capacity = 'panel-advisor' and i.status = 'invited' and c.released_at is not null and c.withdrawn_at is null
    order by c.released_at desc;
  perform set_config('app.service', coalesce(was, ''), true);
end $$;
create function app_panel_actions()
returns table (id uuid, disruption_id uuid, reference text, what text, due_on date, done_on date) language plpgsql as $$
declare was text := current_setting('app.service', true); who uuid := app_person();
begin
  if not app_advises_panel() then return; end if;
  perform set_config('app.service', 'on', true);
  return query select a.id, d.id, d.reference, a.what, a.due_on, a.done_on
    from action a join disruption d on d.id = a.disruption_id where a.owner_id = who order by a.done_on nulls first, a.due_on;
  perform set_config('app.service', coalesce(was, ''), true);
end $$;
create policy own_as_panel_advisor on action for select using (
  owner_id = (select app_person()) and (select app_advises_panel()));
create policy done_by_panel_advisor on action for update using (
  owner_id = (select app_person()) and (select app_advises_panel()));
