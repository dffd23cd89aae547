-- Fills an empty database with `many.size` disruptions as they stand on `many.today`, the same ones each time. A
-- social worker has 15 open and 5 closed; a council has 25 social workers; the work grows with the councils, as it
-- does in life. Rows lie in the order they would have been written in, so a person's cases are scattered.
create function pg_temp.id(kind text, n bigint) returns uuid language sql immutable
  return md5(kind || ' ' || n)::uuid;
create function pg_temp.name(n bigint) returns text language sql immutable return
  (array['Ada', 'Bashir', 'Carys', 'Dev', 'Esme', 'Farah', 'Glyn', 'Hana', 'Idris', 'Jodie', 'Kwame', 'Lena', 'Mina',
    'Noor', 'Owen', 'Petra', 'Quinn', 'Rosa', 'Sunil', 'Tess'])[1 + n % 20] || ' ' ||
  (array['Ashdown', 'Birch', 'Calder', 'Dunmore', 'Elland', 'Farrow', 'Gresham', 'Hartley', 'Ingram', 'Jessop',
    'Kirkby', 'Lowther', 'Marlow'])[1 + n / 20 % 13];

create temp table scale as
  select size, today, workers, ceil(workers / 25.0)::int as councils
  from (select current_setting('many.size')::int as size, current_setting('many.today')::date as today,
    ceil(current_setting('many.size')::int / 20.0)::int as workers) as asked;

insert into organisation (id, name, kind, colour, region)
  select pg_temp.id('council', k), 'Council ' || k, 'council', '#00583d', 'Region ' || k / 4
  from scale, generate_series(0, councils - 1) as k;
insert into organisation_procedure (organisation_id, position, procedure_id)
  select id, 1, 'derby-city/adoption' from organisation where kind = 'council';
insert into organisation (id, name, kind, colour, region)
  select pg_temp.id('agency', k), 'Agency ' || k, 'regional-agency', '#5b2333', 'Region ' || k
  from scale, generate_series(0, (councils - 1) / 4) as k;

insert into person (id, organisation_id, name, email)
  select pg_temp.id(post, n), pg_temp.id(kind, n / each / (case kind when 'agency' then 4 else 1 end)),
    pg_temp.name(n * 7 + length(post)), post || '-' || n || '@many.example'
  from scale, (values ('social-worker', 25, 'council'), ('team-manager', 5, 'council'),
    ('service-manager', 1, 'council'), ('iro', 5, 'council'), ('minute-taker', 1, 'council'),
    ('independent-chair', 1, 'council'), ('adopters-social-worker', 5, 'agency'), ('panel-advisor', 1, 'agency'))
    as posts (post, each, kind), generate_series(0, councils * each - 1) as n;
insert into person_post (id, organisation_id, person_id, post)
  select gen_random_uuid(), organisation_id, id, substring(email from '^(.*)-[0-9]+@') from person
  where email like '%@many.example';
insert into line_management (person_id, manager_id, from_on)
  select pg_temp.id('social-worker', n), pg_temp.id('team-manager', n / 5), date '2024-01-01'
  from scale, generate_series(0, councils * 25 - 1) as n
  union all
  select pg_temp.id('team-manager', n), pg_temp.id('service-manager', n / 5), date '2024-01-01'
  from scale, generate_series(0, councils * 5 - 1) as n;

-- A case with what follows from its number: the newest of a person's cases have no meeting yet, the next five have
-- one convened, the next one held, and the last five are closed.
create temp table many as
  select c, worker, council, state, broke_down_on, pg_temp.id('placement', c) as placement_id,
    pg_temp.id('disruption', c) as disruption_id,
    case when state <> 'recorded' then pg_temp.id('meeting', c) end as meeting_id,
    pg_temp.id('social-worker', worker) as worker_id, pg_temp.id('team-manager', worker / 5) as manager_id,
    pg_temp.id('service-manager', council) as service_manager_id, pg_temp.id('iro', worker / 5) as iro_id,
    pg_temp.id('adopters-social-worker', worker / 5) as agency_worker_id,
    pg_temp.id('panel-advisor', council) as panel_id, pg_temp.id('minute-taker', council) as minute_taker_id,
    pg_temp.id('independent-chair', (council + 1) % councils) as chair_id,
    (broke_down_on - interval '300 days')::timestamptz as granted_at,
    (broke_down_on + interval '34 hours')::timestamptz as recorded_at
  from (select c, c % workers as worker, c % workers / 25 as council, councils,
      (array['recorded', 'convened', 'held', 'closed'])[1 + c / workers / 5] as state,
      today - (array[2, 20, 45, 200])[1 + c / workers / 5] - c / workers % 5 * 3 as broke_down_on
    from scale, generate_series(0, size - 1) as c) as cases;
create temp table child_of as
  select c, n, pg_temp.id('child', c * 2 + n) as child_id from many, generate_series(0, 1) as n where n <= c % 2;
