import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { openGuest } from '../../../test/guest.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { enterAsChild, linkAndCode, ownPageOf } from '../../../test/own-page.ts';
import { recordExample } from '../../../test/recorded.ts';
import { asPerson, asService } from '../../database/connection.ts';
import { loadHistory } from '../../database/history.ts';
import { codeTries } from '../../domain/message.ts';

let running: TestApp;
let of: { disruptionId: string; childId: string };
before(async () => {
  running = await startTestApp();
  const disruptionId = await recordExample(running);
  of = { disruptionId, childId: running.example.childIds[0] ?? assert.fail() };
});
after(() => running.stop());
beforeEach(() => {
  running.time.now = new Date(running.time.now.getTime() + 2 * 3_600_000);
});

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const views = () =>
  asService(running.service, (tx) =>
    tx.selectFrom('child_view').orderBy('recorded_at', 'desc').selectAll().execute(),
  );
const drafts = () => asService(running.service, (tx) => tx.selectFrom('child_draft').selectAll().execute());
const auditOf = (act: string) =>
  asService(running.service, (tx) =>
    tx.selectFrom('audit_entry').where('act', '=', act).orderBy('id', 'desc').selectAll().execute(),
  );
/** The text of a field of a page, as a browser would have it: the first line break is left out. */
const textIn = (body: string, name: string): string => {
  const [, text] = body.match(new RegExp(`<textarea[^>]* name="${name}"[^>]*>\\n?([^<]*)</textarea>`)) ?? [];
  return (text ?? assert.fail(name))
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
};

test('the worker opens a page with the child, with a link and a code that are shown once', async () => {
  const amina = await running.as('amina');
  const at = ownPageOf(of.disruptionId, of.childId);
  const first = await amina.get(at);
  assert.equal(first.status, 200);
  assertValidPage(first.body);
  assert.match(first.body, /value="pictures" checked/);
  assert.equal((await amina.post(`${at}/code`, {})).status, 404, 'before there is a page');

  const wrong = await amina.post(at, { sheet: 'pictures', channel: 'email', email: 'no address' });
  assert.equal(wrong.status, 422);
  assertValidPage(wrong.body);
  assert.match(wrong.body, /must be like name@example\.com[\s\S]+how you made sure/);

  assert.equal((await amina.post(at, { sheet: 'pictures', channel: 'by-hand' })).location, at);
  const key = randomUUID();
  const shown = await amina.post(`${at}/code`, {}, key);
  assert.equal(shown.status, 200);
  assertValidPage(shown.body);
  assert.match(shown.body, /\/mine\/[\w-]{43}<[\s\S]+Code: <strong>\d{6}</);
  const again = await amina.post(`${at}/code`, {}, key);
  assert.deepEqual([again.status, again.location], [303, at], 'sent again, nothing is shown');
  assert.doesNotMatch((await amina.get(at)).body, /\/mine\/|Code:/);
  const [entry] = await auditOf('open-child-page');
  assert.equal(entry?.actor_id, running.example.people.amina);
  const history = await asService(running.service, (tx) => loadHistory(tx, of.disruptionId, 100));
  assert.match(
    history.map(({ summary }) => summary).join('\n'),
    /Made a link and a code for Robin’s own page/,
  );
});

test('nobody but the child’s social worker opens the page or makes a code', async () => {
  const at = ownPageOf(of.disruptionId, of.childId);
  for (const key of ['iro', 'gareth', 'chair', 'agency', 'admin'] as const) {
    const other = await running.as(key);
    assert.equal((await other.get(at)).status, 404, key);
    assert.equal((await other.post(`${at}/code`, {})).status, 404, key);
  }
});

