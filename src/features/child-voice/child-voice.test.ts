import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { StaffKey } from '../../../test/example-case.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { type MinutesApp, startMinutesApp } from '../../../test/minutes-app.ts';
import { asService } from '../../database/connection.ts';
import { readBackPdf } from '../../documents/read-back.ts';

let running: MinutesApp;
let voice: string;
let [robin, wren] = ['', ''];
before(async () => {
  running = await startMinutesApp({ children: ['Robin', 'Wren'] });
  voice = `/disruptions/${running.id}/child-voice`;
  [robin = '', wren = ''] = running.example.childIds;
});
after(() => running.stop());

const onDay = (name: string, day: string, month = '3') => ({
  [`${name}-day`]: day,
  [`${name}-month`]: month,
  [`${name}-year`]: '2026',
});
const pageOf = async (key: StaffKey, path = voice) => {
  const page = await (await running.as(key)).get(path);
  assert.equal(page.status, 200, `${key} ${path}`);
  assertValidPage(page.body);
  return page.body;
};
/** What the page says of one child. */
const partOf = (body: string, id: string) =>
  body.split('<section').find((part) => part.includes(`id="child-${id}"`)) ??
  assert.fail(`No part for ${id}`);

test('the ways are chosen with one child, and not with a brother or sister', async () => {
  const amina = await running.as('amina');
  const ways = `${voice}/${robin}/ways`;
  assert.match(await pageOf('amina', ways), /How Robin wants to be heard/);
  const empty = await amina.post(ways, {});
  assert.equal(empty.status, 422);
  assertValidPage(empty.body);
  assert.match(empty.body, /Choose how Robin wants to be heard/);
  const chosen = {
    ways: 'draw',
    signs: 'Makaton',
    chosenWith: 'Robin and Amina',
    ...onDay('chosenOn', '20'),
  };
  assert.equal((await amina.post(ways, chosen)).location, voice);
  running.time.now = new Date(running.time.now.getTime() + 1_000);
  const again = { ...chosen, ways: 'tell-advocate', ...onDay('chosenOn', '22') };
  assert.equal((await amina.post(ways, again)).status, 303);
  const body = await pageOf('iro');
  assert.match(partOf(body, robin), /Tell an advocate[\s\S]+Makaton[\s\S]+22 March 2026 by Robin and Amina/);
  assert.match(partOf(body, robin), /chosen otherwise before, last on 20 March 2026/);
  assert.match(partOf(body, wren), /Nobody has chosen this with Wren yet/);
});

const words = 'I hid in the wardrobe when they shouted.';
const say = async (key: StaffKey, changes: Readonly<Record<string, string>> = {}) => {
  const said = { childId: robin, words, whoseWords: 'child', way: 'told-worker', how: 'In the car' };
  const sent = await (await running.as(key)).post(`/disruptions/${running.id}/views`, {
    ...{ ...said, ...onDay('saidOn', '20') },
    ...changes,
  });
  assert.equal(sent.status, 303, sent.body);
  const [latest] = await asService(running.service, (tx) =>
    tx.selectFrom('child_view').orderBy('recorded_at', 'desc').select('id').limit(1).execute(),
  );
  running.time.now = new Date(running.time.now.getTime() + 1_000);
  return latest?.id ?? assert.fail();
};

/** Who finds the words on the pages of the case that show what children said. */
const whoReads = async (): Promise<readonly StaffKey[]> => {
  const readers: StaffKey[] = [];
  for (const key of ['amina', 'chair', 'minutes', 'iro', 'gareth', 'agency'] as const) {
    const visitor = await running.as(key);
    const pages = [`/disruptions/${running.id}`, voice, running.minutes].map((path) => visitor.get(path));
    const shown = (await Promise.all(pages)).filter(({ status }) => status === 200);
    const with_ = shown.filter(({ body }) => body.includes(words));
    assert.ok([0, shown.length].includes(with_.length), `${key} reads it on some pages and not on others`);
    if (with_.length > 0) readers.push(key);
  }
  return readers;
};

test('what a child said is shown to the chair and the child’s social worker until the child agrees to more', async () => {
  const viewId = await say('amina');
  const sharing = `/disruptions/${running.id}/views/${viewId}/sharing`;
  assert.deepEqual(await whoReads(), ['amina', 'chair']);
  assert.match(
    partOf(await pageOf('iro'), robin),
    /Robin was heard on 20 March 2026\. The words are with the chair/,
  );

  const amina = await running.as('amina');
  assert.match(await pageOf('amina', sharing), /Who did the child agree may know this\?/);
  const empty = await amina.post(sharing, { agreed: 'named', ...onDay('agreedOn', '19') });
  assert.equal(empty.status, 422);
  assertValidPage(empty.body);
  assert.match(empty.body, /Choose who may know it/);
  assert.match(empty.body, /on or after 20 March 2026, when the words were given/);

  const named = { agreed: 'named', readers: 'carers', ...onDay('agreedOn', '21') };
  assert.equal((await amina.post(sharing, named)).location, voice);
  assert.deepEqual(await whoReads(), ['amina', 'chair'], 'carers are not those who work on the case');
  running.time.now = new Date(running.time.now.getTime() + 1_000);
  assert.equal((await amina.post(sharing, { agreed: 'everyone', ...onDay('agreedOn', '22') })).status, 303);
  assert.deepEqual(await whoReads(), ['amina', 'chair', 'minutes', 'iro', 'gareth', 'agency']);
  running.time.now = new Date(running.time.now.getTime() + 1_000);
  assert.equal((await amina.post(sharing, { agreed: 'nobody', ...onDay('agreedOn', '23') })).status, 303);
  assert.deepEqual(await whoReads(), ['amina', 'chair'], 'the child thought again');

  const kept = await asService(running.service, async (tx) => ({
    words: (await tx.selectFrom('child_view').where('id', '=', viewId).select('words').executeTakeFirst())
      ?.words,
    agreed: await tx.selectFrom('view_sharing').orderBy('recorded_at').select('agreed').execute(),
  }));
  assert.equal(kept.words, words);
  assert.deepEqual(
    kept.agreed.map(({ agreed }) => agreed),
    ['named', 'everyone', 'nobody'],
  );
  assert.match(
    await pageOf('chair', sharing),
    /Before that[\s\S]+22 March 2026 that everybody[\s\S]+21 March 2026/,
  );
});

