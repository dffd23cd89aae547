import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp, type Visitor } from '../../../test/app.ts';
import { adopterWords, family } from '../../../test/example-case.ts';
import { enterAs, invitationOf, inviteFamily } from '../../../test/guest.ts';
import { addGuidanceCase } from '../../../test/guidance-case.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { reachEverybody } from '../../../test/reached.ts';
import { conveneExample } from '../../../test/recorded.ts';
import { asPerson, asService } from '../../database/connection.ts';
import { readBackPdf } from '../../documents/read-back.ts';

const mother = family.mother.name;
const [adopterName = ''] = adopterWords;

let running: TestApp;
let id: string;
let amina: Visitor;
before(async () => {
  running = await startTestApp();
  id = await inviteFamily(running);
  amina = await running.as('amina');
});
after(() => running.stop());

type Fields = Readonly<Record<string, string | readonly string[]>>;

/** The agenda's form as a browser would send it: what it holds, and what is typed over it. */
const fieldsOf = async (
  visitor: Visitor,
  disruptionId: string,
): Promise<Record<string, string | string[]>> => {
  const { status, body } = await visitor.get(`/disruptions/${disruptionId}/agenda`);
  assert.equal(status, 200);
  assertValidPage(body);
  const fields: Record<string, string | string[]> = {};
  for (const [tag] of body.matchAll(/<input[^>]*>/g)) {
    const of = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
    const [name, value] = [of('name'), of('value')];
    if (name.startsWith('_') || name === '' || (/type="(radio|checkbox)"/.test(tag) && !/ checked/.test(tag)))
      continue;
    fields[name] = name.startsWith('for-') ? [...(fields[name] ?? []), value] : value;
  }
  for (const [, name = '', options = ''] of body.matchAll(
    /<select[^>]* name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g,
  ))
    fields[name] = /value="([^"]*)" selected/.exec(options)?.[1] ?? '';
  for (const [, name = '', text = ''] of body.matchAll(/<textarea[^>]* name="([^"]*)"[^>]*>([^<]*)/g))
    fields[name] = text;
  return fields;
};
const save = async (more: Fields, { visitor = amina, on = id } = {}) =>
  visitor.post(`/disruptions/${on}/agenda`, { ...(await fieldsOf(visitor, on)), ...more } as Record<
    string,
    string
  >);
const packOf = async (
  visitor: { get: (path: string) => Promise<{ status: number; body: string }> },
  path: string,
) => {
  const { status, body } = await visitor.get(path);
  assert.equal(status, 200);
  assertValidPage(body);
  return body;
};
const enter = (name: string) => {
  running.time.now = new Date(running.time.now.getTime() + 60_000);
  return enterAs(running, name);
};
const agendas = (disruptionId = id) =>
  asService(running.service, (tx) =>
    tx.selectFrom('agenda').where('disruption_id', '=', disruptionId).orderBy('number').selectAll().execute(),
  );
const packMessages = async () => {
  const sent = await asService(running.service, (tx) =>
    tx
      .selectFrom('message')
      .innerJoin('invitation', 'invitation.id', 'message.invitation_id')
      .where('message.disruption_id', '=', id)
      .where('kind', '=', 'pack')
      .select('invitation.name')
      .execute(),
  );
  return sent.map(({ name }) => name);
};

/** A meeting under the guidance, which suggests an agenda, with a parent who must not learn who the carer is. */
const preventiveMeeting = async () => {
  const { id: disruptionId, placementId } = await addGuidanceCase(running, { stage: 'at-risk' });
  const contact = crypto.randomUUID();
  await asService(running.service, (tx) =>
    tx
      .insertInto('contact')
      .values({
        ...{ id: contact, placement_id: placementId, kind: 'birth-family', name: 'Femi Castellane' },
        email: 'femi@castellane.example',
      })
      .execute(),
  );
  await reachEverybody(running);
  await conveneExample(running, disruptionId, {
    chairId: running.example.people.gareth,
    [`choice-contact-${contact}`]: 'attend',
    [`reason-contact-${contact}`]: 'He asked to be heard',
  });
  return { id: disruptionId, visitor: await running.as('gareth') };
};

