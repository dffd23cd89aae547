-- Each passage says whose information it is (docs/domain.md, 6): choosing that narrows who may read it.
alter table passage
  add column whose text not null default 'nobody'
    check (whose in ('nobody', 'child', 'birth-family', 'adopters', 'carers', 'colleague')),
  add constraint whose_child check (whose <> 'child' or about_child_id is not null);

create or replace function keep_hands() returns trigger language plpgsql as $$
declare hands uuid[] := new.authors;
begin
  if tg_op = 'UPDATE' then
    hands := old.authors || hands;
  end if;
  if app_person() is not null and (case tg_op
    when 'INSERT' then new.position > 0 or new.text <> ''
    else (old.text, old.revision, old.withheld_from, old.about_child_id, old.whose)
      is distinct from (new.text, new.revision, new.withheld_from, new.about_child_id, new.whose) end)
  then
    hands := hands || app_person();
  end if;
  new.authors := array(select hand from unnest(hands) with ordinality as h (hand, n) group by hand order by min(n));
  return new;
end $$;

-- Minutes are checked for accuracy by those who took part before the chair agrees them: sent by whom, when, and by which
-- day they answer. Meanwhile nothing in them changes (refuse_once_agreed asks that they are a draft).
alter table meeting
  drop constraint meeting_minutes_status_check,
  add constraint meeting_minutes_status_check check (minutes_status in ('draft', 'being-checked', 'agreed')),
  add column check_sent_by uuid references person,
  add column check_sent_at timestamptz,
  add column check_by date,
  add constraint check_whole check (num_nonnulls(check_sent_by, check_sent_at, check_by)
    = case minutes_status when 'being-checked' then 3 else 0 end);

-- The minutes as they stood each time they were locked: sent to be checked, or agreed. The service alone writes them, as it
-- locks, and nobody changes them.
create table minutes_version (
  meeting_id uuid not null references meeting,
  version integer not null,
  disruption_id uuid not null references disruption,
  stage text not null check (stage in ('being-checked', 'agreed')),
  locked_by uuid references person,
  locked_at timestamptz not null,
  check_by date,
  passages jsonb not null,
  primary key (meeting_id, version),
  check ((stage = 'being-checked') = (check_by is not null))
);
create function keep_minutes_version() returns trigger language plpgsql as $$
declare was text := current_setting('app.service', true);
begin
  perform set_config('app.service', 'on', true);
  insert into minutes_version (meeting_id, version, disruption_id, stage, locked_by, locked_at, check_by, passages)
    select new.id, new.minutes_version, new.disruption_id, new.minutes_status,
      case new.minutes_status when 'agreed' then new.agreed_by else new.check_sent_by end,
      coalesce(case new.minutes_status when 'agreed' then new.agreed_at else new.check_sent_at end, app_now()),
      new.check_by, coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'agendaKey', p.agenda_key, 'kind', p.kind,
        'text', p.text, 'whose', p.whose, 'aboutChildId', p.about_child_id, 'withheldFrom', p.withheld_from)
        order by p.position, p.id) from passage p where p.meeting_id = new.id), '[]')
    on conflict do nothing;
  perform set_config('app.service', coalesce(was, ''), true);
  return new;
end $$;
create trigger locked_minutes_are_kept after update of minutes_status on meeting for each row
  when (new.minutes_status <> 'draft' and old.minutes_status <> new.minutes_status)
  execute function keep_minutes_version();
create trigger minutes_version_is_sealed before update or delete on minutes_version
  for each row execute function refuse_change();
alter table minutes_version enable row level security;
alter table minutes_version force row level security;
create policy service on minutes_version using ((select app_is_service())) with check ((select app_is_service()));
create policy on_the_case on minutes_version for select using (app_on_disruption(disruption_id));
grant select, insert on minutes_version to disruption_app;
insert into minutes_version (meeting_id, version, disruption_id, stage, locked_by, locked_at, passages)
  select m.id, m.minutes_version, m.disruption_id, 'agreed', m.agreed_by, coalesce(m.agreed_at, m.convened_at),
    coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'agendaKey', p.agenda_key, 'kind', p.kind, 'text', p.text,
      'whose', p.whose, 'aboutChildId', p.about_child_id, 'withheldFrom', p.withheld_from) order by p.position, p.id)
      from passage p where p.meeting_id = m.id), '[]')
    from meeting m where m.minutes_status = 'agreed';

