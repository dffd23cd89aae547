import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { audit } from './audit.ts';
import { digestsOf, lastSeal, sealAudit } from './audit-chain.ts';
import { asService } from './connection.ts';
import { type Anchor, verifyAudit } from './verify-audit.ts';

const secretKey = 'a secret key for the tests, long enough';
let database: TestDatabase;
let owner: pg.Client;
let service: { readonly db: TestDatabase['db']; readonly secretKey: string };

before(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  service = { db: database.db, secretKey };
});
after(async () => {
  await owner.end();
  await database.drop();
});

const write = (count: number, act = 'see-disruption') =>
  asService(service, async (tx) => {
    for (let n = 0; n < count; n += 1)
      await audit(tx, { act, rule: 'named', outcome: 'allowed', intent: 'see' });
  });

/** As somebody with the whole database in hand: neither grants nor triggers stop them, nor what a column has to hold. */
const tamper = async (...statements: readonly string[]): Promise<void> => {
  await owner.query(`set session_replication_role = replica`);
  await owner.query('alter table audit_entry drop constraint audit_entry_intent_check');
  for (const statement of statements) await owner.query(statement);
  await owner.query(
    `alter table audit_entry add constraint audit_entry_intent_check check (intent is not null) not valid`,
  );
  await owner.query(`set session_replication_role = origin`);
};
const ids = async (): Promise<number[]> =>
  (await owner.query<{ id: string }>('select id from audit_entry order by id')).rows.map(({ id }) =>
    Number(id),
  );
const head = async (): Promise<Anchor> => {
  const seal = await asService(service, lastSeal);
  assert.ok(seal);
  return { number: seal.number, sha256: seal.sha256 };
};
const wrongWith = async (anchors: readonly Anchor[] = []): Promise<string> => {
  const verified = await verifyAudit(service, anchors);
  return verified.ok ? 'nothing' : verified.wrong;
};

beforeEach(async () => {
  await tamper('truncate audit_entry, audit_seal');
  for (let batch = 0; batch < 3; batch += 1) {
    await write(4);
    assert.equal(await sealAudit(service), 1);
  }
});

test('an audit that nobody touched is whole, and what is not sealed yet is counted', async () => {
  await write(2);
  assert.deepEqual(await verifyAudit(service, [await head()]), {
    ok: true,
    seals: 3,
    entries: 12,
    unsealed: 2,
  });
  assert.equal(await sealAudit(service), 1);
  assert.equal(await sealAudit(service), 0, 'there is nothing left to seal');
});

test('the owner of the database cannot alter, remove or empty it unnoticed by its triggers', async () => {
  for (const statement of [
    `update audit_entry set act = 'x'`,
    'delete from audit_entry',
    'truncate audit_entry',
    `update audit_seal set sha256 = repeat('0', 64)`,
    'delete from audit_seal',
    'truncate audit_seal',
  ])
    await assert.rejects(owner.query(statement), /append-only/, statement);
});

test('the service itself can write entries and seals, and change none', async () => {
  await assert.rejects(
    asService(service, (tx) => tx.updateTable('audit_entry').set({ act: 'x' }).execute()),
    /permission denied/,
  );
  await assert.rejects(
    asService(service, (tx) => tx.deleteFrom('audit_seal').execute()),
    /permission denied/,
  );
});

test('an altered entry is named', async () => {
  const id = (await ids())[5];
  for (const change of [
    `act = 'something-else'`,
    `rule = 'manages'`,
    `outcome = 'refused'`,
    `at = at + interval '1 microsecond'`,
    `actor_id = gen_random_uuid()`,
    `subject_id = gen_random_uuid()`,
    `organisation_id = gen_random_uuid()`,
    `marks = '{same-family-name}'`,
    `address = '10.0.0.1'`,
    `intent = 'change'`,
    'intent = null',
  ]) {
    await tamper(
      `create temporary table kept as select * from audit_entry where id = ${id}`,
      `update audit_entry set ${change} where id = ${id}`,
    );
    assert.match(await wrongWith(), new RegExp(`^Entry ${id} is not what was sealed`), change);
    await tamper(
      `update audit_entry e set (act, rule, outcome, at, actor_id, subject_id, organisation_id, marks, address, intent) =
        (select act, rule, outcome, at, actor_id, subject_id, organisation_id, marks, address, intent from kept) where id = ${id}`,
      'drop table kept',
    );
    assert.equal(await wrongWith(), 'nothing');
  }
});

