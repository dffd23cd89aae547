-- One row in every table: Nadia is on the case, Tom works for the same council and is not. Ids are the letters of
-- what they name, so that a failing test can be read.
insert into organisation (id, name, kind, colour)
  values ('00000000-0000-0000-0000-0000000000c0', 'Somewhere', 'council', '#005ea5');
insert into organisation_procedure (organisation_id, position, procedure_id)
  values ('00000000-0000-0000-0000-0000000000c0', 1, 'somewhere/adoption');
insert into person (id, organisation_id, name, email)
  values
  ('00000000-0000-0000-0000-0000000000a1', '00000000-0000-0000-0000-0000000000c0', 'Nadia', 'n@example.org'),
  ('00000000-0000-0000-0000-0000000000a2', '00000000-0000-0000-0000-0000000000c0', 'Tom', 't@example.org');
insert into team (id, organisation_id, name)
  values ('00000000-0000-0000-0000-0000000000d1', '00000000-0000-0000-0000-0000000000c0', 'A team');
insert into person_post (id, organisation_id, person_id, post, team_id)
  select gen_random_uuid(), organisation_id, id, 'social-worker', '00000000-0000-0000-0000-0000000000d1' from person;
insert into line_management (person_id, manager_id, from_on)
  values
  ('00000000-0000-0000-0000-0000000000a1', '00000000-0000-0000-0000-0000000000a2', '2025-01-01');
insert into child (id, organisation_id, given_name, family_name, born_on, case_number)
  values ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000c0', 'Ava', 'Stone',
  '2022-03-27', '1');
insert into placement (id, organisation_id, kind, agency_name, family_source, started_on)
  values ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-0000000000c0', 'adoptive',
  'An agency', 'inter-agency', '2025-10-26');
insert into placement_child (placement_id, child_id)
  values ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-0000000000c1');
insert into placement_access (placement_id, person_id, capacity)
  values
  ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-0000000000a1', 'child-social-worker');
insert into placement_carer (id, placement_id, position)
  values ('00000000-0000-0000-0000-0000000000b2', '00000000-0000-0000-0000-0000000000b1', 1);
insert into carer_identity (id, organisation_id, plain)
  values ('00000000-0000-0000-0000-0000000000b2', '00000000-0000-0000-0000-0000000000c0', '{"name": "Jo Field"}');
insert into case_role (id, placement_id, person_id, role, from_on)
  values (gen_random_uuid(), '00000000-0000-0000-0000-0000000000b1',
  '00000000-0000-0000-0000-0000000000a1', 'child-social-worker', '2025-01-01');
insert into contact (id, placement_id, kind, name, email)
  values
  (gen_random_uuid(), '00000000-0000-0000-0000-0000000000b1', 'birth-family', 'Mo Stone', 'mo@example.org');
insert into disruption (id, organisation_id, placement_id, reference, broke_down_on, stage, ending, account, procedure_id,
  procedure_version, recorded_by, recorded_at)
  values ('00000000-0000-0000-0000-0000000000d1',
  '00000000-0000-0000-0000-0000000000c0', '00000000-0000-0000-0000-0000000000b1', 'D-1', '2026-03-01', 'before-order',
  'unplanned', 'It ended.', 'somewhere/adoption', '1', '00000000-0000-0000-0000-0000000000a1', '2026-03-02T09:30:00Z');
insert into duty_statement (disruption_id, rule_id, done_on, note, stated_by, stated_at)
  values ('00000000-0000-0000-0000-0000000000d1', 'R1', '2026-03-02', '',
  '00000000-0000-0000-0000-0000000000a1', '2026-03-02T09:30:00Z');
insert into meeting (id, disruption_id, status, chair_id, held_on, starts_at, minutes_long, place, calendar_uid,
  convened_by, convened_at)
  values ('00000000-0000-0000-0000-0000000000e1', '00000000-0000-0000-0000-0000000000d1',
  'convened', '00000000-0000-0000-0000-0000000000a2', '2026-04-01', '10:00', 120, 'Room 1', gen_random_uuid(),
  '00000000-0000-0000-0000-0000000000a1', '2026-03-02T09:30:00Z');
