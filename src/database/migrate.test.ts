import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { createEmptyDatabase } from '../../test/database.ts';
import { testVault } from '../../test/vault-key.ts';
import { connect } from './connection.ts';
import { migrate, readMigrations } from './migrate.ts';
import { sealIdentities } from './vault.ts';

const withEmptyDatabase = async (work: (url: string, owner: pg.Client) => Promise<void>): Promise<void> => {
  const database = await createEmptyDatabase();
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  try {
    await work(database.url, owner);
  } finally {
    await owner.end();
    await database.drop();
  }
};

const appliedTo = async (owner: pg.Client) =>
  (await owner.query('select name, applied_at from migration order by name')).rows;

test('an empty database gets every migration once, however often the service starts', () =>
  withEmptyDatabase(async (url, owner) => {
    await migrate(url);
    const first = await appliedTo(owner);
    await migrate(url);
    assert.deepEqual(
      first.map(({ name }) => name),
      (await readMigrations()).map(({ name }) => name),
    );
    assert.deepEqual(await appliedTo(owner), first);
  }));

test('five services starting at once on an empty database take turns', () =>
  withEmptyDatabase(async (url, owner) => {
    await Promise.all(Array.from({ length: 5 }, () => migrate(url)));
    assert.equal((await appliedTo(owner)).length, (await readMigrations()).length);
  }));

test('a migration that was changed after it was applied is refused by name', () =>
  withEmptyDatabase(async (url, owner) => {
    await migrate(url);
    await owner.query(`update migration set sha256 = 'another' where name = '0002-jobs.sql'`);
    await assert.rejects(migrate(url), /^Error: 0002-jobs\.sql has changed since it was applied/);
  }));

test('a database of a newer version is refused', () =>
  withEmptyDatabase(async (url, owner) => {
    await migrate(url);
    await owner.query(`insert into migration (name, sha256) values ('9999-from-the-future.sql', '')`);
    await assert.rejects(migrate(url), /9999-from-the-future\.sql, which this version does not know/);
  }));

test('a migration that fails leaves the database as it was before it', () =>
  withEmptyDatabase(async (url, owner) => {
    await owner.query('create table history (in_the_way text)');
    await assert.rejects(migrate(url), /^Error: Migration 0001-.* failed/);
    assert.deepEqual(await appliedTo(owner), []);
    assert.equal((await owner.query(`select to_regclass('organisation') as made`)).rows[0].made, null);
  }));

test('an owner who is no superuser can migrate, and the service can connect as that owner', () =>
  withEmptyDatabase(async (url, superuser) => {
    const { pathname } = new URL(url);
    const role = `owner_of_${pathname.slice(1)}`;
    await superuser.query(`create role ${role} login createrole password 'secret'`);
    await superuser.query(`alter database ${pathname.slice(1)} owner to ${role}`);
    // Where the role exists already, the council's database administrator has granted it.
    await superuser.query(
      `do $$ begin create role disruption_app nologin; exception when others then null; end $$`,
    );
    await superuser.query(`grant disruption_app to ${role} with admin option`);
    const asOwner = Object.assign(new URL(url), { username: role, password: 'secret' }).href;
    await migrate(asOwner);
    await sealIdentities(asOwner, testVault);
    const db = connect(asOwner);
    assert.deepEqual(await db.selectFrom('organisation').selectAll().execute(), []);
    await db.destroy();
    await superuser.query(`reassign owned by ${role} to current_user`);
    await superuser.query(`drop owned by ${role}`);
    await superuser.query(`drop role ${role}`);
  }));
