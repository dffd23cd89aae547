import assert from 'node:assert/strict';
import fc from 'fast-check';
import { asService } from '../../src/database/connection.ts';
import { date, insist } from './journey.ts';
import { plantedKinds } from './planted-file.ts';
import type { Canary } from './words.ts';
import type { CanaryCase, Visitor, World } from './world.ts';

/** What of somebody is in their words: their names alone, or where they are to be reached, too. */
const details = ['name', 'email', 'phone', 'address'] as const;

/** Whom something written names, by their place in the list of people, and how much it says of the first. */
const written = {
  names: fc.subarray([0, 1, 2, 3, 4], { maxLength: 3 }),
  // Most papers can go out, or there would be nothing to read.
  detail: fc.constantFrom('name', 'name', 'name', ...details),
  /** Whether it goes out before the meeting, its files beyond staff, and to the child. */
  isReleased: fc.boolean(),
  isLooked: fc.boolean(),
  isForChild: fc.boolean(),
};

/** How one of those without an account takes part. */
const person = fc.record({
  ...written,
  mode: fc.constantFrom('attend', 'contribute'),
  mayKnowPlace: fc.boolean(),
  channel: fc.constantFrom('email', 'text-message', 'letter'),
  language: fc.constantFrom('en', 'cy'),
  format: fc.constantFrom('standard', 'large-print'),
  reply: fc.constantFrom('coming', 'by-video', 'will-write', 'not-coming'),
  needs: fc.subarray(['interpreter', 'access', 'someone-with-me', 'apart']),
  does: fc.constantFrom('give', 'give', 'save', 'nothing'),
  share: fc.constantFrom('everyone', 'everyone', 'chair-and-social-workers'),
});

export const shape = fc.record({
  /** The adopters, the carers of now and the mother, as the form of the meeting lists them. */
  people: fc.array(person, { minLength: 5, maxLength: 5 }),
  /** What the social worker writes, who knows everybody. */
  worker: fc.record({
    ...written,
    names: fc.subarray([0, 1, 2, 3, 4], { minLength: 1, maxLength: 3 }),
    isReleased: fc.constant(true),
    isForChild: fc.constant(true),
  }),
  /** Who adds a file to what they write, and of which kind. */
  file: fc.record({ by: fc.nat({ max: 4 }), kind: fc.constantFrom(...plantedKinds) }),
  hasPlace: fc.boolean(),
  hasVideo: fc.boolean(),
  /** Whether people were asked first which times they can. */
  hasTimes: fc.boolean(),
  /** Two who must not meet, and how the first takes part. */
  apart: fc.record({
    between: fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 2, maxLength: 2 }),
    way: fc.constantFrom('own-session', 'own-arrival', 'by-video'),
  }),
  ends: fc.constantFrom('change', 'cancel'),
});
export type Shape = typeof shape extends fc.Arbitrary<infer T> ? T : never;
export type Writing = Pick<Shape['people'][number], keyof typeof written>;
export type Plan = Shape['people'][number] & { readonly key: string; readonly source: string };

/** A made-up word that one field of a case holds. */
const wordOf = ({ canaries }: World, council: string, field: string): string =>
  canaries.all.find((one) => one.council === council && one.field === field)?.word ??
  assert.fail(`${council} has no ${field}`);

/** The fields that a text gives away of whoever is named in it. */
const fieldsNamed = (
  { names, detail }: Pick<Writing, 'names' | 'detail'>,
  plans: readonly Plan[],
): readonly string[] =>
  names.flatMap((index, at) => {
    const key = plans[index]?.key;
    if (key === undefined) return [];
    return [
      `${key}.name`,
      ...(key === 'adopter-1' ? ['adopters.familyName'] : []),
      ...(at === 0 && detail !== 'name' ? [`${key}.${detail}`] : []),
    ];
  });

/** A text that names people, and says of the first where they are to be reached where that is on record. */
export const textNaming = (
  world: World,
  council: string,
  writing: Pick<Writing, 'names' | 'detail'>,
  plans: readonly Plan[],
): string =>
  fieldsNamed(writing, plans)
    .map((field) => {
      const known = world.canaries.all.find((one) => one.council === council && one.field === field);
      if (known === undefined) return '';
      if (field.endsWith('.email')) return `Write to ${known.word.toLowerCase()}@family.example.`;
      if (field.endsWith('.phone')) return `Ring ${known.word}.`;
      if (field.endsWith('.address')) return `They live at ${addressWith(field, known.word)}.`;
      return `${known.word} came on Sunday.`;
    })
    .join(' ');

/** An address as it is on record, around its made-up word. */
const addressWith = (field: string, word: string): string => {
  if (field === 'adopter-1.address') return `7 ${word} Row, Belper`;
  return field === 'adopter-2.address' ? `9 ${word} Close, Belper` : `4 ${word} Lane, Derby`;
};