insert into invitation (id, disruption_id, meeting_id, position, source, capacity, reader, name, email, mode, may_know_place)
  values
  ('00000000-0000-0000-0000-0000000000f1', '00000000-0000-0000-0000-0000000000d1',
   '00000000-0000-0000-0000-0000000000e1', 1, 'contact', 'birth-mother', 'birth-family', 'Mo Stone', 'mo@example.org', 'attend', true),
  ('00000000-0000-0000-0000-0000000000f2', '00000000-0000-0000-0000-0000000000d1',
   '00000000-0000-0000-0000-0000000000e1', 2, 'adopter', 'adopter', 'adopters', 'Jo Field', 'jo@example.org', 'attend', true);
insert into left_out (id, disruption_id, meeting_id, capacity, name, reason)
  values (gen_random_uuid(), '00000000-0000-0000-0000-0000000000d1',
  '00000000-0000-0000-0000-0000000000e1', 'school', 'A school', 'Not yet at school');
insert into guest_link (id, invitation_id, token_hash, expires_at)
  values ('00000000-0000-0000-0000-0000000000f3', '00000000-0000-0000-0000-0000000000f1', 'token',
  '2026-04-01T09:00:00Z');
insert into guest_code (id, link_id, code_hash, expires_at, created_at)
  values (gen_random_uuid(),
  '00000000-0000-0000-0000-0000000000f3', 'code', '2026-04-01T09:00:00Z', '2026-03-02T09:30:00Z');
insert into guest_session (id_hash, link_id, expires_at)
  values ('session', '00000000-0000-0000-0000-0000000000f3', '2026-04-01T09:00:00Z');
insert into message (id, disruption_id, invitation_id, kind, content, queued_at)
  values (gen_random_uuid(),
  '00000000-0000-0000-0000-0000000000d1', '00000000-0000-0000-0000-0000000000f1', 'invitation', '{"to": "mo@example.org"}',
  '2026-03-02T09:30:00Z');
insert into passage (id, disruption_id, meeting_id, agenda_key, kind, position, updated_at)
  values
  ('00000000-0000-0000-0000-0000000000e2', '00000000-0000-0000-0000-0000000000d1',
   '00000000-0000-0000-0000-0000000000e1', 'child', 'note', 1, '2026-04-01T10:00:00Z');
insert into agenda (id, disruption_id, meeting_id, number, items, saved_by, saved_at)
  select gen_random_uuid(), disruption_id, id, 1, '[{"key": "why", "title": "Why", "prompt": "", "kind": "note"}]', convened_by,
    '2026-03-02T09:30:00Z' from meeting where minutes_status = 'draft' limit 1;
insert into finding (id, disruption_id, meeting_id, factor_group, factor_key, factor_title, factor_list, evidence, authors,
    recorded_by, recorded_at)
  select gen_random_uuid(), disruption_id, id, 'support', 'therapy', 'Therapy', '2026-11', 'It had not begun.',
    array[convened_by], convened_by, '2026-03-02T09:30:00Z' from meeting where minutes_status = 'draft' limit 1;
insert into purpose_unanswered (disruption_id, meeting_id, purpose_key, why, authors, recorded_by, recorded_at)
  select disruption_id, id, 'lessons', 'The time ran out.', array[convened_by], convened_by, '2026-03-02T09:30:00Z' from meeting
  where minutes_status = 'draft' limit 1;
insert into meeting_event (disruption_id, meeting_id, kind, agenda_key, recorded_by, recorded_at)
  select disruption_id, id, 'started', 'purpose', convened_by, '2026-03-02T09:30:00Z' from meeting
  where minutes_status = 'draft' limit 1;
insert into passage_conflict (id, disruption_id, passage_id, text, typed_by, typed_at)
  values (gen_random_uuid(), '00000000-0000-0000-0000-0000000000d1',
  '00000000-0000-0000-0000-0000000000e2', 'Other words', '00000000-0000-0000-0000-0000000000a1', '2026-04-01T10:00:00Z');
insert into child_view (id, disruption_id, child_id, words, whose_words, how, said_on, recorded_by, recorded_at)
  values (gen_random_uuid(), '00000000-0000-0000-0000-0000000000d1',
  '00000000-0000-0000-0000-0000000000c1', 'I miss the dog.', 'child', 'Drawing', '2026-03-02',
  '00000000-0000-0000-0000-0000000000a1', '2026-03-02T09:30:00Z');
insert into action (id, disruption_id, what, owner_name, due_on, created_by, created_at)
  values (gen_random_uuid(),
  '00000000-0000-0000-0000-0000000000d1', 'Life story book', 'Nadia', '2026-05-01',
  '00000000-0000-0000-0000-0000000000a1', '2026-04-01T10:00:00Z');
