import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Visitor } from '../../../test/app.ts';
import { type CopiesApp, copyOf, letHeldGo, startCopiesApp } from '../../../test/copies-app.ts';
import { adopterWords, family } from '../../../test/example-case.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { asGuest, asService } from '../../database/connection.ts';
import { loadHistory } from '../../database/history.ts';
import { readBackPdf } from '../../documents/read-back.ts';
import { openCopy } from '../guests/store.ts';
import { markWithdrawn } from './store.ts';

const mother = family.mother.name;
const [martin] = adopterWords;

let running: CopiesApp;
let gareth: Visitor;
before(async () => {
  running = await startCopiesApp();
  gareth = await running.as('gareth');
  await gareth.get(running.copies);
  for (const name of [mother, martin]) {
    const { id, sha256 } = await copyOf(running, name);
    await gareth.get(`${running.copies}/${id}`);
    await gareth.post(`${running.copies}/release`, { copies: `${id}.${sha256}`, confirmed: 'yes' });
  }
});
after(() => running.stop());

const print = async (name: string, printedFor: string) => {
  const { id } = await copyOf(running, name);
  return gareth.post(`${running.copies}/${id}/print`, { [`for-${id}`]: printedFor });
};
const fileOf = async (name: string, number: number) =>
  gareth.get(`${running.copies}/${(await copyOf(running, name)).id}/printed?number=${number}`);

test('a copy on hold is not printed, nor one for nobody', async () => {
  assert.match((await print(mother, 'Kirsty')).body, /A copy is printed once it is released/);
  await letHeldGo(running);
  const { status, body } = await print(mother, '');
  assert.equal(status, 422);
  assertValidPage(body);
  assert.match(body, /Enter who the printed copy is for/);
});

test('printed copies are numbered in their meeting and logged, and the number stands on every page', async () => {
  for (const [name, printedFor] of [
    [mother, 'Kirsty, handed over by Amina'],
    [martin, 'Martin'],
    [mother, 'Her solicitor'],
  ] as const)
    assert.equal((await print(name, printedFor)).location, running.copies);
  const { body } = await gareth.get(running.copies);
  assertValidPage(body);
  for (const line of ['1 for Kirsty, handed over by Amina', '2 for Martin', '3 for Her solicitor'])
    assert.ok(body.includes(`Printed copy ${line}, by Gareth Pugh on 31 March 2026`), line);
  const [entry] = await asService(running.service, (tx) => loadHistory(tx, running.id, 1));
  assert.equal(
    entry?.summary,
    'Made printed copy 3 of Kirsty Oldroyd’s copy of the minutes, for Her solicitor',
  );
  const { bytes, headers } = await fileOf(mother, 3);
  assert.equal(headers.get('content-type'), 'application/pdf');
  const pages = (await readBackPdf(bytes)).filter(({ part }) => /^page \d+$/.test(part));
  assert.ok(pages.length > 0);
  for (const { text } of pages) assert.match(text, /Printed copy 3\. Page \d+ of \d+/);
  assert.equal((await fileOf(mother, 2)).status, 303, 'that number is another person’s');
  assert.equal((await fileOf(mother, 9)).status, 303);
});

test('two who print at once get two numbers', async () => {
  await Promise.all([print(mother, 'One'), print(mother, 'Two'), print(martin, 'Three')]);
  const rows = await asService(running.service, (tx) =>
    tx.selectFrom('printed_copy').orderBy('number').select('number').execute(),
  );
  assert.deepEqual(
    rows.map(({ number }) => number),
    [1, 2, 3, 4, 5, 6],
  );
});

test('in 1,000 races of recall against open, no open that began after the recall answers the copy', async () => {
  const { id: copyId, invitation_id: invitationId } = await copyOf(running, martin);
  const { service, time } = running;
  const open = () =>
    asGuest(service, { id: invitationId }, (tx) => openCopy(tx, invitationId, copyId, time.now));
  const recall = () =>
    asService(service, (tx) => markWithdrawn(tx, { copyId, disruptionId: running.id }, time.now));
  const putBack = () =>
    asService(service, (tx) =>
      tx.updateTable('copy').set({ withdrawn_at: null }).where('id', '=', copyId).execute(),
    );
  const seen = { before: 0, stale: 0 };
  for (let race = 0; race < 1000; race++) {
    let isRecalled = false;
    const [, ...opened] = await Promise.all([
      recall().then(() => {
        isRecalled = true;
      }),
      ...[0, 1, 2].map(async (n) => {
        for (let wait = 0; wait < n; wait++) await new Promise(setImmediate);
        const beganAfter = isRecalled;
        return { beganAfter, found: (await open()) !== undefined };
      }),
    ]);
    const last = { beganAfter: isRecalled, found: (await open()) !== undefined };
    for (const { beganAfter, found } of [...opened, last]) {
      if (found && beganAfter) seen.stale += 1;
      if (found) seen.before += 1;
    }
    await putBack();
  }
  assert.equal(seen.stale, 0);
  assert.ok(seen.before > 0, 'some were there before the recall');
});

test('once a copy is withdrawn, what was printed of it is not printed again', async () => {
  const { id } = await copyOf(running, mother);
  assert.equal((await gareth.post(`${running.copies}/${id}/withdraw`, {})).status, 303);
  assert.equal((await fileOf(mother, 1)).status, 303);
  assert.match((await print(mother, 'Kirsty')).body, /A copy is printed once it is released/);
});
