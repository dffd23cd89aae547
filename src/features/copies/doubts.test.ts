import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { type CopiesApp, copyOf, openPreviews, startCopiesApp } from '../../../test/copies-app.ts';
import { family } from '../../../test/example-case.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { asPerson, asService } from '../../database/connection.ts';
import { releaseCopies } from './release-copies.ts';
import { copiesToRelease } from './see-copies.ts';

const sentence = 'The health visitor weighed her twice and wrote that nobody had asked about the stairs';

let running: CopiesApp;
before(async () => {
  running = await startCopiesApp({
    texts: {
      findings: `Martin Fetherstone rang on Monday. Mr Underwood was told. ${sentence}.`,
      lessons: 'Ask Zofia Nowak first.',
    },
  });
  await addOtherCase(running, `Before that, ${sentence.toLowerCase()}, and much besides.`);
  await copiesToRelease(running.service, running.example.actors.gareth, running.id);
});
after(() => running.stop());

/** Another child’s case of the same council, with agreed minutes: nobody of the example works on it. */
const addOtherCase = ({ service, example }: CopiesApp, text: string): Promise<void> =>
  asService(service, async (tx) => {
    const [placementId, childId, disruptionId, meetingId] = Array.from({ length: 4 }, () => randomUUID());
    assert.ok(placementId && childId && disruptionId && meetingId);
    const placement = await tx.selectFrom('placement').selectAll().limit(1).executeTakeFirstOrThrow();
    const disruption = await tx.selectFrom('disruption').selectAll().limit(1).executeTakeFirstOrThrow();
    const meeting = await tx.selectFrom('meeting').selectAll().limit(1).executeTakeFirstOrThrow();
    await tx
      .insertInto('child')
      .values({
        ...{ id: childId, organisation_id: placement.organisation_id, given_name: 'Zofia' },
        ...{ family_name: 'Nowak', born_on: '2015-05-05', case_number: 'Z-1' },
      })
      .execute();
    await tx
      .insertInto('placement')
      .values({ ...placement, id: placementId } as never)
      .execute();
    await tx.insertInto('placement_child').values({ placement_id: placementId, child_id: childId }).execute();
    await tx
      .insertInto('disruption')
      .values({
        ...disruption,
        ...{ id: disruptionId, placement_id: placementId, reference: 'Elm-00000009' },
      } as never)
      .execute();
    const other = { ...meeting, id: meetingId, disruption_id: disruptionId };
    await tx
      .insertInto('meeting')
      .values({ ...other, minutes_status: 'draft', agreed_by: null, agreed_at: null } as never)
      .execute();
    await tx
      .insertInto('passage')
      .values({
        ...{ id: randomUUID(), disruption_id: disruptionId, meeting_id: meetingId, agenda_key: 'findings' },
        ...{ kind: 'finding', position: 0, text, updated_at: new Date('2026-03-01T10:00:00Z') },
      })
      .execute();
    await tx
      .updateTable('meeting')
      .set({ minutes_status: 'agreed', agreed_by: example.people.chair, agreed_at: new Date(0) })
      .where('id', '=', meetingId)
      .execute();
  });

const doubts = () =>
  asPerson(running.service, running.example.actors.gareth, (tx) =>
    tx.selectFrom('release_doubt').select(['id', 'kind', 'found', 'what']).orderBy('found').execute(),
  );
const release = async () => {
  const { id, sha256 } = await copyOf(running, family.mother.name);
  await openPreviews(running, 'gareth', running.id, [id]);
  return releaseCopies(
    running.service,
    running.example.actors.gareth,
    { disruptionId: running.id, key: randomUUID() },
    { copies: `${id}.${sha256}`, confirmed: 'yes' },
  );
};

describe('what only a person can tell', () => {
  test('is pointed out: a misspelt name, a stranger, a child of another case, and text of other minutes', async () => {
    const found = (await doubts()).map(({ kind, found }) => `${kind}: ${found}`);
    assert.ok(found.includes('near-miss: Fetherstone'), found.join('\n'));
    assert.ok(found.includes('not-linked: Mr Underwood'), found.join('\n'));
    assert.ok(found.includes('not-linked: Zofia Nowak'), found.join('\n'));
    assert.ok(found.includes(`other-minutes: ${sentence.toLowerCase()}`), found.join('\n'));
  });

  test('never says whose the other minutes or the other case are', async () => {
    const { body } = await (await running.as('gareth')).get(running.copies);
    assertValidPage(body);
    assert.match(body, /Look at this first/);
    assert.match(body, /“Zofia Nowak” is the name of somebody on another case/);
    assert.match(body, /also stands in the minutes of another child/);
    assert.doesNotMatch(body, /Elm-00000009|Z-1/);
  });

  test('stops the release, by the page and in the database', async () => {
    const outcome = await release();
    assert.ok(!outcome.ok);
    assert.match(
      outcome.problems.map(({ message }) => message).join('\n'),
      /Look at this first: “Fetherstone”/,
    );
    const { id } = await copyOf(running, family.mother.name);
    await assert.rejects(
      asPerson(running.service, running.example.actors.gareth, (tx) =>
        tx
          .updateTable('copy')
          .set({ released_at: running.time.now, released_by: running.example.people.gareth })
          .where('id', '=', id)
          .execute(),
      ),
      /waits to be looked at/,
    );
  });

  test('may stand once somebody who did not write says why, and not before', async () => {
    const gareth = await running.as('gareth');
    const ids = (await doubts()).map(({ id }) => id);
    const without = await gareth.post(`${running.copies}/doubts`, { doubts: ids, because: '' });
    assert.equal(without.status, 422);
    assertValidPage(without.body);
    assert.match(without.body, /Enter why it may stand/);
    const sent = { doubts: ids, because: 'Checked with the case file' };
    assert.equal((await gareth.post(`${running.copies}/doubts`, sent)).status, 303);
    const { body } = await gareth.get(running.copies);
    assert.match(body, /Looked at before: \d/);
    assert.match(body, /Checked with the case file/);
    assert.doesNotMatch(body, /Look at this first/);
    assert.ok((await release()).ok);
  });

  test('stays cleared when copies are prepared again, and cannot be cleared away from the record', async () => {
    const gareth = await running.as('gareth');
    await gareth.post(`${running.copies}/prepare`, {});
    assert.doesNotMatch((await gareth.get(running.copies)).body, /Look at this first/);
    const rows = await asPerson(running.service, running.example.actors.gareth, (tx) =>
      tx.deleteFrom('release_doubt').executeTakeFirst(),
    );
    assert.equal(rows.numDeletedRows, 0n);
  });

  test('somebody who is not on the case learns nothing from the two questions to other cases', async () => {
    const asked = await asPerson(running.service, running.example.actors.outsider, async (tx) => {
      const meeting = running.id;
      return [
        (await sql`select * from app_runs_elsewhere(${running.id}, ${meeting})`.execute(tx)).rows,
        (await sql`select * from app_named_elsewhere(${running.id}, ${['Zofia Nowak']})`.execute(tx)).rows,
      ];
    });
    assert.deepEqual(asked, [[], []]);
  });
});
