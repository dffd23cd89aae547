import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { comments, releaseAll, startCheckingApp } from '../../../test/checking-app.ts';
import { type CopiesApp, copyOf } from '../../../test/copies-app.ts';
import { family } from '../../../test/example-case.ts';
import { enterAs } from '../../../test/guest.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { asService } from '../../database/connection.ts';
import { agree } from '../minutes/agree-minutes.ts';
import { takeBackDraft } from '../minutes/check-draft.ts';
import { reopenMinutes } from './reopen-minutes.ts';

// One journey, in order: a draft on paper, taken back; then agreed minutes on paper, corrected.
let running: CopiesApp;
const mother = family.mother.name;
before(async () => {
  running = await startCheckingApp();
});
after(() => running.stop());

const form = () => ({ disruptionId: running.id, key: randomUUID() });
const page = async () => (await (await running.as('amina')).get(running.copies)).body;
const printFor = async (whom: string): Promise<void> => {
  const { id } = await copyOf(running, mother);
  const amina = await running.as('amina');
  const sent = await amina.post(`${running.copies}/${id}/print`, { [`for-${id}`]: whom });
  assert.equal(sent.status, 303);
};
const papers = () =>
  asService(running.service, (tx) => tx.selectFrom('printed_copy').orderBy('number').selectAll().execute());

test('whoever holds a draft on paper is told by a person once it is out of date, and that is kept', async () => {
  await printFor('Kirsty, at the contact centre');
  assert.doesNotMatch(await page(), /Copies on paper that are out of date/);
  assert.ok((await takeBackDraft(running.service, running.example.actors.minutes, form())).ok);
  const out = await page();
  assertValidPage(out);
  assert.match(out, /Copies on paper that are out of date/);
  assert.match(out, /Printed copy 1 of version 1, for Kirsty, at the contact centre/);
  const [paper] = await papers();
  const amina = await running.as('amina');
  const told = await amina.post(`${running.copies}/papers/${paper?.id}/told`, {});
  assert.deepEqual([told.status, told.location], [303, running.copies]);
  await amina.post(`${running.copies}/papers/${paper?.id}/told`, {}); // told already
  assert.equal((await papers())[0]?.told_by, running.example.people.amina);
  assert.doesNotMatch(await page(), /out of date/);
  const history = await asService(running.service, (tx) =>
    tx.selectFrom('history').where('act', '=', 'tell-of-paper').select('summary').execute(),
  );
  assert.deepEqual(history, [
    { summary: 'Told Kirsty, at the contact centre that printed copy 1 of the minutes is out of date' },
  ]);
});

test('minutes that are corrected are told of to whoever held them: on paper by a person, by link with the next copy', async () => {
  const { service, example, id } = running;
  const because = { 'unchecked-because': 'They were read out', whyNotHeard: 'They had said all' };
  assert.ok((await agree(service, example.actors.chair, form(), because)).ok);
  await releaseAll(running);
  await printFor('Kirsty Oldroyd');
  const before = await copyOf(running, mother);
  assert.ok(
    (await reopenMinutes(service, example.actors.chair, form(), { reason: 'The date was wrong' })).ok,
  );
  assert.match(await page(), /Printed copy 2 of version 2, for Kirsty Oldroyd/);
  const guest = await enterAs(running, mother);
  assert.equal(
    (await guest.get(`/private/copies/${before.id}`)).status,
    404,
    'nobody reads what was withdrawn',
  );
  assert.ok((await agree(service, example.actors.chair, form(), because)).ok);
  await releaseAll(running);
  const corrected = await copyOf(running, mother);
  assert.equal(corrected.version, 3);
  assert.match(JSON.stringify(corrected.document), /takes the place of any copy you were sent before/);
  assert.match(await page(), /Printed copy 2 of version 2/, 'until somebody says that they told her');
  const versions = await asService(service, (tx) =>
    tx
      .selectFrom('minutes_version')
      .where('disruption_id', '=', id)
      .orderBy('version')
      .select(['version', 'stage'])
      .execute(),
  );
  assert.deepEqual(
    versions.map(({ version, stage }) => `${version} ${stage}`),
    ['1 being-checked', '2 agreed', '3 agreed'],
  );
  assert.equal((await comments(running)).length, 0);
});