update action set owner_source = 'contact';
insert into action_event (id, disruption_id, action_id, kind, invitation_id, by_name, at)
  select gen_random_uuid(), disruption_id, id, 'accepted', '00000000-0000-0000-0000-0000000000f1', 'Mo Stone',
    '2026-04-02T09:00:00Z' from action;
insert into checklist_answer (id, disruption_id, item_key, about, says, whom, "is", reason, recorded_by, by_name, at)
  values (gen_random_uuid(), '00000000-0000-0000-0000-0000000000d1', 'school', 'child-00000000-0000-0000-0000-0000000000c1',
  'The school knows', 'Ash', 'not-needed', 'Too young for one', '00000000-0000-0000-0000-0000000000a1', 'Nadia Rahman',
  '2026-04-02T09:00:00Z');
insert into follow_up (id, disruption_id, kind, outcome, whom, happened_on, recorded_by, by_name, by_post, at)
  values (gen_random_uuid(), '00000000-0000-0000-0000-0000000000d1', 'debrief', 'held', 'Gareth Pugh', '2026-04-01',
  '00000000-0000-0000-0000-0000000000a1', 'Nadia Rahman', 'Social worker', '2026-04-02T09:00:00Z');
insert into lesson_source (id, lesson_id, disruption_id, recorded_by, recorded_at)
  values (gen_random_uuid(), '00000000-0000-0000-0000-00000000001e', '00000000-0000-0000-0000-0000000000d1',
  '00000000-0000-0000-0000-0000000000a1', '2026-04-02T09:00:00Z');
insert into lesson (id, version, organisation_id, status, year, stage, factors, title, words, recommends, to_whom)
  select '00000000-0000-0000-0000-00000000001e', 1, organisation_id, 'approved', 2026, 'before-order', '{pace}', 'Slow down',
  'Introductions went too fast', 'Take longer', 'Those who plan' from disruption;
insert into lesson_event (id, lesson_id, version, organisation_id, kind, by_id, by_name, at)
  select gen_random_uuid(), id, version, organisation_id, 'written', '00000000-0000-0000-0000-0000000000a1', 'Nadia Rahman',
  '2026-04-02T09:00:00Z' from lesson;
insert into lesson_promise (id, lesson_id, version, organisation_id, what, by_year)
  select gen_random_uuid(), id, version, organisation_id, 'A longer plan', 2027 from lesson;
insert into resource_decision (id, organisation_id, disruption_id, resource, resource_key, decision, because, decided_on,
  recorded_by, by_name, by_post, at)
  select gen_random_uuid(), organisation_id, id, 'Larch House', 'larch house', 'use', 'It learnt from it', '2026-04-01',
  '00000000-0000-0000-0000-0000000000a1', 'Nadia Rahman', 'Social worker', '2026-04-02T09:00:00Z' from disruption;
update meeting set minutes_status = 'being-checked', check_sent_by = convened_by, check_sent_at = '2026-04-01T09:00:00Z',
  check_by = '2026-04-10';
insert into copy (id, disruption_id, meeting_id, invitation_id, version, document, withheld, problems, pdf, sha256,
  authors, prepared_by, prepared_at, held_by, held_at, held_until, released_by, released_at, readable_until)
  values (gen_random_uuid(), '00000000-0000-0000-0000-0000000000d1',
  '00000000-0000-0000-0000-0000000000e1', '00000000-0000-0000-0000-0000000000f1', 1,
  '{"sections": [{"blocks": [{"ref": "00000000-0000-0000-0000-000000000042"}]}]}', '[]', '[]', '%PDF', encode(sha256('%PDF'), 'hex'),
  '{00000000-0000-0000-0000-0000000000a1}', '00000000-0000-0000-0000-0000000000a1', '2026-04-01T10:00:00Z',
  '00000000-0000-0000-0000-0000000000a2', '2026-04-02T09:50:00Z', '2026-04-02T10:00:00Z',
  '00000000-0000-0000-0000-0000000000a2', '2026-04-02T10:00:00Z', '2099-04-16T23:00:00Z');
insert into copy_passage (copy_id, ref, passage_id, disruption_id)
  select copy.id, '00000000-0000-0000-0000-000000000042', passage.id, passage.disruption_id from copy, passage limit 1;
