import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { asPerson, asService } from '../src/database/connection.ts';
import { savePause } from '../src/features/pauses/pause-case.ts';
import { type CopiesApp, copyOf, letHeldGo, startCopiesApp } from './copies-app.ts';
import { emailOfStaff, type StaffKey } from './example-case.ts';
import { invitationOf } from './guest.ts';
import { addGuidanceCase } from './guidance-case.ts';

export type Case = 'adoption' | 'team' | 'restricted' | 'elsewhere';

/** Who opens which case of this world: by name, as a manager, or for a few hours. Nobody else does. */
export const opens: Readonly<Record<Case, readonly StaffKey[]>> = {
  adoption: ['amina', 'agency', 'iro', 'gareth', 'helen', 'chair', 'minutes'],
  team: ['amina', 'gareth', 'helen', 'otherteam'],
  restricted: ['amina'],
  elsewhere: ['outsider'],
};

/** Four cases with a row of every kind in them, people who open some of them, and the owner's own connection. */
export type BarriersWorld = {
  readonly running: CopiesApp;
  readonly owner: pg.Client;
  readonly placements: Readonly<Record<Case, string>>;
  readonly ids: {
    readonly pauseId: string;
    readonly copyId: string;
    readonly invitationId: string;
    readonly actionId: string;
    readonly carerId: string;
    readonly teamDisruptionId: string;
    readonly pageId: string;
    readonly pageLinkId: string;
  };
  readonly stop: () => Promise<void>;
};

type Filling = {
  readonly running: CopiesApp;
  readonly owner: pg.Client;
  readonly placements: Record<Case, string>;
  readonly ids: { -readonly [Id in keyof BarriersWorld['ids']]: string };
};

const releaseToPanel = async ({ running, ids }: Filling) => {
  const gareth = await running.as('gareth');
  await gareth.post(`${running.copies}/prepare`, {});
  const { id, sha256 } = await copyOf(running, 'Joy Okafor');
  await gareth.get(`${running.copies}/${id}`);
  const released = await gareth.post(`${running.copies}/release`, {
    copies: `${id}.${sha256}`,
    confirmed: 'yes',
  });
  assert.equal(released.status, 303);
  await letHeldGo(running);
  ids.copyId = id;
};

const fillAdoption = async ({ running, ids }: Filling) => {
  const { service, example, id } = running;
  ids.invitationId = (await invitationOf(running, 'Kirsty Oldroyd')).id;
  const pausing = { disruptionId: id, key: randomUUID() };
  const from = { 'from-day': '20', 'from-month': '3', 'from-year': '2026' };
  const paused = await savePause(service, example.actors.amina, pausing, {
    reason: 'complaint',
    note: 'At stage 2',
    ...from,
  });
  assert.ok(paused.ok);
  await asService(service, async (tx) => {
    await tx
      .insertInto('action')
      .values({
        id: ids.actionId,
        disruption_id: id,
        what: 'Tell the panel',
        owner_id: example.people.panel,
        owner_name: 'Joy Okafor',
        due_on: '2026-04-20',
        created_by: example.people.minutes,
        created_at: running.time.now,
      })
      .execute();
    ids.pauseId = (await tx.selectFrom('pause').select('id').executeTakeFirstOrThrow()).id;
    ids.carerId = (
      await tx
        .selectFrom('placement_carer')
        .where('placement_id', '=', example.placementId)
        .select('id')
        .executeTakeFirstOrThrow()
    ).id;
  });
};

