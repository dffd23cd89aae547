import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { type CopiesApp, startCopiesApp } from '../../../test/copies-app.ts';
import { family, type StaffKey } from '../../../test/example-case.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { type Requests, requestsOf } from '../../../test/subject-requests.ts';
import { asPerson, asService } from '../../database/connection.ts';
import { vaultKeysFrom } from '../../database/sealing.ts';
import { correctIdentity, sealIdentities } from '../../database/vault.ts';
import { readBackJson, readBackPdf } from '../../documents/read-back.ts';

let running: CopiesApp;
let requests: Requests;
before(async () => {
  running = await startCopiesApp({
    views: [{ words: 'I miss the dog.', from: ['birth-family'] }],
    texts: {
      placement: 'Robin asked for Kirsty Oldroyd. Lucasta Featherstone was tired.',
      findings: 'Support came late, and Kirsty Oldroyd moved to the Zwimvex estate in March.',
    },
  });
  requests = await requestsOf(running);
});
after(() => running.stop());

type Item = Awaited<ReturnType<Requests['itemsOf']>>[number];

const decide = async (
  path: string,
  item: Pick<Item, 'id' | 'revision'>,
  fields: Record<string, string>,
  as: StaffKey = 'records',
) => (await running.as(as)).post(`${path}/items/${item.id}`, { revision: `${item.revision}`, ...fields });

const kirsty = 'Kirsty Oldroyd';
const leftOut = (words: string, row = 0) => ({
  [`left-${row}-words`]: words,
  [`left-${row}-reason`]: 'another-person',
});

/** Decides everything that is open: given, but every mention of the mother is left out. */
const decideAll = async (path: string): Promise<void> => {
  const tess = await running.as('records');
  assert.equal((await tess.post(`${path}/items/give`, {})).status, 303);
  for (const item of await requests.itemsOf(path)) {
    if (item.decision !== null) continue;
    const namesHer = `${item.text} ${item.whose}`.includes('Kirsty');
    const answer = await decide(path, item, {
      ...(namesHer
        ? { decision: 'part', ...leftOut(kirsty), because: 'known' }
        : { decision: 'give', because: 'known' }),
    });
    assert.equal(answer.status, 303, answer.body);
  }
};

const problemsIn = (body: string): string => /govuk-error-summary[\s\S]*?<\/ul>/.exec(body)?.[0] ?? '';

