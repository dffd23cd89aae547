import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { copyOf, openPreviews, writeAndAgree } from '../../../test/copies-app.ts';
import { inviteFamily } from '../../../test/guest.ts';
import { asPerson, asService } from '../../database/connection.ts';
import { addPassage, saveChosenReaders } from '../minutes/choose-readers.ts';
import { passagesOf } from '../minutes/write-minutes.ts';
import { releaseCopies } from './release-copies.ts';
import { copiesToRelease } from './see-copies.ts';

let running: TestApp;
let id: string;
before(async () => {
  running = await startTestApp();
  id = await inviteFamily(running);
  running.time.now = new Date('2026-03-31T12:00:00Z');
});
after(() => running.stop());

const form = () => ({ disruptionId: id, key: randomUUID() });
const passages = () =>
  asService(running.service, (tx) =>
    tx
      .selectFrom('passage')
      .orderBy('position')
      .orderBy('id')
      .select(['id', 'authors', 'position'])
      .execute(),
  );
const handsOf = async (passageId: string) =>
  (await passages()).find((passage) => passage.id === passageId)?.authors;

test('the empty passages that minutes begin with are nobody’s', async () => {
  await passagesOf(running.service, running.example.actors.minutes, id);
  const found = await passages();
  assert.ok(found.length > 3);
  assert.deepEqual(
    found.flatMap(({ authors }) => authors),
    [],
  );
});

test('whoever adds a passage, chooses its readers or settles words in it has a hand in it, and keeps it', async () => {
  const { amina, chair, minutes } = running.example.people;
  const passageId = randomUUID();
  const { actors } = running.example;
  const added = { add: 'ending', withheldFrom: ['birth-family'] };
  await addPassage(running.service, actors.minutes, { ...form(), id: passageId }, added);
  assert.deepEqual(await handsOf(passageId), [minutes]);
  const ticks = { [`was-readers-${passageId}`]: 'birth-family', [`readers-${passageId}`]: 'carers' };
  assert.equal((await saveChosenReaders(running.service, actors.amina, form(), ticks)).ok, true);
  assert.deepEqual(await handsOf(passageId), [minutes, amina]);

  // As the row is written when somebody settles on the words that were saved, which types nothing.
  const settle = (person: string, changes: { readonly authors?: string[] }) =>
    asPerson(running.service, { id: person }, (tx) =>
      tx
        .updateTable('passage')
        .set(({ eb }) => ({ revision: eb('revision', '+', 1), ...changes }))
        .where('id', '=', passageId)
        .execute(),
    );
  await settle(chair, {});
  assert.deepEqual(await handsOf(passageId), [minutes, amina, chair]);
  await settle(minutes, { authors: [] });
  assert.deepEqual(await handsOf(passageId), [minutes, amina, chair], 'nobody is taken out of it');
});

test('whoever only chose readers releases no copy, by the form or in the database', async () => {
  await writeAndAgree(running, id);
  const { service, example } = running;
  const [choice = ''] = await copiesToRelease(service, example.actors.amina, id);
  const copyId = choice.slice(0, 36);
  await openPreviews(running, 'amina', id, [copyId]);
  const typed = { copies: choice, confirmed: 'yes' };
  const refused = await releaseCopies(service, example.actors.amina, form(), typed);
  assert.match(JSON.stringify(refused), /You wrote in these minutes, so somebody else releases/);
  const at = running.time.now;
  const held = { held_by: example.people.amina, held_at: at, held_until: new Date(at.getTime() + 600_000) };
  const hold = (changes: object) =>
    asPerson(service, { id: example.people.amina }, (tx) =>
      tx
        .updateTable('copy')
        .set({ ...held, ...changes })
        .where('id', '=', copyId)
        .execute(),
    );
  await assert.rejects(hold({}), /held_by_another|an author does not release/);
  await assert.rejects(hold({ authors: [] }), /an author does not release/);
});

test('nor does whoever typed after copies were prepared, in a version that was opened again', async () => {
  const { service, example } = running;
  const { gareth } = example.people;
  await asService(service, (tx) =>
    tx.updateTable('meeting').set({ minutes_status: 'draft', minutes_version: 2 }).execute(),
  );
  const [passage] = await passages();
  await asPerson(service, { id: gareth }, (tx) =>
    tx
      .updateTable('passage')
      .set({ text: 'Put right' })
      .where('id', '=', passage?.id ?? '')
      .execute(),
  );
  await asService(service, (tx) => tx.updateTable('meeting').set({ minutes_status: 'agreed' }).execute());
  const copies = await asService(service, (tx) => tx.selectFrom('copy').select('id').execute());
  const at = running.time.now;
  for (const { id: copyId } of copies)
    await assert.rejects(
      asPerson(service, { id: gareth }, (tx) =>
        tx
          .updateTable('copy')
          .set({ version: 2, held_by: gareth, held_at: at, held_until: new Date(at.getTime() + 600_000) })
          .where('id', '=', copyId)
          .execute(),
      ),
      /an author does not release/,
    );
  assert.ok(copies.length > 5);
  assert.equal((await copyOf({ ...running, id, copies: '' }, 'Kirsty Oldroyd')).held_by, null);
});
