import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { type CopiesApp, startCopiesApp } from '../../../test/copies-app.ts';
import type { StaffKey } from '../../../test/example-case.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { asService } from '../../database/connection.ts';
import { readBackPdf } from '../../documents/read-back.ts';

let running: CopiesApp;
let voice: string;
let answer: string;
before(async () => {
  running = await startCopiesApp();
  voice = `/disruptions/${running.id}/child-voice`;
  answer = `${voice}/${running.example.childIds[0]}/answer`;
});
after(() => running.stop());

const pageOf = async (key: StaffKey, path = voice) => {
  const page = await (await running.as(key)).get(path);
  assert.equal(page.status, 200, `${key} ${path}`);
  assertValidPage(page.body);
  return page.body;
};
const later = () => {
  running.time.now = new Date(running.time.now.getTime() + 60_000);
};
const onDay = (name: string, day: string, month = '3') => ({
  [`${name}-day`]: day,
  [`${name}-month`]: month,
  [`${name}-year`]: '2026',
});
const letterId = async () => {
  const row = await asService(running.service, (tx) =>
    tx.selectFrom('child_answer').select('id').executeTakeFirstOrThrow(),
  );
  return row.id;
};

const letter = {
  toldUs: 'You told us you miss the dog.',
  talkedAbout: 'We talked about your new home.',
  happensNext: 'Amina will bring your bike.\n\nYou will see the dog in May.',
  whyMoved: 'Martin Featherstone was ill. The placement came to an end.',
  whoToTalkTo: 'You can talk to Amina.',
};

test('a person writes the letter, and is told how it reads and what it tells, without being stopped', async () => {
  const amina = await running.as('amina');
  assert.match(await pageOf('amina', answer), /What happens next, and who will do it/);
  assert.equal((await amina.post(answer, { from: '' })).status, 422);
  const half = await amina.post(answer, { from: '', toldUs: letter.toldUs });
  assert.deepEqual([half.status, half.location], [303, answer]);
  const old = await amina.post(answer, { ...letter, from: '' });
  assert.equal(old.status, 422);
  assertValidPage(old.body);
  assert.match(old.body, /Somebody else changed this while you wrote/);
  assert.match(old.body, />You can talk to Amina\.</, 'what was typed stands there still');
  assert.equal((await amina.post(answer, { ...letter, from: '1' })).status, 303);
  const page = await pageOf('amina', answer);
  assert.match(page, /Grade -?\d+\.\d: an? [a-z]+-year-old can read this/);
  assert.match(page, /“placement”: say where you lived/);
  assert.match(page, /the name of Adopter 1, in “Why you moved”/);
});

test('the letter is a tagged PDF in large letters, whose name and properties say nothing', async () => {
  const sent = await (await running.as('chair')).get(`${voice}/answers/${await letterId()}.pdf`);
  assert.equal(sent.status, 200);
  assert.match(sent.headers.get('content-disposition') ?? '', /filename="letter\.pdf"/);
  const parts = await readBackPdf(sent.bytes);
  const text = parts.map((part) => part.text).join('\n');
  assert.match(text, /You told us you miss the dog\./);
  const properties = parts.filter(({ part }) => !/page|text/i.test(part));
  assert.doesNotMatch(JSON.stringify(properties), /Featherstone/);
  assert.match(Buffer.from(sent.bytes).toString('latin1'), /\/StructTreeRoot/);
  assert.equal((await (await running.as('iro')).get(`${voice}/answers/${await letterId()}.pdf`)).status, 404);
});

test('the chair agrees what they read, with a reason for what it tells; a change asks them again', async () => {
  const agree = `${voice}/answers/${await letterId()}/agree`;
  assert.match(await pageOf('chair', agree), /Why may Robin know this\?[\s\S]+Adopter 1/);
  assert.equal((await (await running.as('amina')).get(agree)).status, 404);
  const chair = await running.as('chair');
  const without = await chair.post(agree, { read: '2' });
  assert.equal(without.status, 422);
  assertValidPage(without.body);
  assert.match(without.body, /Enter why Robin may know this/);
  assert.match((await chair.post(agree, { read: '1', because: 'x' })).body, /has changed since you read it/);
  assert.equal((await chair.post(agree, { read: '2', because: 'He lived there' })).status, 303);
  assert.match(
    await pageOf('iro'),
    /Agreed by Ruth Barlow\. It tells more than is usual, because: He lived there/,
  );
  const changed = { ...letter, whyMoved: 'They were ill. It was not your fault.', from: '2' };
  assert.equal((await (await running.as('amina')).post(answer, changed)).status, 303);
  assert.match(await pageOf('iro'), /The chair has not agreed it yet/);
  const { rows } = {
    rows: await asService(running.service, (tx) => tx.selectFrom('child_answer').selectAll().execute()),
  };
  assert.deepEqual([rows[0]?.agreed_by, rows[0]?.told_because, rows[0]?.revision], [null, '', 3]);
});

