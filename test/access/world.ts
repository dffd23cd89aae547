import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { asPerson, asService } from '../../src/database/connection.ts';
import { addPeople } from '../../src/database/people.ts';
import { seal, sealBytes } from '../../src/database/sealing.ts';
import { insertViewFile } from '../../src/database/view-files.ts';
import type { Restriction } from '../../src/domain/access.ts';
import type { LessonStatus } from '../../src/domain/lesson.ts';
import { withCase } from '../../src/features/case-door.ts';
import { openReport } from '../../src/features/panel/open-report.ts';
import { openBag } from '../../src/features/subject-access/compose-bag.ts';
import { asHanded } from '../../src/features/subject-access/see-bag.ts';
import { loadRequests } from '../../src/features/subject-access/store.ts';
import type { Visitor } from '../app.ts';
import { type CopiesApp, copyOf, letHeldGo, startCopiesApp } from '../copies-app.ts';
import { emailOfStaff, type StaffKey } from '../example-case.ts';
import { addGuidanceCase } from '../guidance-case.ts';
import { conveneExample } from '../recorded.ts';
import { managed, managing, type Relation } from './model.ts';

/** Somebody who signs in, and what bears on what they may: kept here as well as in the database. */
export type Person = {
  readonly key: string;
  readonly id: string;
  readonly email: string;
  readonly organisationId: string;
  readonly posts: Set<string>;
  /** Who manages them today. */
  readonly managers: Set<string>;
  /** What they came with. */
  readonly at: { readonly posts: readonly string[]; readonly managers: readonly string[] };
};

/** What there is of a case: its minutes agreed and copied, being written, at risk, nothing decided; or as a test has it. */
export type Stage = 'written' | 'draft' | 'at-risk' | 'undecided' | 'changing';

/** One case of the world, and how it is open to whom: kept here as well as in the database. */
export type Case = {
  readonly id: string;
  readonly placementId: string;
  readonly reference: string;
  readonly organisationId: string;
  readonly stage: Stage;
  /** A record of each kind that it has, by what the address of a route calls it. */
  readonly records: Readonly<Record<string, string>>;
  readonly named: Map<string, Set<string>>;
  readonly opened: Set<string>;
  restricted: Restriction | null;
};

/** A service with cases in every state that a route asks for, and three more that are changed as a test goes. */
export type World = CopiesApp & {
  readonly people: ReadonlyMap<string, Person>;
  readonly cases: readonly Case[];
  /** What there is of one organisation, whatever the case, by the routes that are about it. */
  readonly records: Readonly<Record<string, string>>;
  readonly owner: pg.Client;
};

/** Those of another council in the posts that open what is about no one case. */
const neighbours = {
  admin2: 'administrator',
  governance2: 'information-governance',
  guardian2: 'caldicott-guardian',
  records2: 'records-officer',
  lead2: 'learning-lead',
} as const;

/** Everybody on a case that has its whole circle. */
const circle = {
  amina: 'child-social-worker',
  agency: 'adopters-social-worker',
  iro: 'iro',
  panel: 'panel-advisor',
  gareth: 'team-manager',
  helen: 'service-manager',
  chair: 'chair',
  minutes: 'minute-taker',
} as const;

const peopleOf = async ({ service, example }: CopiesApp): Promise<World['people']> => {
  const { organisationId } = example.actors.outsider;
  const added = Object.entries(neighbours).map(([key, post]) => ({
    ...{ id: randomUUID(), organisationId, name: `Sam ${key}`, post, email: `${key}@nottingham.example` },
    key,
  }));
  await asService(service, (tx) => addPeople(tx, added));
  const above: Readonly<Record<string, string>> = { amina: 'gareth', gareth: 'helen' };
  const staff = Object.entries(example.actors).map(([key, actor]) => ({
    ...actor,
    key,
    email: emailOfStaff(key as StaffKey),
  }));
  return new Map(
    [...staff, ...added].map(({ key, id, email, organisationId: of, post }) => {
      const at = { posts: [post], managers: [above[key] ?? []].flat() };
      const today = { posts: new Set(at.posts), managers: new Set(at.managers) };
      return [key, { key, id, email, organisationId: of, ...today, at }];
    }),
  );
};

/** The person of a key. */
export const personOf = ({ people }: Pick<World, 'people'>, key: string): Person => {
  const person = people.get(key);
  if (person === undefined) throw new Error(`Nobody is called ${key}`);
  return person;
};

/** What the owner's statement answers as `id`. */
const idOf = async (owner: pg.Client, statement: string, ...values: readonly unknown[]): Promise<string> => {
  const { rows } = await owner.query<{ id: string }>(statement, [...values]);
  if (rows[0] === undefined) throw new Error(`Nothing answers ${statement}`);
  return rows[0].id;
};

