import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { Updateable } from 'kysely';
import pg from 'pg';
import { type CopiesApp, copyOf, letHeldGo, startCopiesApp } from '../../../test/copies-app.ts';
import { adopterWords, family, type StaffKey } from '../../../test/example-case.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { asGuest, asPerson, asService } from '../../database/connection.ts';
import { loadHistory } from '../../database/history.ts';
import { loadPlacement } from '../../database/placement-record.ts';
import type { Tables } from '../../database/tables.ts';
import { correctIdentity, vaultOf } from '../../database/vault.ts';
import { prepareCopies } from './prepare-copies.ts';
import { releaseCopies } from './release-copies.ts';
import { copiesToRelease, openPreview } from './see-copies.ts';
import { withdrawCopy } from './withdraw-copy.ts';

const mother = family.mother.name;
const [martin, lucy] = adopterWords;

let running: CopiesApp;
before(async () => {
  running = await startCopiesApp({
    by: 'amina',
    texts: { since: 'They asked after a flat at 12 Nightingale Crescent.' },
  });
  await copiesToRelease(running.service, running.example.actors.gareth, running.id);
  for (const who of ['gareth', 'helen', 'chair'] as const) await seeAll(who);
});
after(() => running.stop());

const form = () => ({ disruptionId: running.id, key: randomUUID() });
const choiceFor = async (name: string): Promise<string> => {
  const { id, sha256 } = await copyOf(running, name);
  return `${id}.${sha256}`;
};
const release = (who: StaffKey, copies: string | readonly string[], confirmed = 'yes', key = randomUUID()) =>
  releaseCopies(running.service, running.example.actors[who], { ...form(), key }, { copies, confirmed });
const seeAll = async (who: StaffKey): Promise<void> => {
  const copies = await asService(running.service, (tx) => tx.selectFrom('copy').select('id').execute());
  for (const { id } of copies)
    await openPreview(running.service, running.example.actors[who], running.id, id);
};
const problemsOf = (outcome: Awaited<ReturnType<typeof release>>): string =>
  outcome.ok ? '' : outcome.problems.map(({ message }) => message).join('\n');
const messagesTo = (name: string) =>
  asService(running.service, (tx) =>
    tx
      .selectFrom('message')
      .innerJoin('invitation', 'invitation.id', 'message.invitation_id')
      .where('invitation.name', '=', name)
      .where('kind', '=', 'copy')
      .select(['message.id', 'invitation.id as invitationId'])
      .execute(),
  );
/** Whether the holder of an invitation can open a copy of it. */
const opens = async (name: string): Promise<boolean> => {
  const { invitation_id, id } = await copyOf(running, name);
  const rows = await asGuest(running.service, { id: invitation_id }, (tx) =>
    tx.selectFrom('copy').where('id', '=', id).select('id').execute(),
  );
  return rows.length === 1;
};
/** Does something as the owner of the database, whom no rule of the service holds back. */
const asOwner = async (statement: string, values: readonly unknown[]): Promise<void> => {
  const client = new pg.Client({ connectionString: running.databaseUrl });
  await client.connect();
  try {
    await client.query(statement, [...values]);
  } finally {
    await client.end();
  }
};

describe('whoever wrote in the minutes', () => {
  test('has no form to release copies with, and is told who can', async () => {
    const { body } = await (await running.as('amina')).get(running.copies);
    assertValidPage(body);
    assert.doesNotMatch(body, /copies\/release/);
    assert.match(
      body,
      /You wrote in these minutes, so somebody else releases the copies: Ruth Barlow, the team/,
    );
  });

  test('is refused when they send the form all the same', async () => {
    const amina = await running.as('amina');
    const { status, body } = await amina.post(`${running.copies}/release`, {
      copies: await choiceFor(mother),
      confirmed: 'yes',
    });
    assert.equal(status, 422);
    assertValidPage(body);
    assert.match(body, /You wrote in these minutes/);
    assert.equal(await opens(mother), false);
  });

  test('is refused by the database, whatever they do to the row', async () => {
    const { id } = await copyOf(running, mother);
    const { amina } = running.example.people;
    const asAmina = (changes: Updateable<Tables['copy']>) =>
      asPerson(running.service, { id: amina }, (tx) =>
        tx
          .updateTable('copy')
          .set({ released_by: amina, released_at: running.time.now, ...changes })
          .where('id', '=', id)
          .execute(),
      );
    const held = { held_by: amina, held_at: new Date(running.time.now.getTime() - 600_000) };
    const over = { ...held, held_until: running.time.now };
    await assert.rejects(asAmina({}), /released_by_another|held before it goes/);
    await assert.rejects(asAmina({ authors: [] }), /held before it goes/);
    await assert.rejects(asAmina({ authors: [], ...over }), /an author does not release/);
  });
});

/** The second adopter's address is put right. */
const moves = (address: string) =>
  asService(running.service, async (tx) => {
    const placement = await loadPlacement(tx, running.example.placementId);
    assert.ok(placement);
    await correctIdentity(tx, running.service, vaultOf({ id: running.id, placement }), {
      carerId: placement.carers[1]?.id ?? '',
      address,
    });
  });

