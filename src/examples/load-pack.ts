import { addDays } from '../domain/dates.ts';
import { agendaForm } from '../features/packs/build-agenda.ts';
import { releaseForm } from '../features/packs/release-pack.ts';
import { insistOn, type Loading } from './loading.ts';
import type { ExampleCase } from './plan-cases.ts';

/** How long the items of the agenda take that the procedure sets, in minutes. */
const minutes = {
  ...{
    'minutes-purpose': '10',
    'minutes-views': '15',
    'minutes-child-story': '15',
    'minutes-preparation': '15',
  },
  ...{ 'minutes-placement': '15', 'minutes-ending': '15', 'minutes-since': '10', 'minutes-future': '10' },
  ...{ 'minutes-adopters': '5', 'minutes-findings': '5', 'minutes-lessons': '5' },
};

/** What everybody reads before the meeting of every fourth case: the agenda, timed, eight days ahead. */
export const loadPack = async (
  loading: Loading,
  { convenedOn, heldOn }: NonNullable<ExampleCase['meeting']>,
): Promise<void> => {
  const { example, at, form, today, disruptionId } = loading;
  const day = addDays(heldOn, -8);
  if (example.number % 4 > 0 || day <= convenedOn || day > today) return;
  const before = at(day, '09:20');
  await insistOn(
    agendaForm(before).save(before, example.staff.socialWorker, form('agenda'), minutes, {
      id: disruptionId,
    }),
  );
  const then = at(day, '09:40');
  await insistOn(
    releaseForm(then).save(
      then,
      example.staff.socialWorker,
      form('pack'),
      { because: 'It was not ready before' },
      { id: disruptionId },
    ),
  );
};