const caseOf = async (owner: pg.Client, id: string, stage: Stage): Promise<Case> => {
  const { rows } = await owner.query(
    `select d.placement_id as "placementId", d.reference, d.organisation_id as "organisationId", c.id as "carerId",
        pc.child_id as "childId"
      from disruption d join placement_carer c on c.placement_id = d.placement_id
        join placement_child pc on pc.placement_id = d.placement_id where d.id = $1`,
    [id],
  );
  const { carerId, childId, ...row } = rows[0];
  const records = {
    source: `carer-${carerId}`,
    sheet: 'pictures',
    ...{ carerId, childId, rule: 'PG-10-file', capacity: 'child-social-worker' },
    followUp: 'plan-review',
  };
  return { id, stage, ...row, records, named: new Map(), opened: new Set(), restricted: null };
};

const done = async (answer: ReturnType<Visitor['post']>): Promise<void> => {
  const { status, body } = await answer;
  if (status !== 303) throw new Error(`${status}: ${body}`);
};

/** A drawing that a child gave on a page of their own, and agreed that everybody may know; answers its id. */
const giveOnOwnPage = async (
  { service, example, time }: CopiesApp,
  of: { readonly disruptionId: string; readonly childId: string },
): Promise<string> => {
  const [pageId, viewId] = [randomUUID(), randomUUID()];
  const { amina } = example.people;
  const { organisationId } = example.actors.amina;
  const row = { disruption_id: of.disruptionId };
  const child = { ...row, child_id: of.childId };
  await asService(service, async (tx) => {
    const page = { sheet: 'pictures', channel: 'by-hand', opened_by: amina, opened_at: time.now } as const;
    await tx
      .insertInto('child_page')
      .values({ ...child, ...page, id: pageId })
      .execute();
    const given = { words: '', whose_words: 'child', way: 'drew', how: 'x', said_on: '2026-03-30' } as const;
    await tx
      .insertInto('child_view')
      .values({ ...child, ...given, id: viewId, page_id: pageId, recorded_by: null, recorded_at: time.now })
      .execute();
    await tx
      .insertInto('view_sharing')
      .values({
        ...{ ...row, id: randomUUID(), view_id: viewId, agreed: 'everyone', agreed_on: '2026-03-30' },
        ...{ recorded_by: amina, recorded_at: time.now },
      })
      .execute();
    const file = { format: 'png', bytes: Buffer.from('x') } as const;
    await insertViewFile(
      tx,
      service.vaultKeys,
      { viewId, disruptionId: of.disruptionId, organisationId },
      file,
    );
  });
  return viewId;
};

/** Has a report of a case sent to its panel as it stands, by the child’s social worker. Answers its id. */
const sendReport = async ({ service, example, time }: CopiesApp, disruptionId: string): Promise<string> => {
  const { amina, panel } = example.actors;
  const { route, filled } = await withCase(service, amina, disruptionId, 'see-panel-report', (open) =>
    openReport(service, open),
  );
  const id = randomUUID();
  await asService(service, (tx) =>
    tx
      .insertInto('panel_sending')
      .values({
        ...{
          id,
          disruption_id: disruptionId,
          organisation_id: panel.organisationId,
          rule_id: route.duty.rule,
        },
        ...{
          capacity: 'child-social-worker',
          filled: JSON.stringify(filled),
          sent_by: amina.id,
          sent_at: time.now,
        },
      })
      .execute(),
  );
  return id;
};

/** A lesson from a case, as it stands; answers its id. */
const lessonOf = async (
  owner: pg.Client,
  { id, by, at }: { readonly id: string; readonly by: string; readonly at: Date },
  status: LessonStatus,
): Promise<string> => {
  const lessonId = await idOf(
    owner,
    `insert into lesson (id, version, organisation_id, status, year, stage, factors, title, words, recommends, to_whom)
      values (gen_random_uuid(), 1, (select organisation_id from disruption where id = $1), $2, 2026, 'before-order', '{pace}',
        'Slow down', 'Introductions went too fast', 'Take longer', 'Those who plan') returning id`,
    ...[id, status],
  );
  await owner.query(
    `insert into lesson_source (id, lesson_id, disruption_id, recorded_by, recorded_at)
      values (gen_random_uuid(), $1, $2, $3, $4)`,
    [lessonId, id, by, at],
  );
  return lessonId;
};

