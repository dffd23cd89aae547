import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { asService } from '../../src/database/connection.ts';
import { emailOfStaff } from '../example-case.ts';
import { wordsIn } from './detect.ts';
import {
  arrange,
  mayLearn,
  meetingFields,
  type Plan,
  reach,
  type Shape,
  shape,
  sourcesOf,
  type Told,
  type Writing,
} from './generated.ts';
import {
  askWhen,
  childTakesPart,
  invitedAs,
  keepApart,
  onPaper,
  openEverything,
  printPack,
  recordFor,
  release,
  takePart,
  workerWrites,
} from './generated-acts.ts';
import { deliver, insist, record } from './journey.ts';
import { plantedKinds } from './planted-file.ts';
import type { Canary } from './words.ts';
import { type Artefact, type CanaryCase, startWorld, type Visitor, type World } from './world.ts';

let world: World;
let amina: Visitor;
let cases = 0;

before(async () => {
  world = await startWorld();
  amina = await world.staff('staff', emailOfStaff('amina'));
});
after(() => world.stop());

/** Prints every letter that is to be posted, each for whoever opens it at home. */
const printLetters = async (
  { path, council, disruptionId }: CanaryCase,
  invited: ReadonlyMap<string, Plan>,
) => {
  const letters = await asService(world.running.service, (tx) =>
    tx
      .selectFrom('message')
      .where('disruption_id', '=', disruptionId)
      .where('status', '=', 'to-do')
      .where('channel', '=', 'letter')
      .select(['id', 'invitation_id'])
      .execute(),
  );
  for (const { id, invitation_id: invitationId } of letters) {
    await amina.get(`${path}/invitations`);
    const printed = await onPaper(world, `letter to ${council} ${invited.get(invitationId ?? '')?.key}`, () =>
      amina.post(`${path}/messages/${id}/letter`, {}),
    );
    assert.equal(printed.status, 200);
  }
  return letters.length;
};

/** Everybody writes, with and without a file, and what of it goes out before the meeting is chosen. */
const write = async (
  one: CanaryCase,
  { worker, file }: Shape,
  { invited, entered }: { invited: ReadonlyMap<string, Plan>; entered: ReadonlyMap<string, Visitor> },
) => {
  const plans = [...invited.values()];
  const guests = new Map<string, Visitor>();
  const kind = plantedKinds[cases - 1] ?? file.kind;
  // Somebody who sees their file again on a page of their own.
  const writers = plans.filter(({ does, channel }) => does !== 'nothing' && channel !== 'letter');
  const writer = writers[file.by % writers.length] ?? plans[file.by];
  // As they do, all at the same time; a letter has no link.
  await Promise.all(
    [...invited].map(async ([invitationId, plan]) => {
      const viewer = `${one.council} ${plan.key}`;
      const guest = entered.get(invitationId);
      const asked = { guest, viewer, invitationId, file: plan === writer ? kind : null };
      if (plan.channel !== 'letter') guests.set(invitationId, await takePart(world, one, asked, plan, plans));
    }),
  );
  for (const [invitationId, plan] of invited)
    if (plan.channel === 'letter')
      await recordFor(world, amina, one, { invitationId, file: plan === writer ? kind : null }, plan, plans);
  await workerWrites(world, amina, one, worker, plans);
  const { child, childId } = await childTakesPart(world, one, file.by % 2 === 0);
  const staffId = await invitationOfWorker(one);
  const papers: readonly ({ readonly id: string } & Writing)[] = [
    { ...worker, id: staffId },
    ...[...invited].flatMap(([id, plan]) =>
      plan.does === 'give' && plan.share === 'everyone' ? [{ ...plan, id }] : [],
    ),
  ];
  const released = await release(amina, one, papers);
  const wentOut = (key: string) =>
    released.some((id) => (key === 'worker' ? id === staffId : invited.get(id)?.key === key));
  return { guests, child, childId, told: { plans, worker, wasGiven: wentOut } satisfies Told };
};

const invitationOfWorker = async ({ disruptionId }: CanaryCase): Promise<string> =>
  asService(world.running.service, async (tx) => {
    const { id } = await tx
      .selectFrom('invitation')
      .where('disruption_id', '=', disruptionId)
      .where('person_id', '=', world.running.example.people.amina)
      .where('status', '=', 'invited')
      .select('id')
      .executeTakeFirstOrThrow();
    return id;
  });

const isOwnAddress = ({ what }: Artefact, { word, field }: Canary): boolean =>
  (field.endsWith('.email') && what === `mail to ${word.toLowerCase()}@family.example`) ||
  (field.endsWith('.phone') && what === `mail to +44${word.slice(1)}`);