test('a link alone opens nothing, and says nothing of any child', async () => {
  const { link, code } = await linkAndCode(running, of);
  const stranger = openGuest(running);
  const opened = await stranger.get(link);
  assert.deepEqual([opened.status, opened.location], [303, '/mine']);
  const start = await stranger.get('/mine');
  assertValidPage(start.body);
  assert.match(start.body, /Derby City Council/);
  assert.doesNotMatch(start.body, /Robin|Amina|adopt|disrupt|placement/i);
  assert.doesNotMatch(start.body, /Send me a code/, 'there is nowhere to send one');
  assert.deepEqual((await stranger.get('/mine/page')).location, '/mine');
  assert.equal((await stranger.post('/mine/page', { sheet: 'pictures', 'pictures-1': 'x' })).status, 401);
  const mistyped = await stranger.post('/mine/code/check', { code: code === '000000' ? '000001' : '000000' });
  assert.equal(mistyped.status, 422);
  assertValidPage(mistyped.body);
  assert.deepEqual(await drafts(), []);
});

test('a code opens every working link to its page, and once', async () => {
  const one = await linkAndCode(running, of);
  const two = await linkAndCode(running, of);
  const child = openGuest(running);
  await child.get(one.link);
  await child.get('/mine');
  assert.equal((await child.post('/mine/code/check', { code: two.code })).location, '/mine/page');
  assert.equal((await child.get('/mine')).location, '/mine/page');
  const later = openGuest(running);
  await later.get(one.link);
  await later.get('/mine');
  assert.equal((await later.post('/mine/code/check', { code: one.code })).status, 422);
});

test('the page says what a child can do, with pictures, faces and nothing that has to be filled in', async () => {
  const child = await enterAsChild(running, of);
  const titles = {
    pictures: 'My worries, good things and wishes',
    'about-me': 'All about me',
    questions: 'What do you think?',
  };
  for (const [sheet, title] of Object.entries(titles)) {
    const { body, status } = await child.get(`/mine/page?sheet=${sheet}`);
    assert.equal(status, 200);
    assertValidPage(body);
    assert.ok(body.includes(`<h1 class="govuk-heading-l">${title}</h1>`), title);
    assert.doesNotMatch(body, /\brequired\b|Robin|placement|placed|disrupt/);
    assert.match(body, /Amina Hussain[\s\S]+0800\u00a01111/);
    assert.match(body, /href="\/mine\/leave"/);
    assert.equal(/type="radio"/.test(body), sheet === 'pictures');
  }
});

test('what is kept for later is there again exactly as it was typed, and nobody else sees it', async () => {
  const child = await enterAsChild(running, of);
  const typed = '\n  I don’t like "it" & <b>\n\n🐶  ';
  const fields = {
    sheet: 'pictures',
    do: 'save',
    feeling: 'scared',
    'pictures-1': typed.replaceAll('\n', '\r\n'),
  };
  const kept = await child.post('/mine/page', fields);
  assert.equal(kept.location, '/mine/page?sheet=pictures&saved=kept');
  const { body } = await child.get(kept.location ?? '');
  assertValidPage(body);
  assert.match(body, /value="scared" checked/);
  assert.equal(hash(textIn(body, 'pictures-1').replaceAll('&lt;', '<').replaceAll('&gt;', '>')), hash(typed));
  assert.deepEqual(await views(), []);
  for (const key of ['amina', 'chair', 'gareth'] as const) {
    const rows = await asPerson(running.service, { id: running.example.people[key] }, (tx) =>
      tx.selectFrom('child_draft').selectAll().execute(),
    );
    assert.deepEqual(rows, [], key);
  }
  const voice = await (await running.as('amina')).get(`/disruptions/${of.disruptionId}/child-voice`);
  assert.doesNotMatch(voice.body, /🐶/);
});

