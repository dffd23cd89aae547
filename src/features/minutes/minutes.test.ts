import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, test } from 'node:test';
import { assertValidPage } from '../../../test/html-validate.ts';
import { fieldsIn, type MinutesApp, startMinutesApp } from '../../../test/minutes-app.ts';
import { asService } from '../../database/connection.ts';
import { withholdableFrom } from '../../domain/minutes.ts';
import { saveView } from '../views/record-view.ts';
import { agree } from './agree-minutes.ts';
import { passagesOf, saveMinutes } from './write-minutes.ts';

let running: MinutesApp;
beforeEach(async () => {
  running = await startMinutesApp();
});
afterEach(() => running.stop());

const passages = () => passagesOf(running.service, running.example.actors.minutes, running.id);

const firstUnder = async (agendaKey: string) => {
  const passage = (await passages()).find((one) => one.agendaKey === agendaKey);
  if (passage === undefined) throw new Error(`Nothing under ${agendaKey}`);
  return passage;
};

const history = () =>
  asService(running.service, (tx) => tx.selectFrom('history').orderBy('id').select('summary').execute()).then(
    (rows) => rows.map(({ summary }) => summary),
  );

const meeting = () =>
  asService(running.service, (tx) => tx.selectFrom('meeting').selectAll().executeTakeFirstOrThrow());

const invitations = () =>
  asService(running.service, (tx) => tx.selectFrom('invitation').orderBy('position').selectAll().execute());

const idsOf = async (...names: readonly string[]) =>
  (await invitations()).filter(({ name }) => names.includes(name)).map(({ id }) => id);

/** Everything that agreed minutes need, apart from the agreement. */
const finish = async () => {
  const { service, example, id } = running;
  const [findings, lessons] = [await firstUnder('findings'), await firstUnder('lessons')];
  const written = await saveMinutes(
    service,
    example.actors.minutes,
    { disruptionId: id },
    {
      [`text-${findings.id}`]: 'The match asked too much of everybody.',
      [`from-${findings.id}`]: '0',
      [`text-${lessons.id}`]: 'Plan the move around the child.',
      [`from-${lessons.id}`]: '0',
      'as-replied': 'yes',
    },
  );
  assert.ok(written.ok);
  const said = {
    words: 'I miss the dog.',
    whoseWords: 'child',
    way: 'drew',
    agreed: 'everyone',
    how: 'In a drawing',
    'saidOn-day': '20',
    'saidOn-month': '3',
    'saidOn-year': '2026',
  };
  const viewed = await saveView(service, example.actors.amina, { disruptionId: id, key: randomUUID() }, said);
  assert.ok(viewed.ok);
};

test('two people who open the minutes at once find one box for each item of the agenda', async () => {
  const [chair, minutes] = [await running.as('chair'), await running.as('minutes')];
  const pages = await Promise.all([chair.get(running.minutes), minutes.get(running.minutes)]);
  for (const { status, body } of pages) {
    assert.equal(status, 200);
    assertValidPage(body);
    assert.equal(body.match(/<textarea/g)?.length, 11);
  }
  assert.match(pages[0].body, /Welcome and why we are meeting/);
  assert.match(pages[0].body, /Agree the minutes/);
  assert.doesNotMatch(pages[1].body, /Agree the minutes/, 'only the chair agrees them');
});

test('whoever does not write these minutes finds no page, and cannot save on it', async () => {
  const passage = await firstUnder('ending');
  for (const key of ['outsider', 'iro', 'agency', 'gareth'] as const) {
    const visitor = await running.as(key);
    assert.equal((await visitor.get(running.minutes)).status, 404, key);
    assert.equal((await visitor.post(running.minutes, { 'as-replied': 'yes' })).status, 404, key);
    assert.equal((await visitor.post(`${running.minutes}/agree`, {})).status, 404, key);
    const person = running.example.people[key];
    const typed = await running.type(visitor, passage.id, { text: 'Words', from: '0', person });
    assert.equal(typed.status, 404, key);
    assert.equal((await visitor.get(`${running.minutes}/revisions`)).status, 404, key);
  }
  const typist = await running.as('minutes');
  assert.equal(
    (await typist.post(`${running.minutes}/agree`, {})).status,
    404,
    'the minute taker is no chair',
  );
  assert.equal((await meeting()).minutes_status, 'draft');
});

