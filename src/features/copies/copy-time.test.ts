import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { parseCrontab } from 'graphile-worker';
import { type CopiesApp, copyOf, letHeldGo, openPreviews, startCopiesApp } from '../../../test/copies-app.ts';
import { adopterWords, family, type StaffKey } from '../../../test/example-case.ts';
import { enterAs, type GuestVisitor, invitationOf } from '../../../test/guest.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { asGuest, asService } from '../../database/connection.ts';
import { untilField } from '../../domain/copy-time.ts';
import { claimMessage } from '../delivery/claim-message.ts';
import type { Outcome } from '../service.ts';
import { giveMoreTime } from './give-time.ts';
import { releaseCopies } from './release-copies.ts';
import { copyReminderJobs, copyReminderSchedule } from './remind-of-copies.ts';
import { copiesToRelease } from './see-copies.ts';
import { withdrawCopy } from './withdraw-copy.ts';

const mother = family.mother.name;
const [martin, lucy] = adopterWords;

let running: CopiesApp;
before(async () => {
  running = await startCopiesApp({ by: 'amina' });
  const { service, example, id } = running;
  const choices = await copiesToRelease(service, example.actors.gareth, id);
  const copyIds = choices.map((choice) => choice.slice(0, 36));
  await openPreviews(running, 'gareth', id, copyIds);
  const released = await releaseCopies(service, example.actors.gareth, form(), {
    copies: choices,
    confirmed: 'yes',
  });
  assert.equal(released.ok, true);
  await letHeldGo(running);
  await markSent();
});
after(() => running.stop());

const form = () => ({ disruptionId: running.id, key: randomUUID() });
/** Everything that waits has left, by e-mail. */
const markSent = () =>
  asService(running.service, (tx) =>
    tx
      .updateTable('message')
      .set({ status: 'sent', attempts: 1, channel: 'email', sent_at: running.time.now })
      .where('status', '=', 'queued')
      .execute(),
  );
const remind = async (): Promise<void> => {
  await copyReminderJobs(running.service)['remind-of-copies']?.({}, {} as never);
};
const reminders = () =>
  asService(running.service, (tx) =>
    tx
      .selectFrom('message')
      .innerJoin('invitation', 'invitation.id', 'message.invitation_id')
      .where('kind', '=', 'copy')
      .where('reminder_rule', 'is not', null)
      .orderBy('invitation.name')
      .select(['message.id', 'invitation.name', 'message.status', 'message.reminder_rule as rule'])
      .execute(),
  );
const reminderTo = async (name: string): Promise<string> => {
  const found = (await reminders()).find((one) => one.name === name);
  assert.ok(found, name);
  return found.id;
};
const claim = (id: string) => asService(running.service, (tx) => claimMessage(tx, running.service, id));
const statusOf = async (id: string) => (await reminders()).find((one) => one.id === id)?.status;
const giveTime = (who: StaffKey, copyId: string, day: string, key = randomUUID()): Promise<Outcome> => {
  const field = untilField(copyId);
  const [year = '', month = '', date = ''] = day.split('-');
  return giveMoreTime(
    running.service,
    running.example.actors[who],
    { disruptionId: running.id, copyId, key },
    { [`${field}-day`]: date, [`${field}-month`]: month, [`${field}-year`]: year },
  );
};

test('the job is asked for by a schedule that the queue understands', () => {
  assert.deepEqual(
    parseCrontab(copyReminderSchedule).map(({ task }) => task),
    ['remind-of-copies'],
  );
});

describe('of a copy that was not opened', () => {
  test('nobody is reminded before the day that the procedure says', async () => {
    running.time.now = new Date('2026-04-09T07:59:00Z');
    await remind();
    assert.deepEqual(await reminders(), []);
  });

  test('each reader is reminded once, whoever has opened theirs not at all', async () => {
    await asService(running.service, (tx) =>
      tx
        .updateTable('copy')
        .set({ opened_at: running.time.now })
        .where('invitation_id', '=', (from) =>
          from.selectFrom('invitation').where('name', '=', lucy).select('id').limit(1),
        )
        .execute(),
    );
    running.time.now = new Date('2026-04-09T08:00:00Z');
    await Promise.all([remind(), remind()]);
    await remind();
    const sent = await reminders();
    assert.ok(sent.length > 3);
    assert.equal(new Set(sent.map(({ name }) => name)).size, sent.length);
    assert.ok(sent.some(({ name }) => name === mother));
    assert.ok(!sent.some(({ name }) => name === lucy));
    const [entry, ...more] = await asService(running.service, (tx) =>
      tx.selectFrom('history').where('act', '=', 'remind').select('summary').execute(),
    );
    assert.deepEqual(more, []);
    assert.match(entry?.summary ?? '', /^Reminded .* of their copy of the minutes, as the procedure says$/);
  });

  test('the reminder waits for the hours in which messages leave, and says until when the copy can be read', async () => {
    const id = await reminderTo(mother);
    running.time.now = new Date('2026-04-09T19:00:00Z');
    assert.equal(await claim(id), null);
    assert.equal(await statusOf(id), 'queued');
    running.time.now = new Date('2026-04-10T09:00:00Z');
    const claimed = await claim(id);
    assert.deepEqual(
      [claimed?.content.remindsOf, claimed?.content.copy?.lastDay],
      ['not-opened', '2026-04-14'],
    );
  });

  test('a reminder that waits stays here when the copy is opened meanwhile, or withdrawn', async () => {
    const id = await reminderTo(martin);
    const copy = await copyOf(running, martin);
    const open = (at: Date | null) =>
      asService(running.service, (tx) =>
        tx.updateTable('copy').set({ opened_at: at }).where('id', '=', copy.id).execute(),
      );
    await open(running.time.now);
    assert.equal(await claim(id), null);
    assert.equal(await statusOf(id), 'not-needed');
    await open(null);
    const requeue = () =>
      asService(running.service, (tx) =>
        tx.updateTable('message').set({ status: 'queued' }).where('id', '=', id).execute(),
      );
    await requeue();
    const { service, example } = running;
    const away = { ...form(), copyId: copy.id };
    assert.equal((await withdrawCopy(service, example.actors.gareth, away)).ok, true);
    assert.equal(await claim(id), null);
    assert.equal(await statusOf(id), 'not-needed');
  });

  test('the page of copies says who was reminded, and that they have not opened it', async () => {
    await markSent();
    const { body } = await (await running.as('gareth')).get(running.copies);
    assertValidPage(body);
    assert.match(
      body,
      /It can be read until the end of 14 April 2026\. Reminded on 10 April 2026; not opened\./,
    );
  });
});