test('each thing is decided on a page of its own, and the officer goes on to the next', async () => {
  const { path, items } = await requests.gathered();
  const tess = await running.as('records');
  const list = await tess.get(`${path}/items`);
  assertValidPage(list.body);
  assert.equal(list.body.match(/To decide/g)?.length, items.length);
  const item = items.find(({ text }) => text.startsWith('Robin asked for'));
  const other = items.find(({ text }) => text.includes('Zwimvex'));
  assert.ok(item && other);
  const page = await tess.get(`${path}/items/${item.id}`);
  assertValidPage(page.body);
  assert.match(page.body, /Adopter 2, carer of the placement/);
  const empty = await decide(path, item, {});
  assert.equal(empty.status, 422);
  assertValidPage(empty.body);
  assert.match(problemsIn(empty.body), /Choose what they get of it/);
  const wrong = await decide(path, item, { decision: 'part', 'left-0-words': 'Thursday & <Friday>' });
  assert.equal(wrong.status, 422);
  assertValidPage(wrong.body);
  assert.match(problemsIn(wrong.body), /#left-0-words[\s\S]+#left-0-reason/);
  assert.match(wrong.body, /Thursday &amp; &lt;Friday&gt;/);
  // A row left blank before another is closed up, so that the problem stands at the row that has it.
  const closedUp = await decide(path, item, {
    ...{ decision: 'part', 'left-0-words': '', 'left-0-reason': 'other', 'left-0-note': '' },
    ...leftOut('Thursday', 1),
  });
  assert.match(problemsIn(closedUp.body), /#left-0-words/);
  assert.match(closedUp.body, /name="left-0-words"[^>]*>Thursday<\/textarea>/);
  const still = await decide(path, item, { decision: 'part', ...leftOut(kirsty) });
  assert.match(problemsIn(still.body), /somebody else is still in it: Adopter 2/);
  const done = await decide(path, item, { decision: 'part', ...leftOut(kirsty), because: 'known' });
  assert.equal(done.status, 303);
  assert.match(done.location ?? '', /\/items\/[0-9a-f-]{36}$/);
  const shown = await tess.get(`${path}/items/${item.id}`);
  assertValidPage(shown.body);
  assert.match(shown.body, /Decided by Tess Akintola/);
  assert.match(shown.body, />Kirsty Oldroyd<\/textarea>/);
  // Two officers at one thing: the second is told.
  const late = await decide(path, item, { decision: 'withhold', reason: 'legal-privilege' }, 'records2');
  assert.equal(late.status, 422);
  assert.match(problemsIn(late.body), /Somebody decided it while you read/);
  assert.equal((await tess.get(`${path}/items/${randomUUID()}`)).status, 404);
  assert.equal((await tess.get(`${path}/items/nothing`)).status, 404);
});

test('what nobody typed and nobody else is in is given at once, and the rest waits for a person', async () => {
  const { path, items } = await requests.gathered();
  const tess = await running.as('records');
  assert.equal((await tess.post(`${path}/items/give`, {})).status, 303);
  for (const { decision, is_typed, others } of await requests.itemsOf(path))
    assert.equal(decision, is_typed || others.length > 0 ? null : 'give');
  const proposed = await tess.post(`${path}/bag`, {});
  assert.equal(proposed.status, 422);
  assertValidPage(proposed.body);
  assert.match(problemsIn(proposed.body), /things are not decided yet/);
  assert.ok(items.length > 3);
});

/** A request of which everything is decided and put together, by Tess. */
const proposed = async (changes: Record<string, string> = {}): Promise<string> => {
  const { path } = await requests.gathered(changes);
  await decideAll(path);
  const answer = await (await running.as('records')).post(`${path}/bag`, {});
  assert.equal(answer.status, 303, problemsIn(answer.body));
  return path;
};

test('words left out of one thing stand in nothing else that is given', async () => {
  const { path } = await requests.gathered();
  await decideAll(path);
  const open = (await requests.itemsOf(path)).find(({ text }) => text.includes('Zwimvex'));
  assert.ok(open);
  assert.equal((await decide(path, open, { decision: 'give', because: 'known' })).status, 303);
  const tess = await running.as('records');
  const answer = await tess.post(`${path}/bag`, {});
  assert.equal(answer.status, 422);
  assertValidPage(answer.body);
  assert.match(
    problemsIn(answer.body),
    new RegExp(`Words that are left out of number \\d+ stand in number ${open.position}`),
  );
});

test('what was written since it was gathered has to be gathered and decided first', async () => {
  const { path } = await requests.gathered();
  await decideAll(path);
  await asService(running.service, (tx) =>
    tx
      .updateTable('disruption')
      .set({ account: 'Something else came out.' })
      .where('id', '=', running.id)
      .execute(),
  );
  const answer = await (await running.as('records')).post(`${path}/bag`, {});
  assert.match(problemsIn(answer.body), /more than was gathered/);
});

test('while it is checked nothing in it changes, and whoever decided in it neither checks nor releases it', async () => {
  const path = await proposed();
  const [tess, noor] = [await running.as('records'), await running.as('records2')];
  const [item] = await requests.itemsOf(path);
  assert.ok(item);
  for (const answer of [
    await decide(path, item, { decision: 'withhold', reason: 'legal-privilege' }),
    await tess.post(`${path}/items/give`, {}),
    await tess.post(`${path}/gather`, {}),
    await tess.post(`${path}/bag`, {}),
  ]) {
    assert.equal(answer.status, 422);
    assert.match(problemsIn(answer.body), /being checked/);
  }
  const own = await tess.get(`${path}/bag/check`);
  assertValidPage(own.body);
  assert.match(own.body, /somebody else says that it is right/);
  assert.match(
    problemsIn((await tess.post(`${path}/bag/check`, { outcome: 'right' })).body),
    /somebody else checks/,
  );
  assert.equal((await tess.get(`${path}/bag.pdf`)).status, 404, 'nothing is taken before it is released');
  const page = await noor.get(`${path}/bag`);
  assertValidPage(page.body);
  assert.match(page.body, /What we wrote down about you/);
  assert.doesNotMatch(page.body, /Kirsty/);
  const check = await noor.get(`${path}/bag/check`);
  assertValidPage(check.body);
  assert.match(check.body, /Kirsty Oldroyd[\s\S]+another person/);
  const early = await noor.post(`${path}/bag/release`, {});
  assert.match(problemsIn(early.body), /Nobody has found it right/);
  const empty = await noor.post(`${path}/bag/check`, { outcome: 'not-right' });
  assert.equal(empty.status, 422);
  assertValidPage(empty.body);
  assert.match(problemsIn(empty.body), /Enter what is not right/);
  assert.equal(
    (await noor.post(`${path}/bag/check`, { outcome: 'not-right', note: 'His aunt is in number 4' })).status,
    303,
  );
  const back = await tess.get(path);
  assertValidPage(back.body);
  assert.match(back.body, /Noor Whitfield found it not right[\s\S]+His aunt is in number 4/);
  assert.equal((await tess.post(`${path}/bag`, {})).status, 303, 'it is put together again');
  assert.equal((await noor.post(`${path}/bag/check`, { outcome: 'right' })).status, 303);
  assert.match(problemsIn((await tess.post(`${path}/bag/release`, {})).body), /somebody else releases/);
});

test('a released bag is taken as a page, a PDF and data, which hold what is given and nothing that is left out', async () => {
  const path = await proposed();
  const [tess, noor] = [await running.as('records'), await running.as('records2')];
  assert.equal((await noor.post(`${path}/bag/check`, { outcome: 'right' })).status, 303);
  assert.equal((await noor.post(`${path}/bag/release`, {})).status, 303);
  const released = await tess.get(path);
  assertValidPage(released.body);
  assert.match(released.body, /Released by Noor Whitfield/);
  const page = await tess.get(`${path}/bag`);
  const pdf = await noor.get(`${path}/bag.pdf`);
  const json = await noor.get(`${path}/bag.json`);
  const texts = [
    page.body,
    (await readBackPdf(pdf.bytes)).map(({ text }) => text).join('\n'),
    readBackJson(json.body)
      .map(({ text }) => text)
      .join('\n'),
  ];
  for (const text of texts) {
    const words = text.replaceAll(/\s+/g, ' ');
    assert.match(words, /I miss the dog\./);
    assert.match(words, /Robin asked for \[left out\]\. Adopter 2 was tired\./);
    assert.doesNotMatch(words, /Kirsty|Featherstone/);
  }
  for (const { headers } of [pdf, json]) {
    assert.match(headers.get('cache-control') ?? '', /no-store/);
    assert.match(headers.get('content-disposition') ?? '', /^attachment; filename="copy\.(pdf|json)"$/);
  }
  const taken = await asService(running.service, (tx) =>
    tx
      .selectFrom('audit_entry')
      .where('act', '=', 'take-bag')
      .where('outcome', '=', 'allowed')
      .where('subject_id', '=', path.split('/').at(-1) ?? '')
      .select('actor_id')
      .execute(),
  );
  assert.deepEqual(
    taken.map(({ actor_id }) => actor_id),
    Array(2).fill(running.example.people.records2),
  );
  assert.match(problemsIn((await noor.post(`${path}/bag/release`, {})).body), /released already/);
  assert.match(problemsIn((await tess.post(`${path}/gather`, {})).body), /is released, so nothing/);
  const form = await tess.get(`${path}/close`);
  assertValidPage(form.body);
  const empty = await tess.post(`${path}/close`, {});
  assert.equal(empty.status, 422);
  assertValidPage(empty.body);
  const day = { 'closedOn-day': '31', 'closedOn-month': '3', 'closedOn-year': '2026' };
  assert.equal(
    (await tess.post(`${path}/close`, { closedAs: 'handed-over', note: 'By hand, with Amina', ...day }))
      .status,
    303,
  );
  const closed = await tess.get(path);
  assertValidPage(closed.body);
  assert.match(closed.body, /They have what they asked for, on 31 March 2026\.[\s\S]+By hand, with Amina/);
  assert.match(
    problemsIn((await tess.post(`${path}/close`, { closedAs: 'refused', note: 'x', ...day })).body),
    /is closed/,
  );
  assert.equal((await tess.get(`${path}/bag.pdf`)).status, 200, 'what was handed over can be read');
});

test('a carer’s own identity is in their bag alone; a correction since stops it being handed over', async () => {
  const [martin] = family.adopters;
  const path = await proposed({ asker: 'carer', about: 'other', name: '', email: martin.email });
  const [tess, noor] = [await running.as('records'), await running.as('records2')];
  const page = await noor.get(`${path}/bag`);
  assert.match(page.body, /Name: Martin Featherstone[\s\S]+01632 960111/);
  assert.doesNotMatch(page.body, /Lucasta|960112/);
  assert.equal((await noor.post(`${path}/bag/check`, { outcome: 'right' })).status, 303);
  const kept = JSON.stringify(await requests.itemsOf(path));
  assert.doesNotMatch(kept, /01632/);
  const { organisationId } = running.example.actors.records;
  const [item] = (await requests.itemsOf(path)).filter(({ carer_id }) => carer_id !== null);
  await asService(running.service, (tx) =>
    correctIdentity(
      tx,
      running.service,
      { placementId: running.example.placementId, disruptionId: running.id, organisationId },
      { carerId: item?.carer_id ?? '', phone: '01632 960999' },
    ),
  );
  const answer = await noor.post(`${path}/bag/release`, {});
  assert.match(problemsIn(answer.body), /has changed since it was put together/);
  assert.match((await tess.get(`${path}/bag`)).body, /cannot be handed over/);
  // It is found not right after all, put together again, and handed over with what the vault has now.
  assert.equal(
    (await tess.post(`${path}/bag/check`, { outcome: 'not-right', note: 'His number was corrected' })).status,
    303,
  );
  assert.equal((await tess.post(`${path}/gather`, {})).status, 303);
  await decideAll(path);
  assert.equal((await tess.post(`${path}/bag`, {})).status, 303);
  assert.equal((await noor.post(`${path}/bag/check`, { outcome: 'right' })).status, 303);
  assert.equal((await noor.post(`${path}/bag/release`, {})).status, 303);
  const { body } = await noor.get(`${path}/bag.json`);
  assert.match(body, /01632 960999/);
  // What was handed over stays as it was, sealed, whatever is corrected or restricted since, and under a new key.
  await asService(running.service, (tx) =>
    correctIdentity(
      tx,
      running.service,
      { placementId: running.example.placementId, disruptionId: running.id, organisationId },
      { carerId: item?.carer_id ?? '', phone: '01632 960000' },
    ),
  );
  const [newest] = vaultKeysFrom(`${'another key of the vault, long enough '.repeat(2)}`);
  const keys = [newest, ...running.service.vaultKeys] as const;
  await sealIdentities(running.databaseUrl, { ...running.service, vaultKeys: keys });
  const rows = await asService(running.service, (tx) =>
    tx.selectFrom('subject_bag').where('sealed', 'is not', null).select('sealed').execute(),
  );
  assert.ok(rows.length > 0 && rows.every(({ sealed }) => sealed?.[0] === newest.version));
  assert.ok(rows.every(({ sealed }) => !sealed?.includes('Featherstone')));
  const before = running.service.vaultKeys;
  Object.assign(running.service, { vaultKeys: keys });
  assert.equal((await noor.get(`${path}/bag.json`)).body, body);
  // Back to the keys of the other tests.
  await sealIdentities(running.databaseUrl, { ...running.service, vaultKeys: [before[0], newest] });
  Object.assign(running.service, { vaultKeys: before });
});

test('of a restricted case a Caldicott guardian checks, and never releases', async () => {
  const restrict = (restricted: 'other' | null) =>
    asService(running.service, (tx) =>
      tx
        .updateTable('placement')
        .set({ restricted, restricted_reason: restricted === null ? '' : 'x' })
        .where('id', '=', running.example.placementId)
        .execute(),
    );
  await restrict('other');
  const { path } = await requests.gathered();
  const miriam = await running.as('guardian');
  const ask = /href="([^"]+\/cases\/[^"]+)"/.exec((await miriam.get(path)).body)?.[1] ?? '';
  assert.equal((await miriam.post(ask, { says: 'yes', reason: 'It is about him' })).status, 303);
  const [tess, noor] = [await running.as('records'), await running.as('records2')];
  assert.equal((await tess.post(`${path}/gather`, {})).status, 303);
  await decideAll(path);
  assert.equal((await tess.post(`${path}/bag`, {})).status, 303);
  assert.match(
    problemsIn((await noor.post(`${path}/bag/check`, { outcome: 'right' })).body),
    /Caldicott guardian checks/,
  );
  assertValidPage((await miriam.get(`${path}/bag/check`)).body);
  assert.equal((await miriam.post(`${path}/bag/check`, { outcome: 'right' })).status, 303);
  assert.equal((await miriam.post(`${path}/bag/release`, {})).status, 404);
  assert.equal((await miriam.get(`${path}/bag.pdf`)).status, 404);
  assert.equal((await noor.post(`${path}/bag/release`, {})).status, 303);
  await restrict(null);
});

test('the database itself keeps a maker from checking or releasing, and what was said from being unsaid', async () => {
  const path = await proposed();
  const requestId = path.split('/').at(-1) ?? '';
  const { records, records2 } = running.example.people;
  const as = (id: string, changes: Record<string, unknown>) =>
    asPerson(running.service, { id }, (tx) =>
      tx
        .updateTable('subject_bag')
        .set({ ...changes })
        .where('request_id', '=', requestId)
        .executeTakeFirstOrThrow(),
    );
  const at = running.time.now;
  const right = (by: string) => ({ outcome: 'right', checked_by: by, checked_at: at });
  await assert.rejects(as(records, right(records)), /checked_by_another|does not check/);
  const sealed = Buffer.of(1);
  await assert.rejects(
    as(records2, { released_by: records2, released_at: at, sealed }),
    /released_when_right/,
  );
  await assert.rejects(as(records, right(records2)), /nobody signs for another/);
  await as(records2, right(records2));
  await assert.rejects(as(records2, { check_note: 'Something else' }), /was checked/);
  // Nor is what another found taken back under their name.
  await assert.rejects(as(records, { outcome: 'not-right', check_note: 'x' }), /nobody signs for another/);
  await assert.rejects(as(records2, { checked_at: null, checked_by: null, outcome: null }), /was checked/);
  await assert.rejects(
    as(records, { released_by: records, released_at: at }),
    /released_by_another|does not release/,
  );
  await assert.rejects(as(records2, { released_by: records2, released_at: at }), /released_is_kept/);
  await as(records2, { released_by: records2, released_at: at, sealed });
  await assert.rejects(as(records2, { sealed: Buffer.of(2) }), /was released/);
  await assert.rejects(as(records2, { released_by: null, released_at: null }), /was released/);
  const item = (changes: Record<string, unknown>) =>
    asPerson(running.service, { id: records }, (tx) =>
      tx.updateTable('subject_item').set(changes).where('request_id', '=', requestId).execute(),
    );
  await assert.rejects(
    item({ decision: 'withhold', reason: 'other', redactions: sql`'[]'` }),
    /being checked/,
  );
  await assert.rejects(
    asPerson(running.service, { id: records }, (tx) =>
      tx.deleteFrom('subject_item').where('request_id', '=', requestId).execute(),
    ),
    /being checked/,
  );
});

test('nobody decides in another’s name, and what another decided is changed in one’s own', async () => {
  const { items } = await requests.gathered();
  const { records, records2 } = running.example.people;
  const decides = (id: string, changes: Record<string, unknown>) =>
    asPerson(running.service, { id }, (tx) =>
      tx
        .updateTable('subject_item')
        .set(changes)
        .where('id', '=', items[0]?.id ?? '')
        .execute(),
    );
  const give = { decision: 'give', decided_at: running.time.now };
  await assert.rejects(decides(records, { ...give, decided_by: records2 }), /nobody decides for another/);
  await decides(records, { ...give, decided_by: records });
  await assert.rejects(decides(records2, { because: 'consent' }), /nobody decides for another/);
  await decides(records2, { because: 'consent', decided_by: records2 });
});

test('whoever handles no requests of this council reads nothing of a bag, and information governance neither', async () => {
  const path = await proposed();
  for (const key of ['amina', 'gareth', 'admin', 'governance', 'outsider', 'panel'] as StaffKey[]) {
    const visitor = await running.as(key);
    for (const page of ['/items', '/bag', '/bag/check', '/bag.pdf', '/bag.json', '/close'])
      assert.equal((await visitor.get(`${path}${page}`)).status, 404, `${key} ${page}`);
    for (const form of ['/items/give', '/bag', '/bag/check', '/bag/release', '/close'])
      assert.equal((await visitor.post(`${path}${form}`, {})).status, 404, `${key} ${form}`);
  }
});

test('a request that nobody knows is theirs is not released until it is clear who asks', async () => {
  const path = await proposed({ identityProof: '' });
  const noor = await running.as('records2');
  assert.equal((await noor.post(`${path}/bag/check`, { outcome: 'right' })).status, 303);
  assert.match(problemsIn((await noor.post(`${path}/bag/release`, {})).body), /not clear yet who asks/);
});

test('an officer who asks for their own record neither records, sees nor deals with it', async () => {
  const noor = await running.as('records2');
  const own = { asker: 'staff', about: 'staff', name: '', email: 'RECORDS2@derby.example' };
  const refused = await noor.post('/subject-access/new', requests.fields(own));
  assert.match(problemsIn(refused.body), /somebody else deals with what you ask for/);
  const { path } = await requests.gathered(own);
  for (const page of ['', '/items', '/bag', '/people'])
    assert.equal((await noor.get(`${path}${page}`)).status, 404, page);
  assert.doesNotMatch((await noor.get('/subject-access')).body, new RegExp(path));
});

test('a member of staff gets their bag, though what they do goes on being written down', async () => {
  const asked = { asker: 'staff', about: 'staff', name: '', email: 'records@derby.example' };
  const noor = await running.as('records2');
  const path = (await noor.post('/subject-access/new', requests.fields(asked))).location ?? '';
  const found = await noor.get(`${path}/people`);
  const [, people = ''] = /name="people"[^>]*value="([^"]+)"/.exec(found.body) ?? [];
  assert.equal((await noor.post(`${path}/people`, { people })).status, 303);
  assert.equal((await noor.post(`${path}/gather`, {})).status, 303);
  assert.equal((await noor.post(`${path}/items/give`, {})).status, 303);
  await (await running.as('records')).get('/subject-access');
  const answer = await noor.post(`${path}/bag`, {});
  assert.equal(answer.status, 303, problemsIn(answer.body));
});