test('one Save keeps the texts and who came, and says so in the history', async () => {
  const typist = await running.as('minutes');
  const ending = await firstUnder('ending');
  const came = await idsOf('Ruth Barlow', 'Bilal Khan', 'Adopter 1');
  const sent = await running.sendPage(typist, {
    [`text-${ending.id}`]: '<b>It ended</b>\r\n\r\non a Sunday. ',
    came,
  });
  assert.deepEqual([sent.status, sent.location], [303, running.minutes]);
  const saved = await firstUnder('ending');
  assert.equal(saved.text, '<b>It ended</b>\n\non a Sunday.');
  assert.deepEqual(saved.authors, [running.example.people.minutes]);
  assert.deepEqual((await firstUnder('placement')).authors, [], 'saving a page writes only what was typed');
  assert.equal((await meeting()).status, 'held');
  const martin = (await invitations()).find(({ name }) => name === 'Adopter 1');
  const lucy = (await invitations()).find(({ name }) => name === 'Adopter 2');
  assert.deepEqual([martin?.attended, lucy?.attended], [true, false]);
  assert.deepEqual((await history()).slice(-2), [
    'Wrote in the minutes',
    'Recorded who came to the meeting: 3 of 10',
  ]);

  const page = await typist.get(running.minutes);
  assertValidPage(page.body);
  assert.match(page.body, /&lt;b&gt;It ended&lt;\/b&gt;\n\non a Sunday\.<\/textarea>/);
  assert.match(page.body, /Last saved on 31 March 2026 at 11am by Bilal Khan/);
  await running.sendPage(typist);
  assert.equal(
    (await history()).at(-1),
    'Recorded who came to the meeting: 3 of 10',
    'nothing new, nothing told',
  );
});

test('one press records that everybody came who said so, and the chair', async () => {
  await asService(running.service, (tx) =>
    tx.updateTable('invitation').set({ reply: 'coming' }).where('name', '=', 'Dorothy Lindqvist').execute(),
  );
  await running.sendPage(await running.as('minutes'), { 'as-replied': 'yes' });
  assert.deepEqual(
    (await invitations()).filter(({ attended }) => attended).map(({ name }) => name),
    ['Dorothy Lindqvist', 'Ruth Barlow', 'Bilal Khan'],
  );
});

test('ticks taken back by mistake are put right, and an old page takes back no tick of another', async () => {
  const [chair, typist] = [await running.as('chair'), await running.as('minutes')];
  const [ruth = ''] = await idsOf('Ruth Barlow');
  const [dorothy = ''] = await idsOf('Dorothy Lindqvist');
  const old = (await chair.get(running.minutes)).body;
  await running.sendPage(typist, { came: [ruth] });
  await running.sendPage(chair, { came: [dorothy] }, running.minutes, old);
  assert.deepEqual(
    (await invitations()).filter(({ attended }) => attended).map(({ name }) => name),
    ['Dorothy Lindqvist', 'Ruth Barlow'],
  );
  await running.sendPage(typist, { came: [] });
  assert.equal((await meeting()).status, 'convened');
  assert.equal((await history()).at(-1), 'Took back the record of who came to the meeting');
});

test('before the day notes can be written but nobody can have come', async () => {
  running.time.now = new Date('2026-03-30T22:59:00Z'); // a minute before midnight in London
  const typist = await running.as('minutes');
  const page = await typist.get(running.minutes);
  assertValidPage(page.body);
  assert.match(page.body, /You can record who came from 31 March 2026/);
  const [ruth = ''] = await idsOf('Ruth Barlow');
  const early = await typist.post(running.minutes, { came: ruth });
  assert.equal(early.status, 422);
  assertValidPage(early.body);
  assert.match(early.body, /The meeting is on 31 March 2026\. Record who came on the day or later/);
  running.time.now = new Date('2026-03-30T23:00:00Z');
  assert.equal((await typist.post(running.minutes, { came: ruth })).status, 303);
});

