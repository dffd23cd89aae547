import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { audit } from '../database/audit.ts';
import { loadCase, saveNextStep } from '../database/case-record.ts';
import { nearestCase, standingOn } from '../database/case-standing.ts';
import { asPerson, isAudited, type Transaction } from '../database/connection.ts';
import { submitOnce } from '../database/submit-once.ts';
import { type CaseAct, decideOnCase, type Refusal, takes } from '../domain/access.ts';
import type { AuditIntent } from '../domain/audit-outcome.ts';
import type { CaseRecord } from '../domain/case.ts';
import { checklistOf, firstDueOn } from '../domain/checklist.ts';
import { caseAsReadBy } from '../domain/contribution-mark.ts';
import type { PlainDate } from '../domain/dates.ts';
import { type Plan, planFor } from '../domain/plan.ts';
import type { Procedure } from '../domain/procedure.ts';
import type { Problem, Result } from '../domain/result.ts';
import type { Calendar } from '../domain/window.ts';
import type { Shell } from '../web/page.ts';
import { readText, type Typed } from '../web/typed.ts';
import type { Upload } from '../web/uploads.ts';
import { shellFor, signedIn } from '../web/visitor.ts';
import { type Actor, calendarAt, type Outcome, type Service } from './service.ts';
import { howItWent, insistOnFreshSignIn, refuseForm } from './turning-away.ts';

/**
 * Answered with the page of an address that leads nowhere: a page never confirms that a case exists. The rule is for the
 * audit alone.
 */
export const notThere = (rule: Refusal = 'not-on-case'): Error =>
  Object.assign(new Error('Not there'), { statusCode: 404, rule });

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
  readonly calendar: Calendar;
};

/**
 * Opens a case for an act, in one transaction that sees what the person may see. Throws a 404 when there is no such case
 * and when the person may not: nobody learns which. `work` answers what is to be shown, and sends nothing: a page leaves
 * once the transaction, and what the audit has of it, is committed.
 */
export const withCase = <T>(
  service: Service,
  actor: Actor,
  disruptionId: string,
  act: CaseAct,
  work: (open: OpenCase) => Promise<T>,
): Promise<T> =>
  asPerson(service, actor, async (tx) =>
    work(await openCase(service, tx, actor, { disruptionId, act, intent: 'see' })),
  );

/** Which case somebody comes to, what for, and whether it is to see it or to change something. */
type CaseVisit = { readonly disruptionId: string; readonly act: CaseAct; readonly intent: AuditIntent };

const openCase = async (
  service: Service,
  tx: Transaction,
  actor: Actor,
  visit: CaseVisit,
): Promise<OpenCase> => {
  const capacities = await admit(service, tx, actor, visit);
  const open = await loadWithPlan(service, tx, visit.disruptionId);
  const record = caseAsReadBy(open.record, { capacities, personId: actor.id });
  return { tx, ...open, record, capacities, actor };
};

/**
 * Lets somebody to a case for an act, and writes that down; answers the capacities they have there. Throws a 404 where
 * they may not, and asks them to sign in anew where their sign-in is too old for the act.
 */
export const admit = async (
  service: Service,
  tx: Transaction,
  actor: Actor,
  { disruptionId, act, intent }: CaseVisit,
): Promise<readonly string[]> => {
  const standing = isUuid(disruptionId) ? await standingOn(tx, disruptionId, actor) : undefined;
  if (standing === undefined) throw notThere();
  const decision = decideOnCase(actor, standing, act);
  if (!decision.allowed) throw notThere(decision.rule);
  if (decision.wantsFreshSignIn) insistOnFreshSignIn(service, actor);
  await audit(tx, {
    act,
    ...howItWent(actor, decision.rule, intent),
    subject: { kind: 'disruption', id: disruptionId },
    organisationId: standing.organisationId,
    marks: standing.marks,
  });
  return decision.capacities;
};

