import { randomUUID } from 'node:crypto';
import { addAction } from '../../database/actions.ts';
import { minutesAreOpen } from '../../domain/access.ts';
import { ownersOn, recordAction } from '../../domain/action.ts';
import { catchLine, isCaughtKind } from '../../domain/caught.ts';
import { type PassageKind, type Speaker, stillInvited } from '../../domain/minutes.ts';
import { type Problem, type Result, refused } from '../../domain/result.ts';
import { checkLength, tidyWords } from '../../domain/typing.ts';
import { readDate, readText, type Typed } from '../../web/typed.ts';
import { changeCase, insist, isUuid, notThere, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { insertCaught } from './passage-store.ts';
import { openRoom } from './run-meeting.ts';
import { AGREED } from './type-passage.ts';

/** Everybody who can have said something in the meeting of a case: its children, and those invited. */
export const speakersOn = ({
  placement,
  meeting,
}: OpenCase['record']): readonly (Speaker & { readonly name: string })[] => [
  ...placement.children.map(({ id, givenName }) => ({ is: 'child' as const, id, name: givenName })),
  ...stillInvited(meeting?.invitations ?? []).map(({ id, name, instead }) => ({
    is: 'invited' as const,
    id,
    name: instead?.is === 'sent' ? `${instead.name} for ${name}` : name,
  })),
];

/** Whether a form has something in its line that waits to be caught. */
export const hasLine = (typed: Typed): boolean => readText(typed, 'catch-text') !== '';

/** A line is caught once, by a key of its own, whichever button the form was sent with. */
const keyOf = (typed: Typed): string => readText(typed, 'catch-key');

/**
 * Catches one line as it happens: what somebody said, a decision, a finding or a lesson as a passage of its own under an item;
 * an action as any action, by the same rule.
 */
export const saveLine = (
  service: Service,
  actor: Actor,
  { disruptionId }: { readonly disruptionId: string },
  typed: Typed,
): Promise<Outcome> => {
  const key = keyOf(typed);
  if (!isUuid(key)) throw notThere();
  return changeCase(service, actor, { disruptionId, key, act: 'write-minutes' }, async (open) => {
    if (!minutesAreOpen(open.record)) insist(refused([AGREED]));
    const kind = readText(typed, 'catch-kind') || 'note';
    if (!isCaughtKind(kind)) throw notThere();
    if (kind === 'action') await keepAction(open, typed);
    else await keepPassage(open, kind, typed);
    return `/disruptions/${disruptionId}/minutes#catch-text`;
  });
};

const keepPassage = async (open: OpenCase, kind: PassageKind, typed: Typed): Promise<void> => {
  const { tx, record, actor, now } = open;
  const { meeting, passages, room } = await openRoom(open);
  const [is, id = ''] = readText(typed, 'catch-said').split(' ');
  const said: Speaker | null = kind === 'note' && (is === 'child' || is === 'invited') ? { is, id } : null;
  const text = insist(checkLength(tidyWords(readText(typed, 'catch-text')), 'catch-text'));
  const speakers = speakersOn(record);
  const agendaKey = readText(typed, 'catch-item');
  const own = passages.find((passage) => passage.isFirst && passage.agendaKey === agendaKey);
  const facts = { agenda: room.agenda, speakers, itemIsKeptFrom: own?.withheldFrom ?? [] };
  const caught = insist(catchLine({ kind, text, agendaKey, saidBy: said }, facts));
  const about = { id: randomUUID(), disruptionId: record.id, meetingId: meeting.id, by: actor.id, at: now };
  await insertCaught(tx, about, caught);
};

/** The fields of the line by the fields of an action. */
const fieldOf: Readonly<Record<string, string>> = {
  what: 'catch-text',
  owner: 'catch-owner',
  dueOn: 'catch-due',
};
const inTheLine = <T>(decision: Result<T>): Result<T> =>
  decision.ok
    ? decision
    : refused(
        decision.problems.map(
          (problem): Problem => ({
            ...problem,
            field: fieldOf[problem.field] ?? problem.field,
          }),
        ),
      );

const keepAction = async ({ tx, record, actor, now, today }: OpenCase, typed: Typed): Promise<void> => {
  const { meeting } = record;
  if (meeting === null) throw notThere();
  const owner = ownersOn(record).find(({ choice }) => choice === readText(typed, 'catch-owner')) ?? null;
  const proposal = { what: readText(typed, 'catch-text'), owner, dueOn: readDate(typed, 'catch-due') };
  const askedOn = meeting.status === 'held' ? meeting.heldOn : today;
  const action = insist(inTheLine(recordAction(proposal, askedOn)));
  await addAction(tx, action, {
    ...{ id: randomUUID(), disruptionId: record.id, meetingId: meeting.id },
    ...{ by: actor, at: now },
  });
};