test('what somebody wrote is shown, read, and recorded as read, though they only were asked to write', async () => {
  await asService(running.service, (tx) =>
    tx
      .updateTable('invitation')
      .set({ mode: 'contribute', contribution: 'He loved\nthe drum.' })
      .where('name', '=', 'Dorothy Lindqvist')
      .execute(),
  );
  const typist = await running.as('minutes');
  const [dorothy = ''] = await idsOf('Dorothy Lindqvist');
  const page = await typist.get(running.minutes);
  assertValidPage(page.body);
  assert.match(page.body, /He loved\s+the drum\./);
  await running.sendPage(typist, { came: await idsOf('Ruth Barlow'), read: [dorothy] });
  const row = (await invitations()).find(({ id }) => id === dorothy);
  assert.deepEqual([row?.attended, row?.contribution_read], [null, true]);
});

test('without JavaScript two people who typed in one box both keep their words, and choose', async () => {
  const [chair, typist] = [await running.as('chair'), await running.as('minutes')];
  const ending = await firstUnder('ending');
  const text = `text-${ending.id}`;
  const both = [(await chair.get(running.minutes)).body, (await typist.get(running.minutes)).body];
  await running.sendPage(chair, { [text]: 'The chair’s words' }, running.minutes, both[0]);
  const other = await firstUnder('placement');
  await running.sendPage(
    typist,
    { [text]: 'The minute taker’s words', [`text-${other.id}`]: 'Only theirs' },
    running.minutes,
    both[1],
  );
  assert.equal((await firstUnder('placement')).text, 'Only theirs');
  const kept = await firstUnder('ending');
  assert.equal(kept.text, 'The chair’s words');
  assert.deepEqual(
    kept.conflicts.map(({ text: words, typedBy }) => [words, typedBy]),
    [['The minute taker’s words', 'Bilal Khan']],
  );

  const page = await typist.get(running.minutes);
  assertValidPage(page.body);
  assert.match(page.body, /Bilal Khan typed something else here at the same time/);
  assert.match(page.body, /The minute taker’s words/);
  const [conflict] = kept.conflicts;
  const settle = `${running.minutes}/passages/${ending.id}/settle`;
  const settled = await running.sendPage(chair, { settle: `${conflict?.id} both` }, settle);
  assert.deepEqual([settled.status, settled.location], [303, `${running.minutes}#${text}`]);
  const after = await firstUnder('ending');
  assert.equal(after.text, 'The chair’s words\n\nThe minute taker’s words');
  assert.deepEqual(after.conflicts, []);
  const { people } = running.example;
  assert.deepEqual(new Set(after.authors), new Set([people.chair, people.minutes]));
  assert.equal((await running.sendPage(typist, { settle: `${conflict?.id} saved` }, settle)).status, 303);
  assert.equal((await firstUnder('ending')).text, after.text, 'chosen once');
});

test('nobody chooses against words they have not seen', async () => {
  const [chair, typist] = [await running.as('chair'), await running.as('minutes')];
  const ending = await firstUnder('ending');
  const page = randomUUID();
  const person = running.example.people.minutes;
  await running.type(chair, ending.id, { text: 'One', from: '0', person: running.example.people.chair });
  await running.type(typist, ending.id, { text: 'Two', from: '0', page, edit: 1, person });
  const seen = (await chair.get(running.minutes)).body;
  running.time.now = new Date(running.time.now.getTime() + 1_000);
  await running.type(typist, ending.id, { text: 'Two, and three', from: '0', page, edit: 2, person });
  const [conflict] = (await firstUnder('ending')).conflicts;
  const settle = `${running.minutes}/passages/${ending.id}/settle`;
  const refused = await running.sendPage(chair, { settle: `${conflict?.id} saved` }, settle, seen);
  assert.equal(refused.status, 422);
  assertValidPage(refused.body);
  assert.match(refused.body, /Those words have changed since you opened this page/);
  assert.match(refused.body, /Two, and three/);
  assert.equal((await running.sendPage(chair, { settle: `${conflict?.id} saved` }, settle)).status, 303);
  assert.deepEqual((await firstUnder('ending')).authors, [running.example.people.chair]);
});