test('it is given once it is agreed; then it stays, and what the child says to it is the child’s own', async () => {
  const given = `${voice}/answers/${await letterId()}/given`;
  const amina = await running.as('amina');
  const giving = {
    ...onDay('givenOn', '31'),
    how: 'Read it twice',
    whoWasThere: 'Her carer',
    response: 'Was it  me?',
  };
  const early = await amina.post(given, giving);
  assert.equal(early.status, 422);
  assertValidPage(early.body);
  assert.match(early.body, /The chair agrees the letter before it is given/);
  assert.equal(
    (await (await running.as('chair')).post(`${voice}/answers/${await letterId()}/agree`, { read: '3' }))
      .status,
    303,
  );
  later();
  assert.equal((await (await running.as('chair')).get(given)).status, 404);
  assert.equal((await amina.post(given, giving)).status, 303);
  assert.match(await pageOf('chair'), /31 March 2026: Read it twice\. There: Her carer[\s\S]+Was it {2}me\?/);
  assert.doesNotMatch(await pageOf('iro'), /Was it {2}me\?/);
  const late = await amina.post(answer, { ...letter, from: '3' });
  assert.equal(late.status, 422);
  assert.match(late.body, /Robin has this letter\. It stays as it is/);
  await assert.rejects(
    asService(running.service, (tx) => tx.updateTable('child_answer').set({ told_us: 'x' }).execute()),
    /the child has the answer/,
  );
});

test('the database takes no giving of a letter that is not agreed', async () => {
  await assert.rejects(
    asService(running.service, async (tx) => {
      const row = await tx.selectFrom('child_answer').selectAll().executeTakeFirstOrThrow();
      const giving = await tx.selectFrom('answer_giving').selectAll().executeTakeFirstOrThrow();
      const meeting = await tx.selectFrom('meeting').selectAll().executeTakeFirstOrThrow();
      await tx
        .insertInto('meeting')
        .values({ ...meeting, id: randomUUID(), status: 'cancelled' })
        .execute();
      const other = await tx
        .selectFrom('meeting')
        .where('status', '=', 'cancelled')
        .select('id')
        .executeTakeFirstOrThrow();
      const id = randomUUID();
      const draft = { ...row, id, meeting_id: other.id, agreed_by: null, agreed_at: null };
      await tx.insertInto('child_answer').values(draft).execute();
      await tx
        .insertInto('answer_giving')
        .values({ ...giving, id: randomUUID(), answer_id: id })
        .execute();
    }),
    /the answer is not agreed/,
  );
});

test('steps of the move are planned and done, and links from the last home kept and looked at again', async () => {
  const amina = await running.as('amina');
  const child = `${voice}/${running.example.childIds[0]}`;
  await pageOf('iro', `${child}/steps/new`);
  assert.equal((await amina.post(`${child}/steps/new`, {})).status, 422);
  const step = { what: 'Bring the bike', who: 'Amina', ...onDay('dueOn', '2', '4') };
  assert.equal((await amina.post(`${child}/steps/new`, step)).status, 303);
  const { id } = await asService(running.service, (tx) =>
    tx.selectFrom('transition_step').select('id').executeTakeFirstOrThrow(),
  );
  await pageOf('amina', `${child}/steps/${id}`);
  assert.equal((await amina.post(`${child}/steps/${id}`, { howItWent: 'He rode it home' })).status, 303);
  assert.equal((await amina.post(`${child}/steps/${id}`, { howItWent: 'Again' })).status, 422);
  assert.match(await pageOf('gareth'), /Bring the bike[\s\S]+Done on 31 March 2026: He rode it home/);

  await pageOf('amina', `${child}/links/new`);
  const link = {
    ...{ who: 'Adopter 1', whatTheyAre: 'Looked after him', childWants: 'A card' },
    ...{ ...onDay('reviewedOn', '31'), ...onDay('nextOn', '10', '4') },
  };
  const named = await amina.post(`${child}/links/new`, { ...link, who: 'other', otherName: 'Martin' });
  assert.equal(named.status, 422);
  assertValidPage(named.body);
  assert.match(named.body, /Say carers by their part/);
  assert.equal((await amina.post(`${child}/links/new`, link)).status, 303);
  assert.match(await pageOf('gareth'), /Adopter 1, Looked after him[\s\S]+A card[\s\S]+By 10 April 2026/);
  running.time.now = new Date('2026-04-11T10:00:00Z');
  assert.match(
    await pageOf('gareth'),
    /Adopter 1, Looked after him\s*<strong class="govuk-tag govuk-tag--red">\s*Overdue/,
  );
  assert.match(
    await pageOf('gareth', `/disruptions/${running.id}`),
    /1 link from the last home should have been looked at again/,
  );
  const found = await asService(running.service, (tx) =>
    tx.selectFrom('kept_link').select('id').executeTakeFirstOrThrow(),
  );
  await pageOf('amina', `${child}/links/${found.id}`);
  const again = {
    childWants: 'To see her',
    endedBecause: 'They see each other at church',
    ...onDay('reviewedOn', '11', '4'),
  };
  const signedInAnew = await running.as('amina');
  assert.equal((await signedInAnew.post(`${child}/links/${found.id}`, again)).status, 303);
  const page = await pageOf('gareth');
  assert.match(page, /To see her[\s\S]+Nobody needs to: They see each other at church/);
  assert.doesNotMatch(page, /Overdue/);
});
