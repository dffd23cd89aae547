-- A copy can be read by its private link until a moment of its own, and from then on by no link at all. Somebody who may
-- release it can give it a new time. What was released before has the two weeks that its link had.
alter table copy add column readable_until timestamptz;
update copy set readable_until = released_at + interval '14 days' where released_at is not null;
alter table copy add constraint readable_after_release check (readable_until > released_at);
alter policy own on copy using (invitation_id = app_guest() and released_at is not null and withdrawn_at is null
  and readable_until > app_now());
