import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { startTestApp, type TestApp, type Visitor } from '../../../test/app.ts';
import { adopterWords, family } from '../../../test/example-case.ts';
import { enterAs, invitationOf, inviteFamily } from '../../../test/guest.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { asGuest, asService } from '../../database/connection.ts';
import { withdrawPaper } from '../../database/packs.ts';
import { sealBytes } from '../../database/sealing.ts';

const mother = family.mother.name;
const writer = family.carers[1].name;
const [adopter = ''] = adopterWords;
const adopterName = family.adopters[0]?.name ?? '';
const iro = 'Tomasz Nowak';

let running: TestApp;
let id: string;
let amina: Visitor;
before(async () => {
  running = await startTestApp();
  id = await inviteFamily(running);
  amina = await running.as('amina');
  await give(iro, `${adopterName} told me in May that school was hard. ${mother} saw it too.`);
});
after(() => running.stop());

/** Somebody has given something to the meeting, for everyone there. */
const give = async (name: string, contribution: string): Promise<string> => {
  const { id: invitationId } = await invitationOf(running, name);
  await asService(running.service, (tx) =>
    tx.updateTable('invitation').set({ contribution }).where('id', '=', invitationId).execute(),
  );
  return invitationId;
};
const pageOf = async (
  visitor: Pick<Visitor, 'get'> | { get: (path: string) => Promise<{ status: number; body: string }> },
  path: string,
): Promise<string> => {
  const { status, body } = await visitor.get(path);
  assert.equal(status, 200);
  assertValidPage(body);
  return body;
};
const release = (fields: Readonly<Record<string, string>>, visitor = amina) =>
  visitor.post(`/disruptions/${id}/pack/release`, fields);
/** Somebody enters a minute later than the one before, so that each code is the newest of theirs. */
const enter = (name: string) => {
  running.time.now = new Date(running.time.now.getTime() + 60_000);
  return enterAs(running, name);
};
const packMessages = () =>
  asService(running.service, (tx) =>
    tx
      .selectFrom('message')
      .innerJoin('invitation', 'invitation.id', 'message.invitation_id')
      .where('kind', '=', 'pack')
      .select('invitation.name')
      .execute(),
  );

/** Who the messages about it are for, in the order in which the queue takes them, each kind of reader once in a row. */
const readersInTurn = async (): Promise<readonly string[]> => {
  const owner = new pg.Client({ connectionString: running.databaseUrl });
  await owner.connect();
  const { rows } = await owner.query<{ readonly isFamily: boolean }>(`
    select invitation.reader in ('birth-family', 'adopters', 'carers') as "isFamily"
    from graphile_worker._private_jobs job join message on job.key = 'message:' || message.id
    join invitation on invitation.id = message.invitation_id where message.kind = 'pack'
    order by job.priority, job.run_at, job.id`);
  await owner.end();
  return rows
    .map(({ isFamily }) => (isFamily ? 'family' : 'work'))
    .filter((reader, index, all) => reader !== all[index - 1]);
};

test('before it goes out there is nothing to read, and only the chair and those who convene send it', async () => {
  assert.match(
    await pageOf(amina, `/disruptions/${id}/pack`),
    /Everybody is to have it by Tuesday 24 March 2026, families and staff alike/,
  );
  assert.match(
    await pageOf(amina, `/disruptions/${id}/pack/release`),
    /shared with everyone|Which papers go out/,
  );
  const reviewing = await running.as('iro');
  assert.doesNotMatch(await pageOf(reviewing, `/disruptions/${id}/pack`), /Send the agenda/);
  assert.equal((await release({}, reviewing)).status, 404);
  const guest = await enter(mother);
  assert.doesNotMatch(await pageOf(guest, '/private/meeting'), /private\/pack/);
  assert.match(await pageOf(guest, '/private/pack'), /There is nothing for you to read yet/);
});

