import { addHistory } from '../../database/history.ts';
import { type OnCase, takeOffCase } from '../../domain/case-access.ts';
import { refused } from '../../domain/result.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, notThere, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { capacityTitle } from './see-people.view.ts';
import { peopleOn, stillSees, takeOff } from './store.ts';
import { takeOffCaseView } from './take-off-case.view.ts';

type Part = { readonly personId: string; readonly capacity: string };

const partOf = async ({ tx, record }: OpenCase, { personId, capacity }: Part) => {
  const people = await peopleOn(tx, record.placement.id);
  const part = people.find((one) => one.personId === personId && one.capacity === capacity);
  if (part === undefined) throw notThere();
  return { part, people };
};

const saveTakenOff = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  typed: Typed,
  params: Part,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'take-off-case' }, async (open) => {
    const { tx, record, now, today } = open;
    const { part, people } = await partOf(open, params);
    const { reason } = insist(
      takeOffCase(
        { reason: readText(typed, 'reason') },
        { part, people, actorId: actor.id, isOfMeeting: isOfMeeting(open, part), now },
      ),
    );
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'take-off-case',
      summary: summaryOf(part, reason),
      facts: { personId: part.personId, capacity: part.capacity },
    });
    await takeOff(tx, record.placement.id, { ...params, today });
    if (!(await stillSees(tx, record.placement.id))) insist(refused([losesSight]));
    return `/disruptions/${record.id}/people`;
  });

const losesSight = {
  field: '',
  message: 'You see this case because you manage them. Put yourself or another manager on it first',
};

const isOfMeeting = ({ record: { meeting } }: OpenCase, { personId, capacity }: OnCase): boolean =>
  (capacity === 'chair' && meeting?.chair.id === personId) ||
  (capacity === 'minute-taker' && meeting?.minuteTaker?.id === personId);

const summaryOf = ({ name, capacity }: OnCase, reason: string): string =>
  `Ended the part of ${name} as ${capacityTitle(capacity).toLowerCase()}: ${reason}`;

export const takeOffForm: FormOnCase<'personId' | 'capacity'> = {
  act: 'take-off-case',
  save: saveTakenOff,
  show: async (shell, page) => takeOffCaseView(shell, { ...page, ...(await partOf(page, page.params)) }),
};
