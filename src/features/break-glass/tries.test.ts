import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { recordExample } from '../../../test/recorded.ts';
import { asPerson, asService, type Transaction } from '../../database/connection.ts';

let running: TestApp;
let id: string;
let reference: string;
const reason = 'The emergency team asks where he sleeps tonight';

before(async () => {
  running = await startTestApp();
  id = await recordExample(running);
  ({ reference } = await asService(running.service, (tx) =>
    tx.selectFrom('disruption').select('reference').executeTakeFirstOrThrow(),
  ));
});
after(() => running.stop());

const triesOf = async (who: 'otherteam' | 'outsider' | 'former') =>
  asService(running.service, (tx) =>
    tx
      .selectFrom('audit_entry')
      .where('act', '=', 'break-glass')
      .where('actor_id', '=', running.example.people[who])
      .where('rule', 'not in', ['post', 'answer-429'])
      .orderBy('id')
      .select(['rule', 'outcome', 'subject_id as subjectId'])
      .execute(),
  );
const tryIt = async (who: 'otherteam' | 'outsider' | 'former', which: string) =>
  (await running.as(who)).post('/open-a-case', { reference: which, reason });

test('each try is written down, and whether it opened a case, never what was typed', async () => {
  assert.equal((await tryIt('otherteam', 'Willow-00000001')).status, 422);
  assert.equal((await tryIt('otherteam', reference)).status, 303);
  assert.deepEqual(await triesOf('otherteam'), [
    { rule: 'not-open-to-them', outcome: 'refused', subjectId: null },
    { rule: 'break-glass', outcome: 'allowed', subjectId: id },
  ]);
  assert.equal((await tryIt('outsider', reference)).status, 422);
  assert.deepEqual(await triesOf('outsider'), [
    { rule: 'not-open-to-them', outcome: 'refused', subjectId: null },
  ]);
});

test('everybody on the case reads on its page who opened it and why, until somebody has reviewed that', async () => {
  const amina = await running.as('amina');
  const said = /Nadia Rahman is not on this case and opened it<\/strong> on 10 March 2026, to read until 2pm/;
  const page = await amina.get(`/disruptions/${id}`);
  assertValidPage(page.body);
  assert.match(page.body, said);
  running.time.now = new Date('2026-03-11T10:00:00Z');
  assert.match((await (await running.as('amina')).get(`/disruptions/${id}`)).body, said);
  await asService(running.service, (tx) =>
    tx
      .updateTable('break_glass')
      .set({ reviewed_by: running.example.people.iro, reviewed_at: running.time.now, review: 'right' })
      .execute(),
  );
  assert.doesNotMatch((await (await running.as('amina')).get(`/disruptions/${id}`)).body, said);
  running.time.now = new Date('2026-03-10T10:00:00Z');
});

test('beneath the screens too, whoever opened a case writes nothing into it and lets nobody in', async () => {
  const { service, example } = running;
  const nadia = { id: example.people.otherteam };
  const as = <T>(work: (tx: Transaction) => Promise<T>) => asPerson(service, nadia, work);
  assert.equal((await as((tx) => tx.selectFrom('disruption').select('id').execute())).length, 1);
  await assert.rejects(
    as((tx) =>
      tx
        .insertInto('history')
        .values({
          disruption_id: id,
          at: new Date(),
          person_id: nadia.id,
          person_name: 'Nadia',
          act: 'x',
          summary: '',
        })
        .execute(),
    ),
    /row-level security/,
  );
  const changed = await as(async (tx) => {
    const disruption = await tx.updateTable('disruption').set({ account: 'Else' }).executeTakeFirst();
    const placement = await tx.updateTable('placement').set({ agency_name: 'X' }).executeTakeFirst();
    const roles = await tx.deleteFrom('case_role').executeTakeFirst();
    return [disruption.numUpdatedRows, placement.numUpdatedRows, roles.numDeletedRows];
  });
  assert.deepEqual(changed, [0n, 0n, 0n]);
  await as((tx) =>
    sql`select app_put_on_case(${example.placementId}, ${nadia.id}, 'team-manager', 'x'),
      app_end_access(${example.placementId}, ${example.people.amina}, 'child-social-worker')`.execute(tx),
  );
  const access = await asService(service, (tx) =>
    tx
      .selectFrom('placement_access')
      .where('person_id', '=', nadia.id)
      .select('capacity')
      .unionAll(tx.selectFrom('placement_access').where('until_at', 'is not', null).select('capacity'))
      .execute(),
  );
  assert.deepEqual(access, []);
});

test('the database opens a case for nobody whose post does not, nor for longer than four hours', async () => {
  const { service, example } = running;
  const opening = (who: 'guardian' | 'minutes' | 'agency' | 'former', until: string) =>
    asPerson(service, { id: example.people[who] }, (tx) =>
      sql<{ id: string | null }>`select app_break_glass(${reference}, 'x', ${until}) as id`.execute(tx),
    );
  for (const who of ['guardian', 'minutes', 'agency'] as const)
    assert.equal((await opening(who, '2026-03-10T11:00:00Z')).rows[0]?.id, null, who);
  await assert.rejects(opening('former', '2026-03-10T14:00:01Z'), /for_a_few_hours/);
});

test('after five references that opened nothing somebody waits, and the page says until when', async () => {
  const former = await running.as('former');
  const misses = await Promise.all(
    [1, 2, 3, 4, 5, 6, 7].map((number) =>
      former.post('/open-a-case', { reference: `Willow-0000001${number}`, reason }),
    ),
  );
  assert.deepEqual(misses.map(({ status }) => status).sort(), [422, 422, 422, 422, 422, 429, 429]);
  assert.equal((await triesOf('former')).length, 5);
  const waiting = await tryIt('former', reference);
  assert.equal(waiting.status, 429);
  assert.equal(waiting.headers.get('retry-after'), '3600');
  assertValidPage(waiting.body);
  assert.match(waiting.body, /Try again at 11am/);
  assert.equal((await tryIt('outsider', 'Willow-00000001')).status, 422, 'only they wait');
  running.time.now = new Date('2026-03-10T11:00:00Z');
  assert.equal((await tryIt('former', reference)).status, 303);
});

test('a sign-in that is not fresh opens nothing', async () => {
  const nadia = await running.as('otherteam');
  running.time.now = new Date('2026-03-10T11:15:00Z');
  assert.match((await nadia.get('/open-a-case')).location ?? '', /^\/sign-in\?again=yes/);
  assert.equal((await nadia.post('/open-a-case', { reference, reason })).status, 401);
});
