import { loadCase } from '../database/case-record.ts';
import { asPerson, type Transaction } from '../database/connection.ts';
import type { CaseRecord } from '../domain/case.ts';
import { factsOf } from '../domain/case-facts.ts';
import { instantInLondon, type PlainDate, type PlainTime } from '../domain/dates.ts';
import { type Duty, dutiesFor } from '../domain/duty.ts';
import { listInWords } from '../domain/words.ts';
import type { Outcome, Service } from '../features/service.ts';
import { uuidOf } from './chance.ts';
import type { ExampleCase } from './plan-cases.ts';

/** One example case on its way into the service, through the functions that the screens call. */
export type Loading = {
  readonly service: Service;
  readonly example: ExampleCase;
  readonly today: PlainDate;
  readonly placementId: string;
  readonly disruptionId: string;
  readonly at: (day: PlainDate, time: PlainTime) => Service;
  /** A form of the case with a key of its own: sent again, when a first start was cut short, it does nothing more. */
  readonly form: (step: string) => { readonly disruptionId: string; readonly key: string };
};

/** The service as it was then; what would be later today is done now. */
export const serviceAt = (service: Service, day: PlainDate, time: PlainTime): Service => {
  const then = Math.min(instantInLondon(day, time).getTime(), service.clock().getTime());
  return { ...service, clock: () => new Date(then) };
};

export const loadingOf = (service: Service, example: ExampleCase, today: PlainDate): Loading => {
  const disruptionId = uuidOf(`disruption ${example.number}`);
  return {
    service,
    example,
    today,
    placementId: uuidOf(`placement ${example.number}`),
    disruptionId,
    at: (day, time) => serviceAt(service, day, time),
    form: (step) => ({ disruptionId, key: uuidOf(`form ${example.number} ${step}`) }),
  };
};

/** Goes on when a step was taken. One that is refused is a mistake in the examples, and stops the start. */
export const insistOn = async (step: Promise<Outcome>): Promise<void> => {
  const outcome = await step;
  if (!outcome.ok) throw new Error(`An example was refused: ${JSON.stringify(outcome.problems)}`);
};

/** Does something as the social worker of a case. */
export const asTheirWorker = <T>(
  { service, example }: Loading,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> => asPerson(service, { id: example.staff.socialWorker.id }, work);

/** What the procedure asks in a case. */
export const dutiesOf = ({ service, today }: Loading, record: CaseRecord): readonly Duty[] => {
  const { procedures, bankHolidays } = service;
  const procedure = procedures.version(record.procedureId, record.procedureVersion);
  return dutiesFor(procedure, factsOf(record.placement, record), { bankHolidays, today });
};

/** The case as its social worker sees it now. */
export const recordOf = async (loading: Loading): Promise<CaseRecord> => {
  const record = await asTheirWorker(loading, (tx) => loadCase(tx, loading.disruptionId));
  if (record === undefined) throw new Error(`Example case ${loading.example.number} was not kept`);
  return record;
};

export const earlier = (...days: readonly PlainDate[]): PlainDate => {
  const [first = ''] = days.toSorted();
  return first;
};

/** A text with the children's names in it. */
export const withNames = (text: string, { children }: ExampleCase): string =>
  text.replaceAll('{child}', listInWords(children.map(({ givenName }) => givenName)));