/** Makes one record of each kind that the case with agreed minutes can have. */
const writeUp = async (running: CopiesApp, owner: pg.Client, { id, records }: Case): Promise<void> => {
  const { copies, example, service, time } = running;
  const gareth = await running.as('gareth');
  await done(gareth.post(`${copies}/prepare`, {}));
  const panels = await copyOf(running, 'Joy Okafor');
  await gareth.get(`${copies}/${panels.id}`);
  await done(gareth.post(`${copies}/release`, { copies: `${panels.id}.${panels.sha256}`, confirmed: 'yes' }));
  await letHeldGo(running);
  await owner.query(
    `insert into follow_up (id, disruption_id, kind, outcome, words, happened_on, recorded_by, by_name, by_post, at)
      values (gen_random_uuid(), $1, 'carer-review', 'yes', 'Early', '2026-03-30', $2, 'Amina', 'Social worker', $3)`,
    [id, example.people.amina, time.now],
  );
  Object.assign(records, {
    ...{ item: 'school', about: `child-${records.childId}` },
    copyId: panels.id,
    lessonId: await lessonOf(owner, { id, by: example.people.amina, at: time.now }, 'sent-back'),
    record: 'adoption',
    filingId: await idOf(owner, 'select id from filing where disruption_id = $1 limit 1', id),
    paperId: await idOf(
      owner,
      `insert into printed_copy (id, disruption_id, meeting_id, copy_id, number, printed_for, printed_by, printed_at)
        values (gen_random_uuid(), $1, $2, $3, 1, 'Joy Okafor', $4, $5) returning id`,
      ...[id, panels.meeting_id, panels.id, example.people.gareth, time.now],
    ),
    actionId: await idOf(
      owner,
      `insert into action (id, disruption_id, what, owner_id, owner_name, due_on, created_by, created_at)
        values (gen_random_uuid(), $1, 'Tell what was learnt', $2, 'Joy Okafor', '2026-04-20', $2, $3) returning id`,
      ...[id, example.people.panel, time.now],
    ),
    answerId: await idOf(
      owner,
      `insert into child_answer (id, disruption_id, meeting_id, child_id, told_us, written_by, written_at)
        values (gen_random_uuid(), $1, (select id from meeting where disruption_id = $1), $2, 'You miss the dog.', $3, $4)
        returning id`,
      ...[id, records.childId, example.people.amina, time.now],
    ),
    stepId: await idOf(
      owner,
      `insert into transition_step (id, disruption_id, child_id, what, who, due_on, recorded_by, recorded_at)
        values (gen_random_uuid(), $1, $2, 'Bring the bike', 'Amina', '2026-04-02', $3, $4) returning id`,
      ...[id, records.childId, example.people.amina, time.now],
    ),
    linkId: await idOf(
      owner,
      `insert into kept_link (id, disruption_id, child_id, who, what_they_are, recorded_by, recorded_at)
        values (gen_random_uuid(), $1, $2, 'Adopter 1', 'Looked after Robin', $3, $4) returning id`,
      ...[id, records.childId, example.people.amina, time.now],
    ),
    format: 'json',
    section: service.panelForms.at(-1)?.sections[0]?.key,
    sendingId: await sendReport(running, id),
    parted: records.source,
    holdId: await idOf(
      owner,
      `insert into legal_hold (id, organisation_id, placement_id, reason, placed_by, placed_at)
        select gen_random_uuid(), organisation_id, placement_id, 'A claim', $2, $3 from disruption where id = $1 returning id`,
      ...[id, example.people.gareth, time.now],
    ),
    eventId: await idOf(
      owner,
      `insert into life_event (id, organisation_id, placement_id, kind, happened_on, evidence, recorded_by, recorded_at)
        select gen_random_uuid(), organisation_id, placement_id, 'placed-again', '2026-03-01', 'A letter', $2, $3
          from disruption where id = $1 returning id`,
      ...[id, example.people.amina, time.now],
    ),
    apartId: await idOf(
      owner,
      `insert into kept_apart (id, disruption_id, one_side, other_side, why, note, is_unseen, since_on, decided_by, recorded_by,
          recorded_at)
        values (gen_random_uuid(), $1, array[$2], '{contact-x}', 'wish', 'They asked', false, '2026-03-01', 'They', $3, $4)
        returning id`,
      ...[id, records.source, example.people.amina, time.now],
    ),
    givenId: await giveOnOwnPage(running, { disruptionId: id, childId: records.childId ?? '' }),
    viewId: await idOf(
      owner,
      'select id from child_view where disruption_id = $1 and page_id is null limit 1',
      id,
    ),
    messageId: await idOf(
      owner,
      `update message set status = 'failed' where id = (select id from message where disruption_id = $1 limit 1)
        returning id`,
      id,
    ),
    invitationId: await idOf(
      owner,
      // Whose words nobody else writes: it is the service that puts them there.
      `update invitation set contribution = 'We miss him.' where set_config('app.service', 'on', true) = 'on'
        and id = (select id from invitation where disruption_id = $1 and status = 'invited' limit 1) returning id`,
      id,
    ),
  });
  // Given with those words.
  const fileId = randomUUID();
  const { organisationId } = example.actors.amina;
  const sealed = sealBytes(service.vaultKeys, { id: fileId, organisationId }, Buffer.from('A drawing'));
  await owner.query(
    `insert into contribution_file (id, organisation_id, disruption_id, invitation_id, format, description, sealed, is_given, added_at)
      values ($1, $2, $3, $4, 'jpeg', 'A drawing', $5, true, $6)`,
    [fileId, organisationId, id, records.invitationId, sealed, time.now],
  );
  const detailId = randomUUID();
  await owner.query(
    `insert into protected_detail (id, organisation_id, disruption_id, kind, told_as, withheld_from, sealed, added_by, added_at)
      values ($1, $2, $3, 'school', '(school withheld)', '{carers}', $4, $5, $6)`,
    [
      ...[detailId, organisationId, id],
      seal(service.vaultKeys, { id: detailId, organisationId }, 'Larkspur Primary'),
      ...[example.people.amina, time.now],
    ],
  );
  Object.assign(records, { fileId, detailId, readerId: records.invitationId });
  // What somebody has to read before the meeting, which can be printed for them.
  await owner.query(
    `with released as (
        insert into pack (id, disruption_id, meeting_id, is_late, released_by, released_at)
        select gen_random_uuid(), $1, meeting_id, false, $3, $4 from invitation where id = $2 returning id)
      insert into pack_part (id, disruption_id, pack_id, invitation_id, position, document, is_late, released_at)
      select gen_random_uuid(), $1, id, $2, 0, $5, false, $4 from released`,
    [
      id,
      records.invitationId,
      example.people.amina,
      time.now,
      JSON.stringify({ title: 'To read', language: 'en', sections: [] }),
    ],
  );
};

