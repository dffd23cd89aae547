import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { asPerson, type Transaction } from '../../database/connection.ts';
import { mayRecordDisruptions } from '../../domain/access.ts';
import type { Staff } from '../../domain/case.ts';
import { dateInLondon } from '../../domain/dates.ts';
import { type AddedPlacement, addPlacement } from '../../domain/placement.ts';
import { type Problem, type Result, refused } from '../../domain/result.ts';
import { type Row, readDate, readRows, readText, type Typed, typedRows } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { insist, notThere, submit } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { addPlacementView } from './add-placement.view.ts';
import { insertPlacement, managersAbove, socialWorkersBelow, staffToChoose } from './store.ts';

/** The repeated groups of the form, each with the fields of one row. */
const groups = {
  children: ['givenName', 'familyName', 'bornOn-day', 'bornOn-month', 'bornOn-year', 'caseNumber'],
  adopters: ['name', 'email', 'phone', 'address'],
  carers: ['name', 'email'],
  family: ['name', 'email'],
} as const;

/** The form with its blank rows closed up, so that a problem names the row as it is shown again. */
const withRowsClosedUp = (typed: Typed): Typed => {
  const prefixes = Object.keys(groups).map((group) => `${group}-`);
  const rest = Object.entries(typed).filter(([name]) => !prefixes.some((prefix) => name.startsWith(prefix)));
  const rows = Object.entries(groups).map(([group, fields]) =>
    typedRows(group, readRows(typed, group, fields)),
  );
  return Object.assign(Object.fromEntries(rest), ...rows);
};

const optionalDates = {
  introductionsOn: 'The date introductions began',
  startedOn: 'The date the child moved in',
  orderMadeOn: 'The date of the Adoption Order',
} as const;

/** Whom the person may choose from, as the staff is today. */
const staffFor = async (service: Service, tx: Transaction, actor: Actor) => {
  const staff = await staffToChoose(tx, actor.organisationId);
  const inPost = (post: string) => staff.filter((person) => person.post === post);
  return {
    socialWorkers: await socialWorkersBelow(tx, actor.id, dateInLondon(service.clock())),
    adoptersSocialWorkers: inPost('adopters-social-worker'),
    iros: inPost('iro'),
    panelAdvisors: inPost('panel-advisor'),
  };
};

const asPersonRow = ({ name = '', email = '' }: Row) => ({ name, email });

/** Reads the form and asks the domain; problems of shape and of practice come back together. */
const decide = async (
  service: Service,
  tx: Transaction,
  actor: Actor,
  typed: Typed,
): Promise<Result<AddedPlacement>> => {
  const staff = await staffFor(service, tx, actor);
  const chosen = (field: string, from: readonly Staff[]) =>
    from.find(({ id }) => id === readText(typed, field)) ?? null;
  const own = staff.socialWorkers.find(({ id }) => id === actor.id);
  const socialWorker = own ?? chosen('socialWorkerId', staff.socialWorkers);
  const today = dateInLondon(service.clock());
  const unreadable = Object.entries(optionalDates).flatMap(([field, what]): Problem[] =>
    readDate(typed, field) === null &&
    ['day', 'month', 'year'].some((part) => readText(typed, `${field}-${part}`) !== '')
      ? [{ field, message: `${what} must be a real date` }]
      : [],
  );
  const decision = addPlacement(
    {
      introductionsOn: readDate(typed, 'introductionsOn'),
      startedOn: readDate(typed, 'startedOn'),
      orderMadeOn: readDate(typed, 'orderMadeOn'),
      children: readRows(typed, 'children', groups.children).map(
        ({ givenName = '', familyName = '', caseNumber = '' }, row) => ({
          givenName,
          familyName,
          caseNumber,
          bornOn: readDate(typed, `children-${row}-bornOn`),
        }),
      ),
      adopters: readRows(typed, 'adopters', groups.adopters).map(
        ({ name = '', email = '', phone = '', address = '' }) => ({ name, email, phone, address }),
      ),
      carers: readRows(typed, 'carers', groups.carers).map(asPersonRow),
      family: readRows(typed, 'family', groups.family).map(asPersonRow),
      familySource: readText(typed, 'familySource'),
      agencyName: readText(typed, 'agencyName'),
      theirWorker: {
        name: readText(typed, 'theirWorker-name'),
        email: readText(typed, 'theirWorker-email'),
      },
    },
    {
      socialWorker,
      adoptersSocialWorker: chosen('adoptersSocialWorkerId', staff.adoptersSocialWorkers),
      iro: chosen('iroId', staff.iros),
      panelAdvisor: chosen('panelAdvisorId', staff.panelAdvisors),
      managers: socialWorker === null ? [] : await managersAbove(tx, socialWorker.id, today),
      today,
    },
  );
  if (unreadable.length === 0) return decision;
  const fields = new Set(unreadable.map(({ field }) => field));
  const more = decision.ok ? [] : decision.problems.filter(({ field }) => !fields.has(field));
  return refused([...unreadable, ...more]);
};

const taken = (row: number): Problem => ({
  field: `children-${row}-caseNumber`,
  message: 'Your council already uses this case number. Check it, or ask your team manager',
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
    const { takenInRow } = await insertPlacement(tx, added, { id, organisationId, createdBy: actor.id });
    if (takenInRow !== null) insist(refused([taken(takenInRow)]));
    return `/disruptions/new?placement=${id}`;
  });

type Visit = FastifyRequest<{ Body: Typed }>;

const showForm = async (
  service: Service,
  request: Visit,
  reply: FastifyReply,
  shown: { readonly typed: Typed; readonly problems?: readonly Problem[]; readonly anotherChild?: boolean },
) => {
  const actor = signedIn(request);
  const { problems = [], anotherChild = false } = shown;
  const typed = withRowsClosedUp(shown.typed);
  const children = readRows(typed, 'children', groups.children).length;
  const staff = await asPerson(service.db, actor.id, (tx) => staffFor(service, tx, actor));
  return reply.code(problems.length > 0 ? 422 : 200).html(
    addPlacementView(shellFor(request, reply), {
      ...staff,
      isOwnCase: staff.socialWorkers.some(({ id }) => id === actor.id),
      childRows: Math.max(1, children) + (anotherChild ? 1 : 0),
      typed,
      problems,
    }),
  );
};

export const showAddForm = (service: Service) => (request: Visit, reply: FastifyReply) => {
  if (!mayRecordDisruptions(signedIn(request))) throw notThere();
  return showForm(service, request, reply, { typed: {} });
};

export const postPlacement = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const actor = signedIn(request);
  if (!mayRecordDisruptions(actor)) throw notThere();
  const typed = request.body;
  if (readText(typed, 'go') === 'add-child')
    return showForm(service, request, reply, { typed, anotherChild: true });
  const outcome = await savePlacement(service, actor, typed, { key: readText(typed, '_key') });
  return outcome.ok
    ? reply.redirect(outcome.location, 303)
    : showForm(service, request, reply, { typed, problems: outcome.problems });
};