const loadWithPlan = async (service: Service, tx: Transaction, disruptionId: string) => {
  const record = await loadCase(tx, disruptionId);
  if (record === undefined) throw notThere();
  const procedure = service.procedures.version(record.procedureId, record.procedureVersion);
  const now = service.clock();
  const calendar = calendarAt(service, now);
  return {
    record,
    procedure,
    plan: planFor(procedure, record, calendar),
    now,
    today: calendar.today,
    calendar,
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

/**
 * Does the work of one form once, in one transaction; `work` answers where the person goes next. What leaves no entry in the
 * audit is not done.
 */
export const submit = async (
  service: Service,
  actor: Actor,
  key: string,
  work: (tx: Transaction) => Promise<string>,
): Promise<Outcome> => {
  if (!isUuid(key)) throw Object.assign(new Error('A form without a key'), { statusCode: 400 });
  try {
    const location = await asPerson(service, actor, (tx) =>
      submitOnce(tx, actor.id, key, async () => {
        const next = await work(tx);
        if (!isAudited(tx)) throw new Error('A form that leaves no entry in the audit');
        return next;
      }),
    );
    return { ok: true, location };
  } catch (error) {
    if (error instanceof Refused) {
      refuseForm(actor);
      return { ok: false, problems: error.problems };
    }
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
  form: { readonly disruptionId: string; readonly act: CaseAct; readonly key: string },
  work: (open: OpenCase) => Promise<string>,
): Promise<Outcome> =>
  submit(service, actor, form.key, async (tx) => {
    if (!isUuid(form.disruptionId)) throw notThere();
    await sql`select 1 from disruption where id = ${nearestCase(form.disruptionId)} for update`.execute(tx);
    const open = await openCase(service, tx, actor, { ...form, intent: 'change' });
    if (!takes(open.record, form.act))
      throw new Refused([{ field: '', message: 'This case is closed. It can be read, but not changed' }]);
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
  const { plan, procedure, record, calendar } = await loadWithPlan(service, tx, disruptionId);
  const arrangementsDueOn = firstDueOn(checklistOf(procedure, record, calendar));
  await saveNextStep(tx, disruptionId, plan.next, arrangementsDueOn);
};

type Params<Param extends string> = Readonly<Record<'id' | Param, string>>;

type Visit = FastifyRequest<{ Params: { id: string }; Querystring: Typed; Body: Typed }>;

/** What a page with a form on a case is made from; `Param` names what its address holds besides the case's `id`. */
export type PageOnCase<Param extends string = never> = OpenCase & {
  readonly params: Params<Param>;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

/** A screen with one form on a case. */
export type FormOnCase<Param extends string = never> = {
  readonly act: CaseAct;
  /** For a form that a file can come with: how large it may be. */
  readonly takesFile?: { readonly mostBytes: number };
  readonly show: (shell: Shell, page: PageOnCase<Param>) => string | Promise<string>;
  /** What the fields hold before anybody types, from the case or the address's query; nothing when left out. */
  readonly atFirst?: (open: OpenCase, query: Typed) => Typed;
  /** What sending it does. An outcome without problems that is not ok only shows the page again. */
  readonly save: (
    service: Service,
    actor: Actor,
    form: { readonly disruptionId: string; readonly key: string; readonly upload?: Upload | null },
    typed: Typed,
    params: Params<Param>,
  ) => Promise<Outcome>;
};

/**
 * Serves a screen's form at a path with `:id`: GET shows it; POST saves it and sends the person on, or shows it again
 * with what was typed and every problem. All of it is a 404 to somebody who may not do the screen's act on the case.
 */
export const formOnCase = <Param extends string = never>(
  app: FastifyInstance,
  service: Service,
  path: string,
  { act, takesFile, show, atFirst, save }: FormOnCase<Param>,
): void => {
  const showPage = async (
    request: Visit,
    reply: FastifyReply,
    typed?: Typed,
    problems: readonly Problem[] = [],
  ) => {
    const shown = await withCase(service, signedIn(request), request.params.id, act, async (open) => {
      const filledIn = typed ?? atFirst?.(open, request.query) ?? {};
      return show(shellFor(request, reply), {
        ...open,
        params: request.params as Params<Param>,
        typed: filledIn,
        problems,
      });
    });
    return reply.code(problems.length > 0 ? 422 : 200).html(shown);
  };
  const options = { config: { may: act } };
  app.get(path, options, (request: Visit, reply) => showPage(request, reply));
  const sent = { config: { may: act, ...(takesFile && { takesFile }) } };
  app.post(path, sent, async (request: Visit, reply) => {
    const { params, body, upload } = request;
    const form = { disruptionId: params.id, key: readText(body, '_key'), upload };
    const outcome = await save(service, signedIn(request), form, body, params as Params<Param>);
    if (!outcome.ok && outcome.problems.length > 0) refuseForm(request);
    return outcome.ok
      ? reply.redirect(outcome.location, 303)
      : showPage(request, reply, body, outcome.problems);
  });
};
