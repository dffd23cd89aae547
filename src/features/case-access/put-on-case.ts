import { addHistory } from '../../database/history.ts';
import { capacityInWords } from '../../domain/capacity.ts';
import { putOnCase } from '../../domain/case-access.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { putOnCaseView } from './put-on-case.view.ts';
import { colleagueWith, peopleOn, putOn } from './store.ts';

/** Puts a colleague on a case in a capacity, with the reason in its history. */
const savePutOn = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'put-on-case' }, async ({ tx, record, now, today }) => {
    const { id } = record.placement;
    const { colleague, capacity, reason } = insist(
      putOnCase(
        {
          colleague: await colleagueWith(tx, record.placement.organisationId, readText(typed, 'email')),
          capacity: readText(typed, 'capacity'),
          reason: readText(typed, 'reason'),
        },
        { people: await peopleOn(tx, id), now },
      ),
    );
    await putOn(tx, id, { personId: colleague.id, capacity, reason, today });
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'put-on-case',
      summary: `Put ${colleague.name} on the case as ${capacityInWords[capacity]}: ${reason}`,
      facts: { personId: colleague.id, capacity },
    });
    return `/disruptions/${record.id}/people`;
  });

export const putOnForm: FormOnCase = { act: 'put-on-case', save: savePutOn, show: putOnCaseView };