test('a passage for some readers is kept from everybody until they are let in, and an old page lets nobody in', async () => {
  const [chair, typist] = [await running.as('chair'), await running.as('minutes')];
  const key = randomUUID();
  const add = { add: 'adopters', _key: key };
  await passages();
  const added = await running.sendPage(typist, add, `${running.minutes}/passages`);
  await running.sendPage(typist, add, `${running.minutes}/passages`); // the same press, sent twice
  const under = (await passages()).filter(({ agendaKey }) => agendaKey === 'adopters');
  assert.equal(under.length, 2);
  const passage = under[1];
  assert.ok(passage);
  assert.equal(added.location, `${running.minutes}#text-${passage.id}`);
  assert.deepEqual(passage.withheldFrom, withholdableFrom);

  const old = (await chair.get(running.minutes)).body;
  assertValidPage(old);
  const readers = `readers-${passage.id}`;
  assert.deepEqual(fieldsIn(old)[readers], [...withholdableFrom]);
  await running.sendPage(typist, { [readers]: ['birth-family', 'adopters'] });
  await running.sendPage(typist, { [readers]: ['birth-family', 'adopters', 'carers'] });
  await running.sendPage(
    chair,
    { [readers]: ['birth-family', 'carers', 'professionals'] },
    running.minutes,
    old,
  );
  const saved = (await passages()).find(({ id }) => id === passage.id);
  assert.deepEqual(saved?.withheldFrom, ['birth-family', 'carers']);
  assert.equal(
    (await history()).at(-1),
    'Changed who may read a passage under “What this means for the adopters”. Nobody’s information in particular. Kept from parents and family and current carers. Now also for prospective adopters or carers of the placement.',
  );
});

test('a passage under no item of the agenda is not added', async () => {
  const typist = await running.as('minutes');
  assert.equal((await typist.post(`${running.minutes}/passages`, { add: 'gossip' })).status, 404);
});

test('an overlong text is refused with what was typed, and the rest of the page is saved', async () => {
  const typist = await running.as('minutes');
  const [ending, placement] = [await firstUnder('ending'), await firstUnder('placement')];
  const long = 'ab '.repeat(40_000);
  const sent = await running.sendPage(typist, {
    [`text-${ending.id}`]: long,
    [`text-${placement.id}`]: 'Short',
  });
  assert.equal(sent.status, 422);
  assertValidPage(sent.body);
  assert.match(sent.body, /Shorten the text to 100,000 characters or fewer\. It has 119,999/);
  assert.ok(sent.body.includes(long.trim()), 'what was typed is still there');
  assert.equal((await firstUnder('placement')).text, 'Short');
  const huge = await running.sendPage(typist, { [`text-${ending.id}`]: 'a'.repeat(10 * 1024 * 1024) });
  assert.equal(huge.status, 413);
});

test('minutes with gaps are not agreed: each gap is named, and links to where it is mended', async () => {
  const chair = await running.as('chair');
  const page = await running.sendPage(
    chair,
    { came: await idsOf('Ruth Barlow') },
    `${running.minutes}/agree`,
  );
  assert.equal(page.status, 422);
  assertValidPage(page.body);
  const findings = await firstUnder('findings');
  for (const words of [
    `href="#text-${findings.id}">The meeting has not answered “The reasons it happened”. Write it under “Findings”`,
    'Write it under “Lessons”, or say why not on the page of findings',
    'href="#views">Record Robin’s views and feelings',
  ])
    assert.ok(page.body.includes(words), words);
  assert.equal((await meeting()).status, 'held', 'who came was saved all the same');
  assert.equal((await meeting()).minutes_status, 'draft');
});