-- The ten people the procedure lists, in each case.
create temp table listed as
  select c, position, capacity, reader, person_id, pg_temp.name(c * 3 + position) as name,
    capacity || '-' || c || '-' || position || '@family.example' as email
  from many cross join lateral (values
    (0, 'adopters', 'adopters', null), (1, 'adopters', 'adopters', null),
    (2, 'adopters-social-worker', 'staff', agency_worker_id), (3, 'current-carer', 'carers', null),
    (4, 'current-carer', 'carers', null), (5, 'birth-family', 'birth-family', null), (6, 'iro', 'staff', iro_id),
    (7, 'panel-advisor', 'staff', panel_id), (8, 'child-social-worker', 'staff', worker_id),
    (9, 'team-manager', 'staff', manager_id)) as people (position, capacity, reader, person_id);
analyze many, child_of, listed;

insert into placement (id, organisation_id, kind, agency_name, family_source, introductions_on, started_on, ended_on,
    created_by)
  select placement_id, pg_temp.id('council', council), 'adoptive', 'Agency ' || council / 4, 'regional-agency',
    broke_down_on - 150, broke_down_on - 136, broke_down_on, worker_id from many;
insert into child (id, organisation_id, given_name, family_name, born_on, case_number, created_by)
  select child_id, pg_temp.id('council', council), split_part(pg_temp.name(c + n), ' ', 1),
    split_part(pg_temp.name(c * 20), ' ', 2), broke_down_on - 1500 - 700 * n, 'C-' || c || '-' || n, worker_id
  from many join child_of using (c);
insert into placement_child (placement_id, child_id) select placement_id, child_id from many join child_of using (c);
insert into placement_carer (id, placement_id, position, email_key)
  select pg_temp.id('adopter', c * 2 + position), placement_id, position, sha256(email::bytea)
  from many join listed using (c) where capacity = 'adopters';
-- As a migration from plain text leaves it: the first start of a service seals it.
insert into carer_identity (id, organisation_id, plain)
  select pg_temp.id('adopter', c * 2 + position), pg_temp.id('council', council), jsonb_build_object('name', name,
    'email', email, 'phone', '01632 960' || c % 1000, 'address', c % 90 || ' Quillet Row, Belper, DQ56 9ZZ')
  from many join listed using (c) where capacity = 'adopters';
insert into contact (id, placement_id, kind, name, email)
  select pg_temp.id('contact', c * 10 + position), placement_id, capacity, name, email
  from many join listed using (c) where capacity in ('current-carer', 'birth-family');
insert into case_role (id, placement_id, person_id, role, from_on)
  select pg_temp.id('case role', c * 10 + position), placement_id, person_id, capacity, broke_down_on - 300
  from many join listed using (c) where person_id is not null;
insert into placement_access (placement_id, person_id, capacity, granted_at)
  select placement_id, person_id, capacity, granted_at from many cross join lateral (values
    (worker_id, 'child-social-worker'), (manager_id, 'team-manager'), (service_manager_id, 'service-manager'),
    (agency_worker_id, 'adopters-social-worker'), (iro_id, 'iro'), (panel_id, 'panel-advisor'),
    (case when meeting_id is not null then chair_id end, 'chair'),
    (case when meeting_id is not null then minute_taker_id end, 'minute-taker')) as people (person_id, capacity)
  where person_id is not null;

insert into disruption (id, organisation_id, placement_id, reference, broke_down_on, stage, ending, account, procedure_id,
    procedure_version, status, next_duty, next_due_on, recorded_by, recorded_at)
  select disruption_id, pg_temp.id('council', council), placement_id, 'Larch-' || lpad(c::text, 8, '0'), broke_down_on,
    'before-order', 'unplanned', repeat('The adopters rang in the morning to say that they could not go on. ', 4),
    'derby-city/adoption', '2020-11', case state when 'closed' then 'closed' else 'open' end,
    case when due_on is not null then jsonb_build_object('label', label, 'by', by, 'holders', jsonb_build_array(name),
      'from', broke_down_on + 28, 'dueOn', due_on, 'screen', screen) end, due_on, worker_id, recorded_at
  from many left join (values ('recorded', 'Convene the meeting', 'child-social-worker', 'convene', 42),
    ('convened', 'Record the child’s views and feelings', 'child-social-worker', 'views', 35),
    ('held', 'Finish and agree the minutes', 'chair', 'minutes', 45)) as next (state, label, by, screen, days)
    using (state)
  cross join lateral (select broke_down_on + days as due_on) as due
  join person on person.id = case by when 'chair' then chair_id else worker_id end;
insert into duty_statement (disruption_id, rule_id, done_on, note, stated_by, stated_at)
  select disruption_id, rule, broke_down_on + 60, 'Sent to the panel, on the child’s file', worker_id,
    recorded_at + interval '60 days' from many, (values ('DC-3'), ('DC-5')) as rules (rule) where state = 'closed';
