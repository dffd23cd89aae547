import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { asService } from '../../src/database/connection.ts';
import { emailOfStaff } from '../example-case.ts';
import { wordsIn } from './detect.ts';
import { date, deliver, insist, record } from './journey.ts';
import type { Canary } from './words.ts';
import { type Artefact, type CanaryCase, enterWith, startWorld, type Visitor, type World } from './world.ts';

let world: World;
let amina: Visitor;
let cases = 0;

before(async () => {
  world = await startWorld();
  amina = await world.staff('staff', emailOfStaff('amina'));
});
after(() => world.stop());

/** How one of those without an account takes part. */
const person = fc.record({
  mode: fc.constantFrom('attend', 'contribute'),
  mayKnowPlace: fc.boolean(),
  channel: fc.constantFrom('email', 'text-message', 'letter'),
  language: fc.constantFrom('en', 'cy'),
  format: fc.constantFrom('standard', 'large-print'),
  reply: fc.constantFrom('coming', 'by-video', 'will-write', 'not-coming'),
  needs: fc.subarray(['interpreter', 'access', 'someone-with-me', 'apart']),
  does: fc.constantFrom('give', 'save', 'nothing'),
  share: fc.constantFrom('everyone', 'chair-and-social-workers'),
});
const shape = fc.record({
  /** The adopters, the carers of now and the mother, as the form of the meeting lists them. */
  people: fc.array(person, { minLength: 5, maxLength: 5 }),
  hasPlace: fc.boolean(),
  hasVideo: fc.boolean(),
  ends: fc.constantFrom('change', 'cancel'),
});
type Shape = typeof shape extends fc.Arbitrary<infer T> ? T : never;
type Plan = Shape['people'][number] & { readonly key: string; readonly source: string };

/** Who is on the case without an account, in the order and by the names that the made-up words have. */
const sourcesOf = async ({
  path,
  council,
}: CanaryCase): Promise<readonly { key: string; source: string }[]> => {
  const { body } = await amina.get(`${path}/reach`);
  const sources = [
    ...new Set(
      Array.from(body.matchAll(/reach\/((?:contact|carer)-[0-9a-f-]{36})/g), ([, one]) => one ?? ''),
    ),
  ];
  const contacts = await asService(world.running.service, (tx) =>
    tx.selectFrom('contact').select(['id', 'name']).execute(),
  );
  let adopters = 0;
  return sources.map((source) => {
    if (source.startsWith('carer-')) return { source, key: `adopter-${++adopters}` };
    const name = contacts.find(({ id }) => source === `contact-${id}`)?.name ?? '';
    const known = world.canaries.all.find(
      (one) => one.council === council && one.field.endsWith('.name') && name.startsWith(one.word),
    );
    return { source, key: known?.field.replace('.name', '') ?? assert.fail(`Who is ${name}?`) };
  });
};

const meetingFields = (
  { council }: CanaryCase,
  { hasPlace, hasVideo }: Shape,
  plans: readonly Plan[],
): Record<string, string> => ({
  ...date('heldOn', '2026-03-31'),
  ...{ startsAt: '10am', minutesLong: '120' },
  // One of the two there always is.
  place: hasPlace || !hasVideo ? `The ${world.canaries.next(council, 'meeting.place')} Room` : '',
  videoLink: hasVideo
    ? `https://video.example/${world.canaries.next(council, 'meeting.video').toLowerCase()}`
    : '',
  chairId: world.running.example.people.chair,
  minuteTakerId: world.running.example.people.minutes,
  ...Object.fromEntries(
    plans.flatMap(({ source, mode, mayKnowPlace, key }) => [
      [`choice-${source}`, mode],
      [`reason-${source}`, `Because ${world.canaries.next(council, `${key}.inviteReason`)}`],
      ...(mayKnowPlace ? [[`place-${source}`, 'yes']] : []),
    ]),
  ),
});

/** Confirms how each is reached: in which language, by which way, and where it leads. */
const reach = async ({ path, council }: CanaryCase, { source, key, channel, language, format }: Plan) => {
  const isKept = source.startsWith('carer-');
  const way = isKept && channel === 'text-message' ? 'email' : channel;
  await amina.get(`${path}/reach/${source}`);
  const email = world.canaries.all.find((one) => one.council === council && one.field === `${key}.email`);
  insist(
    `how ${key} is reached`,
    await amina.post(`${path}/reach/${source}`, {
      ...(!isKept && {
        email: `${email?.word.toLowerCase()}@family.example`,
        phone: channel === 'text-message' ? world.canaries.phone(council, `${key}.phone`) : '',
        address: `4 ${world.canaries.next(council, `${key}.address`)} Lane, Derby, DE1 1AA`,
      }),
      ...{ confirms: way, prefers: way, language, format, how: 'I rang them' },
      ...date('confirmedOn', '2026-03-02'),
    }),
  );
};

/** What one of them opens, answers and writes, in their language. */
const takePart = async (one: CanaryCase, viewer: string, invitationId: string, plan: Plan) => {
  const guest = await enterWith(world, viewer, invitationId);
  await guest.get(`/private/meeting?language=${plan.language}`);
  await guest.get('/private/meeting/calendar.ics');
  const next = (field: string) => world.canaries.next(one.council, `${plan.key}.${field}`);
  const comes = plan.reply === 'coming' || plan.reply === 'by-video';
  await guest.post('/private/meeting/reply', {
    reply: plan.mode === 'contribute' && comes ? 'not-coming' : plan.reply,
    needs: plan.needs,
    note: `Please mind ${next('note')}`,
  });
  await guest.get('/private/meeting');
  if (plan.does === 'nothing') return;
  await guest.post('/private/meeting/words', {
    words: `I say ${next('words')}`,
    share: plan.share,
    ...(plan.does === 'save' && { do: 'save' }),
  });
  await guest.get('/private/meeting');
};

