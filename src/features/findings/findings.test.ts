import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { assertValidPage } from '../../../test/html-validate.ts';
import { type MinutesApp, startMinutesApp } from '../../../test/minutes-app.ts';
import { loadCase } from '../../database/case-record.ts';
import { asPerson, asService } from '../../database/connection.ts';
import { loadFindings } from '../../database/findings.ts';
import { loadAuthors } from '../copies/store.ts';
import { readCaseFile } from '../subject-access/case-file.ts';

let running: MinutesApp;
let findings: string;
before(async () => {
  running = await startMinutesApp();
  findings = `/disruptions/${running.id}/findings`;
});
after(() => running.stop());

const meetingId = async (): Promise<string> => {
  const row = await asService(running.service, (tx) =>
    tx.selectFrom('meeting').where('disruption_id', '=', running.id).select('id').executeTakeFirstOrThrow(),
  );
  return row.id;
};
const all = async () => {
  const id = await meetingId();
  return asService(running.service, (tx) => loadFindings(tx, id));
};
const typed = {
  ...{ factor: 'therapy', evidence: 'It was asked for in <May> and had not begun in March.' },
  ...{ otherwiseBy: 'Their social worker', otherwise: 'It was offered twice.' },
  withheldFrom: 'birth-family',
};

test('chair, minute taker and child’s social worker open the page from the minutes, and nobody else does', async () => {
  const typist = await running.as('minutes');
  assert.match((await typist.get(running.minutes)).body, /Save and record what it found/);
  const saved = await running.sendPage(typist, Object.fromEntries([['then', 'findings']]));
  assert.equal(saved.location, `${findings}?back=minutes`);
  for (const key of ['chair', 'minutes', 'amina'] as const) {
    const page = await (await running.as(key)).get(findings);
    assertValidPage(page.body);
    assert.match(
      page.body,
      /The reasons it happened[\s\S]+Not answered yet[\s\S]+Outside events[\s\S]+What went well/,
    );
  }
  for (const key of ['gareth', 'iro', 'outsider'] as const)
    assert.equal((await (await running.as(key)).get(findings)).status, 404, key);
});

test('a factor is chosen from its part of the list, kept from everybody outside until somebody says otherwise', async () => {
  const typist = await running.as('minutes');
  const page = await typist.get(`${findings}/new?group=support`);
  assertValidPage(page.body);
  assert.match(page.body, /type="radio" value="therapy"/);
  assert.doesNotMatch(page.body, /value="bereavement"/);
  assert.equal(page.body.match(/name="withheldFrom"[^>]* checked/g)?.length, 4);
  assertValidPage((await typist.get(`${findings}/new`)).body);

  const wrong = await typist.post(`${findings}/new`, {
    ...typed,
    group: 'support',
    factor: '',
    otherwiseBy: '',
  });
  assert.equal(wrong.status, 422);
  assertValidPage(wrong.body);
  assert.match(wrong.body, /Choose what it is[\s\S]+Say who sees it differently/);
  assert.match(wrong.body, /asked for in &lt;May&gt;/, 'what was typed is still there');

  const key = randomUUID();
  for (const again of [1, 2]) {
    const saved = await typist.post(`${findings}/new`, { ...typed, group: 'support' }, key);
    assert.equal(saved.location, findings, `sent ${again} times`);
  }
  const [one, ...others] = await all();
  assert.deepEqual(others, []);
  assert.deepEqual(
    [one?.title, one?.list, one?.recordedBy],
    ['Therapy', '2026-11', running.example.actors.minutes.name],
  );
  assert.deepEqual(one?.withheldFrom, ['birth-family']);
  const shown = (await typist.get(findings)).body;
  assertValidPage(shown);
  assert.match(
    shown,
    /Therapy[\s\S]+&lt;May&gt;[\s\S]+Seen differently by Their social worker[\s\S]+Kept from parents and family\./,
  );
});

