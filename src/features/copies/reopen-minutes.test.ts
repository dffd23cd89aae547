import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { type CopiesApp, copyOf, letHeldGo, openPreviews, startCopiesApp } from '../../../test/copies-app.ts';
import { family } from '../../../test/example-case.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { asService } from '../../database/connection.ts';
import { loadHistory } from '../../database/history.ts';
import { agree } from '../minutes/agree-minutes.ts';
import { passagesOf, saveMinutes } from '../minutes/write-minutes.ts';
import { prepareCopies } from './prepare-copies.ts';
import { releaseCopies } from './release-copies.ts';
import { reopenMinutes } from './reopen-minutes.ts';
import { copiesToRelease } from './see-copies.ts';

const mother = family.mother.name;
const police = 'The police came twice in February and spoke to both of them about the car.';

let running: CopiesApp;
before(async () => {
  running = await startCopiesApp({
    texts: { since: 'The school said: the police came twice in February and spoke to both of them.' },
    kept: [{ under: 'ending', text: police, from: ['birth-family'] }],
  });
});
after(() => running.stop());

const form = () => ({ disruptionId: running.id, key: randomUUID() });
const release = async () => {
  const { gareth } = running.example.actors;
  const copies = await copiesToRelease(running.service, gareth, running.id);
  const ids = copies.map((choice) => choice.slice(0, 36));
  await openPreviews(running, 'gareth', running.id, ids);
  const outcome = await releaseCopies(running.service, gareth, form(), { copies, confirmed: 'yes' });
  assert.deepEqual(outcome, { ok: true, location: running.copies });
  await letHeldGo(running);
  return copies.length;
};
const changeMinutes = async (under: string, text: string) => {
  const { minutes } = running.example.actors;
  const passage = (await passagesOf(running.service, minutes, running.id)).find(
    ({ agendaKey, isFirst }) => agendaKey === under && isFirst,
  );
  assert.ok(passage);
  const typed = { [`text-${passage.id}`]: text, [`from-${passage.id}`]: `${passage.revision}` };
  assert.equal((await saveMinutes(running.service, minutes, form(), typed)).ok, true);
};

test('words kept from a reader that stand in another passage too stop that copy alone, and the page says where', async () => {
  assert.equal(await release(), 10);
  assert.equal((await copyOf(running, mother)).released_at, null);
  const { body } = await (await running.as('chair')).get(running.copies);
  assertValidPage(body);
  assert.match(
    body,
    /a passage of “How and why the placement ended” kept from parents and family, in “Since the placement ended”/,
  );
  assert.match(body, /<a class="govuk-link" href="#reopen">Open them again<\/a>/);
  const forOthers = (await (await running.as('gareth')).get(running.copies)).body;
  assertValidPage(forOthers);
  assert.match(forOthers, /Ask Ruth Barlow to open them again/);
});

test('a copy with something in it that its reader must not learn is not released, whoever sends the form', async () => {
  const { id, sha256 } = await copyOf(running, mother);
  const typed = { copies: `${id}.${sha256}`, confirmed: 'yes' };
  const outcome = await releaseCopies(running.service, running.example.actors.helen, form(), typed);
  assert.match(JSON.stringify(outcome), /Kirsty Oldroyd’s copy holds a passage of/);
});

test('only the chair opens agreed minutes again, and says why', async () => {
  const { gareth, chair } = running.example.actors;
  await assert.rejects(reopenMinutes(running.service, gareth, form(), { reason: 'x' }), { statusCode: 404 });
  const { status, body } = await (await running.as('chair')).post(`${running.copies}/reopen`, {});
  assert.equal(status, 422);
  assertValidPage(body);
  assert.match(body, /Enter why the minutes are opened again/);
  const outcome = await reopenMinutes(running.service, chair, form(), {
    reason: 'A passage was marked too narrowly',
  });
  assert.deepEqual(outcome, { ok: true, location: `/disruptions/${running.id}/minutes` });
  const again = await reopenMinutes(running.service, chair, form(), { reason: 'x' });
  assert.match(JSON.stringify(again), /The minutes are open already/);
});

test('every copy that was out is withdrawn, and nothing is released while the minutes are open', async () => {
  const [, copy] = [0, await copyOf(running, 'Tomasz Nowak')];
  assert.notEqual(copy.withdrawn_at, null);
  const { gareth } = running.example.actors;
  const typed = { copies: `${copy.id}.${copy.sha256}`, confirmed: 'yes' };
  assert.match(
    JSON.stringify(await releaseCopies(running.service, gareth, form(), typed)),
    /are sent to be checked, or agreed, before/,
  );
  assert.match(
    JSON.stringify(await prepareCopies(running.service, gareth, form())),
    /are sent to be checked, or agreed, before/,
  );
  const history = await asService(running.service, (tx) => loadHistory(tx, running.id, 3));
  assert.match(
    history[0]?.summary ?? '',
    /Opened the minutes again, as version 2: A passage was marked too narrowly/,
  );
});

test('once corrected and agreed, everybody gets the next version and a message of it', async () => {
  const stale = await copyOf(running, 'Tomasz Nowak');
  await changeMinutes('since', 'The school said little.');
  assert.equal(
    (
      await agree(running.service, running.example.actors.chair, form(), {
        'unchecked-because': 'They were read out',
        whyNotHeard: 'They had said all',
      })
    ).ok,
    true,
  );
  assert.equal(await release(), 11);
  const copy = await copyOf(running, mother);
  assert.equal(copy.version, 2);
  assert.match(JSON.stringify(copy.document), /takes the place of any copy you were sent before/);
  const messages = await asService(running.service, (tx) =>
    tx
      .selectFrom('message')
      .innerJoin('invitation', 'invitation.id', 'message.invitation_id')
      .where('kind', '=', 'copy')
      .where('invitation.name', '=', 'Tomasz Nowak')
      .select('message.id')
      .execute(),
  );
  assert.equal(messages.length, 2);
  const typed = { copies: `${stale.id}.${stale.sha256}`, confirmed: 'yes' };
  const outcome = await releaseCopies(running.service, running.example.actors.gareth, form(), typed);
  assert.match(JSON.stringify(outcome), /not of these minutes any more/);
});