describe('the time of a copy', () => {
  let guest: GuestVisitor;
  let copyId: string;
  const paths = () => ['', '/minutes.pdf', '/minutes.docx'].map((end) => `/private/copies/${copyId}${end}`);
  const statuses = async (): Promise<readonly number[]> => {
    const found: number[] = [];
    for (const path of paths()) found.push((await guest.get(path)).status);
    return found;
  };
  const readableRows = async (): Promise<number> => {
    const { id } = await invitationOf(running, mother);
    const rows = await asGuest(running.service, { id }, (tx) =>
      tx.selectFrom('copy').where('id', '=', copyId).select('id').execute(),
    );
    return rows.length;
  };

  before(async () => {
    copyId = (await copyOf(running, mother)).id;
    running.time.now = new Date('2026-04-14T22:55:00Z');
    guest = await enterAs(running, mother);
    // A link that outlasts the copy: the copy ends by its own time.
    await asService(running.service, (tx) =>
      tx
        .updateTable('guest_link')
        .set({ expires_at: new Date('2026-06-01T00:00:00Z') })
        .execute(),
    );
  });

  test('is told to its reader on their page and on the copy', async () => {
    const list = await guest.get('/private/meeting');
    assertValidPage(list.body);
    assert.match(list.body, /You can read it until the end of Tuesday 14 April 2026\./);
    const copy = await guest.get(`/private/copies/${copyId}`);
    assertValidPage(copy.body);
    assert.match(copy.body, /You can read it here until the end of Tuesday 14 April 2026\./);
  });

  test('ends exactly then, for the page, the PDF and the Word file, and beneath them in the database', async () => {
    running.time.now = new Date('2026-04-14T22:59:59.999Z');
    assert.deepEqual([await statuses(), await readableRows()], [[200, 200, 200], 1]);
    running.time.now = new Date('2026-04-14T23:00:00Z');
    assert.deepEqual([await statuses(), await readableRows()], [[404, 404, 404], 0]);
    assert.doesNotMatch((await guest.get('/private/meeting')).body, new RegExp(copyId));
  });

  test('is over on the page of copies too, which says whether it was opened', async () => {
    const { body } = await (await running.as('gareth')).get(running.copies);
    assertValidPage(body);
    assert.match(body, /Expired, not opened/);
    assert.match(body, /It could be read until the end of 14 April 2026; now its link opens nothing\./);
  });

  test('once over reminds nobody', async () => {
    const before = (await reminders()).length;
    await asService(running.service, (tx) =>
      tx.deleteFrom('message').where('reminder_rule', '=', 'copy').execute(),
    );
    await remind();
    assert.ok(before > 0);
    assert.deepEqual(await reminders(), []);
  });

  test('is given anew by whoever may release, with a new link, once', async () => {
    const key = randomUUID();
    const links = async () => {
      const { id } = await invitationOf(running, mother);
      return asService(running.service, (tx) =>
        tx
          .selectFrom('message')
          .innerJoin('guest_link', (join) =>
            join.onRef('guest_link.invitation_id', '=', 'message.invitation_id'),
          )
          .where('message.invitation_id', '=', id)
          .where('message.kind', '=', 'copy')
          .where('message.queued_at', '=', running.time.now)
          .where('guest_link.expires_at', '=', new Date('2026-05-01T23:00:00Z'))
          .select('message.id')
          .execute(),
      );
    };
    assert.equal((await giveTime('gareth', copyId, '2026-05-01', key)).ok, true);
    assert.equal((await giveTime('gareth', copyId, '2026-05-01', key)).ok, true);
    assert.equal((await links()).length, 1);
    assert.deepEqual(await statuses(), [200, 200, 200]);
    const { body } = await (await running.as('gareth')).get(running.copies);
    assert.match(body, /It can be read until the end of 1 May 2026\./);
  });

  test('is refused by an author, for no day and for one too late, with what was typed', async () => {
    assert.match(JSON.stringify(await giveTime('chair', copyId, '2027-05-01')), /Enter a day from today/);
    const field = untilField(copyId);
    const gareth = await running.as('gareth');
    await gareth.get(running.copies);
    const { status, body } = await gareth.post(`${running.copies}/${copyId}/time`, {
      [`${field}-day`]: '1',
      [`${field}-month`]: '13',
      [`${field}-year`]: '2026',
    });
    assert.equal(status, 422);
    assertValidPage(body);
    assert.match(body, /value="13"/);
    assert.match(
      JSON.stringify(await giveTime('amina', copyId, '2026-05-02')),
      /You wrote in these minutes, so somebody else gives more time/,
    );
  });

  test('somebody who may not release finds no such form', async () => {
    const minutes = await running.as('minutes');
    const answer = await minutes.post(`${running.copies}/${copyId}/time`, {});
    assert.equal(answer.status, 404);
  });
});