insert into minutes_comment (id, disruption_id, invitation_id, copy_id, ref, is_right, words, said_at)
  select gen_random_uuid(), disruption_id, invitation_id, id, '00000000-0000-0000-0000-000000000042', false,
    'It was in March.', '2026-04-02T10:10:00Z' from copy;
update meeting set minutes_status = 'agreed', check_sent_by = null, check_sent_at = null, check_by = null;
insert into copy_preview (copy_id, sha256, person_id, disruption_id, opened_at)
  select id, sha256, released_by, disruption_id, held_at from copy;
insert into copy_incident (id, disruption_id, copy_id, what_happened, reported_by, reported_at)
  select gen_random_uuid(), disruption_id, id, 'It went to a former address', released_by, released_at from copy;
insert into copy_incident_step (incident_id, disruption_id, step, done_by, done_at)
  select id, disruption_id, 'contain', reported_by, reported_at from copy_incident;
insert into filing (id, disruption_id, meeting_id, version, kind, child_id, document, queued_by, queued_at)
  select gen_random_uuid(), disruption_id, id, 1, 'child', '00000000-0000-0000-0000-0000000000c1', '{}', chair_id,
  '2026-04-02T10:00:00Z' from meeting;
insert into printed_copy (id, disruption_id, meeting_id, copy_id, number, printed_for, printed_by, printed_at)
  select gen_random_uuid(), disruption_id, meeting_id, id, 1, 'Mo Stone', released_by, released_at from copy;
insert into panel_draft (id, disruption_id, revision, form_key, form_version, answers, saved_by, saved_at)
  values (gen_random_uuid(), '00000000-0000-0000-0000-0000000000d1', 1, 'disruption-data', '1', '{"tried": "Respite"}',
  '00000000-0000-0000-0000-0000000000a1', '2026-04-03T10:00:00Z');
insert into panel_sending (id, disruption_id, organisation_id, rule_id, capacity, filled, sent_by, sent_at)
  select gen_random_uuid(), id, organisation_id, 'DC-3', 'child-social-worker', '{"sections": []}',
  '00000000-0000-0000-0000-0000000000a1', '2026-04-03T10:00:00Z' from disruption
  where id = '00000000-0000-0000-0000-0000000000d1';
insert into panel_step (id, disruption_id, organisation_id, kind, on_day, done_by, done_at)
  select gen_random_uuid(), disruption_id, organisation_id, 'agenda', '2026-05-07', sent_by, sent_at from panel_sending;
insert into outbox (id, sent_at, recipient, subject, raw)
  values (gen_random_uuid(), '2026-03-02T09:30:00Z', 'mo@example.org', 'Hello', 'Subject: Hello');
insert into session (id_hash, person_id, created_at, authenticated_at, last_seen_at, expires_at, id_token, browser)
  values ('session', '00000000-0000-0000-0000-0000000000a1', '2026-03-02T09:00:00Z', '2026-03-02T09:00:00Z',
  '2026-03-02T09:30:00Z', '2026-03-02T21:00:00Z', 'token', 'Firefox');
insert into submission (key, actor, location)
  values (gen_random_uuid(), '00000000-0000-0000-0000-0000000000a1', '/');
insert into history (disruption_id, at, person_id, person_name, act, summary)
  values
  ('00000000-0000-0000-0000-0000000000d1', '2026-03-02T09:30:00Z', '00000000-0000-0000-0000-0000000000a1', 'Nadia',
   'recorded', 'Recorded the breakdown');
insert into meeting_decision (id, disruption_id, to_meet, why, decided_on, decided_by, decided_at)
  values (gen_random_uuid(), '00000000-0000-0000-0000-0000000000d1', true, 'To learn from it.', '2026-03-02',
  '00000000-0000-0000-0000-0000000000a1', '2026-03-02T10:00:00Z');
insert into pause (id, disruption_id, reason, note, from_on, begun_by, begun_at)
  values (gen_random_uuid(), '00000000-0000-0000-0000-0000000000d1', 'complaint', 'A complaint.', '2026-03-03',
  '00000000-0000-0000-0000-0000000000a1', '2026-03-03T10:00:00Z');
insert into duty_not_needed (id, disruption_id, rule_id, reason, by_manager, decided_by, decided_at)
  values (gen_random_uuid(), '00000000-0000-0000-0000-0000000000d1', 'R-1', 'Already known.', false,
  '00000000-0000-0000-0000-0000000000a1', '2026-03-03T10:00:00Z');
