import { createHash } from 'node:crypto';
import { asPerson, type Transaction } from '../../database/connection.ts';
import { addHistory } from '../../database/history.ts';
import type { AuditIntent } from '../../domain/audit-outcome.ts';
import type { MinutesStatus } from '../../domain/case.ts';
import { dateInLondon, instantInLondon } from '../../domain/dates.ts';
import type { Passage } from '../../domain/minutes.ts';
import type { Problem } from '../../domain/result.ts';
import { checkLength, tidyWords, typeOnto } from '../../domain/typing.ts';
import { admit, isUuid, notThere } from '../case-door.ts';
import type { Actor, Service } from '../service.ts';
import { keepBeside, lockPassage, type OpenPassage, saveText } from './passage-store.ts';
import { hasWrittenSince, holdCase, liveMeeting } from './store.ts';

/** Words as a page sends them. `from` is what the page was given with the text that was typed onto. */
export type TypedPassage = {
  readonly id: string;
  readonly text: string;
  /** The text itself that was typed onto, from a page that keeps it. */
  readonly base?: string | undefined;
  readonly from: string;
  readonly page: string | null;
  readonly edit: number;
};

/** A short print of a text, to tell whether another is the same. */
export const printOf = (text: string): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, 16);

/** What a page keeps beside a text, to say later which text was typed onto: its revision, and a print of it. */
export const startOf = ({ revision, text }: Pick<Passage, 'revision' | 'text'>): string =>
  `${revision}.${printOf(text)}`;

export const AGREED: Problem = {
  field: '',
  message:
    'The minutes have been agreed, so nothing more can be saved in them. Copy what you typed from this page',
};

export const BEING_CHECKED: Problem = {
  field: '',
  message:
    'The draft is being checked, so nothing can be saved in it until it is taken back. Copy what you typed from this page',
};

/** Why nothing is saved in minutes that are locked. */
export const whyLocked = (status: Exclude<MinutesStatus, 'draft'>): Problem =>
  status === 'agreed' ? AGREED : BEING_CHECKED;

/**
 * Saves typed passages, each on its own: what can be saved is, whatever becomes of the rest. Throws a 404 when the
 * person may not write these minutes.
 */
export const savePassages = (
  service: Service,
  actor: Actor,
  disruptionId: string,
  typed: readonly TypedPassage[],
): Promise<readonly Problem[]> =>
  asPerson(service, actor, async (tx) => {
    if (isUuid(disruptionId)) await holdCase(tx, disruptionId);
    const meeting = await meetingToWrite(service, tx, actor, { disruptionId, intent: 'change' });
    const about = { actor, disruptionId, meetingId: meeting.id, now: service.clock() };
    const problems: Problem[] = [];
    // In one order for everybody: two who save the same passages wait for each other, and never in a circle.
    for (const one of typed.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
      const passage = isUuid(one.id) ? await lockPassage(tx, meeting.id, one.id) : undefined;
      if (passage === undefined) throw notThere();
      const text = tidyWords(one.text);
      if (isUntouched(passage, text, one)) continue;
      const short = checkLength(text, `text-${passage.id}`);
      if (!short.ok) problems.push(...short.problems);
      else if (meeting.minutesStatus !== 'draft') problems.push(whyLocked(meeting.minutesStatus));
      else await type(tx, about, passage, { ...one, text });
    }
    const [first] = problems;
    const isLocked = first === AGREED || first === BEING_CHECKED;
    return isLocked && problems.every((problem) => problem === first) ? [first] : problems;
  });

/** Saves the words of one passage, as they are typed. */
export const savePassage = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string },
  typed: TypedPassage,
): Promise<readonly Problem[]> => savePassages(service, actor, form.disruptionId, [typed]);

/** The meeting of a case whose minutes a person may write; throws a 404 when there is none. */
export const meetingToWrite = async (
  service: Service,
  tx: Transaction,
  actor: Actor,
  { disruptionId, intent }: { readonly disruptionId: string; readonly intent: AuditIntent },
) => {
  await admit(service, tx, actor, { disruptionId, act: 'write-minutes', intent });
  const meeting = await liveMeeting(tx, disruptionId);
  if (meeting === undefined) throw notThere();
  return meeting;
};

/** A form sends every text on its page: those nobody typed in must not look like somebody's words. */
const isUntouched = (passage: OpenPassage, text: string, { from, page }: TypedPassage): boolean =>
  from.split('.')[1] === printOf(text) && (page === null || passage.page !== page);

type About = {
  readonly actor: Actor;
  readonly disruptionId: string;
  readonly meetingId: string;
  readonly now: Date;
};

const type = async (
  tx: Transaction,
  { actor, disruptionId, meetingId, now }: About,
  passage: OpenPassage,
  { text, base, from, page, edit }: TypedPassage,
): Promise<void> => {
  const fromRevision = Number.parseInt(from, 10);
  const onto = base === undefined ? {} : { base: tidyWords(base) };
  const typed = typeOnto(passage, { text, ...onto, fromRevision, page, edit }, actor.id);
  if (typed.is === 'nothing-new') return;
  if (typed.is === 'saved')
    await saveText(
      tx,
      {
        ...{ ...passage, text: typed.text, revision: typed.revision, edit },
        // What came together with others' words is no page's own: whoever types on types onto all of it.
        page: typed.isMerged ? null : page,
        authors: [...passage.authors, actor.id],
      },
      { id: actor.id, at: now },
    );
  else
    await keepBeside(tx, typed.conflictId, {
      disruptionId,
      passageId: passage.id,
      text,
      page,
      edit,
      typedBy: actor.id,
      at: now,
    });
  // Once a day for each person: an entry for every pause in typing would bury the rest of the history.
  const midnight = instantInLondon(dateInLondon(now), '00:00');
  if (!(await hasWrittenSince(tx, disruptionId, actor.id, midnight)))
    await addHistory(tx, disruptionId, {
      at: now,
      by: actor,
      act: 'write-minutes',
      summary: 'Wrote in the minutes',
      facts: { meetingId },
    });
};
