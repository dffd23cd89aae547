import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { saveAgenda, writtenItems } from '../../database/agendas.ts';
import { addHistory } from '../../database/history.ts';
import { queueMessages } from '../../database/messages.ts';
import { loadPacks, savePack, tellChildren, withdrawAgendas } from '../../database/packs.ts';
import { minutesAreOpen } from '../../domain/access.ts';
import { agendaOf, attendees, buildAgenda, choosable, minutesOf, runsIt } from '../../domain/agenda.ts';
import type { Meeting } from '../../domain/case.ts';
import { invitationLinkUntil, packMessage } from '../../domain/message.ts';
import { stillInvited } from '../../domain/minutes.ts';
import { changedAgendas, familiesFirst, type PackReader } from '../../domain/pack.ts';
import type { MeetingItem } from '../../domain/procedure.ts';
import { hasBegun } from '../../domain/reminder.ts';
import { type Problem, refused } from '../../domain/result.ts';
import { listInWords } from '../../domain/words.ts';
import { readText } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, type OpenCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { asTyped, readItems } from './agenda-form.ts';
import { buildAgendaView } from './build-agenda.view.ts';
import { childrenReading, packFacts, readersOf, whoseIs } from './pack-facts.ts';

/** The meeting whose agenda can still be built; refused once its minutes are agreed, and before there is one. */
const openMeeting = ({ record }: OpenCase): Meeting => {
  const { meeting } = record;
  if (meeting === null) return insist(refused([{ field: '', message: 'There is no meeting yet' }]));
  return minutesAreOpen(record)
    ? meeting
    : insist(refused([{ field: '', message: 'The minutes are agreed, so the agenda stays as it was' }]));
};

const dutyOf = ({ plan }: Pick<OpenCase, 'plan'>) => plan.duties.find(({ asks }) => 'agenda' in asks);

/** Whether people have the agenda, and the meeting is still to come: then they are told of a change. */
const isOut = async ({ tx, now }: Pick<OpenCase, 'tx' | 'now'>, meeting: Meeting) => {
  const packs = await loadPacks(tx, meeting.id);
  const readers = packs.flatMap(({ parts }) =>
    parts.filter(({ paper }) => paper === 'agenda').map(({ readerId }) => readerId),
  );
  return { readers, isToTell: readers.length > 0 && !hasBegun(meeting, now) };
};

type Changed = ReturnType<typeof changedAgendas<PackReader>>;

/** What of an agenda somebody must not learn who would read it, as problems with the item that says it. */
const leakProblems = (
  changed: Changed,
  items: readonly MeetingItem[],
  known: readonly MeetingItem[],
): readonly Problem[] => {
  const own = items.filter(({ isOwn }) => isOwn);
  // The newest is the likeliest, and the form has the fields of a new one under another name.
  const isNew = own.some(({ key }) => !known.some((one) => one.key === key));
  const field = `title-${isNew ? 'new' : own.at(-1)?.key}`;
  return changed
    .filter(({ leaks }) => leaks.length > 0)
    .map(({ reader, leaks }) => ({
      field,
      message: `An item holds what ${reader.name} must not learn: ${listInWords([...new Set(leaks.map(({ label }) => label))])}. Say it in other words`,
    }));
};

