import type { Capacity } from './capacity.ts';
import { carerInWords, sourceOfCarer } from './carer-identity.ts';
import type { PlacementRecord } from './case.ts';
import { inWords, type PlainDate } from './dates.ts';
import { looksLikeEmail } from './email.ts';
import { capacityOfCarers } from './invitation.ts';
import type { PageLanguage } from './language.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';
import { postcode } from './secret.ts';

/** The ways to reach somebody who does not sign in, from the quickest to the slowest. */
export const channels = ['email', 'text-message', 'letter', 'by-hand'] as const;
export type Channel = (typeof channels)[number];

export const channelInWords: Record<Channel, string> = {
  email: 'E-mail',
  'text-message': 'Text message',
  letter: 'Letter',
  'by-hand': 'By hand, through a worker',
};

/** Where each leads; what is given by hand leads to no address. */
const addressInWords: Record<Exclude<Channel, 'by-hand'>, string> = {
  email: 'e-mail address',
  'text-message': 'mobile number',
  letter: 'postal address',
};

export const languageInWords = {
  en: 'English',
  cy: 'Welsh',
  other: 'Another language, or British Sign Language',
} as const;
export type Language = keyof typeof languageInWords;

/** What somebody is written to in: another language than these goes through a person. */
export const writtenIn = (language: Language): PageLanguage => (language === 'cy' ? 'cy' : 'en');

export const formatInWords = {
  standard: 'As it is',
  'large-print': 'Large print',
  'easy-read': 'Easy read',
  audio: 'Read out, or as a recording',
  braille: 'Braille',
  other: 'In another way',
} as const;
export type Format = keyof typeof formatInWords;

/** Why nothing is sent to somebody any more, whatever they were sent before. */
export const stoppedInWords = {
  died: 'They have died',
  'approval-withdrawn': 'Their approval was withdrawn',
  order: 'A court order says so',
  other: 'Another reason',
} as const;
export type Stopped = keyof typeof stoppedInWords;

/** That somebody made sure of one way to reach a person: on which day, how, and who it was. */
export type Confirmation = {
  readonly channel: Channel;
  readonly how: string;
  readonly confirmedOn: PlainDate;
  readonly by: string;
};

/** How somebody without an account is reached. */
export type Reach = {
  readonly prefers: Channel | null;
  readonly language: Language;
  readonly format: Format;
  /** What else to mind when writing to them: an interpreter, a carer who reads to them. */
  readonly needs: string;
  readonly stopped: { readonly because: Stopped; readonly note: string } | null;
  /** Those that no change of the address or the number has voided. */
  readonly confirmations: readonly Confirmation[];
};

export const reachNobodyAsked: Reach = {
  prefers: null,
  language: 'en',
  format: 'standard',
  needs: '',
  stopped: null,
  confirmations: [],
};

/** How somebody is reached, in sentences, as they themselves are told. */
export const reachInWords = ({ prefers, language, format, stopped, confirmations }: Reach): string =>
  [
    `Wants to be written to by: ${prefers === null ? 'not said' : channelInWords[prefers].toLowerCase()}.`,
    `Language: ${languageInWords[language]}. Reads it: ${formatInWords[format].toLowerCase()}.`,
    ...confirmations.map(
      ({ channel, confirmedOn, by }) =>
        `${channelInWords[channel]}: confirmed on ${inWords(confirmedOn)} by ${by}.`,
    ),
    ...(stopped === null ? [] : [`Nothing is sent any more: ${stoppedInWords[stopped.because]}.`]),
  ].join(' ');

/** The ways that were confirmed on the day the placement ended or later: people move then. */
export const confirmedSince = (
  { confirmations }: Pick<Reach, 'confirmations'>,
  brokeDownOn: PlainDate,
): ReadonlySet<Channel> =>
  new Set(
    confirmations.filter(({ confirmedOn }) => confirmedOn >= brokeDownOn).map(({ channel }) => channel),
  );

/** Braille and recordings are not made here: what is written in one of these is handed over by a person. */
const needsAPerson: ReadonlySet<Format> = new Set<Format>(['easy-read', 'audio', 'braille', 'other']);

