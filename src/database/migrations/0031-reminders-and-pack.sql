-- People are reminded at the times that the procedure says (PG-9). Which of its rules a reminder comes of, and which day the
-- meeting was then set to, is kept with the message, so that each rule reminds somebody once, however often it is asked.
alter table message
  add column reminder_rule text,
  add column reminder_day date,
  add constraint reminder_whole check (num_nonnulls(reminder_rule, reminder_day) in (0, 2));
create unique index message_reminds_once on message (invitation_id, reminder_rule, reminder_day);
grant insert (reminder_rule, reminder_day) on message to disruption_app;

-- A child is not reminded: their worker is told that a meeting comes near which has not heard them. `once` keeps what the
-- same rule says of the same child before the same day from being said twice.
alter table notice
  drop constraint notice_kind_check,
  add constraint notice_kind_check check (kind in ('case-opened', 'code-mistyped', 'child-not-heard')),
  add column once text,
  add constraint notice_once unique (organisation_id, once);