/** How much of each kind was looked at, so that silence means something. */
const looked = { all: 0, packs: 0, files: 0, paper: 0, times: 0, child: 0 };
const count = ({ viewer, what, bytes }: Artefact): void => {
  const isFound = bytes.toString('latin1', 0, 3) === '200';
  looked.all += 1;
  if (isFound && /GET \/(?:private|mine)\/pack$/.test(what)) looked.packs += 1;
  if (isFound && /\/files\/[0-9a-f-]+$/.test(what)) looked.files += 1;
  if (viewer.startsWith('paper for ')) looked.paper += Number(bytes.includes('%PDF-'));
  if (isFound && what.includes('/private/times')) looked.times += 1;
  if (viewer.endsWith(' child')) looked.child += 1;
};

/** Looks for every made-up word in all that left for somebody without an account, and for where a photo was taken. */
const findLeaks = async (artefacts: readonly Artefact[], told: Told): Promise<void> => {
  const words = new Map(world.canaries.all.map((canary) => [canary.word, canary]));
  for (const artefact of artefacts) {
    const { viewer, what, bytes } = artefact;
    if (!/ (?:adopter-\d|carer-\d|mother|child)$/.test(viewer)) continue;
    count(artefact);
    assert.ok(!bytes.includes('Exif\0\0'), `${viewer}: ${what} says where and by what a photo was taken`);
    const isPack = /\/pack(?:\/files\/[0-9a-f-]+)?$/.test(what) || viewer.startsWith('paper for ');
    for (const word of await wordsIn(bytes, [...words.keys()])) {
      const canary = words.get(word);
      if (canary === undefined || isOwnAddress(artefact, canary)) continue;
      if (!mayLearn({ viewer, isPack }, canary, told))
        assert.fail(`${viewer}: ${what} has ${canary.council} ${canary.field}`);
    }
  }
};

test('whoever is invited, however they are reached and whatever is kept from them, they get nothing of anybody else', async () => {
  let letters = 0;
  await fc.assert(
    fc.asyncProperty(shape, async (generated) => {
      const council = `Case${++cases}`;
      const { people } = world.running.example;
      const posts = { agency: people.agency, panel: people.panel, iro: people.iro };
      const from = world.artefacts.length;
      const one = await record(world, amina, council, posts);
      const sources = await sourcesOf(world, amina, one);
      const plans = sources.flatMap((who, index): Plan[] => {
        const plan = generated.people[index];
        return plan === undefined ? [] : [{ ...plan, ...who }];
      });
      for (const plan of plans) await reach(world, amina, one, plan);
      await keepApart(world, amina, one, generated, plans);
      const entered = generated.hasTimes ? await askWhen(world, amina, one, plans, deliver) : new Map();
      const fields = () => meetingFields(world, one, generated, plans);
      await arrange(amina, one, fields());
      await deliver(world);
      const invited = await invitedAs(world, one, plans);
      const { guests, child, childId, told } = await write(one, generated, { invited, entered });
      await deliver(world);
      letters += await printLetters(one, invited);
      await Promise.all([
        openEverything(child, '/mine/page', '/mine/pack'),
        ...[...guests.values()].map((guest) => openEverything(guest, '/private/meeting', '/private/pack')),
      ]);
      await printPack(world, amina, one, { viewer: `paper for ${council} child`, readerId: childId });
      for (const [id, { key }] of invited)
        if (!guests.has(id))
          await printPack(world, amina, one, { viewer: `paper for ${council} ${key}`, readerId: id });
      if (generated.ends === 'change') await arrange(amina, one, { ...fields(), startsAt: '2pm' });
      else {
        await amina.get(`${one.path}/meeting/cancel`);
        const reason = `It is off: ${world.canaries.next(council, 'cancelled.because')}`;
        insist('calling it off', await amina.post(`${one.path}/meeting/cancel`, { reason }));
      }
      await deliver(world);
      letters += await printLetters(one, invited);
      await Promise.all([...guests.values()].map((guest) => guest.get('/private/meeting')));
      await findLeaks(world.artefacts.slice(from), told);
    }),
    { numRuns: 4, endOnFailure: true },
  );
  assert.ok(letters > 4, `${letters} letters`);
  assert.ok(looked.all > 200 && looked.child > 30, JSON.stringify(looked));
  assert.ok(looked.packs >= 8 && looked.paper >= 4 && looked.files >= 3, JSON.stringify(looked));
});