insert into break_glass (id, organisation_id, placement_id, disruption_id, person_id, reason, at, until_at)
  values (gen_random_uuid(), '00000000-0000-0000-0000-0000000000c0', '00000000-0000-0000-0000-0000000000b1',
  '00000000-0000-0000-0000-0000000000d1', '00000000-0000-0000-0000-0000000000a2', 'A call at night.',
  '2026-03-02T22:00:00Z', '2026-03-03T02:00:00Z');
insert into audit_entry (at, actor_kind, act, rule, outcome, intent)
  values ('2026-03-02T22:00:00Z', 'service', 'x', 'y', 'allowed', 'see');
insert into audit_seal (number, first_id, last_id, entries, sha256, sealed_at)
  values (1, 1, 1, 1, repeat('0', 64), '2026-03-03T00:00:00Z');
insert into vault_opening (id, disruption_id, person_id, reason, at)
  values (gen_random_uuid(), '00000000-0000-0000-0000-0000000000d1', '00000000-0000-0000-0000-0000000000a1',
  'To send their belongings on.', '2026-03-02T22:00:00Z');
insert into notice (id, organisation_id, person_id, kind, reference, path, at)
  values (gen_random_uuid(), '00000000-0000-0000-0000-0000000000c0', '00000000-0000-0000-0000-0000000000a1', 'case-opened',
  'D-1', '/', '2026-03-02T22:00:00Z');
insert into handover (id, organisation_id, leaver_id, to_id, placement_id, disruption_id, reference, kind, capacity, at)
  values (gen_random_uuid(), '00000000-0000-0000-0000-0000000000c0', '00000000-0000-0000-0000-0000000000a2',
  '00000000-0000-0000-0000-0000000000a1', '00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-0000000000d1',
  'D-1', 'part', 'iro', '2026-03-02T09:30:00Z');
insert into directory_key (id, organisation_id, token_hash, made_by, made_at, expires_on)
  values (gen_random_uuid(), '00000000-0000-0000-0000-0000000000c0', 'hash', '00000000-0000-0000-0000-0000000000a2',
  '2026-03-02T09:30:00Z', '2027-03-02');
insert into filing_connection (id, organisation_id, kind, system, folder, chosen_by, chosen_at)
  values (gen_random_uuid(), '00000000-0000-0000-0000-0000000000c0', 'child', 'drop', 'Files',
  '00000000-0000-0000-0000-0000000000a2', '2026-03-02T09:30:00Z');
insert into directory_member (organisation_id, team_id, person_id)
  values ('00000000-0000-0000-0000-0000000000c0', '00000000-0000-0000-0000-0000000000d1', '00000000-0000-0000-0000-0000000000a2');
insert into audit_anchor (id, place, seal_number, at) values (gen_random_uuid(), 'file', 1, '2026-03-03T00:05:00Z');
insert into sent_disagreement (id, disruption_id, invitation_id, copy_id, words, sent_at)
  select '00000000-0000-0000-0000-0000000000f4', disruption_id, invitation_id, id, 'I was not asked.', '2026-04-03T10:00:00Z'
    from copy;
insert into disagreement (id, disruption_id, about, record_id, whose, words, received_on, sent_id, recorded_by, recorded_at)
  select gen_random_uuid(), disruption_id, 'copy', copy_id, 'Mo Stone', words, '2026-04-03', id,
    '00000000-0000-0000-0000-0000000000a1', '2026-04-04T10:00:00Z' from sent_disagreement;
insert into subject_request (id, organisation_id, reference, asker, about, name, received_on, recorded_by, recorded_at)
  values ('00000000-0000-0000-0000-0000000000e5', '00000000-0000-0000-0000-0000000000c0', 'R-1', 'parent', 'other', 'Mo Stone',
  '2026-04-10', '00000000-0000-0000-0000-0000000000a2', '2026-04-10T10:00:00Z');
insert into subject_pause (id, organisation_id, request_id, reason, note, from_on, begun_by)
  select gen_random_uuid(), organisation_id, id, 'scope', 'Which years?', '2026-04-11', recorded_by from subject_request;
insert into subject_person (organisation_id, request_id, kind, record_id, label, confirmed_by, confirmed_at)
  select organisation_id, id, 'contact', gen_random_uuid(), 'Mo Stone', recorded_by, recorded_at from subject_request;
insert into subject_case (id, organisation_id, request_id, placement_id)
  select '00000000-0000-0000-0000-0000000000e6', organisation_id, id, '00000000-0000-0000-0000-0000000000b1' from subject_request;
