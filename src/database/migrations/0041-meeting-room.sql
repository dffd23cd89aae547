-- How a meeting goes, as it happens: it begins, comes to an item of its agenda, pauses, goes on, is adjourned to a second day,
-- and ends; who was heard on an item, and why somebody was not. What happened is added to, and never changed.
create table meeting_event (
  id bigint generated always as identity primary key,
  disruption_id uuid not null references disruption,
  meeting_id uuid not null references meeting,
  kind text not null check (kind in ('started', 'item', 'paused', 'resumed', 'adjourned', 'ended', 'heard', 'not-heard',
    'said-why')),
  agenda_key text not null default '',
  -- Those it is about, invited or children: heard on the item, or not heard at all and it is said why.
  people uuid[] not null default '{}',
  reason text not null default '',
  -- When it goes on, of one that is adjourned.
  next_on date,
  next_at time,
  recorded_by uuid not null references person,
  recorded_at timestamptz not null,
  constraint item_named check (kind not in ('started', 'item', 'heard', 'not-heard') or agenda_key <> ''),
  constraint reason_given check (kind not in ('paused', 'adjourned', 'said-why') or reason <> ''),
  constraint people_named check ((kind in ('heard', 'not-heard', 'said-why')) = (cardinality(people) > 0)),
  constraint next_whole check (num_nonnulls(next_on, next_at) = case kind when 'adjourned' then 2 else 0 end)
);
create index meeting_event_by_meeting on meeting_event (meeting_id, id);
create index meeting_event_by_disruption on meeting_event (disruption_id);

alter table meeting_event enable row level security;
alter table meeting_event force row level security;
create policy service on meeting_event using ((select app_is_service())) with check ((select app_is_service()));
create policy on_the_case on meeting_event for select using (app_on_disruption(disruption_id));
create policy signed_insert on meeting_event for insert
  with check (app_on_disruption(disruption_id) and recorded_by = app_person());
create policy reads_alone_insert on meeting_event as restrictive for insert
  with check (app_may_write_disruption(disruption_id));
grant select, insert on meeting_event to disruption_app;
create trigger meeting_event_is_append_only before update or delete on meeting_event
  for each row execute function refuse_change();
create trigger meeting_event_is_open before insert on meeting_event
  for each row execute function refuse_once_agreed();

-- The days before on which some of the meeting was held already.
alter table meeting add column sat_on date[] not null default '{}';
grant update (sat_on) on meeting to disruption_app;

-- How somebody took part: when they came, if they came late, and when they left, if early; that they sent apologies, or whom
-- they sent instead. Whoever was sent is nobody who was invited, and is named to staff alone.
alter table invitation
  add column arrived_at time,
  add column left_at time,
  add column sent_apologies boolean not null default false,
  add column sent_name text not null default '',
  add column sent_as text not null default '',
  add constraint times_of_who_came check ((arrived_at is null and left_at is null) or attended is true),
  add constraint left_after_arriving check (left_at > arrived_at),
  add constraint sent_instead check (attended is not true or (not sent_apologies and sent_name = '')),
  add constraint sent_whole check ((sent_name = '') = (sent_as = ''));
grant update (arrived_at, left_at, sent_apologies, sent_name, sent_as) on invitation to disruption_app;

-- How somebody took part is written down by those who hold the meeting, and by no guest.
create function guard_attendance() returns trigger language plpgsql as $$ begin
  if app_guest() is not null and (new.attended, new.arrived_at, new.left_at, new.sent_apologies, new.sent_name, new.sent_as)
      is distinct from (old.attended, old.arrived_at, old.left_at, old.sent_apologies, old.sent_name, old.sent_as) then
    raise exception 'nobody records their own part' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger attendance_is_guarded before update on invitation
  for each row execute function guard_attendance();

-- What was said or decided, caught as it happened: who said it, and what it is, whatever the item is for.
alter table passage
  drop constraint passage_kind_check,
  add constraint passage_kind_check check (kind in ('note', 'finding', 'lesson', 'decision')),
  add column caught_at timestamptz,
  add column said_by_invitation_id uuid references invitation,
  add column said_by_child_id uuid references child,
  add constraint said_by_one check (num_nonnulls(said_by_invitation_id, said_by_child_id) <= 1);
create index passage_by_speaker on passage (said_by_invitation_id) where said_by_invitation_id is not null;
create index passage_by_child_speaking on passage (said_by_child_id) where said_by_child_id is not null;

-- A finding that was recorded from what was caught, so that it is not asked for again.
alter table finding add column caught_id uuid references passage;
create index finding_by_caught on finding (caught_id) where caught_id is not null;
grant update (caught_id) on finding to disruption_app;