/** Prints every letter that is to be posted, each for whoever opens it at home. */
const printLetters = async (
  { path, council, disruptionId }: CanaryCase,
  keys: ReadonlyMap<string, string>,
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
  const worker = await world.staff('staff', emailOfStaff('amina'));
  for (const { id, invitation_id: invitationId } of letters) {
    await worker.get(`${path}/invitations`);
    const from = world.artefacts.length;
    const printed = await worker.post(`${path}/messages/${id}/letter`, {});
    assert.equal(printed.status, 200);
    world.artefacts.push(
      ...world.artefacts
        .splice(from)
        .map((artefact) => ({ ...artefact, viewer: `letter to ${council} ${keys.get(invitationId ?? '')}` })),
    );
  }
  return letters.length;
};

/** What somebody without an account may learn by each way, from docs/domain.md (section 6): what is their own, and no more. */
const mayLearn = (viewer: string, { council, field }: Canary, plans: readonly Plan[]): boolean => {
  const [, way = '', key = ''] = new RegExp(`^(mail to |letter to |)${council} (.+)$`).exec(viewer) ?? [];
  const plan = plans.find((one) => one.key === key);
  if (plan === undefined) return false;
  const isAdopter = key.startsWith('adopter');
  const comes = plan.mode === 'attend';
  // Who adopters are is in the vault: their own pages do not say it either. An envelope does.
  if (field === `${key}.name`) return !isAdopter || way === 'letter to ';
  if (field === 'adopters.familyName') return isAdopter && way === 'letter to ';
  if (field === `${key}.address`) return way === 'letter to ';
  if (field === `${key}.email`) return !isAdopter;
  if (field === 'meeting.place')
    return comes && (plan.mayKnowPlace || plan.source.startsWith('carer-') || key.startsWith('carer'));
  if (field === 'meeting.video') return comes && way === '';
  return way === '' && [`${key}.note`, `${key}.words`].includes(field);
};

const isOwnAddress = ({ what }: Artefact, { word, field }: Canary): boolean =>
  (field.endsWith('.email') && what === `mail to ${word.toLowerCase()}@family.example`) ||
  (field.endsWith('.phone') && what === `mail to +44${word.slice(1)}`);

test('whoever is invited, however they are reached and whatever is kept from them, they get nothing of anybody else', async () => {
  let letters = 0;
  let looked = 0;
  await fc.assert(
    fc.asyncProperty(shape, async (generated) => {
      const council = `Case${++cases}`;
      const { people } = world.running.example;
      const posts = { agency: people.agency, panel: people.panel, iro: people.iro };
      const from = world.artefacts.length;
      const one = await record(world, amina, council, posts);
      const sources = await sourcesOf(one);
      const plans = sources.flatMap((who, index): Plan[] => {
        const plan = generated.people[index];
        return plan === undefined ? [] : [{ ...plan, ...who }];
      });
      for (const plan of plans) await reach(one, plan);
      await amina.get(`${one.path}/meeting`);
      insist('the meeting', await amina.post(`${one.path}/meeting`, meetingFields(one, generated, plans)));
      await deliver(world);
      const invited = await asService(world.running.service, (tx) =>
        tx
          .selectFrom('invitation')
          .where('disruption_id', '=', one.disruptionId)
          .select(['id', 'source'])
          .execute(),
      );
      const keys = new Map(
        invited.flatMap(({ id, source }): [string, string][] => {
          const plan = plans.find((each) => each.source === source);
          return plan === undefined ? [] : [[id, plan.key]];
        }),
      );
      for (const [id, key] of keys) {
        const plan = plans.find((each) => each.key === key);
        // A letter has no link.
        if (plan && plan.channel !== 'letter') await takePart(one, `${council} ${key}`, id, plan);
      }
      letters += await printLetters(one, keys);
      if (generated.ends === 'change') {
        await amina.get(`${one.path}/meeting`);
        const moved = { ...meetingFields(one, generated, plans), startsAt: '2pm' };
        insist('the change', await amina.post(`${one.path}/meeting`, moved));
      } else {
        await amina.get(`${one.path}/meeting/cancel`);
        insist(
          'calling it off',
          await amina.post(`${one.path}/meeting/cancel`, {
            reason: `It is off: ${world.canaries.next(council, 'cancelled.because')}`,
          }),
        );
      }
      await deliver(world);
      letters += await printLetters(one, keys);

      const words = new Map(world.canaries.all.map((canary) => [canary.word, canary]));
      for (const artefact of world.artefacts.slice(from)) {
        if (!/ (?:adopter-\d|carer-\d|mother)$/.test(artefact.viewer)) continue;
        looked++;
        for (const word of await wordsIn(artefact.bytes, [...words.keys()])) {
          const canary = words.get(word);
          if (
            canary === undefined ||
            mayLearn(artefact.viewer, canary, plans) ||
            isOwnAddress(artefact, canary)
          )
            continue;
          assert.fail(`${artefact.viewer}: ${artefact.what} has ${canary.council} ${canary.field}`);
        }
      }
    }),
    { numRuns: 4, endOnFailure: true },
  );
  assert.ok(letters > 4, `${letters} letters`);
  assert.ok(looked > 100, `${looked} pages, messages, letters and calendar files`);
});