test('a meeting that nobody has come to is not agreed', async () => {
  const page = await running.sendPage(await running.as('chair'), {}, `${running.minutes}/agree`);
  assert.equal(page.status, 422);
  assert.match(page.body, /href="#attendance">Record who came to the meeting first/);
});

test('the chair agrees whole minutes with one press, from then on nobody changes them', async () => {
  await finish();
  const [chair, typist] = [await running.as('chair'), await running.as('minutes')];
  const findings = await firstUnder('findings');
  const old = (await typist.get(running.minutes)).body;
  const agreed = await running.sendPage(
    chair,
    {
      [`text-${findings.id}`]: 'The match asked too much.',
      'unchecked-because': 'They were read out',
      whyNotHeard: 'They had said all',
    },
    `${running.minutes}/agree`,
  );
  assert.deepEqual([agreed.status, agreed.location], [303, `/disruptions/${running.id}/copies`]);
  const row = await meeting();
  assert.deepEqual(
    [row.minutes_status, row.agreed_by, row.agreed_at],
    ['agreed', running.example.people.chair, running.time.now],
  );
  assert.equal(
    (await history()).at(-1),
    'Agreed the minutes before everybody had checked them: They were read out',
  );
  assert.equal(
    (await firstUnder('findings')).text,
    'The match asked too much.',
    'what the chair typed last is in',
  );

  const page = await typist.get(running.minutes);
  assertValidPage(page.body);
  assert.doesNotMatch(page.body, /<textarea/);
  assert.match(page.body, /Agreed by the chair on 31 March 2026/);
  const late = await running.sendPage(
    typist,
    { [`text-${findings.id}`]: 'One more thing' },
    running.minutes,
    old,
  );
  assert.equal(late.status, 422);
  assertValidPage(late.body);
  assert.match(late.body, /What you typed, which is not saved[\s\S]+One more thing/);
  const typed = await running.type(typist, findings.id, {
    text: 'One more thing',
    from: '2',
    person: running.example.people.minutes,
  });
  assert.equal(typed.status, 409);
  assert.equal((await typist.post(`${running.minutes}/passages`, { add: 'ending' })).status, 422);
  assert.equal((await typist.post(running.minutes, { 'as-replied': 'yes' })).status, 422);
  assert.equal(
    (await running.sendPage(chair, {}, `${running.minutes}/agree`, old)).status,
    422,
    'agreed once',
  );
});

test('the database itself refuses to change agreed minutes', async () => {
  await finish();
  const { service, example, id } = running;
  const outcome = await agree(
    service,
    example.actors.chair,
    { disruptionId: id, key: randomUUID() },
    { 'unchecked-because': 'They were read out', whyNotHeard: 'They had said all' },
  );
  assert.ok(outcome.ok);
  const { id: passageId } = await firstUnder('findings');
  const refused = { message: 'the minutes are agreed' };
  await assert.rejects(
    asService(service, (tx) =>
      tx.updateTable('passage').set({ text: 'Rewritten' }).where('id', '=', passageId).execute(),
    ),
    refused,
  );
  await assert.rejects(
    asService(service, (tx) => tx.deleteFrom('passage').where('id', '=', passageId).execute()),
    refused,
  );
});

test('words typed while the chair agrees are either in the agreed minutes or refused, never half', async () => {
  await finish();
  const { service, example, id } = running;
  const typist = await running.as('minutes');
  const person = example.people.minutes;
  const notes = (await passages()).filter(({ kind }) => kind === 'note');
  const [outcome, ...typed] = await Promise.all([
    agree(
      service,
      example.actors.chair,
      { disruptionId: id, key: randomUUID() },
      { 'unchecked-because': 'They were read out', whyNotHeard: 'They had said all' },
    ),
    ...notes.map((passage) => running.type(typist, passage.id, { text: 'Late words', from: '0', person })),
  ]);
  assert.ok(outcome.ok);
  const saved = new Set((await passages()).filter(({ text }) => text === 'Late words').map((one) => one.id));
  typed.forEach(({ status }, index) => {
    assert.equal(status, saved.has(notes[index]?.id ?? '') ? 200 : 409);
  });
});