test('everybody gets the agenda and the papers at one moment, each a version of their own', async () => {
  const paper = (await invitationOf(running, iro)).id;
  assert.equal((await release({ papers: paper })).location, `/disruptions/${id}/pack`);
  const invited = await asService(running.service, (tx) =>
    tx.selectFrom('invitation').where('status', '=', 'invited').select('name').execute(),
  );
  assert.deepEqual(
    (await packMessages()).map(({ name }) => name).sort(),
    invited.map(({ name }) => name).sort(),
  );
  assert.deepEqual(await readersInTurn(), ['family', 'work']);

  const guest = await enter(mother);
  assert.match(await pageOf(guest, '/private/meeting'), /href="\/private\/pack"/);
  const hers = await pageOf(guest, '/private/pack');
  assert.match(hers, /What the child needs next/);
  assert.match(hers, /told me in May that school was hard/);
  assert.doesNotMatch(hers, new RegExp(`${adopterName}|${adopterName.split(' ')[0]}|placement|Reviewing`));
  assert.doesNotMatch(hers, new RegExp(iro));

  const staff = await pageOf(amina, `/disruptions/${id}/pack`);
  assert.match(staff, new RegExp(`${adopterName} told me in May`));
  assert.match(staff, /led by the chair/);
});

test('those on the case see who has not opened what; opening is written down once, when it was first read', async () => {
  const first = await asService(running.service, (tx) =>
    tx
      .selectFrom('pack_part')
      .where('opened_at', 'is not', null)
      .select(['id', 'opened_at'])
      .orderBy('id')
      .execute(),
  );
  assert.equal(first.length, 4, 'the agenda and the paper, of the mother and of the social worker');
  const guest = await enter(mother);
  await pageOf(guest, '/private/pack');
  const again = await asService(running.service, (tx) =>
    tx
      .selectFrom('pack_part')
      .where('opened_at', 'is not', null)
      .select(['id', 'opened_at'])
      .orderBy('id')
      .execute(),
  );
  assert.deepEqual(again, first);
  const page = await pageOf(amina, `/disruptions/${id}/pack`);
  const unseen = /The agenda<\/h3>[\s\S]*?Not opened yet by ([^<]*)/.exec(page)?.[1] ?? '';
  assert.ok(unseen.includes(adopter) && !unseen.includes(mother), unseen);
});

test('a paper that comes after is late, says why, and shows who has not seen it', async () => {
  const paper = await give(writer, 'The garden was his favourite place in the house.');
  const refused = await release({ papers: paper });
  assert.equal(refused.status, 422);
  assertValidPage(refused.body);
  assert.match(refused.body, /Enter why it goes out late/);
  assert.equal((await release({ papers: paper, because: 'Dorothy wrote today' })).status, 303);
  const guest = await enter(mother);
  const hers = await pageOf(guest, '/private/pack');
  assert.match(hers, /This came later than the rest/);
  assert.match(hers, /The garden was his favourite place/);
  const prepared = await pageOf(await running.as('chair'), `/disruptions/${id}/preparation`);
  const unseen =
    new RegExp(`Late: what ${writer} wrote\\. Not opened yet by ([^<]*)`).exec(prepared)?.[1] ?? '';
  assert.ok(unseen.includes(adopter) && !unseen.includes(mother) && !unseen.includes(writer), unseen);
  assert.match(
    (await (await running.as('chair')).get(`/disruptions/${id}/minutes`)).body,
    new RegExp(`Late: what ${writer} wrote`),
  );
  const author = await enter(writer);
  assert.doesNotMatch(await pageOf(author, '/private/pack'), /The garden was his favourite place/);
});

test('what its author changes or takes back is in nobody’s pack from that moment', async () => {
  const author = await enter(writer);
  const page = await author.get('/private/meeting/words');
  assert.match(page.body, /Take back what I gave/);
  const taken = await author.post('/private/meeting/words', { do: 'take-back' });
  assert.equal(taken.status, 303, taken.body.slice(0, 200));
  const guest = await enter(mother);
  assert.doesNotMatch(await pageOf(guest, '/private/pack'), /The garden was his favourite place/);
  const { id: motherId } = await invitationOf(running, mother);
  const held = await asGuest(running.service, { id: motherId }, (tx) =>
    tx.selectFrom('pack_part').select(['invitation_id', 'withdrawn_at']).execute(),
  );
  assert.deepEqual([...new Set(held.map((part) => part.invitation_id))], [motherId]);
  assert.ok(held.every(({ withdrawn_at }) => withdrawn_at === null));
});

