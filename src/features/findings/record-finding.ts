import { randomUUID } from 'node:crypto';
import { loadFindings } from '../../database/findings.ts';
import { addHistory } from '../../database/history.ts';
import { minutesAreOpen } from '../../domain/access.ts';
import type { Meeting } from '../../domain/case.ts';
import { factorsOn, type ListedFactor } from '../../domain/factor.ts';
import { type Finding, type FoundFactor, recordFinding } from '../../domain/finding.ts';
import { readersInWords, withholdableFrom } from '../../domain/minutes.ts';
import { type Problem, refused } from '../../domain/result.ts';
import { readList, readText, type Typed } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, notThere, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { findingFormView } from './record-finding.view.ts';
import { deleteFinding, insertFinding, loadCaught, updateFinding } from './store.ts';

type Form = { readonly disruptionId: string; readonly key: string };

const agreedAlready: Problem = {
  field: '',
  message: 'The minutes are agreed, so what the meeting found can no longer be changed',
};

const changedMeanwhile: Problem = {
  field: 'evidence',
  message: 'Somebody has changed this since you opened it. Read what it says now, then save again',
};

/** The meeting of a case; a 404 where there is none. */
export const meetingOf = ({ record }: Pick<OpenCase, 'record'>): Meeting => record.meeting ?? notThereNow();

const notThereNow = (): never => {
  throw notThere();
};

/** The meeting, as long as what it found can be changed. */
export const openMeeting = (open: OpenCase): Meeting => {
  const meeting = meetingOf(open);
  return minutesAreOpen(open.record) ? meeting : insist(refused([agreedAlready]));
};

const factorsFor = ({ factorLists }: Service, open: OpenCase): readonly ListedFactor[] =>
  factorsOn(factorLists, open.procedure, meetingOf(open).heldOn);

const findingOf = async (open: OpenCase, findingId: string): Promise<Finding> => {
  const found = await loadFindings(open.tx, meetingOf(open).id);
  return found.find(({ id }) => id === findingId) ?? notThereNow();
};

const read = (typed: Typed) => ({
  factor: readText(typed, 'factor'),
  evidence: readText(typed, 'evidence'),
  otherwiseBy: readText(typed, 'otherwiseBy'),
  otherwise: readText(typed, 'otherwise'),
  aboutChildId: readText(typed, 'aboutChildId'),
  withheldFrom: readList(typed, 'withheldFrom'),
});

// The history is open to everybody on the case, and in what is given to people who ask: it does not say what was found.
const remember = (
  { tx, record, actor, now }: OpenCase,
  act: string,
  {
    what,
    findingId,
    found,
  }: { readonly what: string; readonly findingId: string; readonly found: FoundFactor },
): Promise<void> => {
  const { factor, list, withheldFrom, aboutChildId } = found;
  return addHistory(tx, record.id, {
    at: now,
    by: actor,
    act,
    summary: `${what}. ${readersInWords(found, record.placement.children)}`,
    facts: { findingId, factor, list, withheldFrom, ...(aboutChildId !== null && { aboutChildId }) },
  });
};

const childIdsOf = ({ record }: OpenCase) => record.placement.children.map(({ id }) => id);
const pageOf = ({ record }: OpenCase): string => `/disruptions/${record.id}/findings`;

/** Records a factor that the meeting found, or a strength, with what shows it (PG-9a). `id` is its own; a new one when left out. */
export const saveFinding = (
  service: Service,
  actor: Actor,
  form: Form & { readonly id?: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'write-minutes' }, async (open) => {
    const meeting = openMeeting(open);
    const found = insist(
      recordFinding(read(typed), { factors: factorsFor(service, open), childIds: childIdsOf(open) }),
    );
    const id = form.id ?? randomUUID();
    const caught = (await loadCaught(open.tx, meeting.id)).find(
      (one) => one.id === readText(typed, 'caught'),
    );
    const of = { disruptionId: open.record.id, meetingId: meeting.id };
    await insertFinding(
      open.tx,
      of,
      { ...found, id, caughtId: caught?.id ?? null },
      { by: actor.id, at: open.now },
    );
    await remember(open, 'record-finding', {
      ...{ what: 'Recorded something that the meeting found', findingId: id, found },
    });
    return `${pageOf(open)}#${found.group}`;
  });

/** Puts a factor right. Refused when somebody else changed it since the page was opened (`seen`, its revision). */
const saveChanged = (
  service: Service,
  actor: Actor,
  form: Form & { readonly findingId: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'write-minutes' }, async (open) => {
    openMeeting(open);
    const was = await findingOf(open, form.findingId);
    if (readText(typed, 'seen') !== String(was.revision)) insist(refused([changedMeanwhile]));
    const factors = factorsFor(service, open);
    const found = insist(recordFinding(read(typed), { factors, childIds: childIdsOf(open), was }));
    await updateFinding(open.tx, was, found, { by: actor.id, at: open.now });
    await remember(open, 'change-finding', {
      ...{ what: 'Put right something that the meeting found', findingId: was.id, found },
    });
    return `${pageOf(open)}#${found.group}`;
  });

/** Takes a factor out of what the meeting found. Sent twice, it is out. */
export const takeOut = (
  service: Service,
  actor: Actor,
  form: Form & { readonly findingId: string },
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'write-minutes' }, async (open) => {
    const meeting = openMeeting(open);
    const found = (await loadFindings(open.tx, meeting.id)).find(({ id }) => id === form.findingId);
    if (found === undefined) return pageOf(open);
    await deleteFinding(open.tx, found.id);
    await remember(open, 'take-out-finding', {
      ...{ what: 'Took out something that the meeting had found', findingId: found.id, found },
    });
    return `${pageOf(open)}#${found.group}`;
  });

/** What the form begins with when it is about something that was written down in the meeting: its words, and its readers. */
const withCaught = async (page: OpenCase, typed: Typed): Promise<Typed> => {
  const caught = (await loadCaught(page.tx, meetingOf(page).id)).find(
    ({ id }) => id === readText(typed, 'caught'),
  );
  return caught === undefined || typed.evidence !== undefined
    ? typed
    : { ...typed, evidence: caught.text, withheldFrom: caught.withheldFrom };
};

/**
 * The form of one more factor; `group` of the address narrows the choice to one part of the list, `caught` names what was
 * written down in the meeting that it is about.
 */
export const newFinding = (service: Service): FormOnCase => ({
  act: 'write-minutes',
  atFirst: (_, { group, caught }) => ({ group, caught, withheldFrom: withholdableFrom }),
  save: saveFinding,
  show: async (shell, page) =>
    findingFormView(shell, {
      ...page,
      typed: await withCaught(page, page.typed),
      ...{ factors: factorsFor(service, page), finding: null, isOpen: minutesAreOpen(page.record) },
    }),
});

const asTyped = (finding: Finding): Typed => ({
  ...{ factor: finding.factor, evidence: finding.evidence, otherwiseBy: finding.otherwiseBy },
  ...{ otherwise: finding.otherwise, aboutChildId: finding.aboutChildId ?? 'all' },
  withheldFrom: finding.withheldFrom,
});

export const changeFinding = (service: Service): FormOnCase<'findingId'> => ({
  act: 'write-minutes',
  save: (of, actor, form, typed, { findingId }) => saveChanged(of, actor, { ...form, findingId }, typed),
  show: async (shell, page) => {
    const finding = await findingOf(page, page.params.findingId);
    const typed = page.problems.length === 0 ? asTyped(finding) : page.typed;
    const factors = factorsFor(service, page);
    return findingFormView(shell, { ...page, typed, factors, finding, isOpen: minutesAreOpen(page.record) });
  },
});
