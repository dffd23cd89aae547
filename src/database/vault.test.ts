import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { runMigrations as migrateJobQueue } from 'graphile-worker';
import { sql } from 'kysely';
import pg from 'pg';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { addEarlierPlacement } from '../../test/earlier-placement.ts';
import { addExampleCase, type ExampleCase, family } from '../../test/example-case.ts';
import { testVault } from '../../test/vault-key.ts';
import { asPerson, asService } from './connection.ts';
import { migrate, readMigrations } from './migrate.ts';
import { postcodeKey } from './private-secrets.ts';
import { emailKey, unseal, vaultKeysFrom } from './sealing.ts';
import { correctIdentity, openVault, sealIdentities } from './vault.ts';

const [martin, lucy] = family.adopters;

let database: TestDatabase;
let owner: pg.Client;
let example: ExampleCase;
before(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  example = await addExampleCase(database.db);
});
after(async () => {
  await owner.end();
  await database.drop();
});

const organisationOf = async (placementId: string): Promise<string> =>
  (await owner.query('select organisation_id from placement where id = $1', [placementId])).rows[0]
    .organisation_id;
const vaulted = async (placementId = example.placementId) => ({
  placementId,
  disruptionId: randomUUID(),
  organisationId: await organisationOf(placementId),
});

describe('the vault of a placement', () => {
  test('is opened by somebody on the case, once the audit has it, and closed behind them', async () => {
    const of = await vaulted();
    const amina = { id: example.people.amina };
    const [known, left] = await asPerson(database, amina, async (tx) => [
      Object.values(await openVault(tx, testVault, of, 'reason-given')),
      await tx.selectFrom('carer_identity').select('id').execute(),
    ]);
    assert.deepEqual(known, [[martin], [lucy]]);
    assert.deepEqual(left, []);
    const { rows } = await owner.query(
      `select actor_id, act, rule, outcome, organisation_id from audit_entry where subject_id = $1`,
      [of.disruptionId],
    );
    assert.deepEqual(rows, [
      {
        ...{ actor_id: amina.id, act: 'open-vault', rule: 'reason-given', outcome: 'allowed' },
        organisation_id: of.organisationId,
      },
    ]);
  });

  test('gives a query that never asked, or asked for another placement, not even the sealed bytes', async () => {
    const other = await addEarlierPlacement(database.db, example, {
      endedOn: '2024-01-01',
      carerEmails: ['else@where.example'],
    });
    const seen = (placementId: string) =>
      asPerson(database, { id: example.people.amina }, async (tx) => {
        await sql`select set_config('app.vault', ${placementId}, true)`.execute(tx);
        return (await tx.selectFrom('carer_identity').select('id').execute()).length;
      });
    assert.equal(await seen(''), 0);
    assert.equal(await seen(other), 0, 'Amina is not on that case');
    assert.equal(await seen(example.placementId), 2);
  });

  test('stays shut for somebody who is not on the case, whatever they set', async () => {
    for (const key of ['outsider', 'otherteam', 'panel', 'admin'] as const) {
      const found = await asPerson(database, { id: example.people[key] }, async (tx) => {
        await sql`select set_config('app.vault', ${example.placementId}, true)`.execute(tx);
        return tx.selectFrom('carer_identity').selectAll().execute();
      });
      assert.deepEqual(found, [], key);
    }
  });

  test('keeps who somebody was on record as beside who they are, and knows them by their new address', async () => {
    const of = await vaulted();
    const { rows } = await owner.query(
      'select id from placement_carer where placement_id = $1 order by position',
      [of.placementId],
    );
    const carerId: string = rows[0].id;
    const address = '3 Teasel Way, Ripley DE5 3QQ';
    await asPerson(database, { id: example.people.amina }, (tx) =>
      correctIdentity(tx, testVault, of, { carerId, address, email: 'new@featherstone.example' }),
    );
    const known = await asService(database, (tx) => openVault(tx, testVault, of, 'checks-copies'));
    assert.deepEqual(known[carerId], [{ ...martin, address, email: 'new@featherstone.example' }, martin]);
    const keyed = await owner.query('select email_key, postcode_key from placement_carer where id = $1', [
      carerId,
    ]);
    assert.deepEqual(keyed.rows, [
      {
        email_key: emailKey(testVault.vaultKeys, 'new@featherstone.example'),
        postcode_key: postcodeKey(testVault.secretKey, 'de53qq'),
      },
    ]);
    assert.equal(
      await asPerson(database, { id: example.people.amina }, (tx) =>
        correctIdentity(tx, testVault, of, { carerId: randomUUID(), address }),
      ),
      false,
    );
  });
});

test('a new key put first seals everything anew, and the older one can then be taken away', async () => {
  const renewed = {
    ...testVault,
    vaultKeys: vaultKeysFrom(
      `${'a newer key than the one before '.repeat(2)},a vault key for the tests that is long enough`,
    ),
  };
  await sealIdentities(database.url, renewed);
  const alone = { ...renewed, vaultKeys: [renewed.vaultKeys[0]] as const };
  const of = await vaulted();
  const known = await asService(database, (tx) => openVault(tx, alone, of, 'checks-copies'));
  assert.equal(Object.keys(known).length, 2);
  const keyed = await owner.query(
    `select email_key from placement_carer order by email_key = $1 desc limit 1`,
    [emailKey(alone.vaultKeys, lucy.email)],
  );
  assert.deepEqual(keyed.rows[0].email_key, emailKey(alone.vaultKeys, lucy.email));
  await assert.rejects(sealIdentities(database.url, testVault), /VAULT_KEY does not have the key/);
  await sealIdentities(database.url, renewed);
});