/** Somebody has said of an earlier draft what is not right. */
const commentOn = async (owner: pg.Client, id: string): Promise<string> => {
  await owner.query('begin; set local session_replication_role = replica');
  await owner.query(
    `with held as (
        insert into copy (id, disruption_id, meeting_id, invitation_id, version, document, withheld, problems, pdf, sha256,
          authors, prepared_by, prepared_at)
        select gen_random_uuid(), $1, meeting_id, i.id, 0, '{}', '[]', '[]', '', '', '{}', m.convened_by, m.convened_at
          from invitation i join meeting m on m.id = i.meeting_id where i.disruption_id = $1 limit 1
          returning id, invitation_id, prepared_at),
      part as (
        insert into copy_passage (copy_id, ref, passage_id, disruption_id)
        select held.id, gen_random_uuid(), p.id, $1 from held, passage p where p.disruption_id = $1 limit 1
          returning copy_id, ref)
      insert into minutes_comment (id, disruption_id, invitation_id, copy_id, ref, is_right, words, said_at)
        select gen_random_uuid(), $1, held.invitation_id, held.id, part.ref, false, 'It was in May.', held.prepared_at
          from held, part`,
    [id],
  );
  await owner.query('commit');
  return idOf(owner, 'select id from minutes_comment where disruption_id = $1', id);
};

/** Decides on a meeting, convenes it and opens its minutes. */
const beginMinutes = async (running: CopiesApp, owner: pg.Client, { id, records }: Case): Promise<void> => {
  const decided = { toMeet: 'yes', why: 'To learn from it', 'decidedOn-day': '30', 'decidedOn-month': '3' };
  const amina = await running.as('amina');
  await done(amina.post(`/disruptions/${id}/decision`, { ...decided, 'decidedOn-year': '2026' }));
  await conveneExample(running, id, { chairId: running.example.people.gareth, startsAt: '4pm' });
  await (await running.as('minutes')).get(`/disruptions/${id}/minutes`);
  Object.assign(records, {
    passageId: await idOf(owner, 'select id from passage where disruption_id = $1 limit 1', id),
    purpose: 'learnt',
    commentId: await commentOn(owner, id),
    findingId: await idOf(
      owner,
      `insert into finding (id, disruption_id, meeting_id, factor_group, factor_key, factor_title, factor_list, evidence, authors,
          recorded_by, recorded_at)
        values (gen_random_uuid(), $1, (select id from meeting where disruption_id = $1 limit 1), 'support', 'therapy', 'Therapy',
          '2026-11', 'It had not begun.', array[$2::uuid], $2, $3) returning id`,
      ...[id, running.example.people.amina, running.time.now],
    ),
  });
};

