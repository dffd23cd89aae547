import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { type CopiesApp, copyOf, letHeldGo, openPreviews, startCopiesApp } from '../../../test/copies-app.ts';
import { family, type StaffKey } from '../../../test/example-case.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { asGuest, asService } from '../../database/connection.ts';
import { loadHistory } from '../../database/history.ts';
import { letCopyGo } from './let-copy-go.ts';
import { prepareCopies } from './prepare-copies.ts';
import { releaseCopies } from './release-copies.ts';
import { reopenMinutes } from './reopen-minutes.ts';
import { copiesToRelease } from './see-copies.ts';
import { takeBackCopies } from './take-back-copies.ts';

const mother = family.mother.name;
const tenMinutes = 600_000;

let running: CopiesApp;
let owner: pg.Client;
before(async () => {
  running = await startCopiesApp({ by: 'minutes' });
  owner = new pg.Client({ connectionString: running.databaseUrl });
  await owner.connect();
  await copiesToRelease(running.service, running.example.actors.gareth, running.id);
});
after(async () => {
  await owner.end();
  await running.stop();
});

const actorOf = (who: StaffKey) => running.example.actors[who];
const form = () => ({ disruptionId: running.id, key: randomUUID() });
const hold = async (who: StaffKey = 'gareth') => {
  const { id, sha256 } = await copyOf(running, mother);
  await openPreviews(running, who, running.id, [id]);
  const typed = { copies: `${id}.${sha256}`, confirmed: 'yes' };
  const outcome = await releaseCopies(running.service, actorOf(who), form(), typed);
  assert.deepEqual(outcome, { ok: true, location: running.copies });
  return id;
};
const takeBack = (who: StaffKey, held: string) =>
  takeBackCopies(running.service, actorOf(who), form(), { held });
const messages = async (): Promise<number> => {
  const rows = await asService(running.service, (tx) =>
    tx
      .selectFrom('message')
      .innerJoin('invitation', 'invitation.id', 'message.invitation_id')
      .where('invitation.name', '=', mother)
      .where('kind', '=', 'copy')
      .select('message.id')
      .execute(),
  );
  return rows.length;
};
const links = async (): Promise<number> =>
  (await asService(running.service, (tx) => tx.selectFrom('guest_link').select('id').execute())).length;
const opens = async (): Promise<boolean> => {
  const { invitation_id, id } = await copyOf(running, mother);
  const rows = await asGuest(running.service, { id: invitation_id }, (tx) =>
    tx.selectFrom('copy').where('id', '=', id).select('id').execute(),
  );
  return rows.length === 1;
};
const summaries = async () =>
  (await asService(running.service, (tx) => loadHistory(tx, running.id, 6))).map(({ summary }) => summary);

/** Whatever a test before left: nothing is held or out. */
beforeEach(async () => {
  await owner.query('set session_replication_role = replica');
  await owner.query(`update copy set held_by = null, held_at = null, held_until = null, released_by = null,
    released_at = null, withdrawn_at = null, stopped_because = ''`);
  await owner.query(`delete from message where kind = 'copy'`);
  await owner.query('set session_replication_role = origin');
});

test('a copy that was released waits ten minutes, and until then nothing is sent and nobody can open it', async () => {
  const before = await links();
  const id = await hold();
  const gareth = await running.as('gareth');
  const { body } = await gareth.get(running.copies);
  assertValidPage(body);
  assert.match(body, /On hold until 31 March 2026 at 1:10pm: the copies for Kirsty Oldroyd\./);
  assert.match(body, /Released by Gareth Pugh\. It goes on 31 March 2026 at 1:10pm\./);
  assert.deepEqual([await opens(), await messages(), await links()], [false, 0, before]);
  const { rows } = await owner.query<{ seconds: number }>(
    `select extract(epoch from run_at - clock_timestamp())::float as seconds from graphile_worker.jobs where key = $1`,
    [`held-copy:${id}`],
  );
  assert.ok(Math.abs((rows[0]?.seconds ?? 0) - 600) < 30, JSON.stringify(rows));

  running.time.now = new Date(running.time.now.getTime() + tenMinutes - 1);
  await letCopyGo(running.service, id);
  assert.deepEqual([await opens(), await messages()], [false, 0], 'a job that comes early waits on');
  running.time.now = new Date(running.time.now.getTime() + 1);
  await letCopyGo(running.service, id);
  assert.deepEqual([await opens(), await messages(), await links()], [true, 1, before + 1]);
  const copy = await copyOf(running, mother);
  assert.deepEqual(copy.released_at, running.time.now);
  assert.equal(copy.released_by, running.example.people.gareth);
});

test('whoever released it takes it back with one button, and then nothing goes', async () => {
  const id = await hold();
  const gareth = await running.as('gareth');
  assert.match((await gareth.get(running.copies)).body, /Take it back/);
  assert.equal((await gareth.post(`${running.copies}/take-back`, { held: id })).location, running.copies);
  await letHeldGo(running);
  await letCopyGo(running.service, id);
  assert.deepEqual([await opens(), await messages()], [false, 0]);
  assert.equal((await summaries())[0], 'Took back Kirsty Oldroyd’s copy of the minutes before it went');
  assert.match((await gareth.get(running.copies)).body, /Release, to go in ten minutes/);
});