test('a guest changes nothing of their pack but that they opened it, and gives themselves none', async () => {
  const { id: motherId } = await invitationOf(running, mother);
  const part = await asService(running.service, (tx) =>
    tx.selectFrom('pack_part').where('invitation_id', '=', motherId).selectAll().executeTakeFirstOrThrow(),
  );
  await assert.rejects(
    () =>
      asGuest(running.service, { id: motherId }, (tx) =>
        tx
          .insertInto('pack_part')
          .values({ ...part, id: crypto.randomUUID(), author_id: motherId, document: '{}', files: '[]' })
          .execute(),
      ),
    /row-level security/,
  );
  await assert.rejects(
    () =>
      asGuest(running.service, { id: motherId }, (tx) =>
        tx.updateTable('pack_part').set({ document: '{}' }).execute(),
      ),
    /permission denied/,
  );
});

test('a paper that is out and not for somebody invited since stops no later release, and is not sent to them', async () => {
  const author = await invitationOf(running, writer);
  const invite = (status: 'invited' | 'withdrawn') =>
    asService(running.service, (tx) =>
      tx
        .updateTable('invitation')
        .set({ status, withdrawn_reason: status === 'invited' ? '' : 'Away' })
        .where('id', '=', author.id)
        .execute(),
    );
  await invite('withdrawn');
  const words = 'On every Sunday after church the whole street comes round for a red cake.';
  const out = await give('Amina Hussain', words);
  assert.equal((await release({ papers: out, because: 'Written today' })).status, 303);
  // Somebody else has written the same since, for the chair and the social workers alone.
  const kept = await give('Bilal Khan', words);
  await asService(running.service, (tx) =>
    tx
      .updateTable('invitation')
      .set({ contribution_share: 'chair-and-social-workers' })
      .where('id', '=', kept)
      .execute(),
  );
  await invite('invited');
  const nothing = await release({ because: 'For Peter' });
  assert.equal(nothing.status, 422);
  assert.match(nothing.body, /Choose what goes out to everybody/);
  const paper = await give('Ruth Barlow', 'The dog is well.');
  assert.equal((await release({ papers: paper, because: 'Written today' })).status, 303);
  const hers = await pageOf(await enter(writer), '/private/pack');
  assert.match(hers, /The dog is well/);
  assert.doesNotMatch(hers, /red cake/);
  assert.match(
    (await amina.get(`/disruptions/${id}`)).body,
    new RegExp(`Not sent: what Amina Hussain wrote to ${writer}, who must not learn what it holds`),
  );
});

/** A file that somebody gave with what they wrote. */
const giveFile = (invitationId: string, description: string) =>
  asService(running.service, async (tx) => {
    const fileId = crypto.randomUUID();
    const { organisationId } = running.example.actors.amina;
    const sealed = sealBytes(
      running.service.vaultKeys,
      { id: fileId, organisationId },
      Buffer.from('%PDF-1.7 x'),
    );
    await tx
      .insertInto('contribution_file')
      .values({
        ...{ id: fileId, organisation_id: organisationId, disruption_id: id },
        ...{ invitation_id: invitationId, format: 'pdf', description, is_given: true },
        ...{ added_at: running.time.now, sealed },
      })
      .execute();
    return fileId;
  });