test('a script keeps what is typed and hears so; without a session it is told, and nothing is kept', async () => {
  const child = await enterAsChild(running, of);
  const page = await child.get('/mine/page?sheet=questions');
  const [, token = ''] = page.body.match(/name="_csrf" value="([^"]+)"/) ?? [];
  const send = (cookies: Record<string, string>) =>
    running.app.inject({
      method: 'POST',
      url: '/mine/page',
      headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
      cookies,
      payload: new URLSearchParams({
        _csrf: token,
        sheet: 'questions',
        do: 'save',
        'questions-1': 'It was loud',
      }).toString(),
    });
  const kept = await send(child.cookies);
  assert.deepEqual([kept.statusCode, kept.json()], [200, { saved: true }]);
  assert.equal((await drafts()).find(({ sheet }) => sheet === 'questions')?.answers[0]?.words, 'It was loud');
  const { 'mine-session': _, ...out } = child.cookies;
  const refused = await send(out);
  assert.equal(refused.statusCode, 401);
});

test('what is given is a view in the child’s own words, byte for byte, and each giving is one of its own', async () => {
  const child = await enterAsChild(running, of);
  const empty = await child.post('/mine/page', { sheet: 'pictures', 'pictures-1': ' \r\n ' });
  assert.equal(empty.status, 422);
  assertValidPage(empty.body);
  assert.match(empty.body, /There is nothing here yet/);

  const worry = '  they shouted\n\tlots 😢\n\n';
  const wish = '🏡';
  const fields = {
    sheet: 'pictures',
    feeling: 'sad',
    'pictures-1': worry.replaceAll('\n', '\r\n'),
    'pictures-3': wish,
  };
  const key = randomUUID();
  const given = await child.post('/mine/page', fields, key);
  assert.equal(given.location, '/mine/page?sheet=pictures&saved=given');
  assert.equal((await child.post('/mine/page', fields, key)).location, given.location, 'sent twice');
  const [view, ...others] = await views();
  assert.deepEqual(others, []);
  assert.deepEqual(
    view?.answers.map(({ question, words }) => [question, hash(words)]),
    [
      ['How do you feel?', hash('Sad')],
      ['My worries', hash(worry)],
      ['My wishes', hash(wish)],
    ],
  );
  assert.ok(view.words.includes(worry) && view.words.includes(wish));
  assert.deepEqual(
    [view.whose_words, view.way, view.how, view.said_on, view.recorded_by, view.child_id],
    ['child', 'wrote', 'On a page of their own, by a private link', '2026-03-11', null, of.childId],
  );
  const page = await child.get(given.location ?? '');
  assertValidPage(page.body);
  assert.match(page.body, /Thank you\. Your worker has what you gave/);
  assert.ok(page.body.includes(worry), 'the child sees what they gave');
  assert.equal(textIn(page.body, 'pictures-1'), '');

  const voice = await (await running.as('amina')).get(`/disruptions/${of.disruptionId}/child-voice`);
  assertValidPage(voice.body);
  assert.ok(voice.body.includes(view.words));
  assert.match(
    voice.body,
    /They wrote\. On a page of their own, by a private link, 11 March 2026\. Nobody has asked/,
  );
  assert.match(voice.body, /Record who Robin agreed may know this/);
  const iro = await (await running.as('iro')).get(`/disruptions/${of.disruptionId}/child-voice`);
  assert.ok(!iro.body.includes(wish), 'nobody else reads it before the child agreed');

  const next = await asService(running.service, (tx) =>
    tx.selectFrom('disruption').where('id', '=', of.disruptionId).select('next_duty').executeTakeFirst(),
  );
  assert.doesNotMatch(JSON.stringify(next), /views and feelings/, 'the views are heard');
  running.time.now = new Date(running.time.now.getTime() + 60_000);
  await child.post('/mine/page', { sheet: 'about-me', 'about-me-1': 'Dogs' });
  const all = await views();
  assert.deepEqual(
    all.map(({ words }) => words),
    ['I like\nDogs', view.words],
  );
});

test('the worker hears that there is something new, and no word of it', async () => {
  const notices = await asService(running.service, (tx) =>
    tx.selectFrom('notice').where('kind', '=', 'child-gave').selectAll().execute(),
  );
  assert.deepEqual([...new Set(notices.map(({ person_id }) => person_id))], [running.example.people.amina]);
  assert.equal(notices[0]?.path, `/disruptions/${of.disruptionId}/child-voice`);
  const home = await (await running.as('amina')).get('/');
  assert.match(home.body, /There is something new from a child on/);
  assert.doesNotMatch(home.body, /they shouted|🏡/);
});

