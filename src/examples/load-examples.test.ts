import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type RawBuilder, sql } from 'kysely';
import { testConfig } from '../../test/app.ts';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { serviceFrom } from '../app.ts';
import { asService, type Transaction } from '../database/connection.ts';
import type { Service } from '../features/service.ts';
import { loadExamples } from './load-examples.ts';

const now = new Date('2026-03-10T10:00:00Z');
/** So many times is the clock looked at before the first start is cut short: about a third of the way. */
const LOOKS = 500;

let database: TestDatabase;
let service: Service;
let cutShort: unknown;
before(async () => {
  database = await createTestDatabase();
  service = serviceFrom(testConfig(), database.db, () => now);
  let looks = 0;
  const clock = () => {
    looks += 1;
    if (looks > LOOKS) throw new Error('The machine was switched off');
    return now;
  };
  cutShort = await loadExamples({ ...service, clock }).catch((error: unknown) => error);
  // The next start is a day later, and goes on from the day of the first.
  await loadExamples({ ...service, clock: () => new Date('2026-03-11T07:30:00Z') });
});
after(() => database.drop());

const find = <T>(query: (tx: Transaction) => Promise<T>): Promise<T> => asService(database, query);
const count = async (query: RawBuilder<unknown>): Promise<number> => {
  const { rows } = await find((tx) =>
    sql<{ found: number }>`select count(*)::int found from (${query}) q`.execute(tx),
  );
  return rows[0]?.found ?? 0;
};

test('a first start that was cut short is finished by the next, and there are 200 cases, and 10 of other kinds, of 5 organisations', async () => {
  assert.match(String(cutShort), /switched off/);
  assert.equal(await count(sql`select from disruption`), 210);
  assert.equal(await count(sql`select from placement where ended_on is not null`), 207, 'two are at risk');
  assert.equal(await count(sql`select from organisation`), 5);
});

test('nothing is there twice, although part of it was loaded twice', async () => {
  for (const [what, key] of [
    ['history', 'disruption_id, at, person_name, act, summary'],
    ['invitation', 'meeting_id, source'],
    ['message', 'invitation_id, kind'],
    ['child_view', 'disruption_id, child_id'],
    ['action', 'disruption_id, what'],
    ['placement_child', 'child_id'],
    ['placement_carer', 'placement_id, email_key'],
    ['contact', 'placement_id, name'],
    ['passage', 'meeting_id, agenda_key, position'],
    ['finding', 'meeting_id, factor_key'],
    ['copy', 'invitation_id'],
  ] as const) {
    const twice = sql`select from ${sql.table(what)} group by ${sql.raw(key)} having count(*) > 1`;
    assert.equal(await count(twice), 0, what);
  }
});

test('a later start changes nothing', async () => {
  const rows = () =>
    find((tx) =>
      sql`select (select count(*) from history) history, (select count(*) from submission) submissions,
        (select count(*) from message) messages, (select max(location) from submission) latest`.execute(tx),
    );
  const before = (await rows()).rows;
  await loadExamples({ ...service, clock: () => new Date('2026-06-01T10:00:00Z') });
  assert.deepEqual((await rows()).rows, before);
});

test('the cases are at every stage of the work', async () => {
  const { rows } = await find((tx) =>
    sql<{ stage: string; cases: number }>`
      select coalesce(next_duty ->> 'label', 'Nothing more to do') stage, count(*)::int cases
      from disruption group by 1`.execute(tx),
  );
  const cases = new Map(rows.map((row) => [row.stage, row.cases]));
  for (const [stage, atLeast] of [
    ['Convene the meeting', 60],
    ['Bring the child’s views and feelings to the meeting', 10],
    ['Hold the meeting', 10],
    ['Finish and agree the minutes', 15],
    ['Release each person’s copy of the minutes', 10],
    ['Send a report on the Disruption Data form to the Adoption East Midlands adoption panel', 10],
    ['Whether the child’s plan should be reviewed and the adopters’ approval looked at again', 3],
    ['Nothing more to do', 3],
  ] as const)
    assert.ok(
      (cases.get(stage) ?? 0) >= atLeast,
      `${stage}: ${cases.get(stage)} in ${[...cases].join('; ')}`,
    );
});

