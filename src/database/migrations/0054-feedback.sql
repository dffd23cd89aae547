-- How a meeting was for those who were asked to it. An answer says of nobody whose it is: it has no person, no invitation, no
-- case and no day, only the council, the quarter in which it was given and in which part. That somebody answered is a mark of
-- its own, so that nobody answers twice, and goes with the case. Both have random ids and nothing that counts up, and are written
-- in one transaction. Nobody who signs in and no guest sees a row of them; whoever runs the server and reads its own files could
-- set beside each other what was written at one moment, as they could with every answer that is given anywhere.
create table feedback_mark (
  id uuid primary key default gen_random_uuid(),
  disruption_id uuid not null references disruption,
  invitation_id uuid unique references invitation,
  child_page_id uuid unique references child_page,
  constraint of_one check (num_nonnulls(invitation_id, child_page_id) = 1)
);
create index feedback_mark_by_disruption on feedback_mark (disruption_id);

create table meeting_feedback (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisation,
  quarter date not null check (quarter = date_trunc('quarter', quarter::timestamp)::date),
  role_group text not null check (role_group in ('children', 'family', 'carers', 'professionals')),
  answers jsonb not null check (jsonb_typeof(answers) = 'object')
);
create index meeting_feedback_by_group on meeting_feedback (organisation_id, role_group, quarter);

-- What somebody wrote beside their answers, apart from these too. It is shown once a person has read it, and never before.
create table feedback_words (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisation,
  quarter date not null check (quarter = date_trunc('quarter', quarter::timestamp)::date),
  role_group text not null check (role_group in ('children', 'family', 'carers', 'professionals')),
  words text not null check (words <> ''),
  state text not null default 'unread' check (state in ('unread', 'shown', 'left-out'))
);
create index feedback_words_by_group on feedback_words (organisation_id, role_group, quarter);

-- Nobody sees a row: what is shown are groups of more than five, which the service puts together.
do $$ declare name text; begin
  foreach name in array array['feedback_mark', 'meeting_feedback', 'feedback_words'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy service on %I using ((select app_is_service())) with check ((select app_is_service()))', name);
  end loop;
end $$;
grant select, insert (disruption_id, invitation_id, child_page_id)
  on feedback_mark to disruption_app;
grant select, insert (organisation_id, quarter, role_group, answers)
  on meeting_feedback to disruption_app;
grant select, insert (organisation_id, quarter, role_group, words),
  update (state) on feedback_words to disruption_app;

-- Everybody is asked once.
alter table message
  drop constraint message_kind_check,
  add constraint message_kind_check
    check (kind in ('invitation', 'change', 'reminder', 'cancellation', 'withdrawal', 'code', 'copy', 'times',
      'times-changed', 'times-over', 'pack', 'feedback'));
create unique index message_asks_once on message (invitation_id) where kind = 'feedback';
