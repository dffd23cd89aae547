import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { assertValidPage } from '../../../test/html-validate.ts';
import { fieldsIn, type MinutesApp, startMinutesApp } from '../../../test/minutes-app.ts';
import { asService } from '../../database/connection.ts';
import { passagesOf } from './write-minutes.ts';

let running: MinutesApp;
beforeEach(async () => {
  running = await startMinutesApp();
});
afterEach(() => running.stop());

const passageUnder = async (key: string) => {
  const found = await passagesOf(running.service, running.example.actors.minutes, running.id);
  const passage = found.find(({ agendaKey }) => agendaKey === key);
  if (passage === undefined) throw new Error(`Nothing under ${key}`);
  return passage;
};
const lastOfHistory = () =>
  asService(running.service, (tx) =>
    tx.selectFrom('history').orderBy('id', 'desc').select(['summary', 'facts']).executeTakeFirstOrThrow(),
  );

test('saying whose information a passage is keeps it from those who must not learn it, also the first of an item', async () => {
  const typist = await running.as('minutes');
  const { id } = await passageUnder('ending');
  const sent = await running.sendPage(typist, { [`text-${id}`]: 'Words', [`whose-${id}`]: 'adopters' });
  assert.equal(sent.status, 303);
  const saved = await passageUnder('ending');
  assert.deepEqual([saved.whose, saved.withheldFrom], ['adopters', ['birth-family', 'carers']]);
  const page = (await typist.get(running.minutes)).body;
  assertValidPage(page);
  assert.match(
    page,
    /The adopters’ or carers’ information\. Kept from parents and family and current carers\./,
  );
  assert.match((await lastOfHistory()).summary, /The adopters’ or carers’ information/);
});

test('taking whose information it is back lets nobody read more; unticking wants a reason, which the history keeps', async () => {
  const typist = await running.as('minutes');
  const { id } = await passageUnder('ending');
  await running.sendPage(typist, { [`text-${id}`]: 'Words', [`whose-${id}`]: 'adopters' });
  await running.sendPage(typist, { [`whose-${id}`]: 'nobody' });
  assert.deepEqual((await passageUnder('ending')).withheldFrom, ['birth-family', 'carers']);

  const refused = await running.sendPage(typist, { [`readers-${id}`]: ['carers'] });
  assert.equal(refused.status, 422);
  assertValidPage(refused.body);
  assert.ok(refused.body.includes(`href="#why-${id}">Say why more people may read this`));
  assert.deepEqual((await passageUnder('ending')).withheldFrom, ['birth-family', 'carers']);

  await running.sendPage(typist, {
    [`readers-${id}`]: ['carers'],
    [`why-${id}`]: 'Her mother told it to the meeting herself',
  });
  assert.deepEqual((await passageUnder('ending')).withheldFrom, ['carers']);
  const { summary, facts } = await lastOfHistory();
  assert.match(
    summary,
    /Now also for parents and family\. Because: Her mother told it to the meeting herself$/,
  );
  assert.deepEqual((facts as { widened: string[] }).widened, ['birth-family']);
});

test('a page that is out of date takes nobody’s information back, and a child of another case is refused', async () => {
  const [chair, typist] = [await running.as('chair'), await running.as('minutes')];
  const { id } = await passageUnder('ending');
  const old = (await chair.get(running.minutes)).body;
  assert.deepEqual(fieldsIn(old)[`whose-${id}`], ['nobody']);
  await running.sendPage(typist, { [`whose-${id}`]: `child-${running.example.childIds[0]}` });
  await running.sendPage(chair, {}, running.minutes, old);
  const saved = await passageUnder('ending');
  assert.deepEqual(
    [saved.whose, saved.aboutChildId, saved.withheldFrom],
    ['child', running.example.childIds[0], ['birth-family', 'adopters']],
  );
  const stranger = await running.sendPage(typist, { [`whose-${id}`]: `child-${id}` });
  assert.equal(stranger.status, 404);
});