insert into subject_item (id, organisation_id, request_id, case_id, position, key, category, source, text, whose, is_typed,
  others, gathered_at)
  select gen_random_uuid(), organisation_id, id, '00000000-0000-0000-0000-0000000000e6', 1, 'k', 'people', 'D-1', 'Mo Stone', '',
    false, '[]', recorded_at from subject_request;
insert into subject_bag (id, organisation_id, request_id, makers, sha256, proposed_by, proposed_at)
  select gen_random_uuid(), organisation_id, id, array[recorded_by], repeat('0', 64), recorded_by, recorded_at
    from subject_request;
insert into people_import (id, organisation_id, brought_by, brought_at, list, rows, state)
  values (gen_random_uuid(), '00000000-0000-0000-0000-0000000000c0', '00000000-0000-0000-0000-0000000000a2',
  '2026-04-12T10:00:00Z', 'Name', 1, 'checked');
insert into return_import (id, organisation_id, collection_year, brought_by, brought_at, state, moved_at)
  values (gen_random_uuid(), '00000000-0000-0000-0000-0000000000c0', 2026, '00000000-0000-0000-0000-0000000000a2',
  '2026-04-12T10:00:00Z', 'finished', '2026-04-12T10:00:00Z');
insert into return_proposal (id, organisation_id, collection_year, key, kind, file, row, content, seen_in, first_seen_at)
  values (gen_random_uuid(), '00000000-0000-0000-0000-0000000000c0', 2026, 'one', 'unplanned', 'episodes', 2, '{}',
  gen_random_uuid(), '2026-04-12T10:00:00Z');
insert into reach (placement_id, source, changed_by, changed_at)
  values ('00000000-0000-0000-0000-0000000000b1', 'contact-1', '00000000-0000-0000-0000-0000000000a1', '2026-03-02T09:30:00Z');
insert into channel_confirmation (id, placement_id, source, channel, how, confirmed_on, confirmed_by, confirmed_at)
  values (gen_random_uuid(), '00000000-0000-0000-0000-0000000000b1', 'contact-1', 'email', 'By telephone', '2026-03-02',
  '00000000-0000-0000-0000-0000000000a1', '2026-03-02T09:30:00Z');
insert into message_taken (notification_id, message_id, disruption_id, taken_at)
  select gen_random_uuid(), id, disruption_id, queued_at from message;
insert into contribution_draft (invitation_id, disruption_id, answers, saved_at)
  values ('00000000-0000-0000-0000-0000000000f1', '00000000-0000-0000-0000-0000000000d1', '[]', '2026-03-02T09:30:00Z');
insert into contribution_file (id, organisation_id, disruption_id, invitation_id, format, description, sealed, added_at)
  select '00000000-0000-0000-0000-0000000000f9', organisation_id, id, '00000000-0000-0000-0000-0000000000f1', 'jpeg', 'A drawing', 'x',
  '2026-03-02T09:30:00Z' from disruption where id = '00000000-0000-0000-0000-0000000000d1';
insert into proposed_time (id, disruption_id, meeting_id, held_on, starts_at)
  select '00000000-0000-0000-0000-0000000000ef', disruption_id, meeting_id, '2026-03-31', '10:00' from invitation limit 1;
alter table time_answer disable trigger time_answer_is_guarded;
insert into time_answer (time_id, invitation_id, disruption_id, answer, answered_at)
  select '00000000-0000-0000-0000-0000000000ef', '00000000-0000-0000-0000-0000000000f1',
  '00000000-0000-0000-0000-0000000000d1', 'can', '2026-03-02T09:30:00Z';
alter table time_answer enable trigger time_answer_is_guarded;
insert into kept_apart (id, disruption_id, one_side, other_side, why, note, is_unseen, since_on, decided_by, recorded_by, recorded_at)
  values (gen_random_uuid(), '00000000-0000-0000-0000-0000000000d1', '{contact-1}', '{carer-1}', 'order', 'No contact', true,
  '2026-03-01', 'The court', '00000000-0000-0000-0000-0000000000a1', '2026-03-02T09:30:00Z');
insert into let_together (id, disruption_id, apart_id, meeting_id, held_on, one, other, because, recorded_by, recorded_at)
  select gen_random_uuid(), k.disruption_id, k.id, i.meeting_id, '2026-03-31', 'contact-1', 'carer-1', 'The court allows it',
  k.recorded_by, k.recorded_at from kept_apart k join invitation i using (disruption_id) limit 1;
