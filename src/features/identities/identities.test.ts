import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, test } from 'node:test';
import pg from 'pg';
import { startTestApp, type TestApp, type Visitor } from '../../../test/app.ts';
import { adopterWords, family } from '../../../test/example-case.ts';
import { inviteFamily } from '../../../test/guest.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { postcodeKey } from '../../database/private-secrets.ts';

const [martin, lucy] = family.adopters;
const reason = 'Their belongings are to be sent on to them';

let running: TestApp;
let owner: pg.Client;
let id: string;
let identities: string;
let amina: Visitor;
before(async () => {
  running = await startTestApp();
  owner = new pg.Client({ connectionString: running.databaseUrl });
  await owner.connect();
  id = await inviteFamily(running);
  identities = `/disruptions/${id}/identities`;
  amina = await running.as('amina');
});
after(async () => {
  await owner.end();
  await running.stop();
});
beforeEach(() => {
  running.time.now = new Date(running.time.now.getTime() + 1_000);
});

const openings = async () => (await owner.query('select reason from vault_opening order by at')).rows;
const audited = async (rule: string): Promise<number> =>
  (await owner.query(`select 1 from audit_entry where act = 'open-vault' and rule = $1`, [rule])).rowCount ??
  0;
const summaries = async (): Promise<readonly string[]> =>
  (await owner.query('select summary from history where disruption_id = $1 order by id desc', [id])).rows.map(
    ({ summary }) => summary,
  );
const carerIds = async (): Promise<readonly string[]> =>
  (
    await owner.query('select id from placement_carer where placement_id = $1 order by position', [
      running.example.placementId,
    ])
  ).rows.map((row) => row.id);
const nothingOfThem = /Featherstone|Quillet|DQ56|01632/i;

describe('who the adopters are', () => {
  test('is asked for by a page that says nothing of it yet', async () => {
    const { status, body, headers } = await amina.get(identities);
    assert.equal(status, 200);
    assertValidPage(body);
    assert.match(body, /Nobody has opened this yet/);
    assert.doesNotMatch(body, nothingOfThem);
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.match((await amina.get(`/disruptions/${id}`)).body, /Who they are/);
    assert.doesNotMatch((await (await running.as('minutes')).get(`/disruptions/${id}`)).body, /Who they are/);
  });

  test('is not shown without a reason, nor for one with a name in it, and nothing is written down', async () => {
    for (const [typed, says] of [
      ['', /Enter why you need to know who they are/],
      ['  ', /Enter why you need to know who they are/],
      ['To write to Mrs Featherstone', /Leave names, numbers and addresses out/],
      ['Send it to DQ569ZZ', /Leave names, numbers and addresses out/],
    ] as const) {
      const { status, body } = await amina.post(identities, { reason: typed });
      assert.equal(status, 422, typed);
      assertValidPage(body);
      assert.match(body, says);
      assert.match(body, /<title>Error:/);
    }
    assert.deepEqual(await openings(), []);
    assert.equal(await audited('reason-given'), 0);
  });

  test('is shown once for a reason, which everybody on the case can then read', async () => {
    const key = randomUUID();
    const { status, body, headers } = await amina.post(identities, { reason }, key);
    assert.equal(status, 200);
    assertValidPage(body);
    for (const adopter of [martin, lucy])
      for (const value of Object.values(adopter)) assert.ok(body.includes(value), value);
    assert.equal(headers.get('cache-control'), 'no-store');

    const again = await amina.post(identities, { reason }, key);
    assert.deepEqual([again.status, again.location], [303, identities]);
    assert.deepEqual(await openings(), [{ reason }]);
    assert.equal(await audited('reason-given'), 1);
    assert.equal((await summaries())[0], `Opened who the adopters are: ${reason}`);
    const asked = await (await running.as('gareth')).get(identities);
    assert.match(asked.body, /Their belongings are to be sent on to them[\s\S]*Amina Hussain/);
    assert.doesNotMatch(asked.body, nothingOfThem);
  });

  test('is shown to one of two who send the same form at once', async () => {
    const before = (await openings()).length;
    const key = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => amina.post(identities, { reason }, key)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 303, 303]);
    assert.equal((await openings()).length, before + 1);
  });

  test('is a page that does not exist for whoever may not open it', async () => {
    const [carerId = ''] = await carerIds();
    for (const key of ['minutes', 'chair', 'panel', 'outsider', 'otherteam', 'admin'] as const) {
      const visitor = await running.as(key);
      for (const path of [identities, `${identities}/${carerId}`]) {
        assert.equal((await visitor.get(path)).status, 404, key);
        const refused = await visitor.post(path, { reason, name: 'Somebody' });
        assert.equal(refused.status, 404, key);
        assert.doesNotMatch(refused.body, nothingOfThem);
      }
    }
    assert.equal((await amina.get(`/disruptions/${randomUUID()}/identities`)).status, 404);
    for (const nowhere of [randomUUID(), 'nonsense', '<script>'])
      assert.equal((await amina.get(`${identities}/${encodeURIComponent(nowhere)}`)).status, 404);
  });

  test('asks somebody who signed in a while ago to sign in again', async () => {
    const visitor = await running.as('gareth');
    const { now } = running.time;
    running.time.now = new Date(now.getTime() + 16 * 60_000);
    assert.match((await visitor.get(identities)).location ?? '', /^\/sign-in\?again=yes/);
    const refused = await visitor.post(identities, { reason });
    assert.equal(refused.status, 401);
    assert.doesNotMatch(refused.body, nothingOfThem);
    running.time.now = now;
  });
});