/** Who is on the case without an account, in the order and by the names that the made-up words have. */
export const sourcesOf = async (
  world: World,
  worker: Visitor,
  { path, council }: CanaryCase,
): Promise<readonly { key: string; source: string }[]> => {
  const { body } = await worker.get(`${path}/reach`);
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

/** The form of the meeting, every field with a word of its own. */
export const meetingFields = (
  { canaries, running }: World,
  { council }: CanaryCase,
  { hasPlace, hasVideo, apart }: Shape,
  plans: readonly Plan[],
): Record<string, string> => ({
  ...date('heldOn', '2026-03-31'),
  ...{ startsAt: '10am', minutesLong: '120' },
  // One of the two there always is, and whoever joins by video does so by a link.
  place: hasPlace || !hasVideo ? `The ${canaries.next(council, 'meeting.place')} Room` : '',
  videoLink:
    hasVideo || apart.way === 'by-video'
      ? `https://video.example/${canaries.next(council, 'meeting.video').toLowerCase()}`
      : '',
  chairId: running.example.people.chair,
  minuteTakerId: running.example.people.minutes,
  ...Object.fromEntries(
    plans.flatMap(({ source, mode, mayKnowPlace, key }) => [
      [`choice-${source}`, mode],
      [`reason-${source}`, `Because ${canaries.next(council, `${key}.inviteReason`)}`],
      ...(mayKnowPlace ? [[`place-${source}`, 'yes']] : []),
    ]),
  ),
});

/** Convenes or changes the meeting; how people take part apart from others is confirmed where the form asks for it. */
export const arrange = async (
  worker: Visitor,
  { path }: CanaryCase,
  fields: Readonly<Record<string, string>>,
): Promise<void> => {
  await worker.get(`${path}/meeting`);
  const asked = await worker.post(`${path}/meeting`, fields);
  const [, plansConfirmed] = /name="plansConfirmed" type="checkbox" value="([^"]+)"/.exec(asked.body) ?? [];
  const done = plansConfirmed ? await worker.post(`${path}/meeting`, { ...fields, plansConfirmed }) : asked;
  insist('the meeting', done);
};

/** Confirms how each is reached: in which language, by which way, and where it leads. */
export const reach = async (
  world: World,
  worker: Visitor,
  { path, council }: CanaryCase,
  { source, key, channel, language, format }: Plan,
) => {
  const isKept = source.startsWith('carer-');
  const way = isKept && channel === 'text-message' ? 'email' : channel;
  await worker.get(`${path}/reach/${source}`);
  insist(
    `how ${key} is reached`,
    await worker.post(`${path}/reach/${source}`, {
      ...(!isKept && {
        email: `${wordOf(world, council, `${key}.email`).toLowerCase()}@family.example`,
        phone: channel === 'text-message' ? world.canaries.phone(council, `${key}.phone`) : '',
        address: `4 ${world.canaries.next(council, `${key}.address`)} Lane, Derby, DE1 1AA`,
      }),
      ...{ confirms: way, prefers: way, language, format, how: 'I rang them' },
      ...date('confirmedOn', '2026-03-02'),
    }),
  );
};

/**
 * What somebody without an account may learn by each way, from docs/domain.md (section 6): what is their own, what is given
 * to them to read before the meeting, and no more. `isPack`: on what is composed for them, and so without what they wrote.
 */
export const mayLearn = (
  { viewer, isPack }: { readonly viewer: string; readonly isPack: boolean },
  { council, field }: Canary,
  { plans, worker, wasGiven }: Told,
): boolean => {
  const [, way = '', key = ''] =
    new RegExp(`^(mail to |letter to |paper for |)${council} (.+)$`).exec(viewer) ?? [];
  const isPage = way === '' || way === 'paper for ';
  const isReadBefore = (writing: Writing, by: string) =>
    isPage && field === `${by}.words` && wasGiven(by) && (key !== 'child' || writing.isForChild);
  if (isReadBefore(worker, 'worker') || plans.some((one) => one.key !== key && isReadBefore(one, one.key)))
    return true;
  if (key === 'child') return way === '' && ['child.givenName', 'child.words'].includes(field);
  const plan = plans.find((one) => one.key === key);
  if (plan === undefined) return false;
  const isAdopter = key.startsWith('adopter');
  const comes = plan.mode === 'attend';
  // What they typed themselves they read again where they typed it.
  if (way === '' && !isPack && fieldsNamed(plan, plans).includes(field)) return true;
  // Adopters live together, and may know of each other whatever a paper says.
  if (isPage && isPack && isAdopter && /^adopter(-[12]|s)\./.test(field) && !field.endsWith('.words'))
    return true;
  if (isPage && isPack && [`${key}.phone`, `${key}.address`].includes(field)) return true;
  // Who adopters are is in the vault: their own pages do not say it either. An envelope does.
  if (field === `${key}.name`) return !isAdopter || way === 'letter to ';
  if (field === 'adopters.familyName') return isAdopter && way === 'letter to ';
  if (field === `${key}.address`) return way === 'letter to ';
  if (field === `${key}.email`) return !isAdopter;
  if (field === 'meeting.place' || field === `${key}.entrance`)
    return comes && (plan.mayKnowPlace || plan.source.startsWith('carer-') || key.startsWith('carer'));
  if (field === 'meeting.video') return comes && way === '';
  return way === '' && [`${key}.note`, `${key}.words`].includes(field);
};

/** What of a case went out before the meeting. */
export type Told = {
  readonly plans: readonly Plan[];
  readonly worker: Writing;
  /** Whether what somebody wrote went out. */
  readonly wasGiven: (key: string) => boolean;
};