/** A database as it was before there was a vault, with one adopter and what was copied of them. */
const beforeTheVault = async (url: string, client: pg.Client): Promise<void> => {
  await migrateJobQueue({ connectionString: url });
  await client.query(`create table migration (
    name text primary key, sha256 text not null, applied_at timestamptz not null default now())`);
  for (const { name, text, sha256 } of await readMigrations()) {
    if (name >= '0015') break;
    await client.query(text);
    await client.query('insert into migration (name, sha256) values ($1, $2)', [name, sha256]);
  }
  const id = (letter: string) => `'00000000-0000-4000-8000-00000000000${letter}'`;
  await client.query(`
    insert into organisation (id, name, kind, colour) values (${id('a')}, 'Somewhere', 'council', '#005ea5');
    insert into person (id, organisation_id, name, email) values (${id('b')}, ${id('a')}, 'Amina', 'a@b.example');
    insert into placement (id, organisation_id, kind, agency_name, family_source, started_on)
      values (${id('c')}, ${id('a')}, 'adoptive', 'An agency', 'inter-agency', '2025-10-26');
    insert into placement_carer (id, placement_id, position, name, email, phone, address) values
      (${id('d')}, ${id('c')}, 0, 'Jo (Joanna) Field', 'Jo@field.example', '01632 960111', '7 Quillet Row, DQ56 9ZZ'),
      (${id('e')}, ${id('c')}, 1, 'Sam Field', 'sam@field.example', '', '');
    insert into disruption (id, organisation_id, placement_id, reference, broke_down_on, stage, ending, account,
        procedure_id, procedure_version, recorded_by, recorded_at)
      values (${id('f')}, ${id('a')}, ${id('c')}, 'D-1', '2026-03-01', 'before-order', 'unplanned', 'It ended.',
        'somewhere/adoption', '1', ${id('b')}, '2026-03-02T09:30:00Z');
    insert into meeting (id, disruption_id, status, chair_id, held_on, starts_at, minutes_long, place, calendar_uid,
        convened_by, convened_at)
      values (${id('1')}, ${id('f')}, 'convened', ${id('b')}, '2026-04-01', '10:00', 120, 'Room 1', ${id('1')}, ${id('b')},
        '2026-03-02T09:30:00Z');
    insert into invitation (id, disruption_id, meeting_id, source, position, capacity, reader, name, email, mode,
        may_know_place)
      values (${id('2')}, ${id('f')}, ${id('1')}, 'carer-00000000-0000-4000-8000-00000000000d', 0, 'adopters', 'adopters',
        'Jo (Joanna) Field', 'Jo@field.example', 'attend', true);
    insert into message (id, disruption_id, invitation_id, kind, content, status, attempts, sent_to, queued_at)
      values (${id('3')}, ${id('f')}, ${id('2')}, 'invitation', '{"name": "Jo (Joanna) Field"}', 'sent', 1,
        'old@field.example', '2026-03-02T09:30:00Z');
    insert into history (disruption_id, at, person_id, person_name, act, summary, facts) values
      (${id('f')}, '2026-03-03T09:30:00Z', ${id('b')}, 'Amina', 'correct-address',
        'Corrected the e-mail address of Jo (Joanna) Field and closed the earlier links',
        '{"from": "old@field.example", "to": "Jo@field.example"}'),
      (${id('f')}, '2026-03-04T09:30:00Z', null, 'Jo (Joanna) Field', 'reply', 'Replied to the invitation: coming', '{}');
  `);
};

test('who carers are is carried from plain text into the vault at the first start, and stands nowhere else', async () => {
  const old = await createEmptyDatabase();
  const client = new pg.Client({ connectionString: old.url });
  await client.connect();
  try {
    await beforeTheVault(old.url, client);
    await migrate(old.url);
    await sealIdentities(old.url, testVault);
    await sealIdentities(old.url, testVault);
    const { rows } =
      await client.query(`select i.id, i.organisation_id as "organisationId", sealed, plain, email_key
      from carer_identity i join placement_carer using (id) order by position`);
    assert.deepEqual(
      rows.map(({ sealed, ...row }) => unseal(testVault.vaultKeys, row, sealed)),
      [
        {
          ...{ name: 'Jo (Joanna) Field', email: 'Jo@field.example' },
          ...{ phone: '01632 960111', address: '7 Quillet Row, DQ56 9ZZ' },
        },
        { name: 'Sam Field', email: 'sam@field.example', phone: '', address: '' },
      ],
    );
    assert.deepEqual(
      rows.map(({ plain, email_key }) => [plain, email_key]),
      ['jo@field.example', 'sam@field.example'].map((email) => [null, emailKey(testVault.vaultKeys, email)]),
    );
    const told = await client.query(`select person_name, summary, facts from history order by id`);
    assert.deepEqual(told.rows, [
      {
        person_name: 'Amina',
        summary: 'Corrected the e-mail address of Adopter 1 and closed the earlier links',
        facts: {},
      },
      { person_name: 'Adopter 1', summary: 'Replied to the invitation: coming', facts: {} },
    ]);
    const message = await client.query(`select name, email, content, to_earlier_address
      from message join invitation on invitation.id = invitation_id`);
    assert.deepEqual(message.rows, [
      { name: 'Adopter 1', email: '', content: { name: '' }, to_earlier_address: true },
    ]);
    await assert.rejects(client.query('update history set summary = summary'), /append-only/);
  } finally {
    await client.end();
    await old.drop();
  }
});