describe('a release is refused', () => {
  test('without the confirmation, and without a copy chosen', async () => {
    const gareth = await running.as('gareth');
    const { status, body } = await gareth.post(`${running.copies}/release`, {
      copies: await choiceFor(mother),
    });
    assert.equal(status, 422);
    assertValidPage(body);
    assert.match(body, /Confirm that you have read what each person will get/);
    assert.match(problemsOf(await release('gareth', [])), /Choose whose copies are released/);
  });

  test('when the copy has changed since it was read', async () => {
    const [id] = (await choiceFor(mother)).split('.');
    assert.match(
      problemsOf(await release('gareth', `${id}.${'0'.repeat(64)}`)),
      /has changed since you read it/,
    );
  });

  test('when the stored bytes are not those that were prepared', async () => {
    const { id, pdf } = await copyOf(running, lucy);
    await asOwner(`update copy set pdf = pdf || 'x'::bytea where id = $1`, [id]);
    assert.match(
      problemsOf(await release('gareth', await choiceFor(lucy))),
      /Adopter 2’s copy was damaged in the store/,
    );
    await asOwner('update copy set pdf = $2 where id = $1', [id, pdf]);
  });

  test('when somebody moved to an address that stands in it, until it is prepared again', async () => {
    await moves('12 Nightingale Crescent, Ripley');
    assert.match(
      problemsOf(await release('gareth', await choiceFor(mother))),
      /Kirsty Oldroyd’s copy holds the address of Adopter 2, in “Since the placement ended”\. Prepare it/,
    );
    const gareth = await running.as('gareth');
    assert.equal((await gareth.post(`${running.copies}/prepare`, {})).location, running.copies);
    assert.match(JSON.stringify((await copyOf(running, mother)).document), /a flat at \(address withheld\)/);
    assert.match(
      problemsOf(await release('gareth', await choiceFor(mother))),
      /^Open the preview of Kirsty Oldroyd’s copy before you release it$/,
    );
    await seeAll('gareth');
    await seeAll('helen');
  });

  test('by somebody who may not release, as if there were nothing', async () => {
    const visitor = await running.as('minutes');
    assert.equal((await visitor.post(`${running.copies}/release`, {})).status, 404);
  });
});

describe('when copies are released', () => {
  test('everybody chosen gets one message with a private link to the end of the fourteenth day, and it goes into the history', async () => {
    const gareth = await running.as('gareth');
    const { status, location } = await gareth.post(`${running.copies}/release`, {
      copies: await choiceFor(mother),
      confirmed: 'yes',
    });
    assert.deepEqual([status, location], [303, running.copies]);
    await letHeldGo(running);
    const [message, ...more] = await messagesTo(mother);
    assert.ok(message);
    assert.deepEqual(more, []);
    assert.equal(await opens(mother), true);
    const { expires_at } = await asService(running.service, (tx) =>
      tx
        .selectFrom('guest_link')
        .where('invitation_id', '=', message.invitationId)
        .orderBy('expires_at', 'desc')
        .select('expires_at')
        .executeTakeFirstOrThrow(),
    );
    assert.equal(expires_at.toISOString(), '2026-04-14T23:00:00.000Z');
    const history = await asService(running.service, (tx) => loadHistory(tx, running.id, 5));
    assert.ok(history.some(({ summary }) => summary === 'Released Kirsty Oldroyd’s copy of the minutes'));
    const { body } = await gareth.get(running.copies);
    assertValidPage(body);
    assert.match(body, /Released by Gareth Pugh on 31 March 2026 at 1:10pm\. Not opened yet\./);
  });

  test('two people who release the same copy at once release it once', async () => {
    const choice = await choiceFor(martin);
    await seeAll('chair');
    const outcomes = await Promise.all([
      release('gareth', choice),
      release('helen', choice),
      release('chair', choice),
    ]);
    assert.deepEqual(outcomes.map(problemsOf), ['', '', '']);
    await letHeldGo(running);
    assert.equal((await messagesTo(martin)).length, 1);
  });

  test('a form that is sent twice has one effect', async () => {
    const [choice, key] = [await choiceFor(lucy), randomUUID()];
    for (let n = 0; n < 2; n++) assert.equal((await release('helen', choice, 'yes', key)).ok, true);
    await letHeldGo(running);
    assert.equal((await messagesTo(lucy)).length, 1);
  });

  test('what was released does not change, whoever asks the database', async () => {
    const { id } = await copyOf(running, mother);
    await assert.rejects(
      asOwner(`update copy set document = '{}' where id = $1`, [id]),
      /a released copy does not change/,
    );
  });

  test('the plan has the panel told once the panel advisor’s copy is out (DC-3)', async () => {
    await release('gareth', await choiceFor('Joy Okafor'));
    await letHeldGo(running);
    const { body } = await (await running.as('gareth')).get(`/disruptions/${running.id}`);
    assert.match(body, /Minutes released to the panel advisor on Tuesday 31 March 2026/);
  });
});

describe('a copy that was released', () => {
  test('opens nothing from the moment it is withdrawn', async () => {
    const { id } = await copyOf(running, martin);
    assert.equal(await opens(martin), true);
    const helen = await running.as('helen');
    assert.equal((await helen.post(`${running.copies}/${id}/withdraw`, {})).status, 303);
    assert.equal(await opens(martin), false);
    const { body } = await helen.get(running.copies);
    assertValidPage(body);
    assert.match(body, /Withdrawn on 31 March 2026/);
    assert.match(
      problemsOf(await release('gareth', await choiceFor(martin))),
      /was withdrawn\. Prepare it again/,
    );
  });

  test('can be prepared and released again after it was withdrawn', async () => {
    await prepareCopies(running.service, running.example.actors.gareth, form());
    assert.equal(await opens(martin), false);
    await seeAll('gareth');
    assert.equal((await release('gareth', await choiceFor(martin))).ok, true);
    await letHeldGo(running);
    assert.equal(await opens(martin), true);
  });

  test('is not withdrawn by somebody who is not on the case', async () => {
    const { id: copyId } = await copyOf(running, mother);
    const { outsider } = running.example.actors;
    await assert.rejects(withdrawCopy(running.service, outsider, { ...form(), copyId }), { statusCode: 404 });
    assert.equal(await opens(mother), true);
  });
});
