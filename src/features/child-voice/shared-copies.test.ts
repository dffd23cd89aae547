import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type CopiesApp, copyOf, openPreviews, startCopiesApp } from '../../../test/copies-app.ts';
import { asService } from '../../database/connection.ts';

const words = 'I hid in the wardrobe.';
let running: CopiesApp;
let sharing: string;
before(async () => {
  running = await startCopiesApp({ views: [{ words, agreed: '' }] });
  const { id } = await asService(running.service, (tx) =>
    tx.selectFrom('child_view').select('id').executeTakeFirstOrThrow(),
  );
  sharing = `/disruptions/${running.id}/views/${id}/sharing`;
});
after(() => running.stop());

const prepare = async () => {
  const answer = await (await running.as('gareth')).post(`${running.copies}/prepare`, {});
  assert.equal(answer.status, 303, answer.body);
};
/** Whose copy has the words. */
const whoHas = async (): Promise<readonly string[]> => {
  const names = ['Ruth Barlow', 'Tomasz Nowak', 'Priya Shah', 'Dorothy Lindqvist', 'Kirsty Oldroyd'];
  const copies = await Promise.all(names.map((name) => copyOf(running, name)));
  return names.filter((_, index) => JSON.stringify(copies[index]?.document).includes('wardrobe'));
};
const agree = async (fields: Readonly<Record<string, string>>) => {
  running.time.now = new Date(running.time.now.getTime() + 1_000);
  const agreedOn = { 'agreedOn-day': '31', 'agreedOn-month': '3', 'agreedOn-year': '2026' };
  const answer = await (await running.as('amina')).post(sharing, { ...fields, ...agreedOn });
  assert.equal(answer.status, 303, answer.body);
};
const release = async () => {
  const { id, sha256 } = await copyOf(running, 'Tomasz Nowak');
  await openPreviews(running, 'gareth', running.id, [id]);
  return (await running.as('gareth')).post(`${running.copies}/release`, {
    ...{ copies: `${id}.${sha256}`, confirmed: 'yes' },
  });
};

test('what a child has not agreed to share is in nobody’s copy, not even of those who know it', async () => {
  await prepare();
  assert.deepEqual(await whoHas(), []);
});

test('once a child agrees, copies made before wait to be made again, and then have it for those who were named', async () => {
  await agree({ agreed: 'named', readers: 'carers' });
  const held = await release();
  assert.equal(held.status, 422);
  assert.match(held.body, /views as a child had agreed to share them before/);
  await prepare();
  assert.deepEqual(await whoHas(), ['Dorothy Lindqvist']);
  await agree({ agreed: 'everyone' });
  await prepare();
  assert.equal((await whoHas()).length, 5);
});

test('when the child thinks again, no copy with the words leaves', async () => {
  await agree({ agreed: 'nobody' });
  assert.equal((await release()).status, 422);
  await prepare();
  assert.deepEqual(await whoHas(), []);
  assert.equal((await release()).status, 303);
});