test('an agenda that the procedure sets says so with its paragraph, and is timed and shared out', async () => {
  const page = await packOf(amina, `/disruptions/${id}/agenda`);
  assert.match(page, /Its items and their order are set/);
  assert.match(page, /Paragraph 1/);
  assert.doesNotMatch(page, /On the agenda|Add an item|name="place-/);
  const { id: motherId } = await invitationOf(running, mother);
  const { id: iroId } = await invitationOf(running, 'Tomasz Nowak');
  const everybodyElse = await asService(running.service, (tx) =>
    tx
      .selectFrom('invitation')
      .where('id', '<>', motherId)
      .where('mode', '=', 'attend')
      .select('id')
      .execute(),
  );
  const refused = await save({ 'minutes-purpose': 'a while' });
  assert.equal(refused.status, 422);
  assertValidPage(refused.body);
  assert.match(refused.body, /Enter how many minutes “Welcome and why we are meeting” takes/);
  assert.match(refused.body, /value="a while"/);
  const saved = await save({
    ...{ 'minutes-purpose': '10', 'minutes-views': '20', 'ledBy-views': iroId, 'there-ending': 'some' },
    'for-ending': everybodyElse.map((one) => one.id),
  });
  assert.equal(saved.location, `/disruptions/${id}/pack`);
  const staff = await packOf(amina, `/disruptions/${id}/pack`);
  assert.match(
    staff,
    /The child’s views and feelings<br><span class="govuk-hint">10:10am, 20 minutes, led by Tomasz Nowak/,
  );
  assert.match(staff, /How and why the placement ended<br><span[^>]*>led by the chair, only for /);
  assert.deepEqual(await packMessages(), [], 'nobody has it yet, so nobody is told');
  assert.match((await amina.get(`/disruptions/${id}`)).body, /Built the agenda: 11 items, 30 minutes/);
});

test('saved again as it is, it is not another; who may not build it finds no page', async () => {
  const before = (await agendas()).length;
  assert.equal((await save({})).status, 303);
  assert.equal((await agendas()).length, before);
  const iro = await running.as('iro');
  assert.equal((await iro.get(`/disruptions/${id}/agenda`)).status, 404);
  assert.doesNotMatch(await packOf(iro, `/disruptions/${id}/pack`), /Change the agenda/);
  assert.equal((await (await running.as('otherteam')).get(`/disruptions/${id}/agenda.pdf`)).status, 404);
});

test('it is printed whole for staff, with when, who leads and who is there', async () => {
  const pdf = await amina.get(`/disruptions/${id}/agenda.pdf`);
  assert.equal(pdf.status, 200);
  assert.equal(pdf.headers.get('content-disposition'), 'attachment; filename="agenda.pdf"');
  const text = (await readBackPdf(pdf.bytes)).map((part) => part.text).join(' ');
  for (const words of [
    '10:10am',
    '(20 minutes)',
    'Tomasz Nowak',
    'Everybody',
    'The child’s views and feelings',
  ])
    assert.ok(text.replaceAll(/\s+/g, ' ').includes(words), `${words}: ${text.slice(0, 500)}`);
});

test('somebody who is not there for an item neither reads it in their pack nor can tell that something is missing', async () => {
  assert.equal((await amina.post(`/disruptions/${id}/pack/release`, {})).status, 303);
  const hers = await packOf(await enter(mother), '/private/pack');
  assert.match(hers, /What the child thinks and feels/);
  assert.doesNotMatch(hers, /How and why the child had to move/);
  assert.doesNotMatch(hers, /10am|minutes/);
  const theirs = await packOf(await enter(adopterName), '/private/pack');
  assert.match(theirs, /How and why the child had to move/);
});

test('once it is out a change wants a reason, and is told to those who see something else in it', async () => {
  const sent = (await packMessages()).length;
  const { 'there-ending': _, 'for-ending': __, ...rest } = await fieldsOf(amina, id);
  const all = { ...rest, 'there-ending': 'everybody' };
  const refused = await amina.post(`/disruptions/${id}/agenda`, all as Record<string, string>);
  assert.equal(refused.status, 422);
  assert.match(refused.body, /Enter why the agenda is changed/);
  const because = 'She asked to be there for all of it';
  assert.equal(
    (await amina.post(`/disruptions/${id}/agenda`, { ...all, because } as Record<string, string>)).status,
    303,
  );
  const told = (await packMessages()).slice(sent);
  assert.ok(told.includes(mother), told.join());
  assert.ok(!told.includes(adopterName), 'the adopters read the same as before');
  const hers = await packOf(await enter(mother), '/private/pack');
  assert.match(hers, /We have changed this. It takes the place of what you had before./);
  assert.match(hers, /How and why the child had to move/);
  assert.equal(hers.match(/What we will talk about/g)?.length, 1, 'the one before is gone');
  const staff = await packOf(amina, `/disruptions/${id}/pack`);
  assert.match(staff, new RegExp(`late: ${because}`));
  // Times alone are no news for a family.
  const before = (await packMessages()).length;
  assert.equal((await save({ 'minutes-since': '15', because: 'Better known now' })).status, 303);
  const later = (await packMessages()).slice(before);
  assert.ok(later.length > 0 && !later.includes(mother) && !later.includes(adopterName), later.join());
});

test('one that is suggested is built for the child: shortened, put in order, added to, and named by nobody', async () => {
  const guidance = await preventiveMeeting();
  const on = { visitor: guidance.visitor, on: guidance.id };
  const first = await packOf(guidance.visitor, `/disruptions/${guidance.id}/agenda`);
  assert.match(first, /Keep what this child’s meeting needs/);
  assert.match(
    (await guidance.visitor.get(`/disruptions/${guidance.id}`)).body,
    /build the agenda for this child/i,
  );
  // Written for the chair and the social workers alone: no agenda tells it to anybody else.
  const words = 'On Sundays after church she cries';
  await asService(running.service, (tx) =>
    tx
      .updateTable('invitation')
      .set({ contribution: words, contribution_share: 'chair-and-social-workers' })
      .where('disruption_id', '=', guidance.id)
      .where('capacity', '=', 'iro')
      .execute(),
  );
  const told = await save({ 'title-new': words, 'plain-new': words }, on);
  assert.equal(told.status, 422);
  assertValidPage(told.body);
  assert.match(told.body, /An item holds what .* must not learn/);
  assert.ok(told.body.includes(`value="${words}"`));
  const kept = await save({ 'on-reasons': '' }, on);
  assert.match(kept.body, /Keep “How and why it happened”: the meeting is there to answer it/);
  const built = await save(
    {
      'on-story': '',
      'place-lessons': '1',
      'title-new': 'What Ngozi Adair needs',
      'plain-new': 'Help for Ngozi',
      'place-new': '2',
    },
    on,
  );
  assert.equal(built.status, 303, built.body?.slice(0, 300));
  const [agenda] = (await agendas(guidance.id)).slice(-1);
  const keys = agenda?.items.map(({ key }) => key) ?? [];
  assert.equal(keys[0], 'lessons');
  assert.match(keys[1] ?? '', /^own-/);
  assert.ok(!keys.includes('story'));
  const minutes = await guidance.visitor.get(`/disruptions/${guidance.id}/minutes`);
  assert.match(minutes.body, /What Ngozi Adair needs/);
  const { id: father } = await invitationOf(running, 'Femi Castellane');
  const his = await packOf(guidance.visitor, `/disruptions/${guidance.id}/pack/readers/${father}`);
  assert.match(his, /Help for /);
  assert.doesNotMatch(his, /Ngozi|Adair/);
  assert.doesNotMatch(minutes.body, /The child and this placement<\/label>/);
});

test('two people who save at once leave two agendas, one after the other; nobody changes one that was saved', async () => {
  const chair = await running.as('chair');
  const before = (await agendas()).length;
  const both = await Promise.all([
    save({ 'minutes-future': '7', because: 'One' }),
    save({ 'minutes-future': '8', because: 'Two' }, { visitor: chair, on: id }),
  ]);
  assert.deepEqual(
    both.map(({ status }) => status),
    [303, 303],
  );
  const numbers = (await agendas()).map(({ number }) => number);
  assert.deepEqual(
    numbers,
    numbers.map((_, at) => at + 1),
  );
  assert.equal(numbers.length, before + 2);
  await assert.rejects(
    () =>
      asPerson(running.service, running.example.actors.amina, (tx) =>
        tx.updateTable('agenda').set({ number: 99 }).execute(),
      ),
    /permission denied/,
  );
});
