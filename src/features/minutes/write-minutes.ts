import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { loadDisagreements } from '../../database/disagreements.ts';
import { loadComments } from '../../database/minutes-comments.ts';
import { loadPacks } from '../../database/packs.ts';
import { mayDo, minutesAreOpen } from '../../domain/access.ts';
import { ownersOn } from '../../domain/action.ts';
import { agendaOf } from '../../domain/agenda.ts';
import type { ChildView, Meeting } from '../../domain/case.ts';
import { checklistOf, isStillOpen } from '../../domain/checklist.ts';
import { addDays } from '../../domain/dates.ts';
import { lateInWords, seenOf } from '../../domain/pack-release.ts';
import type { Problem } from '../../domain/result.ts';
import { tidyWords } from '../../domain/typing.ts';
import { mayReadView } from '../../domain/view-sharing.ts';
import { wantsJson } from '../../web/refusals.ts';
import { readText, type Typed, typedDate } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { isUuid, notThere, type OpenCase, withCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { hasLine, saveLine, speakersOn } from './catch-line.ts';
import { changesReaders, saveChosenReaders } from './choose-readers.ts';
import { marksOn, noMarks } from './marks.ts';
import { notesAPart, saveNotedPart } from './note-part.ts';
import { loadPassages, type OpenPassage } from './passage-store.ts';
import { readMinutesView } from './read-minutes.view.ts';
import { saveAttendance, saysWhoCame } from './record-attendance.ts';
import { saveHeard, saysWhoWasHeard } from './record-heard.ts';
import { roomOf } from './room.ts';
import { createFirstPassages, holdCase } from './store.ts';
import { savePassages, startOf, type TypedPassage } from './type-passage.ts';
import { writeMinutesView } from './write-minutes.view.ts';

type Visit = FastifyRequest<{ Params: { id: string; passageId: string }; Body: Typed }>;

/** The passages of a case's meeting; the first time, one is made for each item of the agenda. */
const openPassages = async (open: OpenCase, meeting: Meeting): Promise<readonly OpenPassage[]> => {
  const { tx, record, now } = open;
  const agenda = agendaOf(open);
  const found = await loadPassages(tx, meeting.id, agenda);
  const missing = agenda.filter(({ key }) => !found.some(({ agendaKey }) => agendaKey === key));
  if (missing.length === 0 || !minutesAreOpen(record)) return found;
  await holdCase(tx, record.id);
  await createFirstPassages(tx, { disruptionId: record.id, meetingId: meeting.id, at: now }, missing);
  return loadPassages(tx, meeting.id, agenda);
};

/** The passages of a case's minutes, for somebody who may write them. */
export const passagesOf = (
  service: Service,
  actor: Actor,
  disruptionId: string,
): Promise<readonly OpenPassage[]> =>
  withCase(service, actor, disruptionId, 'write-minutes', async (open) => {
    if (open.record.meeting === null) throw notThere();
    return openPassages(open, open.record.meeting);
  });

const readTexts = (typed: Typed): readonly TypedPassage[] => {
  const page = readText(typed, 'page');
  return Object.keys(typed)
    .filter((name) => name.startsWith('text-'))
    .map((name) => name.slice('text-'.length))
    .map((id) => ({
      id,
      text: readText(typed, `text-${id}`),
      from: readText(typed, `from-${id}`),
      page: isUuid(page) ? page : null,
      edit: Number.parseInt(readText(typed, 'edit'), 10) || 0,
    }));
};

/**
 * Saves all that a page of minutes holds: the texts, who may read which, who came. Sent twice it changes nothing more;
 * what can be saved is saved, whatever becomes of the rest.
 */
export const saveMinutes = async (
  service: Service,
  actor: Actor,
  { disruptionId }: { readonly disruptionId: string },
  typed: Typed,
): Promise<Outcome> => {
  const problems = [...(await savePassages(service, actor, disruptionId, readTexts(typed)))];
  const form = () => ({ disruptionId, key: randomUUID() });
  for (const [isAsked, save] of [
    [changesReaders, saveChosenReaders],
    [saysWhoCame, saveAttendance],
    [saysWhoWasHeard, saveHeard],
    [notesAPart, saveNotedPart],
  ] as const) {
    const outcome = isAsked(typed) ? await save(service, actor, form(), typed) : null;
    if (outcome?.ok === false) problems.push(...outcome.problems);
  }
  // A line is caught last: while anything else waits to be put right, it stays where it was typed.
  const line = problems.length === 0 && hasLine(typed) ? await saveLine(service, actor, form(), typed) : null;
  if (line?.ok === false) problems.push(...line.problems);
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, location: `/disruptions/${disruptionId}/${placeAfter(typed)}` };
};