/** Three more: one seen through the team and opened for a time, one restricted, one of another council. */
const addOtherCases = async ({ running, placements, ids }: Filling) => {
  const { people, actors } = running.example;
  for (const [key, byName] of [
    ['team', ['amina', 'admin']],
    ['restricted', ['amina']],
    ['elsewhere', ['outsider']],
  ] as const) {
    const { id, placementId } = await addGuidanceCase(running);
    placements[key] = placementId;
    await asService(running.service, async (tx) => {
      await sql`delete from placement_access where placement_id = ${placementId}`.execute(tx);
      for (const who of byName)
        await sql`select app_put_on_case(${placementId}, ${people[who]}, 'child-social-worker')`.execute(tx);
      if (key === 'elsewhere') {
        const organisation_id = actors.outsider.organisationId;
        await sql`update child set organisation_id = ${organisation_id} where id in (
          select child_id from placement_child where placement_id = ${placementId})`.execute(tx);
        await tx.updateTable('placement').set({ organisation_id }).where('id', '=', placementId).execute();
        await tx.updateTable('disruption').set({ organisation_id }).where('id', '=', id).execute();
      }
      if (key === 'restricted')
        await tx
          .updateTable('placement')
          .set({ restricted: 'other', restricted_reason: 'x' })
          .where('id', '=', placementId)
          .execute();
    });
    if (key !== 'team') continue;
    ids.teamDisruptionId = id;
    const { reference } = await asService(running.service, (tx) =>
      tx.selectFrom('disruption').where('id', '=', id).select('reference').executeTakeFirstOrThrow(),
    );
    const open = (who: StaffKey, at: Date, until: Date) =>
      asPerson({ db: running.service.db, clock: () => at }, { id: people[who] }, (tx) =>
        sql`select app_break_glass(${reference}, 'A call at night', ${until})`.execute(tx),
      );
    const { now } = running.time;
    await open('otherteam', now, new Date(now.getTime() + 3_600_000));
    // To the very minute over.
    await open('former', new Date(now.getTime() - 3_600_000), now);
  }
};

/** A request to see what is held, with something of an open case and something of a restricted one in it. */
const addRequest = async ({ running, placements }: Filling) => {
  const { people, actors } = running.example;
  const { organisationId } = actors.records;
  const about = { organisation_id: organisationId, request_id: randomUUID() };
  const at = running.time.now;
  await asService(running.service, async (tx) => {
    await tx
      .insertInto('subject_request')
      .values({
        ...{ id: about.request_id, organisation_id: organisationId, reference: 'Alder-1', asker: 'child' },
        ...{ about: 'child', name: 'Robin', received_on: '2026-03-31', recorded_by: people.records },
        recorded_at: at,
      })
      .execute();
    await tx
      .insertInto('subject_pause')
      .values({
        ...{ ...about, id: randomUUID(), reason: 'scope', note: 'Which years?', from_on: '2026-03-31' },
        begun_by: people.records,
      })
      .execute();
    await tx
      .insertInto('subject_person')
      .values({
        ...{ ...about, kind: 'child', record_id: randomUUID(), label: 'Robin' },
        ...{ confirmed_by: people.records, confirmed_at: at },
      })
      .execute();
    for (const name of ['adoption', 'restricted'] as const) {
      const caseId = randomUUID();
      await tx
        .insertInto('subject_case')
        .values({ ...about, id: caseId, placement_id: placements[name] })
        .execute();
      await tx
        .insertInto('subject_item')
        .values({
          ...{ ...about, id: randomUUID(), case_id: caseId, position: 1, key: name, category: 'people' },
          ...{ source: name, text: name, whose: '', is_typed: false, others: '[]', gathered_at: at },
        })
        .execute();
    }
    await tx
      .insertInto('subject_bag')
      .values({
        ...{ ...about, id: randomUUID(), makers: [people.records], sha256: '0'.repeat(64) },
        ...{ proposed_by: people.records, proposed_at: at },
      })
      .execute();
    // One of the officers asks for their own record: they see no more of it than anybody who handles no requests.
    const own = { organisation_id: organisationId, request_id: ownRequest };
    await tx
      .insertInto('subject_request')
      .values({
        ...{ id: ownRequest, organisation_id: organisationId, reference: 'Alder-2', asker: 'staff' },
        ...{ about: 'staff', name: '', email: emailOfStaff('records2'), received_on: '2026-03-31' },
        ...{ recorded_by: people.records, recorded_at: at },
      })
      .execute();
    await tx
      .insertInto('subject_bag')
      .values({
        ...{ ...own, id: randomUUID(), makers: [people.records], sha256: '0'.repeat(64) },
        ...{ proposed_by: people.records, proposed_at: at },
      })
      .execute();
  });
};

export const ownRequest = randomUUID();

