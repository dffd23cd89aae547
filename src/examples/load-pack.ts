import { addDays } from '../domain/dates.ts';
import { releaseForm } from '../features/packs/release-pack.ts';
import { insistOn, type Loading } from './loading.ts';
import type { ExampleCase } from './plan-cases.ts';

/** What everybody reads before the meeting of every fourth case: the agenda, eight days ahead. */
export const loadPack = async (
  loading: Loading,
  { convenedOn, heldOn }: NonNullable<ExampleCase['meeting']>,
): Promise<void> => {
  const { example, at, form, today, disruptionId } = loading;
  const day = addDays(heldOn, -8);
  if (example.number % 4 > 0 || day <= convenedOn || day > today) return;
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
