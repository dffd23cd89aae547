import { addDays, type PlainDate } from '../domain/dates.ts';
import { keepApartForm } from '../features/meetings/keep-apart.ts';
import { planWayForm } from '../features/meetings/plan-way.ts';
import { readText, type Typed, typedDate } from '../web/typed.ts';
import { insistOn, type Loading, recordOf } from './loading.ts';
import * as words from './words.ts';

/**
 * Where a parent and the adopters are both to come: that they must not meet, and a session of the parent's own in the
 * morning, before any meeting begins.
 */
export const loadApart = async (loading: Loading, convening: Typed, day: PlainDate): Promise<void> => {
  const { example, at, form } = loading;
  const { contacts, carers } = (await recordOf(loading)).placement;
  const come = (sources: readonly string[]) =>
    sources.filter((source) => readText(convening, `choice-${source}`) === 'attend');
  const [parent] = come(
    contacts.filter(({ kind }) => kind === 'birth-family').map(({ id }) => `contact-${id}`),
  );
  const adopters = come(carers.map(({ id }) => `carer-${id}`));
  if (parent === undefined || adopters.length === 0) return;
  const { socialWorker } = example.staff;
  const kept = {
    ...{ oneSide: parent, otherSide: adopters },
    ...words.keptApart,
    ...typedDate('sinceOn', addDays(day, -30)),
  };
  const apart = form('apart');
  const onCase = { id: apart.disruptionId };
  await insistOn(keepApartForm.save(at(day, '10:45'), socialWorker, apart, kept, onCase));
  const plan = form('own session');
  const own = { way: 'own-session', sessionAt: '09:00', sessionLong: '45' };
  const of = { id: plan.disruptionId, parted: parent };
  await insistOn(planWayForm.save(at(day, '10:50'), socialWorker, plan, own, of));
};
