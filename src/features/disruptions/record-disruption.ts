import { randomInt, randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { loadPlacement, placementsNotEnded } from '../../database/case-record.ts';
import { asPerson, type Transaction } from '../../database/connection.ts';
import { addHistory } from '../../database/history.ts';
import { mayRecordDisruptions } from '../../domain/access.ts';
import { dateInLondon, inWords } from '../../domain/dates.ts';
import { type Recorded, recordDisruption } from '../../domain/disruption.ts';
import type { Stage } from '../../domain/procedure.ts';
import { referenceFrom } from '../../domain/reference.ts';
import { type Problem, type Result, refused } from '../../domain/result.ts';
import { readDate, readText, type Typed } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { insist, isUuid, notThere, renewNextStep, submit } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { checkView, recordView } from './record-disruption.view.ts';
import { hasOpenDisruption, procedureOf, saveRecorded } from './store.ts';

const isStage = (text: string): text is Stage => text === 'introductions' || text === 'before-order';

/** Reads the form and asks the domain; problems of shape and of practice come back together. */
const decide = async (
  service: Service,
  tx: Transaction,
  typed: Typed,
): Promise<Result<Recorded & { readonly placementId: string }>> => {
  const problems: Problem[] = [];
  const brokeDownOn = readDate(typed, 'brokeDownOn');
  const stage = readText(typed, 'stage');
  const account = readText(typed, 'account');
  const placementId = readText(typed, 'placementId');
  const placement = isUuid(placementId) ? await loadPlacement(tx, placementId) : undefined;
  if (placement === undefined)
    problems.push({ field: 'placementId', message: 'Choose the placement that ended' });
  if (brokeDownOn === null)
    problems.push({ field: 'brokeDownOn', message: 'Enter the date the placement ended' });
  if (!isStage(stage)) problems.push({ field: 'stage', message: 'Choose when in the placement it ended' });
  if (account === '') problems.push({ field: 'account', message: 'Enter what happened' });
  if (placement === undefined || brokeDownOn === null || !isStage(stage)) return refused(problems);

  const procedureId = await procedureOf(tx, placement.organisationId);
  const decision = recordDisruption(
    { brokeDownOn, stage, account },
    {
      placement,
      procedure: procedureId === null ? undefined : service.procedures.inForce(procedureId, brokeDownOn),
      alreadyOpen: await hasOpenDisruption(tx, placement.id),
      today: dateInLondon(service.clock()),
    },
  );
  if (!decision.ok) return refused([...problems, ...decision.problems]);
  return problems.length > 0
    ? refused(problems)
    : { ok: true, value: { ...decision.value, placementId: placement.id } };
};

/** Records that a placement ended. The case is then in the hands of the procedure the council had on that day. */
export const saveDisruption = (
  service: Service,
  actor: Actor,
  typed: Typed,
  form: { readonly key: string; readonly id?: string },
): Promise<Outcome> =>
  submit(service, actor, form.key, async (tx) => {
    if (!mayRecordDisruptions(actor)) throw notThere();
    const { placementId, ...recorded } = insist(await decide(service, tx, typed));
    const id = form.id ?? randomUUID();
    const now = service.clock();
    await saveRecorded(tx, recorded, {
      id,
      reference: referenceFrom(randomInt(2 ** 48 - 1)),
      placementId,
      organisationId: actor.organisationId,
      recordedBy: actor.id,
      at: now,
    });
    await addHistory(tx, id, {
      at: now,
      by: actor,
      act: 'record-disruption',
      summary: `Recorded that the placement ended on ${inWords(recorded.brokeDownOn)}`,
      facts: {
        brokeDownOn: recorded.brokeDownOn,
        stage: recorded.stage,
        procedureVersion: recorded.procedureVersion,
      },
    });
    await renewNextStep(service, tx, id);
    const asksForMeeting = recorded.duties.some(({ asks }) => 'meeting' in asks);
    return readText(typed, 'later') !== 'yes' && asksForMeeting
      ? `/disruptions/${id}/meeting`
      : `/disruptions/${id}`;
  });

type Visit = FastifyRequest<{ Body: Typed; Querystring: { placement?: string } }>;

const showForm = async (
  service: Service,
  request: Visit,
  reply: FastifyReply,
  typed: Typed,
  problems: readonly Problem[],
) => {
  const person = signedIn(request);
  const placements = await asPerson(service.db, person.id, (tx) => placementsNotEnded(tx, person.id));
  return reply
    .code(problems.length > 0 ? 422 : 200)

    .html(recordView(shellFor(request, reply), { placements, typed, problems }));
};

export const showRecordForm = (service: Service) => (request: Visit, reply: FastifyReply) => {
  if (!mayRecordDisruptions(signedIn(request))) throw notThere();
  return showForm(service, request, reply, { placementId: request.query.placement ?? '' }, []);
};

/** Shows what will be saved and what the procedure will then ask; or the form again, with what was typed. */
export const checkDisruption = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const person = signedIn(request);
  if (!mayRecordDisruptions(person)) throw notThere();
  const typed = request.body;
  if (typed.go === 'change') return showForm(service, request, reply, typed, []);
  const { decision, placement } = await asPerson(service.db, person.id, async (tx) => {
    const decided = await decide(service, tx, typed);
    return {
      decision: decided,
      placement: decided.ok ? await loadPlacement(tx, decided.value.placementId) : undefined,
    };
  });
  if (!decision.ok || placement === undefined)
    return showForm(service, request, reply, typed, decision.ok ? [] : decision.problems);
  return reply.html(checkView(shellFor(request, reply), { placement, recorded: decision.value, typed }));
};

export const postDisruption = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const outcome = await saveDisruption(service, signedIn(request), request.body, {
    key: readText(request.body, '_key'),
  });
  if (!outcome.ok) return showForm(service, request, reply, request.body, outcome.problems);
  return reply.redirect(outcome.location, 303);
};