insert into protected_detail (id, organisation_id, disruption_id, kind, told_as, withheld_from, sealed, added_by, added_at)
  select gen_random_uuid(), organisation_id, id, 'school', '(school withheld)', '{birth-family}', 'x',
  '00000000-0000-0000-0000-0000000000a1', '2026-03-02T09:30:00Z' from disruption where id = '00000000-0000-0000-0000-0000000000d1';
insert into release_doubt (id, disruption_id, meeting_id, kind, found, place, what, found_at)
  select gen_random_uuid(), disruption_id, meeting_id, 'near-miss', 'Stine', 'Findings', 'is spelt almost like the name of Adopter 1',
  '2026-03-02T09:30:00Z' from invitation limit 1;
insert into passage_print (passage_id, disruption_id, organisation_id, print)
  select p.id, p.disruption_id, d.organisation_id, 1 from passage p join disruption d on d.id = p.disruption_id limit 1;
insert into own_way (disruption_id, source, way, planned_by, planned_at)
  select disruption_id, source, 'by-video', '00000000-0000-0000-0000-0000000000a1', '2026-03-02T09:30:00Z' from invitation
  where id = '00000000-0000-0000-0000-0000000000f1';
insert into view_sharing (id, disruption_id, view_id, agreed, agreed_on, recorded_by, recorded_at)
  select gen_random_uuid(), disruption_id, id, 'nobody', '2026-03-02', recorded_by, recorded_at from child_view;
insert into voice_choice (id, disruption_id, child_id, ways, chosen_with, chosen_on, recorded_by, recorded_at)
  values (gen_random_uuid(), '00000000-0000-0000-0000-0000000000d1', '00000000-0000-0000-0000-0000000000c1', '{draw}', 'Ava',
  '2026-03-02', '00000000-0000-0000-0000-0000000000a1', '2026-03-02T09:30:00Z');
insert into child_told (id, disruption_id, child_id, told, reason, recorded_by, recorded_at)
  values (gen_random_uuid(), '00000000-0000-0000-0000-0000000000d1', '00000000-0000-0000-0000-0000000000c1', false, 'A new school',
  '00000000-0000-0000-0000-0000000000a1', '2026-03-02T09:30:00Z');
insert into pack (id, disruption_id, meeting_id, is_late, released_by, released_at)
  values ('00000000-0000-0000-0000-0000000000ac', '00000000-0000-0000-0000-0000000000d1', '00000000-0000-0000-0000-0000000000e1',
  false, '00000000-0000-0000-0000-0000000000a1', '2026-03-02T09:30:00Z');
insert into pack_part (id, disruption_id, pack_id, invitation_id, position, document, is_late, released_at)
  values (gen_random_uuid(), '00000000-0000-0000-0000-0000000000d1', '00000000-0000-0000-0000-0000000000ac',
  '00000000-0000-0000-0000-0000000000f1', 0, '{"sections": []}', false, '2026-03-02T09:30:00Z');
insert into pack_part (id, disruption_id, pack_id, child_id, position, document, is_late, released_at)
  values (gen_random_uuid(), '00000000-0000-0000-0000-0000000000d1', '00000000-0000-0000-0000-0000000000ac',
  '00000000-0000-0000-0000-0000000000c1', 0, '{"sections": []}', false, '2026-03-02T09:30:00Z');
insert into participation (id, disruption_id, meeting_id, child_id, code, attended, recorded_by, recorded_at)
  values (gen_random_uuid(), '00000000-0000-0000-0000-0000000000d1', '00000000-0000-0000-0000-0000000000e1',
  '00000000-0000-0000-0000-0000000000c1', 'PN6', false, '00000000-0000-0000-0000-0000000000a1', '2026-03-02T09:30:00Z');
insert into child_answer (id, disruption_id, meeting_id, child_id, written_by, written_at, agreed_by, agreed_at)
  values ('00000000-0000-0000-0000-0000000000ca', '00000000-0000-0000-0000-0000000000d1',
  '00000000-0000-0000-0000-0000000000e1', '00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000a1',
  '2026-03-02T09:30:00Z', '00000000-0000-0000-0000-0000000000a2', '2026-03-02T09:30:00Z');