test('it is put right by another, who signs for it; a page that is out of date changes nothing', async () => {
  const [one] = await all();
  assert.ok(one);
  const amina = await running.as('amina');
  const page = await amina.get(`${findings}/${one.id}`);
  assertValidPage(page.body);
  assert.match(page.body, /value="therapy" selected/);
  const changes = { ...typed, evidence: 'It began in April.', seen: String(one.revision) };
  assert.equal((await amina.post(`${findings}/${one.id}`, changes)).status, 303);
  const late = await amina.post(`${findings}/${one.id}`, { ...changes, evidence: 'It never began.' });
  assert.equal(late.status, 422);
  assertValidPage(late.body);
  assert.match(late.body, /changed this since you opened it[\s\S]+It says now:[\s\S]+It began in April/);
  const [now] = await all();
  assert.deepEqual(
    [now?.evidence, now?.changedBy, now?.authors.length],
    ['It began in April.', running.example.actors.amina.name, 2],
  );
});

test('an action is asked for because of it, and its page says so', async () => {
  const typist = await running.as('minutes');
  const [, path = ''] = /href="([^"]*actions\/new\?why=[^"]+)"/.exec((await typist.get(findings)).body) ?? [];
  const form = await typist.get(path);
  assertValidPage(form.body);
  assert.match(form.body, /<option value="[^"]+" selected>Therapy/);
  const [one] = await all();
  const day = { 'dueOn-day': '30', 'dueOn-month': '4', 'dueOn-year': '2026' };
  const asked = {
    what: 'Ask for it again',
    owner: 'other',
    ownerName: 'The clinic',
    ...day,
    why: one?.id ?? '',
  };
  assert.equal((await typist.post(path.replace(/\?.*/, ''), asked)).status, 303);
  const list = await typist.get(`/disruptions/${running.id}/actions`);
  const [, actionId] = /\/actions\/([0-9a-f-]{36})">Ask for it again/.exec(list.body) ?? [];
  const page = await typist.get(`/disruptions/${running.id}/actions/${actionId}`);
  assertValidPage(page.body);
  assert.match(page.body, /Why[\s\S]+Therapy/);
});

test('whoever wrote in it counts among the authors of the minutes, who clear and release nothing', async () => {
  const id = await meetingId();
  const authors = await asService(running.service, (tx) => loadAuthors(tx, id));
  const { minutes, amina } = running.example.people;
  assert.deepEqual([...authors].sort(), [minutes, amina].sort());
});

test('nobody signs for another, whatever the screens allow', async () => {
  const [one] = await all();
  assert.ok(one);
  const { amina, chair } = running.example.actors;
  await assert.rejects(
    asPerson(running.service, amina, (tx) =>
      tx
        .updateTable('finding')
        .set({ evidence: 'Else', changed_by: chair.id })
        .where('id', '=', one.id)
        .execute(),
    ),
    /row-level security/,
  );
});

test('the history says that something was recorded, and not what', async () => {
  const rows = await asService(running.service, (tx) =>
    tx
      .selectFrom('history')
      .where('act', 'like', '%finding%')
      .select(['summary', 'act'])
      .orderBy('id')
      .execute(),
  );
  assert.deepEqual(
    rows.map(({ act }) => act),
    ['record-finding', 'change-finding'],
  );
  assert.doesNotMatch(JSON.stringify(rows), /Therapy|April/);
});

test('why something was not answered is said, changed and taken back', async () => {
  const chair = await running.as('chair');
  const address = `${findings}/purposes/reasons`;
  assertValidPage((await chair.get(address)).body);
  const empty = await chair.post(address, { why: '' });
  assert.equal(empty.status, 422);
  assertValidPage(empty.body);
  assert.equal((await chair.post(address, { why: 'The adopters could not come yet.' })).location, findings);
  const shown = (await chair.get(findings)).body;
  assertValidPage(shown);
  assert.match(shown, /Not answered, because:[\s\S]+could not come yet/);
  const page = await running.sendPage(chair, {}, `${running.minutes}/agree`);
  assert.doesNotMatch(page.body, /has not answered “The reasons/);
  assert.equal((await chair.post(address, { why: '' })).status, 303);
  assert.doesNotMatch((await chair.get(findings)).body, /could not come yet/);
  assert.equal((await chair.get(`${findings}/purposes/weather`)).status, 404);
  assert.equal((await chair.post(address, { why: 'The adopters could not come.' })).status, 303);
});

