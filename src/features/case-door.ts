import { sql } from 'kysely';
import { capacitiesOn, loadCase, saveNextStep } from '../database/case-record.ts';
import { asPerson, type Transaction } from '../database/connection.ts';
import { submitOnce } from '../database/submit-once.ts';
import { type Act, mayDo } from '../domain/access.ts';
import type { CaseRecord } from '../domain/case.ts';
import { dateInLondon, type PlainDate } from '../domain/dates.ts';
import { type Plan, planFor } from '../domain/plan.ts';
import type { Procedure } from '../domain/procedure.ts';
import type { Problem, Result } from '../domain/result.ts';
import type { Actor, Outcome, Service } from './service.ts';

/** Answered with the page of an address that leads nowhere: a page never confirms that a case exists. */
export const notThere = (): Error => Object.assign(new Error('Not there'), { statusCode: 404 });

export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** A case somebody may do something on, with what the screens ask of it. */
export type OpenCase = {
  readonly tx: Transaction;
  readonly record: CaseRecord;
  readonly procedure: Procedure;
  readonly plan: Plan;
  readonly capacities: readonly string[];
  readonly actor: Actor;
  readonly now: Date;
  readonly today: PlainDate;
};

/**
 * Opens a case for an act, in one transaction that sees what the person may see. Throws a 404 when there is no such case
 * and when the person may not: nobody learns which.
 */
export const withCase = <T>(
  service: Service,
  actor: Actor,
  disruptionId: string,
  act: Act,
  work: (open: OpenCase) => Promise<T>,
): Promise<T> =>
  asPerson(service.db, actor.id, async (tx) => work(await openCase(service, tx, actor, disruptionId, act)));

const openCase = async (
  service: Service,
  tx: Transaction,
  actor: Actor,
  disruptionId: string,
  act: Act,
): Promise<OpenCase> => {
  if (!isUuid(disruptionId)) throw notThere();
  const capacities = await capacitiesOn(tx, disruptionId, actor.id);
  if (!mayDo(act, capacities)) throw notThere();
  const record = await loadCase(tx, disruptionId);
  if (record === undefined) throw notThere();
  const procedure = service.procedures.version(record.procedureId, record.procedureVersion);
  const now = service.clock();
  return {
    tx,
    record,
    procedure,
    plan: planFor(procedure, record),
    capacities,
    actor,
    now,
    today: dateInLondon(now),
  };
};

/** Undoes the transaction of a form that was refused, and carries the reasons out of it. */
class Refused extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super('refused');
    this.problems = problems;
  }
}

/** The decision's value; when it was refused, undoes the transaction and shows the problems on the form. */
export const insist = <T>(decision: Result<T>): T => {
  if (decision.ok) return decision.value;
  throw new Refused(decision.problems);
};

/** Does the work of one form once, in one transaction; `work` answers where the person goes next. */
export const submit = async (
  service: Service,
  actor: Actor,
  key: string,
  work: (tx: Transaction) => Promise<string>,
): Promise<Outcome> => {
  if (!isUuid(key)) throw Object.assign(new Error('A form without a key'), { statusCode: 400 });
  try {
    const location = await asPerson(service.db, actor.id, (tx) =>
      submitOnce(tx, actor.id, key, () => work(tx)),
    );
    return { ok: true, location };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, problems: error.problems };
    throw error;
  }
};

/**
 * Changes a case by one form: one at a time for each case, once for each key, and what is next on the case is worked
 * out again before anybody sees it.
 */
export const changeCase = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly act: Act; readonly key: string },
  work: (open: OpenCase) => Promise<string>,
): Promise<Outcome> =>
  submit(service, actor, form.key, async (tx) => {
    if (!isUuid(form.disruptionId)) throw notThere();
    await sql`select 1 from disruption where id = ${form.disruptionId} for update`.execute(tx);
    const open = await openCase(service, tx, actor, form.disruptionId, form.act);
    const location = await work(open);
    await renewNextStep(service, tx, form.disruptionId);
    return location;
  });

/** Works out what is next on a case and keeps it beside the case for the home page. */
export const renewNextStep = async (
  service: Service,
  tx: Transaction,
  disruptionId: string,
): Promise<void> => {
  const record = await loadCase(tx, disruptionId);
  if (record === undefined) throw notThere();
  const procedure = service.procedures.version(record.procedureId, record.procedureVersion);
  await saveNextStep(tx, disruptionId, planFor(procedure, record).next);
};