-- By which reference a copy of a draft names a passage that it holds: random, another in each copy, so that two readers
-- cannot compare what each was given.
create table copy_passage (
  copy_id uuid not null references copy,
  ref uuid not null,
  passage_id uuid not null references passage,
  disruption_id uuid not null references disruption,
  primary key (copy_id, ref)
);
create index copy_passage_by_passage on copy_passage (passage_id);

-- What somebody says of a passage of their own copy of a draft, in their words, and what became of it.
create table minutes_comment (
  id uuid primary key,
  disruption_id uuid not null references disruption,
  invitation_id uuid not null references invitation,
  copy_id uuid not null,
  ref uuid not null,
  is_right boolean not null,
  words text not null default '',
  -- Null for somebody who said it by a private link.
  said_by uuid references person,
  said_at timestamptz not null,
  outcome text check (outcome in ('changed', 'kept')),
  because text not null default '',
  settled_by uuid references person,
  settled_at timestamptz,
  foreign key (copy_id, ref) references copy_passage,
  constraint right_without_words check (is_right = (words = '')),
  constraint settled_whole check (num_nonnulls(outcome, settled_by, settled_at) in (0, 3)),
  constraint kept_because check ((outcome is not distinct from 'kept') = (because <> '')),
  constraint right_needs_nothing check (not is_right or outcome is null)
);
create index minutes_comment_by_copy on minutes_comment (copy_id);
create index minutes_comment_by_invitation on minutes_comment (invitation_id);

-- Nobody says anything of a passage that their own copy does not hold as it is with them, or once minutes are not being
-- checked any more. What was said stays as it was said, and what became of it is decided before the chair agrees.
create function guard_comment() returns trigger language plpgsql as $$
declare
  was text := current_setting('app.service', true);
  is_held boolean;
begin
  if tg_op = 'UPDATE' then
    if (old.id, old.disruption_id, old.invitation_id, old.copy_id, old.ref, old.is_right, old.words, old.said_by, old.said_at)
      is distinct from (new.id, new.disruption_id, new.invitation_id, new.copy_id, new.ref, new.is_right, new.words,
        new.said_by, new.said_at) or new.outcome is null
    then
      raise exception 'what was said of a draft does not change' using errcode = 'restrict_violation';
    end if;
    return new;
  end if;
  perform set_config('app.service', 'on', true);
  perform from copy c join meeting m on m.id = c.meeting_id join invitation i on i.id = c.invitation_id
    where (new.said_by is null or new.said_by = i.person_id) and c.id = new.copy_id and c.invitation_id = new.invitation_id and c.disruption_id = new.disruption_id
      and c.released_at is not null and c.withdrawn_at is null
      and m.minutes_status = 'being-checked' and m.minutes_version = c.version
      and jsonb_path_exists(c.document, '$.sections[*].blocks[*].ref ? (@ == $ref)', jsonb_build_object('ref', new.ref))
    for share of m;
  is_held := found;
  perform set_config('app.service', coalesce(was, ''), true);
  if not is_held then
    raise exception 'the copy does not hold it' using errcode = 'check_violation', constraint = 'comment_on_own_copy';
  end if;
  return new;
end $$;
create trigger minutes_comment_is_guarded before insert or update on minutes_comment
  for each row execute function guard_comment();
create trigger minutes_comment_stays before delete on minutes_comment for each row execute function refuse_change();