test('the chair takes it back too, and nobody else does', async () => {
  const id = await hold();
  const refused = await takeBack('helen', id);
  assert.match(JSON.stringify(refused), /Whoever released a copy takes it back before it goes, or the chair/);
  const { body } = await (await running.as('helen')).get(running.copies);
  assertValidPage(body);
  assert.doesNotMatch(body, /copies\/take-back/);
  assert.equal((await copyOf(running, mother)).held_by, running.example.people.gareth);
  assert.equal((await takeBack('chair', id)).ok, true);
  assert.equal((await copyOf(running, mother)).held_by, null);
});

test('taken back too late is refused, and says that it can be withdrawn', async () => {
  const id = await hold();
  await letHeldGo(running);
  assert.match(
    JSON.stringify(await takeBack('gareth', id)),
    /The ten minutes are over and the copy has gone/,
  );
  assert.equal(await opens(), true);
});

test('jobs that run twice, at once, and beside somebody who takes it back send it once or not at all', async () => {
  for (let round = 0; round < 8; round++) {
    const id = await hold();
    running.time.now = new Date(running.time.now.getTime() + tenMinutes);
    const go = () => letCopyGo(running.service, id);
    const [, back] = await Promise.all([go(), takeBack('gareth', id), go(), go()]);
    assert.deepEqual([await opens(), await messages()], back.ok ? [false, 0] : [true, 1]);
    await go();
    assert.deepEqual([await opens(), await messages()], back.ok ? [false, 0] : [true, 1]);
    await owner.query('set session_replication_role = replica');
    await owner.query(`update copy set held_by = null, held_at = null, held_until = null, released_by = null,
      released_at = null`);
    await owner.query(`delete from message where kind = 'copy'`);
    await owner.query('set session_replication_role = origin');
  }
});

test('a worker that is killed half way leaves the copy on hold, and the next one lets it go once', async () => {
  const id = await hold();
  running.time.now = new Date(running.time.now.getTime() + tenMinutes);
  // The worker waits for the case in the middle of its transaction, and there its connection is cut.
  await owner.query('begin');
  await owner.query('select 1 from disruption where id = $1 for update', [running.id]);
  const killed = letCopyGo(running.service, id).then(
    () => 'done',
    () => 'cut',
  );
  const cut = `select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'
    and datname = current_database() and query like '%disruption%for update%'`;
  for (let tries = 0; tries < 100 && (await owner.query(cut)).rowCount === 0; tries++) await setTimeout(50);
  assert.equal(await killed, 'cut');
  await owner.query('commit');
  assert.deepEqual([await opens(), await messages()], [false, 0]);
  assert.equal((await copyOf(running, mother)).held_by, running.example.people.gareth);
  await letCopyGo(running.service, id);
  assert.deepEqual([await opens(), await messages()], [true, 1]);
});

/** Who wrote the minutes, as nobody can write it once they are agreed. */
const handsAre = async (authors: string): Promise<void> => {
  await owner.query('set session_replication_role = replica');
  await owner.query(`update passage set authors = ${authors} where position = 0`);
  await owner.query('set session_replication_role = origin');
};

test('what is not right any more when it goes stays, and the page says why', async () => {
  await hold();
  await handsAre(`array['${running.example.people.gareth}']::uuid[]`);
  await letHeldGo(running);
  assert.deepEqual([await opens(), await messages()], [false, 0]);
  assert.match((await summaries())[0] ?? '', /^Did not send Kirsty Oldroyd’s copy of the minutes: You wrote/);
  const { body } = await (await running.as('chair')).get(running.copies);
  assertValidPage(body);
  assert.match(body, /It did not go: You wrote in these minutes/);
  await handsAre(`'{}'`);
});

test('a copy on hold is not prepared anew, and does not change, whoever asks the database', async () => {
  const id = await hold('helen');
  const before = await copyOf(running, mother);
  await prepareCopies(running.service, actorOf('helen'), form());
  assert.deepEqual((await copyOf(running, mother)).prepared_at, before.prepared_at);
  await assert.rejects(
    owner.query(`update copy set document = '{}' where id = $1`, [id]),
    /a released copy does not change/,
  );
  await assert.rejects(
    owner.query(`update copy set released_at = held_at, released_by = held_by where id = $1`, [id]),
    /a copy is held before it goes/,
  );
  await assert.rejects(
    owner.query(`update copy set held_until = held_at where id = $1`, [id]),
    /a released copy does not change|held_ten_minutes/,
  );
});

test('minutes that are opened again take back what waits', async () => {
  const id = await hold('helen');
  const outcome = await reopenMinutes(running.service, actorOf('chair'), form(), { reason: 'A wrong date' });
  assert.equal(outcome.ok, true);
  assert.equal((await copyOf(running, mother)).held_by, null);
  await letHeldGo(running);
  await letCopyGo(running.service, id);
  assert.deepEqual([await opens(), await messages()], [false, 0]);
});
