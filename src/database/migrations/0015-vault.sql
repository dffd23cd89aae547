-- Who the carers of a placement are, and where they live, is a vault: sealed with a key outside the database, in a table
-- that no query of a screen can read unless the door to it was opened. Everywhere else they are told by their part.

-- How a carer is told wherever their name may not stand: domain/carer-identity.ts says the same.
create function pg_temp.role_of(of_carer uuid) returns text language sql stable as $$
  select case p.kind when 'adoptive' then 'Adopter ' else 'Former carer ' end || (
      select count(*) from placement_carer other where other.placement_id = c.placement_id
        and (other.position, other.id) <= (c.position, c.id))
    from placement_carer c join placement p on p.id = c.placement_id where c.id = of_carer $$;

-- What was copied elsewhere until now: nothing but the name is taken out of what stands there.
create temp table told on commit drop as
  select c.id, d.id as disruption_id, c.name, pg_temp.role_of(c.id) as role,
      '\m' || regexp_replace(c.name, '([][\\.^$*+?(){}|-])', '\\\1', 'g') || '\M' as pattern
    from placement_carer c join disruption d on d.placement_id = c.placement_id where c.name <> '';
alter table history disable trigger user;
do $$ declare one record; begin
  for one in select * from told loop
    update history set summary = regexp_replace(summary, one.pattern, one.role, 'g'),
        facts = regexp_replace(facts::text, one.pattern, one.role, 'g')::jsonb
      where disruption_id = one.disruption_id and (summary ~ one.pattern or facts::text ~ one.pattern);
    update left_out set name = one.role where disruption_id = one.disruption_id and name = one.name;
  end loop;
end $$;
-- An entry of a corrected address had both addresses.
update history h set facts = h.facts - 'from' - 'to'
  where act = 'correct-address' and exists (select from told where told.disruption_id = h.disruption_id);
-- A person who replied by their private page stands in the history by their invitation's name.
update history h set person_name = told.role from told
  where h.person_id is null and h.disruption_id = told.disruption_id and h.person_name = told.name;
alter table history enable trigger user;

-- Whether a message went to an address that has been corrected since, in place of the address.
alter table message add column to_earlier_address boolean not null default false;
update message m set to_earlier_address = true from invitation i
  where i.id = m.invitation_id and m.attempts > 0 and m.sent_to <> i.email;
alter table message drop column sent_to;
update message m set content = m.content || '{"name": ""}'
  from invitation i where i.id = m.invitation_id and i.source like 'carer-%';
update invitation i set email = '', name = pg_temp.role_of(substr(i.source, 7)::uuid) where i.source like 'carer-%';
-- Copies that nobody has yet would have the names in them; the page of copies prepares those that are missing.
delete from copy where released_at is null;
alter table invitation add constraint carers_are_told_by_role check (source not like 'carer-%' or email = '');

create table carer_identity (
  id uuid primary key references placement_carer,
  organisation_id uuid not null references organisation,
  sealed bytea,
  -- What this migration found, until the service first starts and seals it: the key is none of the database's.
  plain jsonb,
  constraint sealed_or_to_be_sealed check ((sealed is null) <> (plain is null))
);
insert into carer_identity (id, organisation_id, plain)
  select c.id, p.organisation_id, jsonb_build_object('name', c.name, 'email', c.email, 'phone', c.phone, 'address', c.address)
    from placement_carer c join placement p on p.id = c.placement_id;
alter table placement_carer
  drop column email_key, drop column name, drop column email, drop column phone, drop column address,
  -- Keyed hashes: enough to see that two are the same.
  add column email_key bytea,
  add column postcode_key bytea;
create index placement_carer_by_email on placement_carer (email_key) where email_key is not null;

create or replace function app_placements_of_same(of_placement uuid) returns table (placement_id uuid, child_id uuid)
language sql stable as $$
  select other.id, same.child_id from placement mine
    cross join lateral (
      select pc.placement_id, pc.child_id from placement_child p join placement_child pc using (child_id)
        where p.placement_id = mine.id
      union
      select c.placement_id, null from placement_carer p join placement_carer c using (email_key)
        where p.placement_id = mine.id
    ) same
    join placement other on other.id = same.placement_id and other.organisation_id = mine.organisation_id
    where mine.id = of_placement
$$;

-- Whose vault this transaction has opened; the door sets it once the audit has the opening (database/vault.ts).
create function app_vault() returns uuid language sql stable as
  $$ select nullif(current_setting('app.vault', true), '')::uuid $$;
alter table carer_identity enable row level security;
alter table carer_identity force row level security;
create policy opened on carer_identity for select using (app_vault() is not null and app_on_placement(app_vault())
  and exists (select from placement_carer c where c.id = carer_identity.id and c.placement_id = app_vault()));
create policy corrected on carer_identity for update using (app_vault() is not null and app_on_placement(app_vault())
  and exists (select from placement_carer c where c.id = carer_identity.id and c.placement_id = app_vault()));
create policy sealed_with_the_placement on carer_identity for insert with check (
  exists (select from placement_carer c join placement p on p.id = c.placement_id
    where c.id = carer_identity.id and p.organisation_id = carer_identity.organisation_id
      and p.created_by = app_person() and p.created_in = pg_current_xact_id_if_assigned()));
create policy service on carer_identity using (app_is_service()) with check (app_is_service());
grant select, insert on carer_identity to disruption_app;
grant update (sealed) on carer_identity to disruption_app;

-- Why somebody opened it.
create table vault_opening (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  person_id uuid not null references person,
  reason text not null check (reason <> ''),
  at timestamptz not null
);
create index vault_opening_by_disruption on vault_opening (disruption_id, at);
alter table vault_opening enable row level security;
alter table vault_opening force row level security;
create policy on_the_case on vault_opening for select using (app_on_disruption(disruption_id));
create policy own on vault_opening for insert with check (app_on_disruption(disruption_id) and person_id = app_person());
create policy service on vault_opening using (app_is_service()) with check (app_is_service());
create trigger opening_is_append_only before update or delete on vault_opening for each row execute function refuse_change();
grant select, insert on vault_opening to disruption_app;
