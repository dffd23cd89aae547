import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { asGuest, asPerson, asService, connect, type Transaction } from './connection.ts';

const id = (letters: string) => `00000000-0000-0000-0000-0000000000${letters}`;
const nadia = id('a1');
const tom = id('a2');
const birthMother = id('f1');

let database: TestDatabase;
let owner: pg.Client;
let tables: readonly string[];

before(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  await owner.query(await readFile(new URL('../../test/one-case.sql', import.meta.url), 'utf8'));
  tables = await countedTables();
});
after(async () => {
  await owner.end();
  await database.drop();
});

/** Every table of the service, each seen to hold a row: an empty answer below means hidden, not missing. */
const countedTables = async () => {
  const { rows } = await owner.query<{ table: string }>(
    `select tablename as table from pg_tables where schemaname = 'public' and tablename <> 'migration' order by 1`,
  );
  for (const { table } of rows)
    assert.ok((await owner.query(`select 1 from ${table}`)).rowCount, `test/one-case.sql has no ${table}`);
  return rows.map(({ table }) => table);
};

const seenBy = async (tx: Transaction): Promise<string[]> => {
  const seen: string[] = [];
  for (const table of tables) {
    const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(tx);
    if (rows.length > 0) seen.push(table);
  }
  return seen;
};

test('with nobody named, nothing can be read', async () => {
  assert.deepEqual(await database.db.transaction().execute(seenBy), []);
});

test('an empty name is nobody, and so is somebody the service does not know', async () => {
  const asEmpty = await database.db.transaction().execute(async (tx) => {
    await sql`select set_config('app.person', '', true), set_config('app.guest', '', true),
      set_config('app.service', '', true), set_config('app.organisation', '', true), set_config('app.below', '', true)`.execute(
      tx,
    );
    return seenBy(tx);
  });
  assert.deepEqual(asEmpty, []);
  assert.deepEqual(await asPerson(database, { id: id('ff') }, seenBy), []);
});

test('a person who is not on the case sees their colleagues and nothing of the case', async () => {
  assert.deepEqual(await asPerson(database, { id: tom }, seenBy), [
    // Their own: they had opened the case for a night.
    'break_glass',
    // What was learnt is for everybody of the region.
    'lesson',
    'lesson_promise',
    'line_management',
    'organisation',
    'organisation_procedure',
    'outbox',
    'person',
    'person_post',
    // What their council decided of a resource, and nothing of the case behind it.
    'resource_decision',
    'team',
  ]);
});

test('a person on the case sees all of it but the vault, the guests’ secrets, the audit, requests and lists', async () => {
  const secret = [
    'guest_code',
    'guest_session',
    'audit_anchor',
    'audit_entry',
    'audit_seal',
    'carer_identity',
    // What somebody has not given to the meeting is theirs alone.
    'contribution_draft',
    // And what a child has not given.
    'child_draft',
    'contribution_file',
    // What a delivery service answered.
    'message_taken',
    // What other minutes are compared with.
    'passage_print',
    // How a meeting was for somebody.
    'feedback_mark',
    'feedback_words',
    'meeting_feedback',
    'directory_key',
    'directory_member',
    'filing_connection',
    'people_import',
    // Figures are a region’s: this council is of none.
    'figure_snapshot',
    'return_import',
    // What a return proposes is for managers.
    'return_proposal',
    // That a case goes is for those who look after records.
    'disposal',
    // A request is for those who deal with it.
    'subject_bag',
    'subject_case',
    'subject_item',
    'subject_pause',
    'subject_person',
    'subject_request',
  ];
  assert.deepEqual(
    await asPerson(database, { id: nadia }, seenBy),
    tables.filter((table) => !secret.includes(table)),
  );
});

test('a guest sees the meeting and their own link, invitation, copy and actions', async () => {
  assert.deepEqual(await asGuest(database, { id: birthMother }, seenBy), [
    'action',
    'action_event',
    'contribution_draft',
    'contribution_file',
    'copy',
    'guest_link',
    'invitation',
    'meeting',
    'minutes_comment',
    'own_way',
    'pack_part',
    'proposed_time',
    'sent_disagreement',
    'time_answer',
  ]);
  const invitations = await asGuest(database, { id: birthMother }, (tx) =>
    tx.selectFrom('invitation').select('id').execute(),
  );
  assert.deepEqual(invitations, [{ id: birthMother }]);
});

test('a child with a page of their own sees it, what they write and what was written to them', async () => {
  assert.deepEqual(await asGuest(database, { id: id('cc') }, seenBy), [
    'answer_giving',
    'child_answer',
    'child_draft',
    'child_page',
    'pack_part',
  ]);
});

test('the service sees every table', async () => {
  assert.deepEqual(await asService(database, seenBy), tables);
});

test('a connection that served one person carries nothing of them to the next', async () => {
  const db = connect(database.url, { max: 1 });
  assert.ok((await asPerson({ db }, { id: nadia }, seenBy)).includes('disruption'));
  await assert.rejects(
    asService({ db }, () => Promise.reject(new Error('stopped half way'))),
    /half way/,
  );
  assert.deepEqual(await db.transaction().execute(seenBy), []);
  await db.destroy();
});

test('a person cannot write into a case they are not on', async () => {
  const entry = {
    disruption_id: id('d1'),
    at: new Date(),
    person_id: tom,
    person_name: 'Tom',
    act: 'x',
    summary: '',
  };
  await assert.rejects(
    asPerson(database, { id: tom }, (tx) => tx.insertInto('history').values(entry).execute()),
    /row-level security/,
  );
});

for (const change of ['update history set act = act', 'delete from history', 'truncate history'])
  test(`history refuses "${change}" even from the database's owner`, async () => {
    await assert.rejects(owner.query(change), /history is append-only/);
  });

test('a child’s words refuse to be edited even by the database’s owner', async () => {
  await assert.rejects(owner.query(`update child_view set words = 'other'`), /child_view is append-only/);
});

test('a date of practice is read as the day it is, a count as a number and an instant as an instant', async () => {
  const read = await asPerson(database, { id: nadia }, (tx) =>
    tx
      .selectFrom('meeting')
      .innerJoin('disruption', 'disruption.id', 'meeting.disruption_id')
      .select(({ fn }) => [
        'held_on',
        'starts_at',
        'recorded_at',
        fn.countAll<number>().over().as('how_many'),
      ])
      .executeTakeFirstOrThrow(),
  );
  assert.deepEqual(read, {
    held_on: '2026-04-01',
    starts_at: '10:00:00',
    recorded_at: new Date('2026-03-02T09:30:00Z'),
    how_many: 1,
  });
});

test('a connection that cannot take the service’s role does not open', async () => {
  await owner.query(`create role stranger_${process.pid} login password 'secret'`);
  const stranger = { username: `stranger_${process.pid}`, password: 'secret' };
  const url = Object.assign(new URL(database.url), stranger).href;
  const db = connect(url);
  await assert.rejects(db.selectFrom('organisation').selectAll().execute(), /permission denied to set role/);
  await db.destroy();
  await owner.query(`drop role stranger_${process.pid}`);
});