test('what came with a paper opens from the pack, for whoever got it and as long as it stands', async () => {
  const paper = await give('Bilal Khan', 'I made a plan of the week, with pictures.');
  await asService(running.service, (tx) =>
    tx.updateTable('invitation').set({ contribution_share: 'everyone' }).where('id', '=', paper).execute(),
  );
  const file = await giveFile(paper, 'The plan of the week');
  const page = await pageOf(amina, `/disruptions/${id}/pack/release`);
  assert.match(page, /With which papers do the files go/);
  assert.equal((await release({ papers: paper, looked: paper, because: 'It came today' })).status, 303);
  const guest = await enter(mother);
  const hers = await pageOf(guest, '/private/pack');
  assert.match(hers, new RegExp(`href="/private/pack/files/${file}">The plan of the week \\(PDF\\)`));
  const opened = await guest.get(`/private/pack/files/${file}`);
  assert.equal(opened.status, 200);
  assert.equal(opened.headers.get('content-disposition'), 'attachment; filename="file.pdf"');
  assert.equal((await guest.get(`/private/pack/files/${crypto.randomUUID()}`)).status, 404);
  const staff = await pageOf(amina, `/disruptions/${id}/pack`);
  assert.match(staff, new RegExp(`href="/disruptions/${id}/contributions/${paper}/files/${file}"`));
  // Not given with any paper that she has.
  const other = await giveFile((await invitationOf(running, iro)).id, 'Something else');
  assert.equal((await guest.get(`/private/pack/files/${other}`)).status, 404);
  await asService(running.service, (tx) => withdrawPaper(tx, paper, running.time.now));
  assert.equal((await guest.get(`/private/pack/files/${file}`)).status, 404);
  const audited = await asService(running.service, (tx) =>
    tx.selectFrom('audit_entry').where('act', '=', 'see-pack-file').select('outcome').orderBy('id').execute(),
  );
  assert.deepEqual(
    audited.map(({ outcome }) => outcome),
    ['allowed', 'refused', 'refused', 'refused'],
  );
});

test('what one person gets is seen before it goes out, printed for who has no e-mail, and counts as theirs', async () => {
  const { id: carer } = await invitationOf(running, writer);
  const at = `/disruptions/${id}/pack/readers/${carer}`;
  const before = await pageOf(amina, at);
  assert.match(before, /What the child needs next/);
  const minutes = await running.as('iro');
  assert.equal((await minutes.get(at)).status, 404);
  const unseen = async () =>
    /The agenda<\/h3>[\s\S]*?Not opened yet by ([^<]*)/.exec(
      await pageOf(amina, `/disruptions/${id}/pack`),
    )?.[1] ?? '';
  await asService(running.service, (tx) =>
    tx.updateTable('pack_part').set({ opened_at: null }).where('invitation_id', '=', carer).execute(),
  );
  assert.ok((await unseen()).includes(writer));
  const printed = await amina.post(`${at}/print`, {});
  assert.equal(printed.status, 200);
  assert.equal(printed.headers.get('content-type'), 'application/pdf');
  assert.ok(!(await unseen()).includes(writer));
  assert.match(await pageOf(amina, `/disruptions/${id}/pack`), new RegExp(`Printed for ${writer}`));
  assert.match(
    (await amina.get(`/disruptions/${id}`)).body,
    new RegExp(`Printed what ${writer} reads before the meeting`),
  );
  const parts = await asService(running.service, (tx) =>
    tx
      .selectFrom('pack_part')
      .where('invitation_id', '=', carer)
      .where('withdrawn_at', 'is', null)
      .selectAll()
      .execute(),
  );
  assert.ok(parts.length > 0 && parts.every(({ printed_by }) => printed_by === running.example.people.amina));
  const [entry] = await asService(running.service, (tx) =>
    tx.selectFrom('audit_entry').where('act', '=', 'print-pack').orderBy('id', 'desc').selectAll().execute(),
  );
  assert.deepEqual([entry?.outcome, entry?.intent], ['allowed', 'change']);
  await assert.rejects(
    () =>
      asGuest(running.service, { id: carer }, (tx) =>
        tx.updateTable('pack_part').set({ printed_by: null, printed_at: null }).execute(),
      ),
    /Only who prints a pack says so/,
  );
});

test('late after the day that the procedure sets, too; and once the meeting has begun nothing goes out', async () => {
  running.time.now = new Date('2026-03-31T09:00:00Z');
  amina = await running.as('amina');
  assert.match(await pageOf(amina, `/disruptions/${id}/pack/release`), /There is no meeting to come/);
  const over = await release({ papers: '', because: 'x' });
  assert.equal(over.status, 422);
});
