-- What somebody without an account gave to a worker by hand, a letter or a drawing, is recorded for them: who recorded it, when,
-- and how it was given. It stays theirs: from the moment they give it themselves, nobody else changes it.
alter table invitation
  add column contribution_recorded_by uuid references person,
  add column contribution_recorded_at timestamptz,
  add column contribution_recorded_how text not null default '',
  add constraint recorded_with_how check (
    (contribution_recorded_by is null) = (contribution_recorded_at is null)
    and (contribution_recorded_by is null) = (contribution_recorded_how = '')
    and (contribution_recorded_by is null or (contribution <> '' and person_id is null)));
create index invitation_by_recorder on invitation (contribution_recorded_by) where contribution_recorded_by is not null;

-- The author alone changes what they wrote, until it was read in the meeting; somebody on the case records, changes and takes
-- back what has never been the author’s own giving. An author who wants fewer readers ends the chair's wider mark; otherwise no
-- guest changes what the chair has marked.
create or replace function guard_contribution() returns trigger language plpgsql as $$
declare is_changed boolean := (new.contribution, new.contribution_answers, new.contribution_share,
    new.contribution_recorded_by, new.contribution_recorded_at, new.contribution_recorded_how) is distinct from
  (old.contribution, old.contribution_answers, old.contribution_share,
    old.contribution_recorded_by, old.contribution_recorded_at, old.contribution_recorded_how);
  is_authors boolean := new.id is not distinct from app_guest()
    or (new.person_id is not null and new.person_id is not distinct from app_person());
begin
  if is_changed and old.contribution_read then
    raise exception 'it was read in the meeting' using errcode = 'restrict_violation';
  end if;
  if app_is_service() then return new; end if;
  if is_changed and is_authors and new.contribution_recorded_by is not null then
    raise exception 'an author gives, and records nothing' using errcode = 'check_violation';
  end if;
  if is_changed and not is_authors and (
      (old.contribution <> '' and old.contribution_recorded_by is null)
      or (new.contribution <> '' and new.contribution_recorded_by is distinct from app_person())
      or new.person_id is not null or app_person() is null) then
    raise exception 'nobody writes for another' using errcode = 'check_violation';
  end if;
  if app_guest() is not null and not (new.contribution_chair_share is null and new.contribution_agreement = '')
      and (new.contribution_chair_share, new.contribution_agreement) is distinct from
        (old.contribution_chair_share, old.contribution_agreement) then
    raise exception 'the chair marks, and no guest' using errcode = 'check_violation';
  end if;
  if app_guest() is not null and new.contribution_chair_share is null
      and old.contribution_chair_share = 'chair-and-social-workers' then
    raise exception 'the chair marks, and no guest' using errcode = 'check_violation';
  end if;
  return new;
end $$;

-- A file that came with it: who added it. Null where its author did.
alter table contribution_file add column added_by uuid references person;
create index contribution_file_by_adder on contribution_file (added_by) where added_by is not null;
create policy recorded on contribution_file for insert
  with check (is_given and added_by = app_person() and app_on_disruption(disruption_id));
create policy taken_out on contribution_file for delete
  using (is_given and added_by is not null and app_on_disruption(disruption_id));

create or replace function guard_contribution_file() returns trigger language plpgsql as $$
begin
  if app_is_service() then return coalesce(new, old); end if;
  if exists (select from invitation i
      where i.id in (old.invitation_id, new.invitation_id) and i.contribution_read) then
    raise exception 'it was read in the meeting' using errcode = 'restrict_violation';
  end if;
  if app_person() is not null and not exists (select from invitation i where i.id = coalesce(new.invitation_id, old.invitation_id)
      and i.disruption_id = coalesce(new.disruption_id, old.disruption_id)
      and (i.person_id = app_person() or i.contribution_recorded_by is not null)) then
    raise exception 'nobody adds for another what they gave themselves' using errcode = 'check_violation';
  end if;
  return coalesce(new, old);
end $$;

-- A photo of what a child drew or wrote by hand, added by whoever recorded that view, and by nobody else.
alter table child_view add constraint view_of_recorder unique (disruption_id, id, recorded_by);
alter table view_file
  add column added_by uuid,
  add constraint added_by_recorder foreign key (disruption_id, view_id, added_by)
    references child_view (disruption_id, id, recorded_by);
create index view_file_by_adder on view_file (added_by) where added_by is not null;
create policy recorded on view_file for insert
  with check (added_by = app_person() and app_on_disruption(disruption_id));