do $$ declare t text; begin
  foreach t in array array['copy_passage', 'minutes_comment'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy service on %I using ((select app_is_service())) with check ((select app_is_service()))', t);
    execute format('create policy on_the_case on %I for select using (app_on_disruption(disruption_id))', t);
    execute format('create policy reads_alone_insert on %I as restrictive for insert
      with check (app_may_write_disruption(disruption_id))', t);
  end loop;
end $$;
create policy prepared on copy_passage for insert with check (app_on_disruption(disruption_id));
create policy own on minutes_comment for select using (invitation_id = app_guest());
create policy own_insert on minutes_comment for insert with check (invitation_id = app_guest() and said_by is null);
create policy signed_insert on minutes_comment for insert with check (app_on_disruption(disruption_id)
  and said_by = app_person());
create policy settled on minutes_comment for update using (app_on_disruption(disruption_id))
  with check (app_on_disruption(disruption_id) and settled_by = app_person());
create policy reads_alone_update on minutes_comment as restrictive for update
  using (app_may_write_disruption(disruption_id));
grant select, insert on copy_passage, minutes_comment to disruption_app;
grant update (outcome, because, settled_by, settled_at) on minutes_comment to disruption_app;

-- Whoever was handed a copy on paper is told by a person that it is out of date: by whom and when.
alter table printed_copy
  add column told_by uuid references person,
  add column told_at timestamptz,
  add constraint told_whole check (num_nonnulls(told_by, told_at) in (0, 2));
create policy told on printed_copy for update using (app_on_disruption(disruption_id))
  with check (app_on_disruption(disruption_id) and told_by = app_person());
create policy reads_alone_update on printed_copy as restrictive for update
  using (app_may_write_disruption(disruption_id));
grant update (told_by, told_at) on printed_copy to disruption_app;

-- The chair and the minute taker are told of a draft that is due, and the chair when the time to check it is over.
do $$ begin
  execute (select format('alter table notice drop constraint notice_kind_check,
      add constraint notice_kind_check check ((%s) or kind in (%L, %L))', pg_get_expr(conbin, conrelid), 'draft-not-sent',
      'draft-check-over')
    from pg_constraint where conname = 'notice_kind_check' and conrelid = 'notice'::regclass);
end $$;

-- Copies of minutes that are being checked leave by the same gate as those of agreed ones.
create or replace function guard_copy() returns trigger language plpgsql as $$
declare hand uuid;
begin
  if tg_op = 'UPDATE' and old.withdrawn_at is null and (old.released_at is not null
      or (old.held_at is not null and new.held_at is not null))
    and (old.invitation_id, old.version, old.document, old.pdf, old.sha256, old.authors, old.held_by, old.held_at,
        old.held_until, old.docx, old.docx_sha256)
      is distinct from (new.invitation_id, new.version, new.document, new.pdf, new.sha256, new.authors, new.held_by,
        new.held_at, new.held_until, new.docx, new.docx_sha256)
  then
    raise exception 'a released copy does not change' using errcode = 'restrict_violation';
  end if;
  if tg_op = 'UPDATE' and old.released_at is not null and old.withdrawn_at is null
    and (old.released_by, old.released_at) is distinct from (new.released_by, new.released_at)
  then
    raise exception 'a released copy does not change' using errcode = 'restrict_violation';
  end if;
  hand := case
    when new.released_at is not null and (tg_op = 'INSERT' or old.released_at is distinct from new.released_at)
      then new.released_by
    when new.released_at is null and new.held_at is not null and (tg_op = 'INSERT' or old.held_at is distinct from new.held_at)
      then new.held_by end;
  if hand is null then
    return new;
  end if;
  if new.released_at is not null and (new.held_by is distinct from new.released_by
    or new.held_until is null or new.held_until > new.released_at)
  then
    raise exception 'a copy is held before it goes' using errcode = 'check_violation';
  end if;
  if new.sha256 <> encode(sha256(new.pdf), 'hex') or new.docx_sha256 <> encode(sha256(new.docx), 'hex') then
    raise exception 'the copy is not as it was prepared' using errcode = 'check_violation';
  end if;
  if not exists (select 1 from meeting m where m.id = new.meeting_id and m.minutes_status <> 'draft'
    and m.minutes_version = new.version)
  then
    raise exception 'the copy is not of minutes that are locked' using errcode = 'check_violation';
  end if;
  if exists (select 1 from passage p where p.meeting_id = new.meeting_id and hand = any (p.authors)) then
    raise exception 'an author does not release' using errcode = 'check_violation';
  end if;
  return new;
end $$;
