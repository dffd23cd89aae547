import { randomUUID } from 'node:crypto';
import { addAction } from '../../database/actions.ts';
import { loadFindingsOfCase } from '../../database/findings.ts';
import { minutesAreOpen } from '../../domain/access.ts';
import { type ActionProposal, isForWhom, isOpen, ownersOn, recordAction } from '../../domain/action.ts';
import type { CaseRecord } from '../../domain/case.ts';
import { hasTypedDate, readDate, readText, type Typed } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { recordActionView } from './record-action.view.ts';

/** Whom a form names as the owner of an action; null where it names nobody on the case. */
export const readOwner = (record: CaseRecord, typed: Typed): ActionProposal['owner'] => {
  const choice = readText(typed, 'owner');
  if (choice === 'other') return { personId: null, name: readText(typed, 'ownerName') };
  return ownersOn(record).find((owner) => owner.choice === choice) ?? null;
};

/** How often it comes again; null where it does not. A last day that is no date is taken for a day long ago, and refused. */
const readRecurrence = (typed: Typed): ActionProposal['recurs'] => {
  if (readText(typed, 'again') !== 'yes') return null;
  return {
    number: Number(readText(typed, 'everyNumber') || Number.NaN),
    unit: readText(typed, 'everyUnit') === 'months' ? 'months' : 'weeks',
    until: readDate(typed, 'everyUntil') ?? (hasTypedDate(typed, 'everyUntil') ? '1000-01-01' : null),
  };
};

const readProposal = async ({ tx, record }: OpenCase, typed: Typed): Promise<ActionProposal> => {
  const forWhom = readText(typed, 'forWhom');
  const why = readText(typed, 'why');
  const findings = why === '' ? [] : await loadFindingsOfCase(tx, record.id);
  return {
    what: readText(typed, 'what'),
    owner: readOwner(record, typed),
    dueOn: readDate(typed, 'dueOn'),
    forWhom: isForWhom(forWhom) ? forWhom : null,
    why: findings.find(({ id }) => id === why)?.id ?? null,
    dependsOn: record.actions.find((one) => one.id === readText(typed, 'dependsOn') && isOpen(one)) ?? null,
    recurs: readRecurrence(typed) ?? null,
  };
};

/** Records a piece of work: what, who, by when (PG-9d). While the minutes are being written it belongs to the meeting. */
export const saveAction = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string; readonly id?: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'record-action' }, async (open) => {
    const { tx, record, now, today } = open;
    const { meeting } = record;
    const heldOn = meeting?.status === 'held' ? meeting.heldOn : today;
    const action = insist(recordAction(await readProposal(open, typed), heldOn));
    await addAction(tx, action, {
      id: form.id ?? randomUUID(),
      disruptionId: record.id,
      meetingId: meeting !== null && minutesAreOpen(record) ? meeting.id : null,
      by: actor,
      at: now,
    });
    return locationAfter(record.id, readText(typed, 'back'), readText(typed, 'go'));
  });

const locationAfter = (disruptionId: string, back: string, go: string): string => {
  const fromMinutes = back === 'minutes';
  if (go === 'another')
    return `/disruptions/${disruptionId}/actions/new${fromMinutes ? '?back=minutes' : ''}`;
  return `/disruptions/${disruptionId}${fromMinutes ? '/minutes' : ''}#actions`;
};

export const actionForm: FormOnCase = {
  act: 'record-action',
  atFirst: (_, { back, why }) => ({ back, why }),
  save: saveAction,
  show: async (shell, page) => {
    const findings = await loadFindingsOfCase(page.tx, page.record.id);
    return recordActionView(shell, { ...page, owners: ownersOn(page.record), findings });
  },
};