/** Leaves a case without a decision: paused, somebody asked about times, with a word that a duty was done, and the same duty set aside. */
const leaveOpen = async ({ example, time }: CopiesApp, owner: pg.Client, { id, records }: Case) => {
  const by = [id, example.people.amina, time.now];
  await owner.query(
    `insert into duty_statement (disruption_id, rule_id, done_on, note, stated_by, stated_at)
      values ($1, 'PG-10-file', '2026-03-20', 'Filed', $2, $3)`,
    by,
  );
  await owner.query(
    `insert into duty_not_needed (id, disruption_id, rule_id, reason, by_manager, decided_by, decided_at)
      values (gen_random_uuid(), $1, 'PG-10-file', 'Not here', true, $2, $3)`,
    by,
  );
  await owner.query(
    `update placement set provider = 'external', agency_name = 'Larch House'
      where id = (select placement_id from disruption where id = $1)`,
    [id],
  );
  const pause = `insert into pause (id, disruption_id, reason, note, from_on, begun_by, begun_at)
    values (gen_random_uuid(), $1, 'other', 'The family is away', '2026-03-20', $2, $3) returning id`;
  const asked = `with m as (
      insert into meeting (id, disruption_id, status, chair_id, held_on, starts_at, minutes_long, calendar_uid, convened_by,
          convened_at)
        values (gen_random_uuid(), $1, 'proposed', $2, '2026-04-20', '10:00', 60, gen_random_uuid(), $2, $3) returning id)
    insert into invitation (id, disruption_id, meeting_id, source, position, capacity, reader, name, email, mode, may_know_place)
      select gen_random_uuid(), $1, m.id, 'contact-x', 0, 'keyworker', 'professionals', 'A keyworker', '', 'attend', false from m
      returning id`;
  Object.assign(records, {
    pauseId: await idOf(owner, pause, ...by),
    askedId: await idOf(owner, asked, ...by),
  });
};

/** Has a disposal carried out, as its certificate says: of a case that is still there, for its pages alone. */
const gone = async (owner: pg.Client, id: string, by: string): Promise<string> => {
  await owner.query('begin; set local session_replication_role = replica');
  await owner.query(
    `update disposal set outcome = 'approved', decided_by = $2, decided_at = proposed_at, carried_out_at = proposed_at,
      removed = '{}', sha256 = 'x' where id = $1`,
    [id, by],
  );
  await owner.query('commit');
  return id;
};