test('what was found is in what is held about people who ask, with from whom the case keeps it', async () => {
  const found = await asService(running.service, async (tx) => {
    const record = await loadCase(tx, running.id);
    assert.ok(record);
    return (await readCaseFile(tx, record)).found;
  });
  assert.deepEqual(
    found.map(({ text, withheldFrom }) => [text, withheldFrom.length]),
    [
      ['Therapy. It began in April.\nSeen differently by Their social worker: It was offered twice.', 1],
      ['Why the meeting did not answer something: The adopters could not come.', 0],
    ],
  );
});

test('what is taken out is gone; once the minutes are agreed nothing is recorded, put right or taken out', async () => {
  const typist = await running.as('minutes');
  const [one] = await all();
  assert.ok(one);
  await typist.post(`${findings}/new`, { ...typed, factor: 'well-together', otherwise: '', otherwiseBy: '' });
  const strength = (await all()).find(({ group }) => group === 'strengths');
  assert.ok(strength);
  const out = await typist.post(`${findings}/${strength.id}/take-out`, {});
  assert.equal(out.location, findings);
  assert.deepEqual(
    (await all()).map(({ id }) => id),
    [one.id],
  );

  await asService(running.service, (tx) =>
    tx
      .updateTable('meeting')
      .set({ minutes_status: 'agreed' })
      .where('disruption_id', '=', running.id)
      .execute(),
  );
  for (const [path, fields] of [
    [`${findings}/new`, typed],
    [`${findings}/${one.id}`, { ...typed, seen: String(one.revision) }],
    [`${findings}/${one.id}/take-out`, {}],
    [`${findings}/purposes/reasons`, { why: 'Late' }],
  ] as const) {
    const late = await typist.post(path, fields);
    assert.equal(late.status, 422, path);
    assertValidPage(late.body);
    assert.match(late.body, /The minutes are agreed, so what the meeting found can no longer be changed/);
  }
  const { amina } = running.example.actors;
  await assert.rejects(
    asPerson(running.service, amina, (tx) => tx.deleteFrom('finding').where('id', '=', one.id).execute()),
    /the minutes are agreed/,
  );
  const read = (await typist.get(findings)).body;
  assertValidPage(read);
  assert.doesNotMatch(read, /Record something|>Change|Say why not/);
});

test('whoever wrote in what was found releases no copy, whatever the screens allow', async () => {
  const meeting_id = await meetingId();
  const release = (released_by: string) =>
    asService(running.service, async (tx) => {
      const invitation = await tx
        .selectFrom('invitation')
        .where('meeting_id', '=', meeting_id)
        .select('id')
        .executeTakeFirstOrThrow();
      const pdf = Buffer.from('A copy');
      const { now } = running.time;
      const held_at = new Date(now.getTime() - 10 * 60_000);
      const held = { held_by: released_by, held_at, held_until: now };
      const at = { prepared_at: held_at, released_at: now, ...held };
      await tx
        .insertInto('copy')
        .values({
          ...{
            id: randomUUID(),
            disruption_id: running.id,
            meeting_id,
            invitation_id: invitation.id,
            version: 1,
          },
          ...{ document: '{}', withheld: '[]', problems: '[]', pdf, authors: [], ...at, released_by },
          ...{ sha256: createHash('sha256').update(pdf).digest('hex'), prepared_by: released_by },
        })
        .execute();
    });
  const { minutes, amina, gareth } = running.example.people;
  for (const author of [minutes, amina]) await assert.rejects(release(author), /an author does not release/);
  await release(gareth);
});
