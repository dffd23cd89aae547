import { randomUUID } from 'node:crypto';
import { addAction } from '../../database/actions.ts';
import { minutesAreOpen } from '../../domain/access.ts';
import { type ActionProposal, ownersOn, recordAction } from '../../domain/action.ts';
import type { CaseRecord } from '../../domain/case.ts';
import { readDate, readText, type Typed } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { recordActionView } from './record-action.view.ts';

const readOwner = (record: CaseRecord, typed: Typed): ActionProposal['owner'] => {
  const choice = readText(typed, 'owner');
  if (choice === 'other') return { personId: null, name: readText(typed, 'ownerName') };
  return ownersOn(record).find((owner) => owner.choice === choice) ?? null;
};

/** Records a piece of work: what, who, by when (PG-9d). While the minutes are being written it belongs to the meeting. */
export const saveAction = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string; readonly id?: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'record-action' }, async ({ tx, record, now, today }) => {
    const { meeting } = record;
    const heldOn = meeting?.status === 'held' ? meeting.heldOn : today;
    const action = insist(
      recordAction(
        {
          what: readText(typed, 'what'),
          owner: readOwner(record, typed),
          dueOn: readDate(typed, 'dueOn'),
        },
        heldOn,
      ),
    );
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
  atFirst: (_, { back }) => ({ back }),
  save: saveAction,
  show: (shell, page) => recordActionView(shell, { ...page, owners: ownersOn(page.record) }),
};
