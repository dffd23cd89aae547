import { addHistory } from '../../database/history.ts';
import { type Apart, loadApart, saveOwnWay, saveTogether } from '../../database/kept-apart.ts';
import { queueMessages } from '../../database/messages.ts';
import type { Invitation } from '../../domain/case.ts';
import { planOwnWay } from '../../domain/keep-apart.ts';
import { clashesAmong, clashProblems, concernedIn } from '../../domain/kept-apart.ts';
import { invitationLinkUntil, meetingMessage } from '../../domain/message.ts';
import type { OwnWay } from '../../domain/own-way.ts';
import { refused } from '../../domain/result.ts';
import { readText, readTime, type Typed } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, notThere, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { namesOn } from './apart-people.ts';
import { planWayView } from './plan-way.view.ts';
import { saveSequence } from './store.ts';

/** Somebody whose part is to be planned. Throws a 404 for whoever must not meet nobody, and has no plan. */
const concerned = async (open: OpenCase, source: string) => {
  const apart = await loadApart(open.tx, open.record.id);
  if (!concernedIn(apart.keptApart).has(source) && apart.ways[source] === undefined) throw notThere();
  return { apart, name: namesOn(open).get(source) ?? 'Somebody' };
};

const readWay = (typed: Typed, meeting: OpenCase['record']['meeting']): OwnWay | null => {
  const way = readText(typed, 'way');
  const isSession = way === 'own-session';
  return insist(
    planOwnWay(
      {
        way,
        startsAt: readTime(typed, isSession ? 'sessionAt' : 'arrivesAt'),
        minutesLong: isSession ? Number(readText(typed, 'sessionLong')) || null : null,
        entrance: readText(typed, isSession ? 'sessionEntrance' : 'entrance'),
      },
      meeting,
    ),
  );
};

const withoutOrWith = ({ ways }: Apart, source: string, own: OwnWay | null): Apart['ways'] => {
  const { [source]: _, ...others } = ways;
  return own === null ? others : { ...others, [source]: own };
};

/** Tells somebody who is invited of their own times, as a change of the entry in their calendar. */
const tellOf = async (service: Service, open: OpenCase, invitation: Invitation): Promise<void> => {
  const { tx, record, now } = open;
  const { meeting } = record;
  if (meeting === null) return;
  const sequence = meeting.sequence + 1;
  await saveSequence(tx, meeting.id, sequence);
  await queueMessages(tx, {
    disruptionId: record.id,
    at: now,
    secretKey: service.secretKey,
    messages: [
      {
        invitationId: invitation.id,
        kind: 'change',
        content: meetingMessage('change', { record, meeting: { ...meeting, sequence }, invitee: invitation }),
        linkUntil: invitationLinkUntil(meeting.heldOn),
      },
    ],
  });
};

/** Plans how somebody takes part apart from others, and tells them of it when they are invited already. */
const savePlan = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  typed: Typed,
  source: string,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'convene-meeting' }, async (open) => {
    const { tx, record, now } = open;
    const { apart, name } = await concerned(open, source);
    const { meeting } = record;
    const own = readWay(typed, meeting);
    const invited = meeting?.invitations.filter(({ status }) => status === 'invited') ?? [];
    const ways = withoutOrWith(apart, source, own);
    const reason = readText(typed, 'togetherReason');
    if (meeting !== null && meeting.status !== 'held') {
      const clashes = clashesAmong(invited, meeting, { ...apart, ways }).filter(({ one, other }) =>
        [one.source, other.source].includes(source),
      );
      const problems = clashProblems(clashes, reason);
      // A plan that already falls short may become better step by step, but nobody takes away what keeps people apart.
      const before = clashesAmong(invited, meeting, apart).length;
      if (problems.length > 0 && clashesAmong(invited, meeting, { ...apart, ways }).length > before)
        insist(refused(problems));
      if (reason !== '')
        await saveTogether(
          tx,
          { disruptionId: record.id, meetingId: meeting.id, heldOn: meeting.heldOn },
          { clashes, because: reason },
          { by: actor.id, at: now },
        );
    }
    await saveOwnWay(tx, { disruptionId: record.id, source }, own, { by: actor.id, at: now });
    const invitation = invited.find((one) => one.source === source);
    const isNew = JSON.stringify(apart.ways[source] ?? null) !== JSON.stringify(own);
    if (meeting?.status === 'convened' && invitation?.mode === 'attend' && isNew)
      await tellOf(service, open, { ...invitation, ownWay: own });
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'convene-meeting',
      summary: `Planned how ${name} takes part in the meeting`,
      facts: { way: own?.way ?? 'as-others', ...(reason !== '' && { together: reason }) },
    });
    return `/disruptions/${record.id}/apart`;
  });

const asTyped = (own: OwnWay | undefined): Typed => {
  if (own === undefined) return {};
  const { way, startsAt, minutesLong, entrance } = own;
  return way === 'own-session'
    ? {
        way,
        sessionAt: startsAt ?? '',
        sessionLong: String(minutesLong ?? ''),
        sessionEntrance: entrance,
      }
    : { way, arrivesAt: startsAt ?? '', entrance };
};

export const planWayForm: FormOnCase<'parted'> = {
  act: 'convene-meeting',
  save: (service, actor, form, typed, { parted }) => savePlan(service, actor, form, typed, parted),
  show: async (shell, page) => {
    const { parted: source } = page.params;
    const { apart, name } = await concerned(page, source);
    const typed = page.problems.length > 0 ? page.typed : asTyped(apart.ways[source]);
    return planWayView(shell, { ...page, typed, source, name });
  },
};
