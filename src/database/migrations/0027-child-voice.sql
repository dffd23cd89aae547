-- The child’s voice: how each child takes part, what they agreed may be known of what they said, the answer they get, the
-- steps of their move and the people who still matter to them (docs/domain.md, 4.8; DC-2b, PG-6, PG-7).

-- By which way words reached the meeting; null for what was recorded before anybody was asked.
alter table child_view
  add way text check (way in ('came', 'wrote', 'drew', 'recorded', 'told-worker', 'told-advocate', 'told-carer')),
  add constraint view_of_case unique (disruption_id, id);

-- What a child agreed may be known of one thing they said, and by whom. The words stay as they are; when the child thinks
-- again, another row says so. Until there is one, nobody but the chair and the child’s social worker is shown the words.
create table view_sharing (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  view_id uuid not null,
  agreed text not null check (agreed in ('nobody', 'everyone', 'named')),
  readers text[] not null default '{}'
    check (readers <@ '{birth-family,adopters,carers,professionals,staff}' and (cardinality(readers) > 0) = (agreed = 'named')),
  agreed_on date not null,
  recorded_by uuid not null references person,
  recorded_at timestamptz not null,
  foreign key (disruption_id, view_id) references child_view (disruption_id, id)
);
create index view_sharing_by_view on view_sharing (view_id, recorded_at);

-- The ways chosen with a child, and with whom they were chosen. A later choice is another row.
create table voice_choice (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  child_id uuid not null references child,
  ways text[] not null check (cardinality(ways) > 0),
  interpreter text not null default '',
  signs text not null default '',
  chosen_with text not null check (chosen_with <> ''),
  chosen_on date not null,
  recorded_by uuid not null references person,
  recorded_at timestamptz not null
);
create index voice_choice_by_child on voice_choice (disruption_id, child_id, recorded_at);

-- How a child took part in a meeting, by the code that is reported. A code that was wrong stays, with the right one after it.
create table participation (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  meeting_id uuid not null references meeting,
  child_id uuid not null references child,
  code text not null check (code ~ '^PN[0-7]$'),
  attended boolean not null check (code = 'PN0' or attended = (code between 'PN1' and 'PN4')),
  reason text not null default '' check (code <> 'PN7' or reason <> ''),
  recorded_by uuid not null references person,
  recorded_at timestamptz not null
);
create index participation_by_meeting on participation (disruption_id, meeting_id, child_id, recorded_at);

-- What a person writes to a child after a meeting. It can be changed until it was given.
create table child_answer (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  meeting_id uuid not null references meeting,
  child_id uuid not null references child,
  told_us text not null default '',
  talked_about text not null default '',
  happens_next text not null default '',
  why_moved text not null default '',
  who_to_talk_to text not null default '',
  revision integer not null default 1,
  written_by uuid not null references person,
  written_at timestamptz not null,
  agreed_by uuid references person,
  agreed_at timestamptz,
  -- Why the chair went on although it tells something of somebody that a child may be too young to know.
  told_because text not null default '',
  constraint agreed_whole check (num_nonnulls(agreed_by, agreed_at) in (0, 2)),
  constraint answer_of_case unique (disruption_id, id),
  unique (meeting_id, child_id)
);

-- When an answer was read or given to the child, and what the child said to it.
create table answer_giving (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  answer_id uuid not null,
  given_on date not null,
  how text not null check (how <> ''),
  who_was_there text not null check (who_was_there <> ''),
  response text not null default '',
  recorded_by uuid not null references person,
  recorded_at timestamptz not null,
  foreign key (disruption_id, answer_id) references child_answer (disruption_id, id)
);
create index answer_giving_by_answer on answer_giving (answer_id, recorded_at);

-- What a child heard stays what they heard; the answer is agreed before it is given, as it stood when it was agreed.
create function guard_answer() returns trigger language plpgsql as $$ begin
  if exists (select from answer_giving g where g.answer_id = old.id) then
    raise exception 'the child has the answer' using errcode = 'restrict_violation';
  end if;
  if new.agreed_at is not null and new.revision <> old.revision then
    raise exception 'the answer changed after it was agreed' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger child_answer_is_guarded before update on child_answer for each row execute function guard_answer();
