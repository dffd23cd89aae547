import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp, type Visitor } from '../../../test/app.ts';
import { family } from '../../../test/example-case.ts';
import { type GuestVisitor, invitationOf, inviteFamily, openGuest } from '../../../test/guest.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { enterAsChild, linkAndCode } from '../../../test/own-page.ts';
import { asGuest, asService } from '../../database/connection.ts';
import { withdrawPaper } from '../../database/packs.ts';

const adopter = family.adopters[0]?.name ?? '';
const iro = 'Tomasz Nowak';
const dog = 'Robin has a dog called Bounce now.';

let running: TestApp;
let of: { disruptionId: string; childId: string };
let amina: Visitor;
let child: GuestVisitor;
let paper: string;
before(async () => {
  running = await startTestApp();
  of = { disruptionId: await inviteFamily(running), childId: running.example.childIds[0] ?? assert.fail() };
  amina = await running.as('amina');
  child = await enterAsChild(running, of);
  paper = (await invitationOf(running, iro)).id;
  await asService(running.service, (tx) =>
    tx
      .updateTable('invitation')
      .set({ contribution: `${adopter} told me in May. ${dog}` })
      .where('id', '=', paper)
      .execute(),
  );
});
after(() => running.stop());

const pack = () => `/disruptions/${of.disruptionId}/pack`;
const parts = () =>
  asService(running.service, (tx) =>
    tx.selectFrom('pack_part').where('child_id', 'is not', null).selectAll().execute(),
  );

test('before the pack goes out, a child’s page has no way to it, and its address says so kindly', async () => {
  assert.doesNotMatch((await child.get('/mine/page')).body, /\/mine\/pack/);
  const { status, body } = await child.get('/mine/pack');
  assert.equal(status, 200);
  assertValidPage(body);
  assert.match(body, /There is nothing here yet/);
  const preview = await amina.get(`${pack()}/readers/${of.childId}`);
  assert.equal(preview.status, 200);
  assertValidPage(preview.body);
  assert.match(preview.body, /What the child needs next[\s\S]+a dog called Bounce/);
  assert.ok(!preview.body.includes(adopter));
});

test('once it goes out, the child reads what the meeting talks about, and a paper that was chosen for them', async () => {
  const form = (await amina.get(`${pack()}/release`)).body;
  assertValidPage(form);
  assert.match(form, /Which papers may Robin read too/);
  const alone = await amina.post(`${pack()}/release`, { forChildren: paper });
  assert.equal(alone.status, 422);
  assert.match(alone.body, /Children read only what everybody gets/);
  assert.equal((await amina.post(`${pack()}/release`, { papers: paper, forChildren: paper })).status, 303);
  assert.match(
    (await amina.get(pack())).body,
    /The agenda<\/h3>[\s\S]*?Not opened yet by [^<]*Robin/,
    'it has gone to the child, who has not opened it',
  );
  assert.match((await child.get('/mine/page')).body, /href="\/mine\/pack">What the meeting is about/);
  const { body } = await child.get('/mine/pack');
  assertValidPage(body);
  assert.match(body, /How and why the child had to move[\s\S]+a dog called Bounce/);
  assert.doesNotMatch(body, /placement|Reviewing|led by/);
  assert.ok(!body.includes(adopter) && !body.includes(iro));
  const unseen = /The agenda<\/h3>[\s\S]*?Not opened yet by ([^<]*)/.exec(
    (await amina.get(pack())).body,
  )?.[1];
  assert.ok(unseen && !unseen.includes('Robin'), unseen);
  const audited = await asService(running.service, (tx) =>
    tx.selectFrom('audit_entry').where('act', '=', 'see-pack').selectAll().execute(),
  );
  assert.ok(audited.every(({ actor_kind }) => actor_kind === 'guest') && audited.length === 2);
});

test('in Welsh the plain words are Welsh, and what somebody wrote is marked as English', async () => {
  const { body } = await child.get('/mine/pack?language=cy');
  assertValidPage(body);
  assert.match(body, /Am beth mae’r cyfarfod[\s\S]+Sut a pham y bu’n rhaid i’r plentyn symud/);
  assert.match(body, /<div lang="en">[\s\S]*a dog called Bounce/);
  await child.get('/mine/pack?language=en');
});

test('a child reads their own alone, and changes nothing of it but that they opened it', async () => {
  const [page] = await asService(running.service, (tx) => tx.selectFrom('child_page').selectAll().execute());
  const acting = { id: page?.id ?? assert.fail() };
  const seen = await asGuest(running.service, acting, (tx) =>
    tx.selectFrom('pack_part').select('child_id').execute(),
  );
  assert.deepEqual([...new Set(seen.map(({ child_id }) => child_id))], [of.childId]);
  await assert.rejects(
    () =>
      asGuest(running.service, acting, (tx) =>
        tx
          .updateTable('pack_part')
          .set({ printed_by: running.example.people.amina, printed_at: new Date() })
          .execute(),
      ),
    /Only who prints a pack says so/,
  );
});

test('theirs can be printed in large letters, and counts as on paper', async () => {
  const printed = await amina.post(`${pack()}/readers/${of.childId}/print`, {});
  assert.equal(printed.status, 200);
  assert.equal(printed.headers.get('content-type'), 'application/pdf');
  assert.ok((await parts()).every(({ printed_by }) => printed_by === running.example.people.amina));
});

test('what its author takes back is gone from the child’s page, and all of it when the meeting is cancelled', async () => {
  await asService(running.service, (tx) => withdrawPaper(tx, paper, running.time.now));
  assert.doesNotMatch((await child.get('/mine/pack')).body, /Bounce/);
  const cancelled = await amina.post(`/disruptions/${of.disruptionId}/meeting/cancel`, {
    reason: 'The chair is ill',
  });
  assert.equal(cancelled.status, 303, cancelled.body.slice(0, 200));
  assert.match((await child.get('/mine/pack')).body, /There is nothing here yet/);
});

test('a link alone opens nothing of it', async () => {
  const { link } = await linkAndCode(running, of);
  const other = openGuest(running);
  await other.get(link);
  assert.equal((await other.get('/mine/pack')).location, '/mine');
});