insert into meeting (id, disruption_id, status, chair_id, minute_taker_id, held_on, starts_at, minutes_long, place,
    calendar_uid, convened_by, convened_at, minutes_status, agreed_by, agreed_at)
  select meeting_id, disruption_id, case state when 'convened' then 'convened' else 'held' end, chair_id,
    minute_taker_id, broke_down_on + 35, '10:00', 120, 'The Council House, room 3', meeting_id, worker_id,
    recorded_at + interval '3 days', case state when 'closed' then 'agreed' else 'draft' end,
    case state when 'closed' then chair_id end,
    case state when 'closed' then recorded_at + interval '45 days' end
  from many where meeting_id is not null;
insert into invitation (id, disruption_id, meeting_id, source, position, person_id, capacity, reader, name, email,
    mode, may_know_place, reply, replied_at, attended)
  select pg_temp.id('invitation', c * 10 + position), disruption_id, meeting_id,
    case when person_id is not null then 'staff-' || person_id
      when capacity = 'adopters' then 'carer-' || pg_temp.id('adopter', c * 2 + position)
      else 'contact-' || pg_temp.id('contact', c * 10 + position) end,
    position, person_id, capacity, reader, case capacity when 'adopters' then 'Adopter ' || position + 1 else coalesce(person.name, listed.name) end,
    case capacity when 'adopters' then '' else coalesce(person.email, listed.email) end,
    'attend', capacity <> 'birth-family', (array['coming', 'not-coming', 'will-write', null])[1 + position % 4],
    case when position % 4 < 3 then recorded_at + interval '5 days' end,
    case when state in ('held', 'closed') then position % 4 = 0 end
  from many join listed using (c) left join person on person.id = person_id where meeting_id is not null;
insert into message (id, disruption_id, invitation_id, kind, content, status, attempts, queued_at, sent_at)
  select pg_temp.id('message', c * 10 + position), disruption_id, pg_temp.id('invitation', c * 10 + position),
    'invitation', jsonb_build_object('subject', 'An invitation to a meeting'), 'sent', 1,
    recorded_at + interval '3 days', recorded_at + interval '3 days'
  from many join listed using (c) where meeting_id is not null;
insert into child_view (id, disruption_id, child_id, words, whose_words, how, said_on, recorded_by, recorded_at)
  select pg_temp.id('child view', c * 2 + n), disruption_id, child_id, 'I want to know who feeds the dog now.', 'child',
    'Drawing together', broke_down_on + 20, worker_id, recorded_at + interval '20 days'
  from many join child_of using (c) where state in ('held', 'closed');
insert into action (id, disruption_id, meeting_id, what, owner_id, owner_name, due_on, done_on, evidence, created_by,
    created_at)
  select pg_temp.id('action', c * 3 + n), disruption_id, meeting_id, 'Bring the life story book up to date', owner_id,
    name, broke_down_on + 60 + n, case state when 'closed' then broke_down_on + 60 end,
    case state when 'closed' then 'On the child’s file' else '' end, chair_id, recorded_at + interval '35 days'
  from many cross join generate_series(0, 2) as n
  cross join lateral (select case n when 0 then worker_id when 1 then agency_worker_id else iro_id end as owner_id) as o
  join person on person.id = owner_id where state in ('held', 'closed');
insert into copy (id, disruption_id, meeting_id, invitation_id, version, document, withheld, problems, pdf, sha256,
    authors, prepared_by, prepared_at, held_by, held_at, held_until, released_by, released_at, readable_until)
  select pg_temp.id('copy', c * 10 + position), disruption_id, meeting_id,
    pg_temp.id('invitation', c * 10 + position), 1, '{}', '[]', '[]', '%PDF', encode(sha256('%PDF'), 'hex'), array[minute_taker_id],
    minute_taker_id, recorded_at + interval '46 days', chair_id, recorded_at + interval '46 days 23 hours',
    recorded_at + interval '47 days', chair_id, recorded_at + interval '47 days', recorded_at + interval '61 days'
  from many join listed using (c) where state = 'closed';
insert into history (disruption_id, at, person_id, person_name, act, summary)
  select disruption_id, recorded_at + n * interval '4 days', worker_id, name, act, summary
  from many join person on person.id = worker_id, (values
    (0, 'record-disruption', 'Recorded that the placement ended'), (1, 'convene-meeting', 'Convened the meeting'),
    (2, 'convene-meeting', 'Invited ten people'), (3, 'convene-meeting', 'Changed the place of the meeting'),
    (4, 'record-views', 'Recorded views and feelings'), (5, 'state-duty-done', 'Recorded as done: tell the agency'),
    (6, 'correct-disruption', 'Corrected the date the placement ended'), (7, 'write-minutes', 'Held the meeting'))
    as entries (n, act, summary)
  order by n, c;