/** Makes one record of each kind that a council has of no one case. */
const recordsOfCouncil = async (
  { example, service, time }: CopiesApp,
  owner: pg.Client,
  { restricted, written }: { readonly restricted: Case; readonly written: Case },
): Promise<World['records']> => {
  const { people, actors } = example;
  const council = actors.amina.organisationId;
  const request = await idOf(
    owner,
    `insert into subject_request (id, organisation_id, reference, asker, about, name, born_on, identity_proof, received_on,
        recorded_by, recorded_at)
      values (gen_random_uuid(), $1, 'Ash-00000001', 'child', 'child', 'Wren Castellane', '2014-09-09', 'Known',
        '2026-03-31', $2, $3) returning id`,
    ...[council, people.records, time.now],
  );
  const pause = `insert into subject_pause (id, organisation_id, request_id, reason, note, from_on, begun_by)
    values (gen_random_uuid(), $1, $2, 'scope', 'Which years?', '2026-03-31', $3) returning id`;
  const held = `insert into subject_case (id, organisation_id, request_id, placement_id)
    values (gen_random_uuid(), $1, $2, $3) returning id`;
  const item = `insert into subject_item (id, organisation_id, request_id, position, key, category, source, text, whose,
      is_typed, others, gathered_at, decision, decided_by, decided_at)
    values (gen_random_uuid(), $1, $2, 1,
      coalesce((select 'file-' || id from contribution_file where is_given limit 1), 'account'), 'account', 'What happened', 'Wren asked to move.', 'Amina Hussain', true, '[]',
      $4, 'give', $3, $4) returning id`;
  const itemId = await idOf(owner, item, council, request, people.amina, time.now);
  const { bag, contents, sha256 } = await asPerson(service, actors.records, async (tx) => {
    const [stored] = await loadRequests(tx, { id: request });
    if (stored === undefined) throw new Error('The request is not there');
    return openBag(tx, service, actors.records, { request: stored, madeAt: time.now });
  });
  const bagId = randomUUID();
  // Nobody signs for another: this one is made by the service.
  await owner.query(`select set_config('app.service', 'on', false)`);
  await owner.query(
    `insert into subject_bag (id, organisation_id, request_id, makers, sha256, proposed_by, proposed_at, checked_by,
        checked_at, outcome, released_by, released_at, sealed)
      values ($8, $1, $2, array[$3::uuid], $4, $5, $7, $6, $7, 'right', $6, $7, $9)`,
    [
      ...[council, request, people.amina, sha256, people.records, people.guardian, time.now, bagId],
      seal(service.vaultKeys, { id: bagId, organisationId: council }, asHanded({ bag, contents })),
    ],
  );
  await owner.query(`select set_config('app.service', '', false)`);
  const key = `insert into directory_key (id, organisation_id, token_hash, made_by, made_at, expires_on)
    values (gen_random_uuid(), $1, 'x', $2, $3, '2026-12-01') returning id`;
  const sent = `insert into outbox (id, sent_at, recipient, subject, raw)
    values (gen_random_uuid(), $1, 'somebody@derby.example', 'A meeting', 'Subject: A meeting') returning id`;
  const figures = `insert into figure_snapshot (id, region, population, from_on, until_on, method, figures, made_at)
    values (gen_random_uuid(), 'East Midlands', 'endings', '2025-10-01', '2025-12-31', '1',
      '{"total": 45, "days": {}, "breakdowns": [{"key": "kind", "is": "parts", "cells": [{"key": "adoptive", "count": 25}]}]}', $1)
    returning id`;
  const team = `insert into team (id, organisation_id, name) values (gen_random_uuid(), $1, 'North') returning id`;
  const list = `insert into people_import (id, organisation_id, brought_by, brought_at, list, rows, state)
    values (gen_random_uuid(), $1, $2, $3, 'Name', 1, 'checked') returning id`;
  const brought = `insert into return_import (id, organisation_id, collection_year, brought_by, brought_at, state, moved_at)
    values (gen_random_uuid(), $1, 2026, $2, $3, 'finished', $3) returning id`;
  const proposed = `insert into return_proposal (id, organisation_id, collection_year, key, kind, file, row, content, seen_in,
      first_seen_at)
    values (gen_random_uuid(), $1, 2026, 'one', 'unplanned', 'episodes', 2, '{"child":"1","kind":"unplanned","code":"CREQB",
      "startedOn":"2025-05-01","endedOn":"2025-06-01","place":"U4","urn":"","endings":[],"bornOn":""}', gen_random_uuid(), $2)
    returning id`;
  const hold = `insert into legal_hold (id, organisation_id, placement_id, reason, placed_by, placed_at)
    values (gen_random_uuid(), $1, $2, 'A claim', $3, $4) returning id`;
  const going = `insert into disposal (id, organisation_id, of_placement, reference, schedule_version, kept, due_on, because,
      proposed_by, proposed_at)
    values (gen_random_uuid(), $1, $2, 'Ash-1', '2026-11', '[]', '2026-03-01', 'day-reached', $3, $4) returning id`;
  const source = { id: written.id, by: people.amina, at: time.now };
  const approved = await lessonOf(owner, source, 'approved');
  const promise = `insert into lesson_promise (id, lesson_id, version, organisation_id, what, by_year)
    values (gen_random_uuid(), $1, 1, $2, 'A longer plan', 2027) returning id`;
  return {
    '/lessons/:id': approved,
    '/lessons/waiting/:lessonId': await lessonOf(owner, source, 'proposed'),
    ':promiseId': await idOf(owner, promise, approved, council),
    '/retention/cases/:placementId': written.placementId,
    ':holdId': await idOf(owner, hold, council, written.placementId, people.records, time.now),
    '/retention/disposals/:disposalId': await gone(
      owner,
      await idOf(owner, going, council, written.placementId, people.records, time.now),
      people.governance,
    ),
    '/opened-cases/:id': await idOf(owner, 'select id from break_glass'),
    '/notices/:id': await idOf(owner, 'select id from notice limit 1'),
    '/handed-over/:id': people.former,
    '/subject-access/:id': request,
    ':pauseId': await idOf(owner, pause, council, request, people.records),
    ':itemId': itemId,
    '/subject-access/:id/cases/:caseId': await idOf(owner, held, council, request, restricted.placementId),
    '/people/:id': people.amina,
    ':postId': await idOf(owner, 'select id from person_post where person_id = $1', people.amina),
    ':managerId': people.gareth,
    ':from': '2026-02-01',
    '/people/imports/:id': await idOf(owner, list, council, people.admin, time.now),
    ':returnId': await idOf(owner, brought, council, people.admin, time.now),
    ':proposalId': await idOf(owner, proposed, council, time.now),
    '/teams/:id': await idOf(owner, team, council),
    '/directory/:id': await idOf(owner, key, council, people.admin, time.now),
    ':kind': 'child',
    '/outbox/:id': await idOf(owner, sent, time.now),
    ':copyId': written.records.copyId ?? '',
    '/panel/reports/:caseId': written.id,
    ':sendingId': written.records.sendingId ?? '',
    ':format': 'json',
    ':list': 'meetings',
    ...{ ':population': 'endings', ':snapshot': await idOf(owner, figures, time.now), ':file': 'kind.svg' },
    ':actionId': written.records.actionId ?? '',
  };
};