create function guard_giving() returns trigger language plpgsql as $$ begin
  perform from child_answer a where a.id = new.answer_id and a.agreed_at is not null for share;
  if not found then raise exception 'the answer is not agreed' using errcode = 'restrict_violation'; end if;
  return new;
end $$;
create trigger answer_giving_is_agreed before insert on answer_giving for each row execute function guard_giving();

-- What is done so that the child’s move goes well.
create table transition_step (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  child_id uuid not null references child,
  what text not null check (what <> ''),
  who text not null check (who <> ''),
  due_on date not null,
  done_on date,
  how_it_went text not null default '' check (done_on is null or how_it_went <> ''),
  recorded_by uuid not null references person,
  recorded_at timestamptz not null,
  done_by uuid references person,
  constraint done_whole check (num_nonnulls(done_on, done_by) in (0, 2))
);
create index transition_step_by_child on transition_step (disruption_id, child_id, due_on);

-- Somebody from the last home who matters to a child; carers by their part. What is wanted and arranged is in the reviews,
-- the first of which is made with it.
create table kept_link (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  child_id uuid not null references child,
  who text not null check (who <> ''),
  what_they_are text not null check (what_they_are <> ''),
  recorded_by uuid not null references person,
  recorded_at timestamptz not null,
  constraint link_of_case unique (disruption_id, id)
);
create index kept_link_by_child on kept_link (disruption_id, child_id, recorded_at);
create table kept_link_review (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  link_id uuid not null,
  child_wants text not null,
  they_want text not null default '',
  arranged text not null default '',
  arranged_by text not null default '',
  reviewed_on date not null,
  -- Null when it needs no more looking at, and why.
  next_on date,
  ended_because text not null default '',
  recorded_by uuid not null references person,
  recorded_at timestamptz not null,
  constraint goes_on_or_ended check ((next_on is null) = (ended_because <> '')),
  foreign key (disruption_id, link_id) references kept_link (disruption_id, id)
);
create index kept_link_review_by_link on kept_link_review (link_id, recorded_at);

do $$ declare t text; begin
  foreach t in array array['view_sharing', 'voice_choice', 'participation', 'answer_giving', 'kept_link',
      'kept_link_review', 'child_answer', 'transition_step'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy service on %I using ((select app_is_service())) with check ((select app_is_service()))', t);
    execute format('create policy reads_alone_insert on %I as restrictive for insert
      with check (app_may_write_disruption(disruption_id))', t);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()',
      t || '_is_never_emptied', t);
    execute format('grant select, insert on %I to disruption_app', t);
  end loop;
  -- What was said and agreed is added to, and never changed: by whoever signs for it.
  foreach t in array array['view_sharing', 'voice_choice', 'participation', 'answer_giving', 'kept_link',
      'kept_link_review'] loop
    execute format('create policy on_the_case on %I for select using (app_on_disruption(disruption_id))', t);
    execute format('create policy recorded on %I for insert with check (
      app_on_disruption(disruption_id) and recorded_by = app_person())', t);
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()',
      t || '_is_append_only', t);
  end loop;
  foreach t in array array['child_answer', 'transition_step'] loop
    execute format('create policy on_the_case on %I using (app_on_disruption(disruption_id))', t);
    execute format('create policy reads_alone_update on %I as restrictive for update
      using (app_may_write_disruption(disruption_id))', t);
    execute format('create policy reads_alone_delete on %I as restrictive for delete
      using (app_may_write_disruption(disruption_id))', t);
  end loop;
end $$;
grant update (told_us, talked_about, happens_next, why_moved, who_to_talk_to, revision, written_by, written_at, agreed_by,
  agreed_at, told_because) on child_answer to disruption_app;
grant update (done_on, done_by, how_it_went) on transition_step to disruption_app;