/** People of another region. */
/** Lessons from the case of the adoption, and from the case that somebody opened for a few hours. */
export const lessons = { ofAdoption: randomUUID(), ofTeam: randomUUID(), far: randomUUID() };
export const far = { organisation: randomUUID(), person: randomUUID(), manager: randomUUID() };

/** A row of every kind that nothing before has made: in an empty table nobody could see what is not theirs. */
const addWhatIsMissing = async ({ running, owner, placements, ids }: Filling) => {
  const { people, actors } = running.example;
  const { organisationId } = actors.amina;
  const of = (text: string) => `'${text}'`;
  const now = of(running.time.now.toISOString());
  const [adoption, amina, derby] = [running.id, people.amina, organisationId].map(of);
  const id = 'gen_random_uuid()';
  const hash = `repeat('0', 64)`;
  const [team, link, passage, answer, kept, pack, time] = Array.from({ length: 7 }, () => of(randomUUID()));
  const robin = of(running.example.childIds[0] ?? '');
  const rows: Readonly<Record<string, readonly string[]>> = {
    'audit_anchor (id, place, seal_number, at)': [`${id}, 'file', 1, ${now}`],
    'audit_seal (number, first_id, last_id, entries, sha256, sealed_at)': [`1, 1, 1, 1, ${hash}, ${now}`],
    'organisation (id, name, kind, colour, region)': [
      `'${far.organisation}', 'Far Away', 'council', '#000000', 'North'`,
    ],
    'person (id, organisation_id, name, email)': [
      `'${far.person}', '${far.organisation}', 'Far', 'far@far.example'`,
      `'${far.manager}', '${far.organisation}', 'Further', 'further@far.example'`,
    ],
    'person_post (id, organisation_id, person_id, post)': [
      `${id}, '${far.organisation}', '${far.person}', 'social-worker'`,
    ],
    'line_management (person_id, manager_id, from_on)': [`'${far.person}', '${far.manager}', '2026-01-01'`],
    'team (id, organisation_id, name)': [
      `${team}, ${derby}, 'North'`,
      `${id}, '${far.organisation}', 'South'`,
    ],
    'directory_key (id, organisation_id, token_hash, made_by, made_at, expires_on)': [
      `${id}, ${derby}, 'x', ${amina}, ${now}, '2026-12-01'`,
    ],
    'filing_connection (id, organisation_id, kind, system, folder, chosen_by, chosen_at)': [
      `${id}, ${derby}, 'child', 'drop', 'Files', ${amina}, ${now}`,
      `${id}, '${far.organisation}', 'child', 'drop', 'Files', '${far.person}', ${now}`,
    ],
    'people_import (id, organisation_id, brought_by, brought_at, list, rows, state)': [
      `${id}, ${derby}, ${amina}, ${now}, 'Name', 1, 'checked'`,
      `${id}, '${far.organisation}', '${far.person}', ${now}, 'Name', 1, 'checked'`,
    ],
    'return_import (id, organisation_id, collection_year, brought_by, brought_at, state, moved_at)': [
      `${id}, ${derby}, 2026, ${amina}, ${now}, 'finished', ${now}`,
      `${id}, '${far.organisation}', 2026, '${far.person}', ${now}, 'finished', ${now}`,
    ],
    'return_proposal (id, organisation_id, collection_year, key, kind, file, row, content, seen_in, first_seen_at)':
      [
        `${id}, ${derby}, 2026, 'one', 'unplanned', 'episodes', 2, '{}', ${id}, ${now}`,
        `${id}, '${far.organisation}', 2026, 'one', 'unplanned', 'episodes', 2, '{}', ${id}, ${now}`,
      ],
    'directory_member (organisation_id, team_id, person_id)': [`${derby}, ${team}, ${amina}`],
    'disagreement (id, disruption_id, about, whose, words, received_on, recorded_by, recorded_at)': [
      `${id}, ${adoption}, 'account', 'Her mother', 'It was not so', '2026-03-30', ${amina}, ${now}`,
    ],
    'sent_disagreement (id, disruption_id, invitation_id, copy_id, words, sent_at)': [
      `${id}, ${adoption}, '${ids.invitationId}', '${ids.copyId}', 'It was not so', ${now}`,
    ],
    'copy_preview (copy_id, sha256, person_id, disruption_id, opened_at)': [
      `'${ids.copyId}', '0', ${amina}, ${adoption}, ${now}`,
    ],
    'copy_incident (id, disruption_id, copy_id, what_happened, reported_by, reported_at)': [
      `${id}, ${adoption}, '${ids.copyId}', 'A former address', ${amina}, ${now}`,
    ],
    'copy_incident_step (incident_id, disruption_id, step, done_by, done_at)': [
      `(select id from copy_incident limit 1), ${adoption}, 'contain', ${amina}, ${now}`,
    ],
    'minutes_version (meeting_id, version, disruption_id, stage, locked_at, passages)': [
      `(select id from meeting limit 1), 7, ${adoption}, 'agreed', ${now}, '[]'`,
    ],
    'copy_passage (copy_id, ref, passage_id, disruption_id)': [
      `'${ids.copyId}', ${id}, ${passage}, ${adoption}`,
    ],
    'minutes_comment (id, disruption_id, invitation_id, copy_id, ref, is_right, words, said_at)': [
      `${id}, ${adoption}, '${ids.invitationId}', '${ids.copyId}', ${id}, false, 'It was in March', ${now}`,
    ],
    'printed_copy (id, disruption_id, meeting_id, copy_id, number, printed_for, printed_by, printed_at)': [
      `${id}, ${adoption}, (select id from meeting limit 1), '${ids.copyId}', 1, 'Joy', ${amina}, ${now}`,
    ],
    'filing (id, disruption_id, meeting_id, version, kind, child_id, document, queued_by, queued_at)': [
      `${id}, ${adoption}, (select id from meeting limit 1), 7, 'looked-after', ${robin}, '{}', ${amina}, ${now}`,
    ],
    'view_sharing (id, disruption_id, view_id, agreed, readers, agreed_on, recorded_by, recorded_at)': [
      `${id}, ${adoption}, (select id from child_view limit 1), 'nobody', '{}', '2026-03-21', ${amina}, ${now}`,
    ],
    'voice_choice (id, disruption_id, child_id, ways, chosen_with, chosen_on, recorded_by, recorded_at)': [
      `${id}, ${adoption}, ${robin}, '{draw}', 'Robin', '2026-03-20', ${amina}, ${now}`,
    ],
    'child_told (id, disruption_id, child_id, told, reason, recorded_by, recorded_at)': [
      `${id}, ${adoption}, ${robin}, false, 'A new school', ${amina}, ${now}`,
    ],
    'pack (id, disruption_id, meeting_id, is_late, released_by, released_at)': [
      `${pack}, ${adoption}, (select id from meeting limit 1), false, ${amina}, ${now}`,
    ],
    'pack_part (id, disruption_id, pack_id, invitation_id, position, document, is_late, released_at)': [
      `${id}, ${adoption}, ${pack}, '${ids.invitationId}', 0, '{}', false, ${now}`,
    ],
    'participation (id, disruption_id, meeting_id, child_id, code, attended, recorded_by, recorded_at)': [
      `${id}, ${adoption}, (select id from meeting limit 1), ${robin}, 'PN6', false, ${amina}, ${now}`,
    ],
    'child_answer (id, disruption_id, meeting_id, child_id, written_by, written_at)': [
      `${answer}, ${adoption}, (select id from meeting limit 1), ${robin}, ${amina}, ${now}`,
    ],
    'answer_giving (id, disruption_id, answer_id, given_on, how, who_was_there, recorded_by, recorded_at)': [
      `${id}, ${adoption}, ${answer}, '2026-04-02', 'Read it together', 'Her carer', ${amina}, ${now}`,
    ],
    'transition_step (id, disruption_id, child_id, what, who, due_on, recorded_by, recorded_at)': [
      `${id}, ${adoption}, ${robin}, 'Bring the bike', 'Amina', '2026-04-02', ${amina}, ${now}`,
    ],
    'kept_link (id, disruption_id, child_id, who, what_they_are, recorded_by, recorded_at)': [
      `${kept}, ${adoption}, ${robin}, 'Adopter 1', 'Looked after Robin', ${amina}, ${now}`,
    ],
    'kept_link_review (id, disruption_id, link_id, child_wants, reviewed_on, next_on, recorded_by, recorded_at)':
      [`${id}, ${adoption}, ${kept}, 'A card', '2026-04-02', '2026-07-02', ${amina}, ${now}`],
    'proposed_time (id, disruption_id, meeting_id, held_on, starts_at)': [
      `${time}, ${adoption}, (select meeting_id from invitation where id = '${ids.invitationId}'), '2026-03-31', '10:00'`,
    ],
    'kept_apart (id, disruption_id, one_side, other_side, why, note, is_unseen, since_on, decided_by, recorded_by, recorded_at)':
      [
        `${id}, ${adoption}, '{contact-x}', '{carer-x}', 'wish', 'They asked', false, '2026-03-01', 'They', ${amina}, ${now}`,
      ],
    'let_together (id, disruption_id, apart_id, meeting_id, held_on, one, other, because, recorded_by, recorded_at)':
      [
        `${id}, ${adoption}, (select id from kept_apart where disruption_id = ${adoption} limit 1),
        (select id from meeting limit 1), '2026-03-31', 'contact-x', 'carer-x', 'They asked', ${amina}, ${now}`,
      ],
    'protected_detail (id, organisation_id, disruption_id, kind, told_as, withheld_from, sealed, added_by, added_at)':
      [`${id}, ${derby}, ${adoption}, 'school', '(school withheld)', '{carers}', 'x', ${amina}, ${now}`],
    // Waiting, and cleared.
    'release_doubt (id, disruption_id, meeting_id, kind, found, place, what, found_at, because, cleared_by, cleared_at)':
      [
        `${id}, ${adoption}, (select meeting_id from invitation where id = '${ids.invitationId}'), 'near-miss', 'Ash', 'Findings', 'is', ${now}, '', null, null`,
        `${id}, ${adoption}, (select meeting_id from invitation where id = '${ids.invitationId}'), 'near-miss', 'Oak', 'Findings', 'is', ${now}, 'A tree', ${amina}, ${now}`,
      ],
    'own_way (disruption_id, source, way, planned_by, planned_at)': [
      `${adoption}, (select source from invitation where id = '${ids.invitationId}'), 'by-video', ${amina}, ${now}`,
    ],
    // Answered by a guest, and written down for somebody.
    'time_answer (time_id, invitation_id, disruption_id, answer, told_by, told_how, recorded_by, answered_at)':
      [
        `${time}, '${ids.invitationId}', ${adoption}, 'can', '', '', null, ${now}`,
        `${time}, (select id from invitation where disruption_id = ${adoption} and person_id = '${people.iro}'), ${adoption},
        'can', 'Tomasz', 'By telephone', ${amina}, ${now}`,
      ],
    // Of a guest, and of somebody who has the case open.
    'contribution_draft (invitation_id, disruption_id, answers, saved_at)': [
      `'${ids.invitationId}', ${adoption}, '[]', ${now}`,
      `(select id from invitation where disruption_id = ${adoption} and person_id = '${people.iro}'), ${adoption}, '[]', ${now}`,
    ],
    // Not given yet, given, added by a worker for them, and of somebody who has the case open.
    'contribution_file (id, organisation_id, disruption_id, invitation_id, format, description, sealed, is_given, added_at, added_by)':
      [
        `${id}, ${derby}, ${adoption}, '${ids.invitationId}', 'jpeg', 'A drawing', 'x', false, ${now}, null`,
        `${id}, ${derby}, ${adoption}, '${ids.invitationId}', 'jpeg', 'A drawing', 'x', true, ${now}, null`,
        `${id}, ${derby}, ${adoption}, '${ids.invitationId}', 'jpeg', 'A letter', 'x', true, ${now}, ${amina}`,
        `${id}, ${derby}, ${adoption}, '${ids.invitationId}', 'jpeg', 'A letter', 'x', false, ${now}, ${amina}`,
        `${id}, ${derby}, ${adoption}, (select id from invitation where disruption_id = ${adoption} and person_id = '${people.iro}'), 'jpeg', 'A drawing', 'x', false, ${now}, null`,
      ],
    'duty_not_needed (id, disruption_id, rule_id, reason, by_manager, decided_by, decided_at)': [
      `${id}, ${adoption}, 'DC-1', 'Not here', true, ${amina}, ${now}`,
    ],
    'duty_statement (disruption_id, rule_id, done_on, note, stated_by, stated_at)': [
      `${adoption}, 'DC-1', '2026-03-30', 'Filed', ${amina}, ${now}`,
    ],
    'child_page (id, disruption_id, child_id, sheet, channel, opened_by, opened_at)': [
      `'${ids.pageId}', ${adoption}, ${robin}, 'pictures', 'by-hand', ${amina}, ${now}`,
    ],
    'pack_part (id, disruption_id, pack_id, child_id, position, document, is_late, released_at)': [
      `gen_random_uuid(), ${adoption}, ${pack}, ${robin}, 0, '{}', false, ${now}`,
    ],
    'child_draft (page_id, sheet, disruption_id, answers, saved_at)': [
      `'${ids.pageId}', 'pictures', ${adoption}, '[]', ${now}`,
    ],
    'child_view (id, disruption_id, child_id, words, whose_words, way, how, said_on, recorded_at, page_id)': [
      `${id}, ${adoption}, ${robin}, 'Mine', 'child', 'wrote', 'x', '2026-03-21', ${now}, '${ids.pageId}'`,
    ],
    'view_file (id, organisation_id, disruption_id, view_id, format, sealed, added_by)': [
      `${id}, ${derby}, ${adoption}, (select id from child_view where page_id is not null), 'png', 'x', null`,
      `${id}, ${derby}, ${adoption}, (select id from child_view where page_id is null limit 1), 'png', 'x', ${amina}`,
    ],
    'guest_link (id, child_page_id, token_hash, expires_at)': [
      `'${ids.pageLinkId}', '${ids.pageId}', 'z', ${now}`,
    ],
    'guest_link (id, invitation_id, token_hash, expires_at)': [`${link}, '${ids.invitationId}', 'x', ${now}`],
    'guest_code (id, link_id, code_hash, expires_at, created_at)': [
      `${id}, ${link}, 'x', ${now}, ${now}`,
      `${id}, '${ids.pageLinkId}', 'y', ${now}, ${now}`,
    ],
    'guest_session (id_hash, link_id, expires_at)': [`'x', ${link}, ${now}`],
    'handover (id, organisation_id, leaver_id, to_id, why_nobody, placement_id, reference, kind, capacity, at)':
      [
        `${id}, ${derby}, '${people.former}', '${people.gareth}', null, '${placements.adoption}', 'L-1', 'part', 'iro', ${now}`,
        `${id}, ${derby}, '${people.former}', null, 'no-manager', '${placements.adoption}', 'L-1', 'part', 'iro', ${now}`,
      ],
    'action_event (id, disruption_id, action_id, kind, person_id, by_name, at)': [
      `${id}, ${adoption}, '${ids.actionId}', 'noted', ${amina}, 'Amina Hussain', ${now}`,
    ],
    'life_event (id, organisation_id, placement_id, kind, happened_on, evidence, recorded_by, recorded_at)': [
      `${id}, ${derby}, '${placements.adoption}', 'placed-again', '2026-03-01', 'A letter', ${amina}, ${now}`,
    ],
    'legal_hold (id, organisation_id, placement_id, reason, placed_by, placed_at)': [
      `${id}, ${derby}, '${placements.adoption}', 'A claim', ${amina}, ${now}`,
    ],
    'disposal (id, organisation_id, of_placement, reference, schedule_version, kept, due_on, because, proposed_by, proposed_at)':
      [
        `${id}, ${derby}, '${placements.adoption}', 'L-1', '2026-11', '[]', '2026-03-01', 'day-reached', '${people.records}', ${now}`,
      ],
    'checklist_answer (id, disruption_id, item_key, about, says, "is", reason, recorded_by, by_name, at)': [
      `${id}, ${adoption}, 'school', 'case', 'The school knows', 'not-needed', 'No school yet', ${amina}, 'Amina Hussain', ${now}`,
    ],
    'follow_up (id, disruption_id, kind, outcome, happened_on, recorded_by, by_name, by_post, at)': [
      `${id}, ${adoption}, 'debrief', 'held', '2026-03-30', ${amina}, 'Amina Hussain', 'Social worker', ${now}`,
    ],
    'feedback_mark (id, disruption_id, invitation_id)': [`${id}, ${adoption}, '${ids.invitationId}'`],
    'meeting_feedback (id, organisation_id, quarter, role_group, answers)': [
      `${id}, ${derby}, '2026-01-01', 'family', '{"heard": "yes"}'`,
    ],
    'feedback_words (id, organisation_id, quarter, role_group, words)': [
      `${id}, ${derby}, '2026-01-01', 'family', 'A break'`,
    ],
    'lesson_source (id, lesson_id, disruption_id, recorded_by, recorded_at)': [
      `${id}, '${lessons.ofAdoption}', ${adoption}, ${amina}, ${now}`,
      `${id}, '${lessons.ofTeam}', '${ids.teamDisruptionId}', '${people.otherteam}', ${now}`,
    ],
    'lesson (id, version, organisation_id, status, year, stage, factors, title, words, recommends, to_whom)':
      [
        ...(
          [
            [lessons.ofAdoption, 1, 'approved'],
            [lessons.ofAdoption, 2, 'proposed'],
            [lessons.ofTeam, 1, 'draft'],
          ] as const
        ).map(
          ([lesson, version, status]) =>
            `'${lesson}', ${version}, ${derby}, '${status}', 2026, 'before-order', '{pace}', 'Slow down', 'Too fast', 'Slower', 'All'`,
        ),
        `'${lessons.far}', 1, '${far.organisation}', 'approved', 2026, 'before-order', '{pace}', 'Slow down', 'Too fast', 'Slower', 'All'`,
      ],
    // Whoever leads learning wrote one themselves, and decides nothing there.
    'lesson_event (id, lesson_id, version, organisation_id, kind, by_id, by_name, at)': [
      `${id}, '${lessons.ofAdoption}', 1, ${derby}, 'written', ${amina}, 'Amina Hussain', ${now}`,
      `${id}, '${lessons.ofTeam}', 1, ${derby}, 'written', '${people.lead}', 'Marcus Boateng', ${now}`,
    ],
    'lesson_promise (id, lesson_id, version, organisation_id, what, by_year)': [
      `${id}, '${lessons.ofAdoption}', 1, ${derby}, 'A longer plan', 2027`,
      `${id}, '${lessons.far}', 1, '${far.organisation}', 'A longer plan', 2027`,
    ],
    'resource_decision (id, organisation_id, disruption_id, resource, resource_key, decision, because, decided_on, recorded_by, by_name, by_post, at)':
      [
        `${id}, ${derby}, ${adoption}, 'Larch House', 'larch house', 'use', 'It learnt', '2026-03-30', ${amina}, 'Amina Hussain', 'Social worker', ${now}`,
      ],
    'left_out (id, disruption_id, meeting_id, capacity, name, reason)': [
      `${id}, ${adoption}, (select id from meeting limit 1), 'guest', 'A neighbour', 'Not asked'`,
    ],
    'meeting_decision (id, disruption_id, to_meet, why, decided_on, decided_by, decided_at)': [
      `${id}, ${adoption}, true, 'To learn', '2026-03-01', ${amina}, ${now}`,
    ],
    'message_taken (notification_id, message_id, disruption_id, taken_at)': [
      `${id}, (select id from message where disruption_id = ${adoption} limit 1), ${adoption}, ${now}`,
    ],
    'figure_snapshot (id, region, population, from_on, until_on, method, figures, made_at)': [
      `${id}, 'East Midlands', 'endings', '2026-01-01', '2026-03-31', '1', '{}', ${now}`,
      `${id}, 'North', 'endings', '2026-01-01', '2026-03-31', '1', '{}', ${now}`,
    ],
    'outbox (id, sent_at, recipient, subject, raw)': [`${id}, ${now}, 'a@derby.example', 'A meeting', 'x'`],
    'reach (placement_id, source, changed_by, changed_at)': [
      `'${placements.adoption}', 'contact-x', ${amina}, ${now}`,
    ],
    'passage_conflict (id, disruption_id, passage_id, text, typed_by, typed_at)': [
      `${id}, ${adoption}, ${passage}, 'Words', ${amina}, ${now}`,
    ],
    'agenda (id, disruption_id, meeting_id, number, items, saved_by, saved_at)': [
      `${id}, ${adoption}, (select id from meeting limit 1), 1, '[{"key": "why"}]', ${amina}, ${now}`,
    ],
    'finding (id, disruption_id, meeting_id, factor_group, factor_key, factor_title, factor_list, evidence, authors, recorded_by, recorded_at)':
      [
        `${id}, ${adoption}, (select id from meeting limit 1), 'support', 'therapy', 'Therapy', '2026-11', 'None yet', array[${amina}::uuid], ${amina}, ${now}`,
      ],
    'panel_draft (id, disruption_id, revision, form_key, form_version, answers, saved_by, saved_at)': [
      `${id}, ${adoption}, 1, 'disruption-data', '1', '{}', ${amina}, ${now}`,
    ],
    'panel_sending (id, disruption_id, organisation_id, rule_id, capacity, filled, sent_by, sent_at)': [
      `${id}, ${adoption}, (select id from organisation where name = 'Adoption East Midlands'), 'DC-3', 'child-social-worker', '{"sections": []}', ${amina}, ${now}`,
    ],
    'panel_step (id, disruption_id, organisation_id, kind, on_day, done_by, done_at)': [
      `${id}, ${adoption}, (select id from organisation where name = 'Adoption East Midlands'), 'agenda', '2026-05-07', (select id from person where name = 'Joy Okafor'), ${now}`,
    ],
    'meeting_event (disruption_id, meeting_id, kind, agenda_key, recorded_by, recorded_at)': [
      `${adoption}, (select id from meeting limit 1), 'started', 'purpose', ${amina}, ${now}`,
    ],
    'purpose_unanswered (disruption_id, meeting_id, purpose_key, why, authors, recorded_by, recorded_at)': [
      `${adoption}, (select id from meeting limit 1), 'lessons', 'No time', array[${amina}::uuid], ${amina}, ${now}`,
    ],
    'vault_opening (id, disruption_id, person_id, reason, at)': [
      `${id}, ${adoption}, ${amina}, 'To write to them', ${now}`,
    ],
  };
  await owner.query('begin; set local session_replication_role = replica');
  for (const [into, values] of Object.entries(rows))
    await owner.query(`insert into ${into} values ${values.map((one) => `(${one})`)}`);
  // Of the case that is opened for a few hours, too.
  const invitation = randomUUID();
  await owner.query(`insert into invitation select (jsonb_populate_record(i,
      jsonb_build_object('id', '${invitation}', 'disruption_id', '${ids.teamDisruptionId}',
        'person_id', '${people.otherteam}'))).*
    from invitation i where i.id = '${ids.invitationId}'`);
  await owner.query(`insert into guest_link (id, invitation_id, token_hash, expires_at)
    values (${id}, '${invitation}', 'y', ${now})`);
  await owner.query(`insert into contribution_draft (invitation_id, disruption_id, answers, saved_at)
    values ('${invitation}', '${ids.teamDisruptionId}', '[]', ${now})`);
  await owner.query(`insert into contribution_file
      (id, organisation_id, disruption_id, invitation_id, format, description, sealed, added_at)
    values (${id}, ${derby}, '${ids.teamDisruptionId}', '${invitation}', 'jpeg', 'A drawing', 'x', ${now})`);
  await owner.query('commit');
};

/** Starts it; whoever asks stops it. */
export const startBarriersWorld = async (): Promise<BarriersWorld> => {
  const running = await startCopiesApp();
  const owner = new pg.Client({ connectionString: running.databaseUrl });
  await owner.connect();
  const placements = { adoption: running.example.placementId, team: '', restricted: '', elsewhere: '' };
  const ids = {
    pauseId: '',
    copyId: '',
    invitationId: '',
    actionId: randomUUID(),
    carerId: '',
    teamDisruptionId: '',
    pageId: randomUUID(),
    pageLinkId: randomUUID(),
  };
  const filling = { running, owner, placements, ids };
  await releaseToPanel(filling);
  await fillAdoption(filling);
  await addOtherCases(filling);
  await addRequest(filling);
  await addWhatIsMissing(filling);
  const stop = async () => {
    await owner.end();
    await running.stop();
  };
  return { ...filling, stop };
};