test('work that is overdue, that is due and that is done is among it, and so are views, answers and groups of children', async () => {
  for (const [what, found] of [
    ['overdue cases', sql`select from disruption where next_due_on < '2026-03-10'`],
    ['actions done', sql`select from action where done_on is not null`],
    ['actions overdue', sql`select from action where done_on is null and due_on < '2026-03-10'`],
    ['actions due', sql`select from action where done_on is null and due_on >= '2026-03-10'`],
    ['views', sql`select from child_view`],
    ['views that a child gave on a page of their own', sql`select from child_view where page_id is not null`],
    [
      'letters to a child who gave something there',
      sql`select from answer_giving g join child_answer a on a.id = g.answer_id
        join child_page p on p.disruption_id = a.disruption_id and p.child_id = a.child_id`,
    ],
    ['answers', sql`select from invitation where reply is not null`],
    ['contributions', sql`select from invitation where contribution <> ''`],
    ['people left out', sql`select from left_out`],
    ['findings that somebody sees differently', sql`select from finding where otherwise <> ''`],
    ['kept passages', sql`select from passage where withheld_from <> '{}' and text <> ''`],
    ['meetings outside the window', sql`select from meeting where outside_window_reason <> ''`],
    ['cancelled meetings', sql`select from meeting where status = 'cancelled'`],
    ['released copies', sql`select from copy where released_at is not null`],
    ['meetings whose times people are asked about', sql`select from meeting where status = 'proposed'`],
    ['answers by a private link to such times', sql`select from time_answer where recorded_by is null`],
    ['answers that somebody was told', sql`select from time_answer where told_by <> ''`],
    [
      'people who have not answered yet about such times',
      sql`select from invitation i join meeting m on m.id = i.meeting_id and m.status = 'proposed'
        where not exists (select from time_answer a where a.invitation_id = i.id)`,
    ],
    ['files given with a contribution', sql`select from contribution_file where is_given`],
    [
      'people who must not meet, of whom one has a session of their own',
      sql`select from kept_apart k join own_way w on w.disruption_id = k.disruption_id and w.source = any(k.one_side)
        where w.way = 'own-session'`,
    ],
    ['packs that everybody has', sql`select from pack where not is_late`],
    [
      'groups of children',
      sql`select from (select 1 from placement_child group by placement_id having count(*) > 1) g`,
    ],
  ] as const)
    assert.ok((await count(found)) >= 4, `${what}: ${await count(found)}`);
});

test('of the other kinds one risk led to an ending, one went on, and a meeting is convened that a team manager chairs', async () => {
  const linked = sql`select from disruption risk join disruption ending on ending.follows_id = risk.id
    where risk.outcome = 'ended' and risk.status = 'closed' and ending.status = 'open'`;
  assert.equal(await count(linked), 1);
  assert.equal(await count(sql`select from disruption where outcome = 'continues'`), 1);
  const meetings = sql`select from meeting m join disruption d on d.id = m.disruption_id
    join placement p on p.id = d.placement_id join person_post chair on chair.person_id = m.chair_id
    where p.kind = 'residential' and m.status = 'convened' and m.held_on = '2026-03-24' and chair.post = 'team-manager'`;
  assert.equal(await count(meetings), 1);
  const elsewhere = sql`select from contact join disruption using (placement_id)
    where stage = 'at-risk' and kind = 'current-carer'`;
  assert.equal(await count(elsewhere), 0, 'a child at risk has not moved');
});

test('no copy holds what its reader must not learn', async () => {
  assert.equal(await count(sql`select from copy where problems <> '[]'`), 0);
});

test('only messages of the last two days wait to leave, and some do', async () => {
  const waiting = sql`select from message where status = 'queued'`;
  assert.ok((await count(waiting)) > 0);
  const old = sql`select from message
    where status = 'queued' and queued_at < '2026-03-09'`;
  assert.equal(await count(old), 0);
});

test('a service that has data of its own is left alone', async () => {
  const other = await createTestDatabase();
  try {
    await asService(other, (tx) =>
      tx
        .insertInto('organisation')
        .values({
          id: '00000000-0000-0000-0000-0000000000c0',
          name: 'Somewhere',
          kind: 'council',
          colour: '#005ea5',
        })
        .execute(),
    );
    await loadExamples(serviceFrom(testConfig(), other.db, () => now));
    const { rows } = await asService(other, (tx) => sql`select 1 from person`.execute(tx));
    assert.equal(rows.length, 0);
  } finally {
    await other.drop();
  }
});
