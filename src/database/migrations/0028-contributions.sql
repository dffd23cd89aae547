-- What people write to a meeting: by question, with whom it is shared, and their own alone until they give it. The words that
-- are read in the meeting stay in "contribution"; the answers keep each question as it was asked.
alter table invitation
  add column contribution_answers jsonb not null default '[]' check (jsonb_typeof(contribution_answers) = 'array'),
  add column contribution_share text not null default 'everyone'
    check (contribution_share in ('everyone', 'chair-and-social-workers')),
  add column contribution_chair_share text check (contribution_chair_share in ('everyone', 'chair-and-social-workers')),
  add column contribution_agreement text not null default '',
  add constraint never_wider_silently check (contribution_chair_share is distinct from 'everyone'
    or contribution_share = 'everyone' or contribution_agreement <> '');

-- What somebody has written and not given: no one on the case reads it, and nobody writes in their name.
create table contribution_draft (
  invitation_id uuid primary key references invitation,
  disruption_id uuid not null references disruption,
  answers jsonb not null check (jsonb_typeof(answers) = 'array'),
  share text check (share in ('everyone', 'chair-and-social-workers')),
  saved_at timestamptz not null
);
create index contribution_draft_by_disruption on contribution_draft (disruption_id);
alter table contribution_draft enable row level security;
alter table contribution_draft force row level security;
create policy service on contribution_draft using ((select app_is_service())) with check ((select app_is_service()));
create policy own on contribution_draft using (exists (select from invitation i
  where i.id = contribution_draft.invitation_id and i.disruption_id = contribution_draft.disruption_id
    and (i.id = app_guest() or i.person_id = app_person())));
create policy reads_alone_insert on contribution_draft as restrictive for insert
  with check (app_may_write_disruption(disruption_id));
create policy reads_alone_update on contribution_draft as restrictive for update
  using (app_may_write_disruption(disruption_id));
create policy reads_alone_delete on contribution_draft as restrictive for delete
  using (app_may_write_disruption(disruption_id));
grant select, insert, delete on contribution_draft to disruption_app;
grant update (answers, share, saved_at) on contribution_draft to disruption_app;

-- The author alone changes what they wrote, until it was read in the meeting. An author who wants fewer readers ends the
-- chair's wider mark; otherwise no guest changes what the chair has marked.
create function guard_contribution() returns trigger language plpgsql as $$
declare is_changed boolean := (new.contribution, new.contribution_answers, new.contribution_share) is distinct from
  (old.contribution, old.contribution_answers, old.contribution_share);
begin
  if is_changed and old.contribution_read then
    raise exception 'it was read in the meeting' using errcode = 'restrict_violation';
  end if;
  if app_is_service() then return new; end if;
  if is_changed and new.id is distinct from app_guest()
      and (new.person_id is null or new.person_id is distinct from app_person()) then
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
create trigger contribution_is_guarded before update on invitation
  for each row execute function guard_contribution();
