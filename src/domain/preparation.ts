import type { Child, ChildView } from './case.ts';
import type { PlainDate } from './dates.ts';
import type { Invited } from './delivery.ts';

/** What is still missing of somebody before a meeting. */
export type Missing = 'reached' | 'reply' | 'words';

export const missingInWords: Record<Missing, string> = {
  reached: 'not reached yet',
  reply: 'not answered',
  words: 'not written yet',
};

/** How long somebody is left alone after a reminder. */
export const HOURS_BETWEEN_REMINDERS = 24;

export type Prepared = {
  readonly person: Invited;
  readonly missing: readonly Missing[];
  /** When they were last reminded. */
  readonly remindedAt: Date | null;
  /** Whether they can be reminded now: an invitation reached them, something is missing, and not a day ago. */
  readonly mayRemind: boolean;
};

const lastSent = ({ messages }: Invited, kinds: readonly string[]): Date | null =>
  messages
    .flatMap(({ kind, status, sentAt }) =>
      kinds.includes(kind) && status === 'sent' && sentAt !== null ? [sentAt] : [],
    )
    .toSorted((a, b) => b.getTime() - a.getTime())[0] ?? null;

const missingOf = (person: Invited): readonly Missing[] => {
  const hasHeard = lastSent(person, ['invitation', 'change', 'reminder']) !== null;
  if (!hasHeard && person.reply === null) return ['reached'];
  const writes = person.mode === 'contribute' || person.reply === 'will-write';
  return [
    ...(person.reply === null ? (['reply'] as const) : []),
    ...(writes && person.contribution === '' && person.reply !== 'not-coming' ? (['words'] as const) : []),
  ];
};

/** How far everybody still invited to a meeting has come (PG-9), those of whom something is missing first. */
export const preparationOf = (people: readonly Invited[], now: Date): readonly Prepared[] =>
  people
    .filter(({ status, meeting }) => status === 'invited' && meeting.status === 'convened')
    .map((person) => {
      const missing = missingOf(person);
      const remindedAt = lastSent(person, ['reminder']);
      const isWaiting = person.messages.some(
        ({ kind, status }) => kind === 'reminder' && (status === 'queued' || status === 'to-do'),
      );
      const isRecent =
        remindedAt !== null && now.getTime() - remindedAt.getTime() < HOURS_BETWEEN_REMINDERS * 3_600_000;
      return {
        person,
        missing,
        remindedAt,
        mayRemind: missing.length > 0 && !missing.includes('reached') && !isWaiting && !isRecent,
      };
    })
    .toSorted((a, b) => Number(b.missing.length > 0) - Number(a.missing.length > 0));

/** When each child’s views were last recorded, and by whom; null for a child who has not been heard yet (DC-2b). */
export const heardOf = (
  children: readonly Child[],
  views: readonly ChildView[],
): readonly {
  readonly child: Child;
  readonly last: { readonly on: PlainDate; readonly by: string } | null;
}[] =>
  children.map((child) => {
    const [latest] = views
      .filter(({ childId }) => childId === child.id)
      .toSorted((a, b) => b.saidOn.localeCompare(a.saidOn));
    return { child, last: latest === undefined ? null : { on: latest.saidOn, by: latest.recordedBy } };
  });