test('what is written while the session runs out is kept once a new code is typed in', async () => {
  const { link, code } = await linkAndCode(running, of);
  const child = openGuest(running);
  await child.get(link);
  await child.get('/mine');
  const late = await child.post('/mine/page', { sheet: 'questions', 'questions-2': '  late  ' });
  assert.equal(late.status, 401);
  assertValidPage(late.body);
  assert.match(late.body, /What you wrote is not lost/);
  const [, carried = ''] = late.body.match(/name="questions-2" value="([^"]*)"/) ?? [];
  assert.equal(carried, '  late  ');
  const back = await child.post('/mine/code/check', { code, sheet: 'questions', 'questions-2': carried });
  assert.equal(back.location, '/mine/page?sheet=questions&saved=kept');
  assert.equal(textIn((await child.get(back.location)).body, 'questions-2'), '  late  ');
});

test('what was carried and cannot be kept is shown with what is wrong, and words beside a picture are not lost', async () => {
  const late = async (fields: Record<string, string>) => {
    const { link, code } = await linkAndCode(running, of);
    const child = openGuest(running);
    await child.get(link);
    await child.get('/mine');
    const shown = await child.post('file' in fields ? '/mine/file' : '/mine/page', fields);
    assert.equal(shown.status, 401);
    const named = [...shown.body.matchAll(/name="([\w-]+)" value="([^"]*)"/g)];
    const carried = named.filter(([, name = '']) => Object.hasOwn(fields, name));
    const back = await child.post('/mine/code/check', {
      ...Object.fromEntries(carried.map(([, name = '', value = '']) => [name, value])),
      code,
    });
    assert.equal(back.status, 422);
    assertValidPage(back.body);
    return back.body;
  };
  const long = await late({ sheet: 'questions', 'questions-2': 'y'.repeat(20_001) });
  assert.match(long, /id="questions-2-error"/);
  assert.equal(textIn(long, 'questions-2').length, 20_001);
  const beside = await late({ sheet: 'questions', file: '', gives: 'picture', 'picture-words': 'our dog' });
  assert.equal(textIn(beside, 'picture-words'), 'our dog');
  assert.match(beside, /id="picture-error"/);
  assert.equal(textIn(beside, 'questions-2'), '  late  ', 'the draft stays');
});

test('a page that was answered to a form can be loaded again, and the link stays', async () => {
  const { link, code } = await linkAndCode(running, of);
  const child = openGuest(running);
  await child.get(link);
  for (const path of ['/mine/code', '/mine/code/check', '/mine/file']) {
    const { status, body } = await child.get(path);
    assert.equal(status, 200);
    assert.match(body, /Is it you\?/);
  }
  for (const path of ['/mine/finish', '/mine/no-token']) await child.get(path);
  assert.equal((await child.post('/mine/code/check', { code })).location, '/mine/page');
  assert.equal((await child.get('/mine/file')).location, '/mine/page');
});

test('the code that a worker reads out fits the link that a child holds, and keeps what waits there', async () => {
  const { link } = await linkAndCode(running, of);
  const child = openGuest(running);
  await child.get(link);
  await child.get('/mine');
  assert.equal((await child.post('/mine/page', { sheet: 'questions', 'questions-1': 'x' })).status, 401);
  const { code } = await linkAndCode(running, of);
  const back = await child.post('/mine/code/check', { code, sheet: 'questions', 'questions-1': 'it waited' });
  assert.equal(back.location, '/mine/page?sheet=questions&saved=kept');
  assert.equal(textIn((await child.get(back.location)).body, 'questions-1'), 'it waited');
});

