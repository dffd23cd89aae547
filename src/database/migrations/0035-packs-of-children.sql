-- A child who comes to the meeting, or has a page of their own, gets a part of the pack of their own (docs/domain.md, 4.8), and
-- whoever is not reached by e-mail has theirs on paper, from the hand of who printed it.
alter table pack_part
  alter column invitation_id drop not null,
  add column child_id uuid references child,
  add constraint part_of_one check (num_nonnulls(invitation_id, child_id) = 1),
  add column printed_at timestamptz,
  add column printed_by uuid references person,
  add constraint printed_whole check ((printed_at is null) = (printed_by is null)),
  -- What was given with the paper and this reader may open, told as they may read of it.
  add column files jsonb not null default '[]' check (jsonb_typeof(files) = 'array');
drop index pack_part_once;
create unique index pack_part_once on pack_part (pack_id, invitation_id, child_id, author_id) nulls not distinct;
create index pack_part_by_child on pack_part (child_id) where child_id is not null;
create index pack_part_by_printer on pack_part (printed_by) where printed_by is not null;
grant update (printed_at, printed_by) on pack_part to disruption_app;

create policy childs on pack_part for select using (withdrawn_at is null and app_childs_page(disruption_id, child_id) is not null);
create policy childs_is_opened on pack_part for update
  using (withdrawn_at is null and app_childs_page(disruption_id, child_id) is not null)
  with check (withdrawn_at is null and app_childs_page(disruption_id, child_id) is not null);

-- That somebody has theirs on paper is said once, by who printed it: not by its reader, and not in another's name.
create function pack_part_is_printed_by_hand() returns trigger language plpgsql as $$
begin
  if (new.printed_by, new.printed_at) is distinct from (old.printed_by, old.printed_at)
      and (old.printed_by is not null or (new.printed_by is distinct from app_person() and not app_is_service())) then
    raise insufficient_privilege using message = 'Only who prints a pack says so, and once';
  end if;
  return new;
end $$;
create trigger pack_part_is_printed_by_hand before update of printed_at, printed_by on pack_part
  for each row execute function pack_part_is_printed_by_hand();

-- Whoever has a paper opens what was given with it, as long as nobody took either back.
create policy in_pack on contribution_file for select using (is_given and exists (
  select from pack_part p where p.author_id = contribution_file.invitation_id and p.disruption_id = contribution_file.disruption_id
    and p.withdrawn_at is null and (p.invitation_id = app_guest() or app_childs_page(p.disruption_id, p.child_id) is not null)
    and p.files @> jsonb_build_array(jsonb_build_object('id', contribution_file.id))));
