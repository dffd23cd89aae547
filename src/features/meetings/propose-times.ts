import { randomUUID } from 'node:crypto';
import { grantAccess } from '../../database/case-standing.ts';
import { addHistory } from '../../database/history.ts';
import { queueMessages } from '../../database/messages.ts';
import { loadProposal, type Proposal, saveTimeAnswers } from '../../database/proposed-times.ts';
import { saveTimesTakenBack } from '../../database/take-times-back.ts';
import { invitationLinkUntil, timesMessage, timesOver } from '../../domain/message.ts';
import { type TimesAskedOf, timesChanged } from '../../domain/proposed-times.ts';
import { momentInWords } from '../../domain/times-message.ts';
import { listInWords } from '../../domain/words.ts';
import type { Typed } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { everybodyAsked, LENGTHS } from './meeting-form.ts';
import { proposeTimesView } from './propose-times.view.ts';
import { endPartsOf } from './save-arranged.ts';
import { saveInvitations, saveWithdrawn } from './store.ts';
import { chairsToAsk, proposalAsTyped, readLength, readProposal } from './times-form.ts';
import { addTimes, insertProposal, saveInvitedAfterAsking, updateProposal } from './times-store.ts';

/** Who is asked anew, still, or not any more. */
const peopleChanged = (asked: TimesAskedOf, before: Proposal | undefined) => {
  const earlier = new Map(before?.people.map((person) => [person.source, person]));
  const now = asked.people.map((person) => {
    const id = earlier.get(person.source)?.id;
    return {
      ...person,
      mode: 'attend' as const,
      addedReason: '',
      id: id ?? randomUUID(),
      isNew: id === undefined,
    };
  });
  return {
    now,
    released: [...earlier.values()].filter(({ source }) => !now.some((one) => one.source === source)),
  };
};

/** Keeps what people are asked, and queues what each of them is told: the times, other times, or that it is over. */
const saveProposal = async (
  service: Service,
  open: OpenCase,
  asked: TimesAskedOf,
  minutesLong: number,
): Promise<void> => {
  const { tx, record, actor, now } = open;
  const before = await loadProposal(tx, record.id);
  const about = {
    ...{ id: before?.id ?? randomUUID(), disruptionId: record.id, by: actor.id, at: now, minutesLong },
  };
  const people = peopleChanged(asked, before);
  const times = timesChanged(before?.times ?? [], asked.times);
  if (before === undefined) await insertProposal(tx, asked, about);
  else await updateProposal(tx, asked, about);
  await saveTimesTakenBack(tx, times.takenBack, now);
  const addedIds = await addTimes(tx, about, times.added);
  const anew = people.now.filter(({ isNew }) => isNew);
  const moved = await saveInvitedAfterAsking(
    tx,
    people.now.filter(({ isNew }) => !isNew),
    now,
  );
  await saveInvitations(
    tx,
    { disruptionId: record.id, meetingId: about.id, after: before?.people.length ?? 0 },
    anew,
  );
  for (const { id } of people.released) await saveWithdrawn(tx, id, 'Not asked about times any more');
  await grantAccess(tx, record.placement.id, [{ personId: asked.chair.id, capacity: 'chair' }]);
  if (before !== undefined && before.chair.id !== asked.chair.id) await endPartsOf(open, before);

  // Whoever proposes times can come to them, and is not written to about them.
  const own = people.now.find(({ personId }) => personId === actor.id);
  if (own !== undefined)
    await saveTimeAnswers(
      tx,
      { invitationId: own.id, disruptionId: record.id, at: now },
      addedIds.map((timeId) => ({ timeId, answer: 'can' as const })),
      { recordedBy: actor.id },
    );
  const isOther = times.added.length + times.takenBack.length > 0 || before?.minutesLong !== minutesLong;
  const told = people.now.filter(
    ({ id, isNew }) => id !== own?.id && (isNew || isOther || moved.includes(id)),
  );
  const last = asked.times.at(-1)?.heldOn ?? open.today;
  await queueMessages(tx, {
    disruptionId: record.id,
    at: now,
    secretKey: service.secretKey,
    messages: [
      ...told.map((invitee) => ({
        invitationId: invitee.id,
        kind: invitee.isNew || moved.includes(invitee.id) ? ('times' as const) : ('times-changed' as const),
        content: timesMessage({ record, invitee, times: { minutesLong, each: asked.times } }),
        linkUntil: invitationLinkUntil(last),
      })),
      ...timesOver(record, people.released),
    ],
  });
  await addHistory(tx, record.id, {
    at: now,
    by: actor,
    act: 'convene-meeting',
    summary: `${before === undefined ? 'Asked' : 'Asked again'} who can come when: ${listInWords(asked.times.map((moment) => momentInWords(moment)))}`,
    facts: {
      times: asked.times,
      outsideWindowReason: asked.outsideWindowReason,
      asked: people.now.length,
      told: told.length,
      notAskedAnyMore: people.released.map(({ name }) => name),
    },
  });
};

const saveTimes = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'convene-meeting' }, async (open) => {
    await saveProposal(service, open, insist(await readProposal(open, typed)), readLength(typed));
    return `/disruptions/${open.record.id}/times`;
  });

export const proposeTimesForm: FormOnCase = {
  act: 'convene-meeting',
  save: saveTimes,
  show: async (shell, page) => {
    const proposal = await loadProposal(page.tx, page.record.id);
    const isSent = page.problems.length > 0;
    return proposeTimesView(shell, {
      ...page,
      typed: isSent ? page.typed : proposalAsTyped(page, proposal),
      isAsked: proposal !== undefined,
      chairs: await chairsToAsk(page),
      could: everybodyAsked(page),
      lengths: LENGTHS,
    });
  },
};