test('when a code is mistyped until it stops working, the child’s social worker is told', async () => {
  const told = () =>
    asService(running.service, (tx) =>
      tx.selectFrom('notice').where('kind', '=', 'code-mistyped').select(['person_id', 'path']).execute(),
    );
  const { link, code } = await linkAndCode(running, of);
  const stranger = openGuest(running);
  await stranger.get(link);
  await stranger.get('/mine');
  const wrong = { code: code === '000000' ? '000001' : '000000' };
  for (let time = 1; time < codeTries; time += 1) await stranger.post('/mine/code/check', wrong);
  assert.deepEqual(await told(), []);
  await stranger.post('/mine/code/check', wrong);
  const notice = {
    person_id: running.example.people.amina,
    path: ownPageOf(of.disruptionId, of.childId),
  };
  assert.deepEqual(await told(), [notice]);
  assert.equal((await stranger.post('/mine/code/check', { code })).status, 422);
  assert.equal((await told()).length, 1);
});

test('nobody else on the case reads where the child is reached, and opening it anew says who did and when', async () => {
  const amina = await running.as('amina');
  const at = ownPageOf(of.disruptionId, of.childId);
  await amina.post(at, { sheet: 'pictures', channel: 'by-hand' });
  for (const [key, sees] of [
    ['amina', 1],
    ['chair', 0],
    ['gareth', 0],
  ] as const) {
    const rows = await asPerson(running.service, { id: running.example.people[key] }, (tx) =>
      tx.selectFrom('child_page').select('address').execute(),
    );
    assert.equal(rows.length, sees, key);
  }
  await amina.post(`${at}/close`, {});
  running.time.now = new Date(running.time.now.getTime() + 24 * 3_600_000);
  await (await running.as('amina')).post(at, { sheet: 'pictures', channel: 'by-hand' });
  const { opened_at } = await asService(running.service, (tx) =>
    tx.selectFrom('child_page').select('opened_at').executeTakeFirstOrThrow(),
  );
  assert.deepEqual(opened_at, running.time.now);
});

test('a page that is closed opens for nobody, and what was given stays', async () => {
  const child = await enterAsChild(running, of);
  const amina = await running.as('amina');
  const before = await views();
  const at = ownPageOf(of.disruptionId, of.childId);
  assert.equal((await amina.post(`${at}/close`, {})).location, at);
  const shut = await child.get('/mine/page');
  assert.equal(shut.status, 404);
  assertValidPage(shut.body);
  assert.match(shut.body, /You have done nothing wrong/);
  assert.match((await amina.get(at)).body, /page is closed/);
  for (const button of ['close', 'code'])
    assert.deepEqual((await amina.post(`${at}/${button}`, {})).location, at, `${button}, once it is closed`);
  assert.equal((await child.get('/mine')).status, 404);
  assert.equal((await views()).length, before.length);
});

test('finishing and leaving close the page on this device', async () => {
  for (const way of ['finish', 'leave'] as const) {
    const child = await enterAsChild(running, of);
    const went = way === 'finish' ? await child.post('/mine/finish') : await child.get('/mine/leave');
    assert.equal(went.status, 303);
    assert.equal((await child.get('/mine/page')).status, 404);
  }
  const done = await openGuest(running).get('/mine/finished');
  assertValidPage(done.body);
});

test('a child’s page is there in Welsh, and what is given is kept as it was typed', async () => {
  const child = await enterAsChild(running, of);
  const { body } = await child.get('/mine/page?language=cy&sheet=pictures');
  assertValidPage(body);
  assert.match(body, /<html lang="cy"[\s\S]+Fy mhryderon[\s\S]+Sut wyt ti’n teimlo\?/);
  await child.post('/mine/page', { sheet: 'pictures', 'pictures-1': 'Y ci' });
  const given = await child.get('/mine/page');
  assertValidPage(given.body);
  assert.match(given.body, /Diolch|Yr hyn a roddaist ti[\s\S]+Fy mhryderon[\s\S]+Y ci/);
  const [view] = await views();
  assert.match(view?.words ?? '', /Y ci/);
  assert.equal((await child.post('/mine/finish')).location, '/mine/finished?language=cy');
});