/** Gives those who have another agenda than it is now the new one, and tells them. */
const sendAnew = async (
  service: Service,
  { tx, record, actor, now }: OpenCase,
  meeting: Meeting,
  { changed, because }: { readonly changed: Changed; readonly because: string },
): Promise<void> => {
  const ids = changed.map(({ reader }) => reader.id);
  await withdrawAgendas(tx, ids, now);
  await savePack(
    tx,
    {
      ...{ disruptionId: record.id, meetingId: meeting.id, by: actor.id, at: now },
      ...{ papers: ['agenda'], forChildren: [], looked: [], isLate: true, because },
    },
    changed.map(({ reader, doc }) => ({ paper: 'agenda', doc, files: [], whose: whoseIs(reader) })),
  );
  const linkUntil = invitationLinkUntil(meeting.heldOn);
  await tellChildren(tx, service, {
    ...{ disruptionId: record.id, at: now, linkUntil },
    childIds: changed.filter(({ reader }) => reader.reader === 'child').map(({ reader }) => reader.id),
  });
  await queueMessages(tx, {
    ...{ disruptionId: record.id, at: now, secretKey: service.secretKey },
    messages: familiesFirst(stillInvited(meeting.invitations))
      .filter(({ id }) => ids.includes(id))
      .map((invitee) => ({
        ...{ invitationId: invitee.id, kind: 'pack', content: packMessage({ record, invitee }), linkUntil },
      })),
  });
};

/**
 * Builds the agenda of a meeting (PG-8), or times and shares out one that the procedure sets (DC-1b). Whoever has it already,
 * and sees something else in it now, gets it anew and is told.
 */
export const agendaForm = (service: Service): FormOnCase => ({
  act: 'build-agenda',
  save: (_service, actor, form, typed) =>
    changeCase(service, actor, { ...form, act: 'build-agenda' }, async (open) => {
      const { tx, record, procedure, now } = open;
      const meeting = openMeeting(open);
      const items = insist(
        buildAgenda(readItems(typed, open), {
          ...{ duty: dutyOf(open), procedure, record },
          people: attendees(meeting),
          children: await childrenReading(open),
          written: await writtenItems(tx, meeting.id),
          newKey: `own-${randomUUID()}`,
        }),
      );
      const location = `/disruptions/${record.id}/pack`;
      if (isDeepStrictEqual(items, meeting.agenda)) return location;
      const shared = await packFacts(service, open, meeting);
      const changed = changedAgendas(shared, items, await readersOf(open));
      const leaks = leakProblems(changed, items, choosable(open));
      if (leaks.length > 0) insist(refused(leaks));
      const { readers, isToTell } = await isOut(open, meeting);
      const toTell = isToTell ? changed.filter(({ reader }) => readers.includes(reader.id)) : [];
      const because = readText(typed, 'because');
      if (toTell.length > 0 && because === '')
        insist(refused([{ field: 'because', message: 'Enter why the agenda is changed' }]));
      const of = { disruptionId: record.id, meetingId: meeting.id };
      await saveAgenda(tx, of, items, { id: actor.id, at: now });
      if (toTell.length > 0) await sendAnew(service, open, meeting, { changed: toTell, because });
      const long = minutesOf(items);
      const told =
        toTell.length === 0
          ? ''
          : `. Sent anew to ${listInWords(toTell.map(({ reader }) => reader.name))}: ${because}`;
      await addHistory(tx, record.id, {
        ...{ at: now, by: actor, act: 'build-agenda' },
        summary: `${meeting.agenda === null ? 'Built' : 'Changed'} the agenda: ${items.length} ${items.length === 1 ? 'item' : 'items'}${long === 0 ? '' : `, ${long} minutes`}${told}`,
        facts: { items: items.map(({ key }) => key), told: toTell.map(({ reader }) => reader.id) },
      });
      return location;
    }),
  atFirst: (open) => asTyped(agendaOf(open), choosable(open)),
  show: async (shell, { typed, problems, ...open }) => {
    const { record } = open;
    const { meeting } = record;
    if (meeting === null || !minutesAreOpen(record)) return buildAgendaView(shell, { record, facts: null });
    const people = attendees(meeting);
    return buildAgendaView(shell, {
      record,
      facts: {
        ...{ typed, problems, meeting, people, duty: dutyOf(open) },
        items: choosable(open),
        // Whoever runs the meeting is there for all of it.
        canBeThere: [...people.filter((one) => !runsIt(one)), ...(await childrenReading(open))],
        isToTell: (await isOut(open, meeting)).isToTell,
      },
    });
  },
});