/**
 * How a message leaves: the way that the person prefers, or else the quickest of those that were confirmed; null while
 * none was, which makes it a task. `sends` are the ways that this service can send by itself.
 */
export const channelFor = (
  reach: Reach,
  { brokeDownOn, sends }: { readonly brokeDownOn: PlainDate; readonly sends: ReadonlySet<Channel> },
): Channel | null => {
  const confirmed = confirmedSince(reach, brokeDownOn);
  const isOpen = (channel: Channel): boolean =>
    confirmed.has(channel) && (sends.has(channel) || channel === 'letter' || channel === 'by-hand');
  const preferred =
    reach.prefers ?? (needsAPerson.has(reach.format) || reach.language === 'other' ? 'by-hand' : null);
  if (preferred !== null && isOpen(preferred)) return preferred;
  return channels.find(isOpen) ?? null;
};

/**
 * By which way a one-time code goes: another than the link went by, so that whoever holds the one does not hold the other;
 * a text message first. With no other, the link's own. Null when neither an e-mail nor a text message reaches them.
 */
export const codeChannelFor = (
  reach: Pick<Reach, 'confirmations'>,
  of: {
    readonly link: Channel;
    readonly brokeDownOn: PlainDate;
    readonly sends: ReadonlySet<Channel>;
  },
): 'email' | 'text-message' | null => {
  const confirmed = confirmedSince(reach, of.brokeDownOn);
  const open = (['text-message', 'email'] as const).filter(
    (channel) => confirmed.has(channel) && of.sends.has(channel),
  );
  return open.find((channel) => channel !== of.link) ?? open[0] ?? null;
};

/** A mobile number in the United Kingdom, as it is sent to: "+447700900123"; undefined when it is none. */
export const mobileNumber = (typed: string): string | undefined => {
  const national = /^(?:\+44|0044|0)(7\d{9})$/.exec(typed.replaceAll(/[\s().-]/g, ''))?.[1];
  return national === undefined ? undefined : `+44${national}`;
};

/** The lines of a postal address, as they stand in the window of an envelope. */
export const addressLines = (address: string): readonly string[] =>
  address
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** What a window shows, with the name above it. */
const mostLines = 6;

/** What is wrong with an address or a number that a way would lead to; nothing when it leads there. */
const wrongAddress = (channel: Channel, at: string): string | undefined => {
  if (channel === 'by-hand') return undefined;
  if (at === '') return `There is no ${addressInWords[channel]} yet. Enter it first`;
  if (channel === 'email')
    return looksLikeEmail(at) ? undefined : 'The e-mail address must be like name@example.com';
  if (channel === 'text-message')
    return mobileNumber(at) ? undefined : 'The number must be a UK mobile number, such as 07700 900123';
  if (addressLines(at).length > mostLines)
    return `The postal address must fit an envelope: ${mostLines} lines at most`;
  return at.match(postcode) ? undefined : 'The postal address must have a postcode';
};

/** What is wrong with the e-mail address of somebody on a case: what is written for them must not reach another. */
export const wrongEmailOf = (
  { source, email }: { readonly source: string; readonly email: string },
  contacts: PlacementRecord['contacts'],
): readonly Problem[] => {
  const owner = contacts.find(
    (contact) => `contact-${contact.id}` !== source && contact.email.toLowerCase() === email.toLowerCase(),
  );
  return email === '' || owner === undefined
    ? []
    : [{ field: 'email', message: `This is the address of ${owner.name}, who gets messages of their own` }];
};

export type ReachTyped = {
  readonly confirms: readonly string[];
  readonly how: string;
  readonly confirmedOn: PlainDate | null;
  readonly prefers: string;
  readonly language: string;
  readonly format: string;
  readonly needs: string;
  readonly stopped: string;
  readonly stoppedNote: string;
};

type Saved = Omit<Reach, 'confirmations'> & {
  readonly confirms: readonly Channel[];
  readonly how: string;
  readonly confirmedOn: PlainDate;
};

/** Somebody of a placement without an account: by their part, where who they are is in the vault. */
export type PersonToReach = {
  readonly source: string;
  readonly name: string;
  readonly capacity: Capacity;
};

