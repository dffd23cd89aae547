-- A page of a child’s own, by a private link and a code: what they write there is theirs until they give it, and stays word
-- for word as they gave it (docs/domain.md, 4.8; DC-2b).

create table child_page (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  child_id uuid not null references child,
  -- Which sheet opens first.
  sheet text not null check (sheet in ('pictures', 'about-me', 'questions')),
  -- How the link reaches the child, and how somebody made sure of it. By hand it is shown to their worker with a code.
  channel text not null check (channel in ('by-hand', 'email', 'text-message')),
  address text not null default '',
  confirmed_how text not null default '',
  opened_by uuid not null references person,
  opened_at timestamptz not null,
  closed_at timestamptz,
  constraint reached_somewhere check ((channel = 'by-hand') = (address = '') and (channel = 'by-hand') = (confirmed_how = '')),
  constraint page_of_child unique (disruption_id, child_id, id),
  unique (disruption_id, child_id)
);

-- What a child has written and not given, a sheet at a time: nobody but the child reads it.
create table child_draft (
  page_id uuid not null references child_page,
  sheet text not null check (sheet in ('pictures', 'about-me', 'questions')),
  disruption_id uuid not null references disruption,
  answers jsonb not null check (jsonb_typeof(answers) = 'array'),
  saved_at timestamptz not null,
  primary key (page_id, sheet)
);
create index child_draft_by_disruption on child_draft (disruption_id);

-- What a child gave on their own page nobody recorded for them. The answers keep each question as the child read it.
alter table child_view
  alter column recorded_by drop not null,
  add column page_id uuid,
  add column answers jsonb not null default '[]' check (jsonb_typeof(answers) = 'array'),
  add constraint recorded_or_given check (num_nonnulls(recorded_by, page_id) = 1),
  add constraint given_in_own_words check (page_id is null or (whose_words = 'child' and way in ('wrote', 'drew', 'recorded'))),
  add constraint given_on_own_page foreign key (disruption_id, child_id, page_id)
    references child_page (disruption_id, child_id, id);
create index child_view_by_page on child_view (page_id, recorded_at) where page_id is not null;

-- A link, and a message, are an invitation’s or a child’s page’s.
alter table guest_link
  alter column invitation_id drop not null,
  add column child_page_id uuid references child_page,
  add constraint link_of_one check (num_nonnulls(invitation_id, child_page_id) = 1);
create index guest_link_by_child_page on guest_link (child_page_id) where child_page_id is not null;
alter table message
  alter column invitation_id drop not null,
  add column child_page_id uuid references child_page,
  add constraint message_of_one check (num_nonnulls(invitation_id, child_page_id) = 1);
create index message_by_child_page on message (child_page_id) where child_page_id is not null;
grant insert (child_page_id) on message to disruption_app;

-- Whether whoever acts is on a case by name, now, in a capacity.
create function app_is_on_case_as(of_disruption uuid, of_capacity text) returns boolean language sql stable as $$
  select app_on_disruption(of_disruption) and exists (
    select from placement_access a join disruption d on d.placement_id = a.placement_id where d.id = of_disruption and a.person_id = app_person() and a.capacity = of_capacity
      and coalesce(a.until_at, 'infinity') > app_now()) $$;

-- The page that the child who acts holds: none once it was closed.
create function app_childs_page(of_disruption uuid, of_child uuid) returns uuid language sql stable as $$
  select p.id from child_page p where p.id = app_guest() and p.closed_at is null
    and p.disruption_id = of_disruption and p.child_id = of_child $$;