test('whoever wrote the words down reads them; only those who hear a child first say what the child agreed to', async () => {
  const viewId = await say('minutes', { childId: wren, words: 'Me too.', agreed: 'everyone' });
  const of = async (key: StaffKey) => partOf(await pageOf(key), wren).includes('Me too.');
  assert.deepEqual([await of('minutes'), await of('iro'), await of('gareth')], [true, false, false]);
  for (const key of ['minutes', 'iro', 'gareth'] as const)
    assert.equal(
      (await (await running.as(key)).get(`/disruptions/${running.id}/views/${viewId}/sharing`)).status,
      404,
    );
  await say('chair', { childId: wren, words: 'And the cat.', agreed: 'named', readers: 'staff' });
  assert.match(partOf(await pageOf('iro'), wren), /And the cat\./);
});

test('the code of each child’s part in the meeting is recorded by its rules, and PN7 by the chair alone', async () => {
  const path = `${voice}/${wren}/participation`;
  assert.doesNotMatch(await pageOf('amina', path), /value="PN7"/);
  assert.match(await pageOf('chair', path), /value="PN7"/);
  const amina = await running.as('amina');
  const wrong = await amina.post(path, { attended: 'no', code: 'PN1' });
  assert.equal(wrong.status, 422);
  assertValidPage(wrong.body);
  assert.match(wrong.body, /PN1 is for a child who came, and you said that Wren did not/);
  const unheard = { attended: 'no', code: 'PN7', reason: 'Wren was in hospital' };
  assert.match((await amina.post(path, unheard)).body, /Only the chair records PN7/);
  assert.equal((await (await running.as('chair')).post(path, unheard)).location, voice);
  const body = await pageOf('iro');
  assert.match(
    partOf(body, wren),
    /PN7: Did not come[\s\S]+Wren was in hospital[\s\S]+Recorded by Ruth Barlow/,
  );
  assert.match(partOf(body, wren), /PN7 says that no views reached the meeting, and Wren’s views/);
  assert.match(partOf(body, robin), /Not recorded yet/);
  running.time.now = new Date(running.time.now.getTime() + 1_000);
  assert.equal((await amina.post(path, { attended: 'no', code: 'PN6' })).status, 303);
  assert.match(partOf(await pageOf('iro'), wren), /PN6: Did not come, and sent their views/);
});

test('the database itself changes nothing that a child agreed to, and takes no PN7 without a reason', async () => {
  const { db } = running.service;
  for (const table of ['view_sharing', 'voice_choice', 'participation'] as const)
    await assert.rejects(
      asService({ db }, (tx) => tx.deleteFrom(table).execute()),
      /permission denied/,
    );
  await assert.rejects(
    asService({ db }, async (tx) => {
      const row = await tx.selectFrom('participation').selectAll().executeTakeFirstOrThrow();
      await tx
        .insertInto('participation')
        .values({ ...row, id: running.id, code: 'PN7', reason: '' })
        .execute();
    }),
    /participation_check|violates check/,
  );
});

test('another child’s id, or a case that is not theirs, is an address that leads nowhere', async () => {
  const amina = await running.as('amina');
  assert.equal((await amina.get(`${voice}/${running.id}/ways`)).status, 404);
  assert.equal((await (await running.as('outsider')).get(voice)).status, 404);
  assert.equal((await (await running.as('minutes')).get(`${voice}/${robin}/ways`)).status, 404);
});

test('a sheet to write or draw on is printed with a first name or without, for those who support the child', async () => {
  const sheets = `${voice}/${robin}/sheets`;
  assert.match(await pageOf('iro', sheets), /Print it with Robin’s first name/);
  const iro = await running.as('iro');
  for (const name of ['pictures', 'about-me', 'questions']) {
    const { status, bytes, headers } = await iro.get(`${sheets}/${name}`);
    assert.equal(status, 200, name);
    assert.match(headers.get('content-disposition') ?? '', /filename="sheet\.pdf"/);
    const textOf = async (file: Uint8Array) => (await readBackPdf(file)).map(({ text }) => text).join(' ');
    assert.doesNotMatch(await textOf(bytes), /Robin|Oldroyd/);
    assert.match(await textOf((await iro.get(`${sheets}/${name}?name=yes`)).bytes), /Robin/);
  }
  assert.equal((await iro.get(`${sheets}/toString`)).status, 404);
  assert.equal((await (await running.as('minutes')).get(sheets)).status, 404);
});