export const startWorld = async (): Promise<World> => {
  const running = await startCopiesApp();
  const owner = new pg.Client({ connectionString: running.databaseUrl });
  await owner.connect();
  const people = await peopleOf(running);
  const added = async (stage: Stage) =>
    caseOf(owner, (await addGuidanceCase(running, stage === 'at-risk' ? { stage } : {})).id, stage);
  const written = await caseOf(owner, running.id, 'written');
  const draft = await added('draft');
  const undecided = await added('undecided');
  const staged = [written, draft, await added('at-risk'), undecided];
  const [mine, restricted, theirs] = [
    await added('changing'),
    await added('changing'),
    await added('changing'),
  ];
  const elsewhere = { ...theirs, organisationId: running.example.actors.outsider.organisationId };
  for (const table of ['placement', 'disruption'])
    await owner.query(
      `update ${table} set organisation_id = $1 where $2 in (id, ${table === 'placement' ? 'id' : 'placement_id'})`,
      [elsewhere.organisationId, elsewhere.placementId],
    );
  await owner.query(
    `update child set organisation_id = $1 where id in (select child_id from placement_child where placement_id = $2)`,
    [elsewhere.organisationId, elsewhere.placementId],
  );
  await writeUp(running, owner, written);
  await beginMinutes(running, owner, draft);
  await leaveOpen(running, owner, undecided);
  const world = { ...running, owner, people, cases: [...staged, mine, restricted, elsewhere], records: {} };
  await clear(world, world.cases);
  for (const one of staged)
    for (const [key, capacity] of Object.entries(circle)) await putOn(world, one, key, capacity);
  for (const key of ['amina', 'admin']) await putOn(world, mine, key, 'child-social-worker');
  await open(world, mine, 'otherteam');
  await putOn(world, restricted, 'amina', 'child-social-worker');
  await putOn(world, restricted, 'panel', 'panel-advisor');
  await restrict(world, restricted, 'other');
  await putOn(world, elsewhere, 'outsider', 'child-social-worker');
  for (const one of world.cases)
    Object.assign(one.records, {
      personId: running.example.people[one === elsewhere ? 'outsider' : 'amina'],
    });
  const records = await recordsOfCouncil(running, owner, { restricted, written });
  return {
    ...world,
    records,
    stop: async () => {
      await owner.end();
      await running.stop();
    },
  };
};

/** Opens cases to nobody, and gives everybody the posts and managers they came with. */
export const clear = async ({ owner, people, service }: Changing, cases: readonly Case[]): Promise<void> => {
  for (const one of cases) {
    one.named.clear();
    one.opened.clear();
    one.restricted = null;
  }
  for (const { posts, managers, at } of people.values()) {
    setTo(posts, at.posts);
    setTo(managers, at.managers);
  }
  const these = `(${cases.map(({ placementId }) => `'${placementId}'`)})`;
  await owner.query(`update placement_access set until_at = '${service.clock().toISOString()}'
      where until_at is null and placement_id in ${these};
    delete from break_glass where placement_id in ${these};
    update placement set restricted = null, restricted_reason = '' where restricted is not null and id in ${these};
    delete from person_post where from_on = '${TODAY}';
    update person_post set until_on = null where until_on = '${YESTERDAY}';
    delete from line_management where from_on = '${TODAY}';
    update line_management set until_on = null where until_on = '${YESTERDAY}'`);
};

const setTo = (set: Set<string>, members: readonly string[]): void => {
  set.clear();
  for (const member of members) set.add(member);
};

const TODAY = '2026-03-31';
const YESTERDAY = '2026-03-30';

type Changing = Pick<World, 'owner' | 'people' | 'service'>;

export const putOn = async (world: Changing, one: Case, key: string, capacity: string): Promise<void> => {
  one.named.set(key, (one.named.get(key) ?? new Set()).add(capacity));
  await world.owner.query(
    `insert into placement_access (placement_id, person_id, capacity) values ($1, $2, $3)
      on conflict (placement_id, person_id, capacity) do update set until_at = null`,
    [one.placementId, personOf(world, key).id, capacity],
  );
};

