import type { TaskList } from 'graphile-worker';
import { sql } from 'kysely';
import { asService } from '../../database/connection.ts';
import { dateInLondon } from '../../domain/dates.ts';
import { figuresToMake, type PopulationKey, populationKeys } from '../../domain/figure.ts';
import type { Service } from '../service.ts';
import { countedIn, lastPublished, publish, regionsWithCouncils } from './store.ts';

const makeFor = (
  service: Service,
  population: PopulationKey,
  { region, councils }: { readonly region: string; readonly councils: readonly string[] },
): Promise<void> =>
  asService(service, async (tx) => {
    // Two who make them at once would count the same days twice.
    await sql`select pg_advisory_xact_lock(hashtext(${`figures ${region} ${population}`}))`.execute(tx);
    const at = service.clock();
    const toMake = figuresToMake(population, await countedIn[population](tx, councils), {
      ...{ councils, factorKeys: sharedFactors(service) },
      ...{ after: await lastPublished(tx, region, population), today: dateInLondon(at) },
    });
    for (const one of toMake) await publish(tx, region, { ...one, population, at });
  });

/** The factors that councils share: those of all versions of the list, once. */
const sharedFactors = ({ factorLists }: Service): readonly string[] => [
  ...new Set(factorLists.flatMap(({ factors }) => factors.map(({ key }) => key))),
];

/** Publishes the figures of every quarter that is over and was not published yet, of each region. */
export const makeFigures = async (service: Service): Promise<void> => {
  const regions = await asService(service, regionsWithCouncils);
  for (const [region, councils] of regions)
    for (const population of populationKeys)
      await makeFor(service, population, { region, councils: councils.map(({ id }) => id) });
};

/** Each night; a quarter that was made is not made again. */
export const figureSchedule = '40 4 * * * make-figures ?fill=1d';

export const figureJobs = (service: Service): TaskList => ({ 'make-figures': () => makeFigures(service) });