insert into answer_giving (id, disruption_id, answer_id, given_on, how, who_was_there, recorded_by, recorded_at)
  values (gen_random_uuid(), '00000000-0000-0000-0000-0000000000d1', '00000000-0000-0000-0000-0000000000ca', '2026-04-02',
  'Read together', 'Her carer', '00000000-0000-0000-0000-0000000000a1', '2026-04-02T09:30:00Z');
insert into transition_step (id, disruption_id, child_id, what, who, due_on, recorded_by, recorded_at)
  values (gen_random_uuid(), '00000000-0000-0000-0000-0000000000d1', '00000000-0000-0000-0000-0000000000c1', 'Bring the bike',
  'Nadia', '2026-03-09', '00000000-0000-0000-0000-0000000000a1', '2026-03-02T09:30:00Z');
insert into kept_link (id, disruption_id, child_id, who, what_they_are, recorded_by, recorded_at)
  values ('00000000-0000-0000-0000-0000000000cb', '00000000-0000-0000-0000-0000000000d1',
  '00000000-0000-0000-0000-0000000000c1', 'Adopter 1', 'Looked after her', '00000000-0000-0000-0000-0000000000a1',
  '2026-03-02T09:30:00Z');
insert into kept_link_review (id, disruption_id, link_id, child_wants, reviewed_on, next_on, recorded_by, recorded_at)
  values (gen_random_uuid(), '00000000-0000-0000-0000-0000000000d1', '00000000-0000-0000-0000-0000000000cb', 'A card',
  '2026-03-02', '2026-06-02', '00000000-0000-0000-0000-0000000000a1', '2026-03-02T09:30:00Z');
insert into child_page (id, disruption_id, child_id, sheet, channel, opened_by, opened_at)
  values ('00000000-0000-0000-0000-0000000000cc', '00000000-0000-0000-0000-0000000000d1',
  '00000000-0000-0000-0000-0000000000c1', 'pictures', 'by-hand', '00000000-0000-0000-0000-0000000000a1',
  '2026-03-02T09:30:00Z');
insert into child_draft (page_id, sheet, disruption_id, answers, saved_at)
  values ('00000000-0000-0000-0000-0000000000cc', 'pictures', '00000000-0000-0000-0000-0000000000d1', '[]',
  '2026-03-02T09:30:00Z');
insert into view_file (id, organisation_id, disruption_id, view_id, format, sealed)
  select gen_random_uuid(), '00000000-0000-0000-0000-0000000000c0', disruption_id, id, 'png', '\x00' from child_view limit 1;
insert into life_event (id, organisation_id, placement_id, kind, happened_on, evidence, recorded_by, recorded_at)
  values (gen_random_uuid(), '00000000-0000-0000-0000-0000000000c0', '00000000-0000-0000-0000-0000000000b1', 'placed-again',
  '2026-04-20', 'The new placement.', '00000000-0000-0000-0000-0000000000a1', '2026-04-21T10:00:00Z');
insert into legal_hold (id, organisation_id, placement_id, reason, placed_by, placed_at)
  values (gen_random_uuid(), '00000000-0000-0000-0000-0000000000c0', '00000000-0000-0000-0000-0000000000b1', 'A claim.',
  '00000000-0000-0000-0000-0000000000a1', '2026-04-21T10:00:00Z');
insert into figure_snapshot (id, region, population, from_on, until_on, method, figures, made_at)
  values (gen_random_uuid(), 'North', 'endings', '2026-01-01', '2026-03-31', '1', '{}', '2026-04-01T04:40:00Z');
insert into disposal (id, organisation_id, of_placement, reference, schedule_version, kept, due_on, because, proposed_by,
    proposed_at)
  values (gen_random_uuid(), '00000000-0000-0000-0000-0000000000c0', '00000000-0000-0000-0000-0000000000b1', 'D-1', '2026-11',
  '[]', '2093-05-04', 'day-reached', '00000000-0000-0000-0000-0000000000a2', '2093-05-04T10:00:00Z');
insert into feedback_mark (id, disruption_id, invitation_id)
  values (gen_random_uuid(), '00000000-0000-0000-0000-0000000000d1', '00000000-0000-0000-0000-0000000000f1');
insert into meeting_feedback (organisation_id, quarter, role_group, answers)
  select organisation_id, '2026-04-01', 'family', '{"heard": "yes"}' from disruption;
insert into feedback_words (organisation_id, quarter, role_group, words)
  select organisation_id, '2026-04-01', 'family', 'A break' from disruption;
