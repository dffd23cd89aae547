import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { audit } from '../../database/audit.ts';
import { asPerson, type Transaction } from '../../database/connection.ts';
import { mayRecordDisruptions } from '../../domain/access.ts';
import type { Staff } from '../../domain/case.ts';
import { dateInLondon } from '../../domain/dates.ts';
import type { PlacementKind } from '../../domain/facts.ts';
import { type AddedPlacement, addPlacement } from '../../domain/placement.ts';
import { type Problem, type Result, refused } from '../../domain/result.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { insist, notThere, submit } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { addPlacementView } from './add-placement.view.ts';
import { chooseKindView } from './choose-kind.view.ts';
import { howManyChildren, readKind, readPlacement, withRowsClosedUp } from './placement-form.ts';
import { insertPlacement, managersAbove, socialWorkersBelow, staffToChoose } from './store.ts';

/** Whom the person may choose from, as the staff is today. */
const staffFor = async (service: Service, tx: Transaction, actor: Actor) => {
  const staff = await staffToChoose(tx, actor.organisationId);
  const inPost = (post: string) => staff.filter((person) => person.post === post);
  return {
    socialWorkers: await socialWorkersBelow(tx, actor.id, dateInLondon(service.clock())),
    adoptersSocialWorkers: inPost('adopters-social-worker'),
    supervisingSocialWorkers: inPost('supervising-social-worker'),
    iros: inPost('iro'),
    panelAdvisors: inPost('panel-advisor'),
    personalAdvisers: inPost('personal-adviser'),
  };
};

const noKind: Problem = { field: 'kind', message: 'Choose the kind of placement' };

/** Reads the form and asks the domain; problems of shape and of practice come back together. */
const decide = async (
  service: Service,
  tx: Transaction,
  actor: Actor,
  typed: Typed,
): Promise<Result<AddedPlacement>> => {
  const kind = readKind(typed);
  if (kind === null) return refused([noKind]);
  const staff = await staffFor(service, tx, actor);
  const chosen = (field: string, from: readonly Staff[]) =>
    from.find(({ id }) => id === readText(typed, field)) ?? null;
  const own = staff.socialWorkers.find(({ id }) => id === actor.id);
  const socialWorker = own ?? chosen('socialWorkerId', staff.socialWorkers);
  const today = dateInLondon(service.clock());
  const supervisors = staff.supervisingSocialWorkers;
  const { proposal, unreadable } = readPlacement(typed, kind);
  const decision = addPlacement(proposal, {
    socialWorker,
    adoptersSocialWorker: chosen('adoptersSocialWorkerId', staff.adoptersSocialWorkers),
    supervisingSocialWorker:
      supervisors.length === 0 ? undefined : chosen('supervisingSocialWorkerId', supervisors),
    iro: chosen('iroId', staff.iros),
    panelAdvisor: chosen('panelAdvisorId', staff.panelAdvisors),
    personalAdviser: chosen('personalAdviserId', staff.personalAdvisers),
    managers: socialWorker === null ? [] : await managersAbove(tx, socialWorker.id, today),
    today,
  });
  if (unreadable.length === 0) return decision;
  const fields = new Set(unreadable.map(({ field }) => field));
  const more = decision.ok ? [] : decision.problems.filter(({ field }) => !fields.has(field));
  return refused([...unreadable, ...more]);
};

/** Says nothing of the child whose number it is: the person may be on none of their cases. */
const ofAnotherChild = (row: number): Problem => ({
  field: `children-${row}-caseNumber`,
  message:
    'Your council already uses this case number for another child, or with another name or date of birth. Check them, or ask your team manager',
});

/** Adds a child, or brothers and sisters, with the placement and everybody on it. */
export const savePlacement = (
  service: Service,
  actor: Actor,
  given: Typed,
  form: { readonly key: string; readonly id?: string },
): Promise<Outcome> =>
  submit(service, actor, form.key, async (tx) => {
    if (!mayRecordDisruptions(actor)) throw notThere();
    const added = insist(await decide(service, tx, actor, withRowsClosedUp(given)));
    const id = form.id ?? randomUUID();
    const { organisationId } = actor;
    const { otherChildInRows } = await insertPlacement(tx, service, added, {
      id,
      organisationId,
      createdBy: actor.id,
    });
    if (otherChildInRows.length > 0) insist(refused(otherChildInRows.map(ofAnotherChild)));
    const subject = { kind: 'placement', id };
    const entry = { act: 'add-placement', rule: 'post', outcome: 'allowed', intent: 'change' } as const;
    await audit(tx, { ...entry, subject, organisationId });
    return `/disruptions/new?placement=${id}`;
  });

type Visit = FastifyRequest<{ Body: Typed; Querystring: Typed }>;

const showKinds = (
  request: Visit,
  reply: FastifyReply,
  typed: Typed,
  problems: readonly Problem[],
): FastifyReply =>
  reply
    .code(problems.length > 0 ? 422 : 200)
    .html(chooseKindView(shellFor(request, reply), { typed, problems }));

const showForm = async (
  service: Service,
  request: Visit,
  reply: FastifyReply,
  shown: {
    readonly kind: PlacementKind;
    readonly typed: Typed;
    readonly problems?: readonly Problem[];
    readonly anotherChild?: boolean;
  },
) => {
  const actor = signedIn(request);
  const { kind, problems = [], anotherChild = false } = shown;
  const typed = withRowsClosedUp(shown.typed);
  const staff = await asPerson(service, actor, (tx) => staffFor(service, tx, actor));
  return reply.code(problems.length > 0 ? 422 : 200).html(
    addPlacementView(shellFor(request, reply), {
      ...staff,
      kind,
      isOwnCase: staff.socialWorkers.some(({ id }) => id === actor.id),
      childRows: Math.max(1, howManyChildren(typed)) + (anotherChild ? 1 : 0),
      typed,
      problems,
    }),
  );
};

export const showAddForm = (service: Service) => (request: Visit, reply: FastifyReply) => {
  if (!mayRecordDisruptions(signedIn(request))) throw notThere();
  const kind = readKind(request.query);
  if (kind !== null) return showForm(service, request, reply, { kind, typed: {} });
  return showKinds(request, reply, {}, Object.keys(request.query).length > 0 ? [noKind] : []);
};

export const postPlacement = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const actor = signedIn(request);
  if (!mayRecordDisruptions(actor)) throw notThere();
  const typed = request.body;
  const kind = readKind(typed);
  const go = readText(typed, 'go');
  if (go === 'change-kind') return showKinds(request, reply, typed, []);
  if (kind === null) return showKinds(request, reply, typed, [noKind]);
  if (go !== '') return showForm(service, request, reply, { kind, typed, anotherChild: go === 'add-child' });
  const outcome = await savePlacement(service, actor, typed, { key: readText(typed, '_key') });
  return outcome.ok
    ? reply.redirect(outcome.location, 303)
    : showForm(service, request, reply, { kind, typed, problems: outcome.problems });
};