/** Screens that the page leads to by saving first. */
const places: readonly string[] = [
  'views',
  'actions/new',
  'findings',
  'minutes/checking',
  'minutes/pause',
  'minutes/adjourn',
  'minutes/end',
];
const placeAfter = (typed: Typed): string => {
  const then = readText(typed, 'then');
  if (places.includes(then)) return `${then}?back=minutes`;
  if (hasLine(typed)) return 'minutes#catch-text';
  return notesAPart(typed) ? 'minutes#part' : 'minutes';
};

const minutesPage = async (
  service: Service,
  request: Visit,
  reply: FastifyReply,
  problems: readonly Problem[] = [],
) => {
  const page = await withCase(
    service,
    signedIn(request),
    request.params.id,
    'write-minutes',
    async (open) => {
      const { record, capacities, actor, today } = open;
      const { meeting } = record;
      if (meeting === null) throw notThere();
      const typed = problems.length > 0 ? request.body : {};
      const passages = await openPassages(open, meeting);
      const marks = minutesAreOpen(record)
        ? await marksOn(
            service,
            open,
            passages.map(({ text }) => text),
          )
        : [];
      const room = await roomOf(open, meeting, passages);
      const shown = {
        room,
        typed,
        line: {
          ...{ disruptionId: record.id, room, problems, key: randomUUID() },
          ...{ speakers: speakersOn(record), owners: ownersOn(record) },
          typed: { ...typedDate('catch-due', addDays(today, 28)), ...typed },
        },
        record,
        meeting,
        agenda: agendaOf(open),
        disagreements: await loadDisagreements(open.tx, record.id),
        comments: await loadComments(open.tx, meeting.id),
        passages: passages.map((passage, at) => ({
          ...withTyped(passage, typed, problems),
          marks: marks[at] ?? noMarks,
        })),
        latePapers: lateInWords(
          seenOf(await loadPacks(open.tx, meeting.id), meeting.invitations, record.placement.children),
        ),
        lastSaved: lastSaved(passages),
        personId: actor.id,
        today,
        arrangementsOpen: checklistOf(open.procedure, record, open.calendar).rows.filter(isStillOpen).length,
        may: (act: Parameters<typeof mayDo>[0]) => mayDo(act, capacities),
        mayRead: (view: ChildView) => mayReadView(view, { id: actor.id, capacities }),
        problems,
      };
      const shell = shellFor(request, reply);
      return minutesAreOpen(record)
        ? writeMinutesView(shell, shown)
        : readMinutesView(shell, { ...shown, notSaved: textsNotIn(passages, typed) });
    },
  );
  return reply.code(problems.length > 0 ? 422 : 200).html(page);
};

const lastSaved = (passages: readonly OpenPassage[]) =>
  passages
    .flatMap(({ updatedAt, updatedBy }) => (updatedBy === null ? [] : [{ at: updatedAt, by: updatedBy }]))
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())[0] ?? null;

/** A text that was refused is shown as it was typed, onto what it was typed; every other one as it is saved. */
const withTyped = (passage: OpenPassage, typed: Typed, problems: readonly Problem[]) => {
  const name = `text-${passage.id}`;
  return problems.some(({ field }) => field === name) && typed[name] !== undefined
    ? { ...passage, text: readText(typed, name), from: readText(typed, `from-${passage.id}`) }
    : { ...passage, from: startOf(passage) };
};

const textsNotIn = (passages: readonly OpenPassage[], typed: Typed): readonly string[] =>
  passages
    .map(({ id, text }) => ({ saved: text, sent: tidyWords(readText(typed, `text-${id}`)) }))
    .flatMap(({ saved, sent }) => (sent === '' || sent === saved ? [] : [sent]));

export const showMinutes = (service: Service) => (request: Visit, reply: FastifyReply) =>
  minutesPage(service, request, reply);

/** Answers any button of the page: saves what the page holds, and then does what the button says. */
export const postMinutes =
  (
    service: Service,
    andThen?: (
      actor: Actor,
      form: { readonly disruptionId: string; readonly passageId: string; readonly key: string },
      typed: Typed,
    ) => Promise<Outcome>,
  ) =>
  async (request: Visit, reply: FastifyReply) => {
    const actor = signedIn(request);
    const typed = request.body;
    const form = {
      disruptionId: request.params.id,
      passageId: request.params.passageId,
      key: readText(typed, '_key'),
    };
    const saved = await saveMinutes(service, actor, form, typed);
    const outcome = saved.ok && andThen ? await andThen(actor, form, typed) : saved;
    if (wantsJson(request))
      return outcome.ok
        ? { saved: true }
        : reply.code(422).send({ problem: outcome.problems.map(({ message }) => message).join('. ') });
    return outcome.ok
      ? reply.redirect(outcome.location, 303)
      : minutesPage(service, request, reply, outcome.problems);
  };