test('that somebody lives where an adopter does stands out in the audit, and says neither address', async () => {
  const key = postcodeKey(running.service.secretKey, 'de5 3qq');
  const { gareth } = running.example.people;
  await owner.query('update person set home_postcode_key = $2 where id = $1', [gareth, key]);
  const marks = async () => {
    await (await running.as('gareth')).get(`/disruptions/${id}`);
    const { rows } = await owner.query(
      `select marks from audit_entry where actor_id = $1 and act = 'see-disruption' order by id desc limit 1`,
      [gareth],
    );
    return rows[0]?.marks;
  };
  assert.deepEqual(await marks(), []);
  const [, carerId = ''] = await carerIds();
  await amina.post(`${identities}/${carerId}`, { address: '4 Teasel Way, DE53QQ' });
  assert.deepEqual(await marks(), ['same-postcode']);
});

describe('a correction', () => {
  test('is asked for without showing what is on record', async () => {
    const [carerId = ''] = await carerIds();
    const { status, body } = await amina.get(`${identities}/${carerId}`);
    assert.equal(status, 200);
    assertValidPage(body);
    assert.doesNotMatch(body, nothingOfThem);
    assert.match(body, /send them a new link/);
    const nothing = await amina.post(`${identities}/${carerId}`, {});
    assert.equal(nothing.status, 422);
    assertValidPage(nothing.body);
    assert.match(nothing.body, /Enter what is to be put right/);
  });

  test('changes what was entered, once, and the history says what kind of thing it was', async () => {
    const [carerId = ''] = await carerIds();
    const key = randomUUID();
    const typed = {
      name: 'Martin Holloway',
      address: '3 Teasel Way\nRipley\nDE5 3QQ',
      email: 'to@slip.example',
    };
    for (const answer of [
      await amina.post(`${identities}/${carerId}`, typed, key),
      await amina.post(`${identities}/${carerId}`, typed, key),
    ])
      assert.deepEqual([answer.status, answer.location], [303, identities]);
    assert.equal((await summaries())[0], `Corrected the name and address of ${adopterWords[0]}`);
    const { body } = await amina.post(identities, { reason });
    for (const value of ['Martin Holloway', martin.email, martin.phone])
      assert.ok(body.includes(value), value);
    assert.match(body, /3 Teasel Way\s+Ripley\s+DE5 3QQ/);
    assert.doesNotMatch(body, /slip\.example|Martin Featherstone/);
    const { rows } = await owner.query('select h::text as text from history h');
    assert.doesNotMatch(rows.map(({ text }) => text).join('\n'), /Holloway|Teasel|Featherstone/);
  });
});