do $$ declare t text; begin
  foreach t in array array['child_page', 'child_draft'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy service on %I using ((select app_is_service())) with check ((select app_is_service()))', t);
  end loop;
end $$;
-- Whoever opens the page for a child can come to what the child writes there: their social worker, and nobody else on the case.
create policy on_the_case on child_page for select using (app_is_on_case_as(disruption_id, 'child-social-worker'));
create policy own on child_page for select using (id = app_guest());
create policy opened on child_page for insert with check (
  opened_by = app_person() and app_is_on_case_as(disruption_id, 'child-social-worker'));
-- Whoever changes how an open page is opened has opened it so; whoever closes it has not.
create policy kept on child_page for update using (app_is_on_case_as(disruption_id, 'child-social-worker'))
  with check (closed_at is not null or opened_by = app_person());
create policy own on child_draft using (exists (select from child_page p where p.id = child_draft.page_id
  and p.id = app_guest() and p.closed_at is null and p.disruption_id = child_draft.disruption_id));
grant select, insert on child_page to disruption_app;
grant update (sheet, channel, address, confirmed_how, opened_by, opened_at, closed_at) on child_page to disruption_app;
grant select, insert, delete on child_draft to disruption_app;
grant update (answers, saved_at) on child_draft to disruption_app;

-- The child alone gives what is given on their page, and sees it there again.
create policy own on child_view for select using (page_id = app_guest());
create policy given on child_view for insert with check (page_id = app_childs_page(disruption_id, child_id));
create policy given_by_child_alone on child_view as restrictive for insert with check (
  page_id is null or page_id = app_guest() or app_is_service());
create policy own_page on history for insert with check (exists (
  select from child_page p where p.id = app_guest() and p.disruption_id = history.disruption_id));

-- The child reads the answer that was given to them.
create policy own on answer_giving for select using (exists (
  select from child_answer a where a.id = answer_giving.answer_id));
create policy own on child_answer for select using (agreed_at is not null
  and app_childs_page(disruption_id, child_id) is not null);

create policy of_child_page on guest_link using (exists (select from child_page p where p.id = child_page_id
  and app_is_on_case_as(p.disruption_id, 'child-social-worker')));
drop policy reads_alone_insert on guest_link;
drop policy reads_alone_update on guest_link;
drop policy reads_alone_delete on guest_link;
create function app_disruption_of_link(of_invitation uuid, of_page uuid) returns uuid language sql stable as $$
  select coalesce((select i.disruption_id from invitation i where i.id = of_invitation),
    (select p.disruption_id from child_page p where p.id = of_page)) $$;
create policy reads_alone_insert on guest_link as restrictive for insert
  with check (app_may_write_disruption(app_disruption_of_link(invitation_id, child_page_id)));
create policy reads_alone_update on guest_link as restrictive for update
  using (app_may_write_disruption(app_disruption_of_link(invitation_id, child_page_id)));
create policy reads_alone_delete on guest_link as restrictive for delete
  using (app_may_write_disruption(app_disruption_of_link(invitation_id, child_page_id)));
-- A child without a telephone gets the code from their social worker’s mouth.
create policy told_by_worker on guest_code for insert with check (exists (
  select from guest_link l join child_page p on p.id = l.child_page_id
    where l.id = link_id and app_is_on_case_as(p.disruption_id, 'child-social-worker')));

-- The child’s social workers are told that something new was given: no word of it.
do $$ begin
  execute (select format('alter table notice drop constraint notice_kind_check,
      add constraint notice_kind_check check ((%s) or kind = %L)', pg_get_expr(conbin, conrelid), 'child-gave')
    from pg_constraint where conname = 'notice_kind_check' and conrelid = 'notice'::regclass);
end $$;
create function app_tell_child_gave() returns void language plpgsql as $$
declare
  was text := current_setting('app.service', true);
  page record;
  told record;
begin
  select p.disruption_id into page from child_page p where p.id = app_guest();
  if not found then return; end if;
  perform set_config('app.service', 'on', true);
  for told in
    insert into notice (id, organisation_id, person_id, kind, reference, path, at)
      select gen_random_uuid(), p.organisation_id, p.id, 'child-gave', d.reference,
          '/disruptions/' || d.id || '/child-voice', app_now()
        from disruption d join placement_access a on a.placement_id = d.placement_id join person p on p.id = a.person_id
        where d.id = page.disruption_id and a.capacity = 'child-social-worker'
          and coalesce(a.until_at, 'infinity') > app_now() and coalesce(p.left_on, 'infinity') > app_today()
      returning id
  loop
    perform app_add_job('send-notice', jsonb_build_object('noticeId', told.id), 'notice:' || told.id);
  end loop;
  perform set_config('app.service', coalesce(was, ''), true);
end $$;

-- That a child was not heard is for the chair to answer for (PN7).
create policy unheard_by_chair on participation as restrictive for insert with check (
  code <> 'PN7' or app_is_on_case_as(disruption_id, 'chair') or app_is_service());

-- A drawing, a photo or a recording that a child gave, made anew as it was taken in, and sealed as the vault is: of one view.
create table view_file (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  disruption_id uuid not null references disruption,
  view_id uuid not null unique,
  format text not null check (format in ('jpeg', 'png', 'mp3', 'wav', 'mp4', 'webm')),
  sealed bytea not null,
  foreign key (disruption_id, view_id) references child_view (disruption_id, id)
);
create index view_file_by_disruption on view_file (disruption_id);
create index view_file_by_organisation on view_file (organisation_id);
alter table view_file enable row level security;
alter table view_file force row level security;
create policy service on view_file using ((select app_is_service())) with check ((select app_is_service()));
create policy on_the_case on view_file for select using (app_on_disruption(disruption_id));
create policy own on view_file for select using (exists (
  select from child_view v where v.id = view_file.view_id and v.page_id = app_guest()));
create policy given on view_file for insert with check (exists (
  select from child_view v where v.id = view_file.view_id and v.disruption_id = view_file.disruption_id
    and v.page_id = app_guest()));
create trigger view_file_is_never_taken_out before delete on view_file for each row execute function refuse_change();
create trigger view_file_is_never_emptied before truncate on view_file for each statement execute function refuse_change();
grant select, insert on view_file to disruption_app;