/** Ends every part of somebody in a case. */
export const takeOff = async (world: Changing, one: Case, key: string): Promise<void> => {
  one.named.delete(key);
  await world.owner.query(
    'update placement_access set until_at = $3 where placement_id = $1 and person_id = $2',
    [one.placementId, personOf(world, key).id, world.service.clock()],
  );
};

export const restrict = async ({ owner }: Changing, one: Case, restricted: Restriction | null) => {
  one.restricted = restricted;
  await owner.query('update placement set restricted = $2, restricted_reason = $3 where id = $1', [
    ...[one.placementId, restricted, restricted ? 'x' : ''],
  ]);
};

/** Opens a case for a time; answers whether it opened. */
export const open = async (world: Changing, one: Case, key: string): Promise<boolean> => {
  const until = new Date(world.service.clock().getTime() + 3_600_000);
  const { rows } = await asPerson(world.service, personOf(world, key), (tx) =>
    sql<{
      id: string | null;
    }>`select app_break_glass(${one.reference}, 'A call at night', ${until}) as id`.execute(tx),
  );
  const opened = rows[0]?.id === one.id;
  if (opened) one.opened.add(key);
  return opened;
};

/** Gives somebody a post from today. */
export const givePost = async ({ owner }: Changing, person: Person, post: string): Promise<void> => {
  if (person.posts.has(post)) return;
  person.posts.add(post);
  await owner.query(
    'insert into person_post (id, organisation_id, person_id, post, from_on) values ($1, $2, $3, $4, $5)',
    [randomUUID(), person.organisationId, person.id, post, TODAY],
  );
};

/** Ends every post of somebody: what they came with since yesterday. */
export const endPosts = async ({ owner }: Changing, { id, posts }: Person): Promise<void> => {
  posts.clear();
  await owner.query(`delete from person_post where person_id = '${id}' and from_on = '${TODAY}';
    update person_post set until_on = '${YESTERDAY}' where person_id = '${id}'`);
};

/** Puts a colleague above somebody, and above whoever they stand above. */
export const putUnder = async ({ owner }: Changing, person: Person, manager: Person): Promise<void> => {
  if (person.managers.has(manager.key)) return;
  person.managers.add(manager.key);
  await owner.query('insert into line_management (person_id, manager_id, from_on) values ($1, $2, $3)', [
    ...[person.id, manager.id, TODAY],
  ]);
};

/** Leaves somebody without a manager. */
export const freeOfManagers = async ({ owner }: Changing, { id, managers }: Person): Promise<void> => {
  managers.clear();
  await owner.query(`delete from line_management where person_id = '${id}' and from_on = '${TODAY}';
    update line_management set until_on = '${YESTERDAY}' where person_id = '${id}' and until_on is null`);
};

/** Those above somebody: their manager while that is a manager's post, and so on from there. */
const above = (world: Pick<World, 'people'>, key: string, met = new Set<string>()): ReadonlySet<string> => {
  for (const manager of personOf(world, key).managers) {
    if (met.has(manager) || !managing.some((post) => personOf(world, manager).posts.has(post))) continue;
    above(world, manager, met.add(manager));
  }
  return met;
};

/** How somebody stands to a case, from what was done to it and to them. */
export const relationOf = (world: Pick<World, 'people'>, one: Case, key: string): Relation => ({
  posts: [...personOf(world, key).posts],
  named: [...(one.named.get(key) ?? [])],
  manages: [...one.named].some(
    ([worker, capacities]) =>
      worker !== key &&
      [...capacities].some((capacity) => managed.includes(capacity)) &&
      above(world, worker).has(key),
  ),
  brokeGlass: one.opened.has(key),
  restricted: one.restricted,
});

/** An address of a route, with the ids of real records: of this case, and where it has none of a kind, of another. */
export const addressOf = ({ cases, records }: World, path: string, one: Case): string => {
  const known = (name: string): string => {
    const found = path.startsWith('/disruptions/')
      ? [one, ...cases].map((each) => each.records[name.slice(1)]).find((id) => id !== undefined)
      : (records[name] ?? records[path.slice(0, path.indexOf(name) + name.length)]);
    if (found === undefined) throw new Error(`Make a record in test/access/world.ts for ${name} of ${path}`);
    return found;
  };
  return path.replace('/disruptions/:id', `/disruptions/${one.id}`).replaceAll(/:\w+/g, known);
};

/** Whether a case has all the records that a route beneath it names. */
export const hasWhatIsNamed = ({ records }: Case, path: string): boolean =>
  [...path.replace('/disruptions/:id', '').matchAll(/:(\w+)/g)].every(([, name = '']) => name in records);
