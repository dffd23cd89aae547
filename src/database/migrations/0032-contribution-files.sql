-- Files with what people write to a meeting: photos, documents, recordings, made anew as they are taken in and sealed as the
-- vault is. As the words, they are their author's alone until given, and stay as they are once read in the meeting.
create table contribution_file (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  disruption_id uuid not null references disruption,
  invitation_id uuid not null references invitation,
  format text not null check (format in ('jpeg', 'png', 'pdf', 'docx', 'mp3', 'wav', 'mp4', 'webm')),
  description text not null check (description <> ''),
  sealed bytea not null,
  is_given boolean not null default false,
  added_at timestamptz not null
);
create index contribution_file_by_disruption on contribution_file (disruption_id);
create index contribution_file_by_invitation on contribution_file (invitation_id);
create index contribution_file_by_organisation on contribution_file (organisation_id);
alter table contribution_file enable row level security;
alter table contribution_file force row level security;
create policy service on contribution_file using ((select app_is_service())) with check ((select app_is_service()));
create policy own on contribution_file using (exists (select from invitation i
  where i.id = contribution_file.invitation_id and i.disruption_id = contribution_file.disruption_id
    and (i.id = app_guest() or i.person_id = app_person())));
create policy given on contribution_file for select using (is_given and app_on_disruption(disruption_id));
create policy reads_alone_insert on contribution_file as restrictive for insert
  with check (app_may_write_disruption(disruption_id));
create policy reads_alone_update on contribution_file as restrictive for update
  using (app_may_write_disruption(disruption_id));
create policy reads_alone_delete on contribution_file as restrictive for delete
  using (app_may_write_disruption(disruption_id));
grant select, insert, delete on contribution_file to disruption_app;
grant update (is_given) on contribution_file to disruption_app;

create function guard_contribution_file() returns trigger language plpgsql as $$
begin
  if not app_is_service() and exists (select from invitation i
      where i.id in (old.invitation_id, new.invitation_id) and i.contribution_read) then
    raise exception 'it was read in the meeting' using errcode = 'restrict_violation';
  end if;
  return coalesce(new, old);
end $$;
create trigger contribution_file_is_guarded before insert or update or delete on contribution_file
  for each row execute function guard_contribution_file();

-- When somebody last gave what they wrote, for them to see.
alter table invitation add column contribution_given_at timestamptz;