/** Everybody on a placement who has no account, and so is reached in a way that somebody confirms. */
export const peopleToReach = ({
  kind,
  carers,
  contacts,
}: Pick<PlacementRecord, 'kind' | 'carers' | 'contacts'>): readonly PersonToReach[] => [
  ...carers.map(({ id }, index) => ({
    source: sourceOfCarer(id),
    name: carerInWords(kind, index),
    capacity: capacityOfCarers({ kind }),
  })),
  ...contacts.map((contact) => ({
    source: `contact-${contact.id}`,
    name: contact.name,
    capacity: contact.kind,
  })),
];

/** Those for whom no way was confirmed since, or not this one, and to whom something may still be sent. */
export const notConfirmed = (
  people: readonly PersonToReach[],
  reach: Readonly<Record<string, Reach>>,
  { brokeDownOn, channel }: { readonly brokeDownOn: PlainDate; readonly channel?: Channel },
): readonly PersonToReach[] =>
  people.filter(({ source }) => {
    const of = reach[source] ?? reachNobodyAsked;
    const confirmed = confirmedSince(of, brokeDownOn);
    return of.stopped === null && (channel === undefined ? confirmed.size === 0 : !confirmed.has(channel));
  });

const limit = 500;
const howToMakeSure = 'Enter how you made sure, such as “I rang them and they read it back”';
const isOneOf = <T extends string>(choices: Readonly<Record<T, unknown>>, text: string): text is T =>
  Object.hasOwn(choices, text);

/** How somebody made sure of an address: a sentence of theirs. */
export const wayToMakeSure = (how: string): Result<string> => {
  if (how === '') return refused([{ field: 'how', message: howToMakeSure }]);
  return how.length > limit
    ? refused([{ field: 'how', message: `Use ${limit} letters or fewer` }])
    : allowed(how);
};

/**
 * What somebody found out about how a person is reached. A way is confirmed with how, and on a day from the end of the
 * placement to today; only where an address or a number leads somewhere. `at` is where each way leads now.
 */
export const saveReach = (
  typed: ReachTyped,
  facts: {
    readonly brokeDownOn: PlainDate;
    readonly today: PlainDate;
    readonly at: Readonly<Record<Exclude<Channel, 'by-hand'>, string>>;
  },
  found: readonly Problem[] = [],
): Result<Saved> => {
  const { how, confirmedOn, prefers, language, format, needs, stopped, stoppedNote } = typed;
  const confirms = channels.filter((channel) => typed.confirms.includes(channel));
  const problems: Problem[] = [...found];
  const wrong = (field: string, message: string | undefined): void => {
    if (message !== undefined) problems.push({ field, message });
  };
  for (const channel of confirms)
    wrong('confirms', wrongAddress(channel, channel === 'by-hand' ? '' : facts.at[channel]));
  if (confirms.length > 0) {
    if (how === '') wrong('how', howToMakeSure);
    if (confirmedOn === null) wrong('confirmedOn', 'Enter when you made sure');
    else if (confirmedOn > facts.today) wrong('confirmedOn', 'The date must be today or in the past');
    else if (confirmedOn < facts.brokeDownOn)
      wrong(
        'confirmedOn',
        `The date must be on or after ${inWords(facts.brokeDownOn)}: people move when a placement ends`,
      );
  }
  for (const [field, text] of Object.entries({ how, needs, stoppedNote }))
    if (text.length > limit) wrong(field, `Use ${limit} letters or fewer`);
  if (stopped !== '' && stoppedNote === '') wrong('stoppedNote', 'Enter what you know about it');
  if (
    (prefers !== 'any' && !isOneOf(channelInWords, prefers)) ||
    !isOneOf(languageInWords, language) ||
    !isOneOf(formatInWords, format) ||
    (stopped !== '' && !isOneOf(stoppedInWords, stopped))
  )
    return refused([...problems, { field: 'prefers', message: 'Choose one of the answers' }]);
  if (problems.length > 0) return refused(problems);
  return allowed({
    confirms,
    how,
    confirmedOn: confirmedOn ?? facts.today,
    prefers: prefers === 'any' ? null : prefers,
    language,
    format,
    needs,
    stopped: stopped === '' ? null : { because: stopped, note: stoppedNote },
  });
};