test('somebody taken for another is taken out with all that was gathered, and words written since replace the older', async () => {
  const { path, items } = await requests.gathered();
  const tess = await running.as('records');
  const account = items.find(({ key }) => key.startsWith('account-'));
  assert.ok(account);
  const write = (text: string) =>
    asService(running.service, (tx) =>
      tx.updateTable('disruption').set({ account: text }).where('id', '=', running.id).execute(),
    );
  await write('Other words now.');
  running.time.now = new Date(running.time.now.getTime() + 60_000);
  assert.equal((await tess.post(`${path}/gather`, {})).status, 303);
  const list = await tess.get(`${path}/items`);
  assert.match(list.body, /Other words now\./);
  assert.ok(!list.body.includes(account.text.slice(0, 30)));
  await write(account.text);
  assert.equal((await tess.post(`${path}/begin-again`, {})).status, 303);
  const page = await tess.get(path);
  assertValidPage(page.body);
  assert.match(page.body, /Nobody is found yet/);
  assert.deepEqual(await requests.itemsOf(path), []);
});

test('from whom a case keeps something is shown to whoever decides', async () => {
  const { path, items } = await requests.gathered();
  const view = items.find(({ key }) => key.startsWith('view-'));
  const page = await (await running.as('records')).get(`${path}/items/${view?.id}`);
  assertValidPage(page.body);
  assert.match(page.body, /Kept on the case from [^<]*family/);
});
