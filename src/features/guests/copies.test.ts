import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { adopterWords, family } from '../../../test/example-case.ts';
import {
  enterAs,
  type GuestVisitor,
  invitationOf,
  inviteFamily,
  linkOf,
  openGuest,
} from '../../../test/guest.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { asService } from '../../database/connection.ts';
import { loadHistory } from '../../database/history.ts';
import type { Doc } from '../../domain/document.ts';

const mother = family.mother.name;
const document: Doc = {
  title: 'Minutes of the meeting about Robin',
  language: 'en',
  subtitle: 'Your copy',
  sections: [
    {
      heading: 'What we heard',
      level: 2,
      blocks: [
        { is: 'paragraph', text: 'First line\nSecond line with <b>' },
        { is: 'list', items: ['One', 'Two'] },
        { is: 'quote', words: 'I miss the dog.', who: 'Robin' },
      ],
    },
    {
      heading: 'What happens next',
      level: 3,
      blocks: [{ is: 'table', headings: ['What', 'Who'], rows: [['A letter', 'Amina Hussain']] }],
    },
  ],
};

let running: TestApp;
let id: string;
let guest: GuestVisitor;
before(async () => {
  running = await startTestApp();
  id = await inviteFamily(running);
  guest = await enterAs(running, mother);
  await asService(running.service, (tx) =>
    tx.updateTable('meeting').set({ status: 'held', minutes_status: 'agreed' }).execute(),
  );
});
after(() => running.stop());

const pdf = Buffer.from('%PDF-1.7 a copy');
let version = 0;
/** A copy of agreed minutes for somebody, each of a version of its own. */
const addCopy = async (name: string, standing: 'prepared' | 'released' | 'withdrawn') => {
  const invitation = await invitationOf(running, name);
  const { people } = running.example;
  const at = running.time.now;
  const copyId = randomUUID();
  version += 1;
  await asService(running.service, async (tx) => {
    await tx.updateTable('meeting').set({ minutes_version: version }).execute();
    await tx
      .insertInto('copy')
      .values({
        id: copyId,
        disruption_id: id,
        meeting_id: invitation.meeting_id,
        invitation_id: invitation.id,
        version,
        document: JSON.stringify(document),
        withheld: '[]',
        problems: '[]',
        pdf,
        sha256: createHash('sha256').update(pdf).digest('hex'),
        authors: [people.amina],
        prepared_by: people.amina,
        prepared_at: at,
        ...(standing === 'prepared'
          ? {}
          : {
              ...{ held_by: people.gareth, held_at: new Date(at.getTime() - 600_000), held_until: at },
              ...{ released_by: people.gareth, released_at: at },
              readable_until: new Date(at.getTime() + 86_400_000),
            }),
        ...(standing === 'withdrawn' ? { withdrawn_at: at } : {}),
      })
      .execute();
  });
  return copyId;
};
const openings = async () => {
  const entries = await asService(running.service, (tx) => loadHistory(tx, id, 100));
  return entries.filter(({ act }) => act === 'open-copy').map(({ personName }) => personName);
};

test('a released copy is listed, read as a page and saved as a PDF; its first opening is in the history', async () => {
  const copyId = await addCopy(mother, 'released');
  const list = await guest.get('/private/meeting');
  assertValidPage(list.body);
  assert.ok(list.body.includes(`href="/private/copies/${copyId}"`));
  assert.deepEqual(await openings(), []);

  const { body } = await guest.get(`/private/copies/${copyId}`);
  assertValidPage(body);
  for (const part of [
    '<h1 class="govuk-heading-l">Minutes of the meeting about Robin</h1>',
    'First line\nSecond line with &lt;b&gt;',
    '<li>Two</li>',
    'I miss the dog.',
    '<th scope="col" class="govuk-table__header">Who</th>',
  ])
    assert.ok(body.includes(part), part);
  assert.doesNotMatch(body, /<title>[^<]*Robin/);
  const pdf = await guest.get(`/private/copies/${copyId}/minutes.pdf`);
  assert.equal(pdf.headers.get('content-type'), 'application/pdf');
  assert.equal(pdf.headers.get('content-disposition'), 'attachment; filename="minutes.pdf"');
  assert.equal(pdf.body, '%PDF-1.7 a copy');
  assert.deepEqual(await openings(), [mother]);
});

test('copies that are not released, were taken back, or are somebody else’s do not exist for a guest', async () => {
  const before = await openings();
  for (const copyId of [
    await addCopy(mother, 'prepared'),
    await addCopy(mother, 'withdrawn'),
    await addCopy(adopterWords[0], 'released'),
    randomUUID(),
    'nonsense',
  ])
    for (const path of [`/private/copies/${copyId}`, `/private/copies/${copyId}/minutes.pdf`]) {
      const answer = await guest.get(path);
      assert.equal(answer.status, 404, path);
      assertValidPage(answer.body);
      assert.doesNotMatch(answer.body, /What we heard/);
    }
  assert.doesNotMatch((await guest.get('/private/meeting')).body, /nonsense/);
  assert.deepEqual(await openings(), before);
});

test('a copy taken back while it is open is gone at the next request', async () => {
  const copyId = await addCopy(mother, 'released');
  assert.equal((await guest.get(`/private/copies/${copyId}`)).status, 200);
  await asService(running.service, (tx) =>
    tx.updateTable('copy').set({ withdrawn_at: running.time.now }).where('id', '=', copyId).execute(),
  );
  assert.equal((await guest.get(`/private/copies/${copyId}`)).status, 404);
});

test('a link alone opens no copy', async () => {
  const copyId = await addCopy(mother, 'released');
  const stranger = openGuest(running);
  await stranger.get(await linkOf(running, mother));
  assert.equal((await stranger.get(`/private/copies/${copyId}/minutes.pdf`)).location, '/private');
});