test('an entry from before there was an intent is whole as it was sealed then, and no intent can be added to it', async () => {
  const values = [
    7,
    '2026-03-10T10:00:00.000000Z',
    'service',
    null,
    null,
    'x',
    'y',
    'allowed',
    '',
    null,
    null,
    [],
    '',
  ];
  assert.deepEqual(
    digestsOf([
      {
        ...{ id: 7, at: '2026-03-10T10:00:00.000000Z', actorKind: 'service', actorId: null },
        ...{ actorOrganisationId: null, act: 'x', rule: 'y', outcome: 'allowed', subjectKind: '' },
        ...{ subjectId: null, organisationId: null, marks: [], address: '', intent: null },
      },
    ]),
    createHash('sha256').update(JSON.stringify(values)).digest().subarray(0, 16),
  );
  await tamper(
    `insert into audit_entry (at, actor_kind, act, rule, outcome) values (now(), 'service', 'x', 'y', 'allowed')`,
  );
  await sealAudit(service);
  assert.equal(await wrongWith(), 'nothing');
  const id = (await ids()).at(-1);
  await tamper(`update audit_entry set intent = 'see' where id = ${id}`);
  assert.match(await wrongWith(), new RegExp(`^Entry ${id} is not what was sealed`));
});

test('an entry is not taken without its intent', async () => {
  await assert.rejects(
    asService(service, (tx) =>
      tx
        .insertInto('audit_entry')
        .values({
          ...{ at: new Date(), actor_kind: 'service', actor_id: null, actor_organisation_id: null },
          ...{
            act: 'x',
            rule: 'y',
            outcome: 'allowed',
            subject_id: null,
            organisation_id: null,
            intent: null,
          },
        })
        .execute(),
    ),
    /audit_entry_intent_check/,
  );
});

test('a removed entry shows at the next one, and at the end of its seal', async () => {
  const all = await ids();
  await tamper(`delete from audit_entry where id = ${all[5]}`);
  assert.match(
    await wrongWith(),
    new RegExp(`^Entry ${all[6]} is not what was sealed.*one before it was removed`),
  );
});

test('the last entry of a seal is missed when it is removed', async () => {
  const all = await ids();
  await tamper(`delete from audit_entry where id = ${all[7]}`);
  assert.match(await wrongWith(), /^An entry at the end of seal 2, up to entry \d+, was removed/);
});

test('two entries that changed places are named', async () => {
  const all = await ids();
  await write(1, 'open-vault');
  await sealAudit(service);
  const [one, other] = [all[1], (await ids()).at(-1)];
  await tamper(`update audit_entry a set act = b.act, at = b.at from audit_entry b
    where (a.id, b.id) in ((${one}, ${other}), (${other}, ${one}))`);
  assert.match(await wrongWith(), new RegExp(`^Entry ${one} is not what was sealed`));
});

test('an entry put in among sealed ones is named', async () => {
  const all = await ids();
  await tamper(
    `delete from audit_entry where id = ${all[5]}`,
    `insert into audit_entry (id, at, actor_kind, act, rule, outcome) overriding system value
      values (${all[5]}, now(), 'service', 'made-up', 'named', 'allowed')`,
  );
  assert.match(await wrongWith(), new RegExp(`^Entry ${all[5]} is not what was sealed`));
});

test('a seal that was altered, or removed, is named', async () => {
  await tamper(`update audit_seal set sha256 = repeat('0', 64) where number = 2`);
  assert.match(await wrongWith(), /^Seal 2 was altered/);
  await tamper('delete from audit_seal where number = 2');
  assert.match(await wrongWith(), /^Seal 2 is missing/);
});

test('a chain that was written anew by somebody without the key is noticed', async () => {
  const [first] = await ids();
  await tamper(`update audit_entry set act = 'something-else' where id = ${first}`, 'delete from audit_seal');
  await sealAudit({ ...service, secretKey: 'another key that somebody made up' });
  assert.match(await wrongWith(), /^Seal 1 was not made by a service with this key/);
});

test('a tail that was cut off with its seals shows only against what was written down outside', async () => {
  const anchor = await head();
  const all = await ids();
  await tamper(`delete from audit_entry where id > ${all[7]}`, 'delete from audit_seal where number = 3');
  assert.equal(await wrongWith(), 'nothing');
  assert.match(await wrongWith([anchor]), /^The audit was cut off: seal 3 was written down outside/);
  await write(4);
  await sealAudit(service);
  assert.match(await wrongWith([anchor]), /^Seal 3 is not the one that was written down outside/);
});

test('numbers that were given out and never used are no false alarm', async () => {
  await assert.rejects(
    asService(service, async (tx) => {
      await audit(tx, { act: 'x', rule: 'named', outcome: 'allowed', intent: 'see' });
      throw new Error('undone');
    }),
    /undone/,
  );
  await write(1);
  await sealAudit(service);
  assert.equal(await wrongWith(), 'nothing');
});

test('while many write and several seal at once, no entry is left out of the chain', async () => {
  const writers = Array.from({ length: 20 }, (_, n) => write((n % 3) + 1));
  const sealers = Array.from({ length: 6 }, () => sealAudit(service));
  await Promise.all([...writers, ...sealers]);
  await sealAudit(service);
  const verified = await verifyAudit(service);
  assert.deepEqual(verified.ok && [verified.entries, verified.unsealed], [(await ids()).length, 0]);
});
