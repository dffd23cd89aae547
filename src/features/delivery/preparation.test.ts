import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp, type Visitor } from '../../../test/app.ts';
import { family } from '../../../test/example-case.ts';
import { enterAs, invitationOf, inviteFamily } from '../../../test/guest.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { asService } from '../../database/connection.ts';

const mother = family.mother.name;
let running: TestApp;
let id: string;
let chair: Visitor;
before(async () => {
  running = await startTestApp();
  id = await inviteFamily(running);
  chair = await running.as('chair');
  await asService(running.service, (tx) =>
    tx
      .updateTable('message')
      .set({ status: 'sent', attempts: 1, channel: 'email', sent_at: running.time.now })
      .execute(),
  );
});
after(() => running.stop());

const page = async (visitor = chair): Promise<string> => {
  const { status, body } = await visitor.get(`/disruptions/${id}/preparation`);
  assert.equal(status, 200);
  assertValidPage(body);
  return body;
};
const remindersTo = async (name: string): Promise<number> => {
  const invitation = await invitationOf(running, name);
  const rows = await asService(running.service, (tx) =>
    tx
      .selectFrom('message')
      .where('invitation_id', '=', invitation.id)
      .where('kind', '=', 'reminder')
      .select('id')
      .execute(),
  );
  return rows.length;
};

test('the chair reads who has answered, written and been heard, and what is missing', async () => {
  const guest = await enterAs(running, mother);
  await guest.post('/private/meeting/reply', { reply: 'by-video', note: '' });
  const body = await page();
  assert.match(body, /Tuesday 31 March 2026 at 10am/);
  assert.match(body, /Parent or family member\. Joining by video\./);
  assert.match(body, /Not heard yet/);
  assert.match(body, /Not answered/);
  assert.doesNotMatch(body, new RegExp(`Remind ${mother}`));
  assert.match(body, /Tuesday 24 March 2026: to those who have not answered/);
});

test('one click reminds somebody, once', async () => {
  const { id: invitationId } = await invitationOf(running, 'Adopter 1');
  assert.match(await page(), /Remind Adopter 1/);
  const remind = `/disruptions/${id}/invitations/${invitationId}/remind`;
  const answers = await Promise.all([chair.post(remind, {}), chair.post(remind, {})]);
  assert.deepEqual(
    answers.map(({ location }) => location),
    Array.from({ length: 2 }, () => `/disruptions/${id}/preparation`),
  );
  assert.equal(await remindersTo('Adopter 1'), 1);
  assert.doesNotMatch(await page(), /Remind Adopter 1/);
});

test('whoever has answered is left alone, and those who only read the case remind nobody', async () => {
  const { id: invitationId } = await invitationOf(running, mother);
  const remind = `/disruptions/${id}/invitations/${invitationId}/remind`;
  assert.equal((await chair.post(remind, {})).status, 303);
  assert.equal(await remindersTo(mother), 0);
  const iro = await running.as('iro');
  assert.doesNotMatch(await page(iro), /Remind Adopter|Remind Kirsty|class="govuk-button"/);
  assert.equal((await iro.post(remind, {})).status, 404);
  assert.equal((await chair.post(`/disruptions/${id}/invitations/nonsense/remind`, {})).status, 404);
});
