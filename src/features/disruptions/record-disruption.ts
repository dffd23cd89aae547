import { randomInt, randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { audit } from '../../database/audit.ts';
import { loadCase } from '../../database/case-record.ts';
import { standingOnPlacement } from '../../database/case-standing.ts';
import { asPerson, type Transaction } from '../../database/connection.ts';
import { lastDecisionOn } from '../../database/follow-ups.ts';
import { addHistory } from '../../database/history.ts';
import { loadPlacement, placementsNotEnded, unplannedEndings } from '../../database/placement-record.ts';
import { loadProposal } from '../../database/proposed-times.ts';
import { takeProposalBack } from '../../database/take-times-back.ts';
import { mayRecordAs, mayRecordDisruptions, mayRecordOn } from '../../domain/access.ts';
import type { PlacementRecord } from '../../domain/case.ts';
import { inWords } from '../../domain/dates.ts';
import {
  type Happened,
  happenedInWords,
  type Recorded,
  recordDisruption,
  stageOf,
} from '../../domain/disruption.ts';
import { convenesAtOnce } from '../../domain/duty.ts';
import { referenceFrom } from '../../domain/reference.ts';
import { type Problem, type Result, refused } from '../../domain/result.ts';
import { readDate, readText, type Typed } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { insist, isUuid, notThere, renewNextStep, submit } from '../case-door.ts';
import { type Actor, calendarAt, type Outcome, type Service } from '../service.ts';
import { checkView, recordView } from './record-disruption.view.ts';
import { lockPlacement, openCaseOf, procedureIdsOf, saveRecorded } from './store.ts';

export const isHappened = (text: string): text is Happened => Object.hasOwn(happenedInWords, text);

/** Reads the form and asks the domain; problems of shape and of practice come back together. */
const decide = async (
  service: Service,
  tx: Transaction,
  actor: Actor,
  typed: Typed,
): Promise<Result<Recorded & Pick<PlacementRecord, 'organisationId'> & { readonly placementId: string }>> => {
  const problems: Problem[] = [];
  const brokeDownOn = readDate(typed, 'brokeDownOn');
  const happened = readText(typed, 'happened');
  const account = readText(typed, 'account');
  const placementId = readText(typed, 'placementId');
  const placement = isUuid(placementId) ? await loadPlacement(tx, placementId) : undefined;
  if (placement === undefined || !mayRecordOn(actor, await standingOnPlacement(tx, placement.id, actor)))
    problems.push({ field: 'placementId', message: 'Choose the placement' });
  if (!isHappened(happened)) problems.push({ field: 'happened', message: 'Choose what happened to it' });
  if (brokeDownOn === null) problems.push({ field: 'brokeDownOn', message: 'Enter the date of that' });
  if (account === '') problems.push({ field: 'account', message: 'Enter what led up to it' });
  if (placement === undefined || brokeDownOn === null || !isHappened(happened)) return refused(problems);

  const ids = await procedureIdsOf(tx, placement.organisationId);
  const isComplex = readText(typed, 'isComplex') === 'yes';
  const decision = recordDisruption(
    {
      brokeDownOn,
      ...stageOf(happened, placement, brokeDownOn),
      isComplex,
      returnedOn: null,
      panelOn: null,
      account,
    },
    {
      placement,
      procedures: ids.flatMap((id) => service.procedures.inForce(id, brokeDownOn) ?? []),
      unplannedEndings: await unplannedEndings(tx, placement.id),
      openCase: await openCaseOf(tx, placement.id),
      calendar: calendarAt(service, service.clock()),
    },
  );
  if (!decision.ok) return refused([...problems, ...decision.problems]);
  return problems.length > 0
    ? refused(problems)
    : {
        ok: true,
        value: {
          ...decision.value,
          placementId: placement.id,
          organisationId: placement.organisationId,
        },
      };
};

const summaryOf = ({ stage, brokeDownOn }: Recorded): string =>
  stage === 'at-risk'
    ? `Recorded that the placement was at risk on ${inWords(brokeDownOn)}`
    : `Recorded that the placement ended on ${inWords(brokeDownOn)}`;

/** Ends the question when the meeting about a risk can be: the placement ended before that meeting. */
const takeTimesBackOf = async (
  service: Service,
  tx: Transaction,
  actor: Actor,
  { followsId, brokeDownOn }: Recorded,
): Promise<void> => {
  const record = followsId === null ? undefined : await loadCase(tx, followsId);
  const proposal = record && (await loadProposal(tx, record.id));
  if (record === undefined || proposal === undefined) throw new Error('No times are asked about');
  const of = { record, actor, now: service.clock(), secretKey: service.secretKey };
  await takeProposalBack(tx, of, proposal, `The placement ended on ${inWords(brokeDownOn)}`);
};

/**
 * Records that a placement ended, or is at risk. The case is then in the hands of the procedure the council had on that
 * day; the open case of a risk that came true is closed by it, and linked, and times that people are asked about there are
 * taken back.
 */
export const saveDisruption = (
  service: Service,
  actor: Actor,
  typed: Typed,
  form: { readonly key: string; readonly id?: string },
): Promise<Outcome> =>
  submit(service, actor, form.key, async (tx) => {
    if (!mayRecordDisruptions(actor)) throw notThere();
    const asked = readText(typed, 'placementId');
    if (isUuid(asked)) await lockPlacement(tx, asked);
    const { placementId, organisationId, ...recorded } = insist(await decide(service, tx, actor, typed));
    const id = form.id ?? randomUUID();
    const reference = referenceFrom(randomInt(2 ** 48 - 1));
    const at = service.clock();
    if (recorded.takesTimesBack) await takeTimesBackOf(service, tx, actor, recorded);
    await saveRecorded(tx, recorded, {
      id,
      reference,
      placementId,
      organisationId,
      recordedBy: actor.id,
      at,
    });
    await audit(tx, {
      act: 'record-disruption',
      rule: 'post',
      outcome: 'allowed',
      intent: 'change',
      subject: { kind: 'disruption', id },
      organisationId,
    });
    const { brokeDownOn, stage, ending, procedureId, procedureVersion, followsId } = recorded;
    const entry = { at, by: actor, act: 'record-disruption' };
    await addHistory(tx, id, {
      ...entry,
      summary: summaryOf(recorded),
      facts: { brokeDownOn, stage, ending, procedureId, procedureVersion },
    });
    if (followsId !== null)
      await addHistory(tx, followsId, {
        ...entry,
        summary: `The placement ended on ${inWords(brokeDownOn)}; the work goes on under ${reference}`,
        facts: { ledTo: id },
      });
    await renewNextStep(service, tx, id);
    if (followsId !== null) await renewNextStep(service, tx, followsId);
    return readText(typed, 'later') !== 'yes' && convenesAtOnce(recorded.duties)
      ? `/disruptions/${id}/meeting`
      : `/disruptions/${id}`;
  });

type Visit = FastifyRequest<{ Body: Typed; Querystring: { placement?: string; happened?: string } }>;

/** What the council decided before of whoever provides a placement (PG-11); undefined where it decided nothing. */
const decidedOf = (tx: Transaction, { organisationId, agencyName, provider }: PlacementRecord) =>
  provider === 'external' ? lastDecisionOn(tx, { organisationId, name: agencyName }) : undefined;

const showForm = async (
  service: Service,
  request: Visit,
  reply: FastifyReply,
  typed: Typed,
  problems: readonly Problem[],
) => {
  const person = signedIn(request);
  const { placements, decided } = await asPerson(service, person, async (tx) => {
    const theirs = await placementsNotEnded(tx, person.id, mayRecordAs);
    const chosen = theirs.find(({ id }) => id === readText(typed, 'placementId'));
    return { placements: theirs, decided: chosen && (await decidedOf(tx, chosen)) };
  });
  return reply
    .code(problems.length > 0 ? 422 : 200)
    .html(recordView(shellFor(request, reply), { placements, decided, typed, problems }));
};

export const showRecordForm = (service: Service) => (request: Visit, reply: FastifyReply) => {
  if (!mayRecordDisruptions(signedIn(request))) throw notThere();
  const { placement = '', happened = '' } = request.query;
  return showForm(service, request, reply, { placementId: placement, happened }, []);
};

/** Shows what will be saved and what the procedure will then ask; or the form again, with what was typed. */
export const checkDisruption = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const person = signedIn(request);
  if (!mayRecordDisruptions(person)) throw notThere();
  const typed = request.body;
  if (typed.go === 'change') return showForm(service, request, reply, typed, []);
  const { decision, placement, earlier } = await asPerson(service, person, async (tx) => {
    const decided = await decide(service, tx, person, typed);
    const placed = decided.ok ? await loadPlacement(tx, decided.value.placementId) : undefined;
    return {
      decision: decided,
      placement: placed,
      earlier: placed && (await decidedOf(tx, placed)),
    };
  });
  if (!decision.ok || placement === undefined)
    return showForm(service, request, reply, typed, decision.ok ? [] : decision.problems);
  return reply.html(
    checkView(shellFor(request, reply), { placement, recorded: decision.value, decided: earlier, typed }),
  );
};

export const postDisruption = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const outcome = await saveDisruption(service, signedIn(request), request.body, {
    key: readText(request.body, '_key'),
  });
  if (!outcome.ok) return showForm(service, request, reply, request.body, outcome.problems);
  return reply.redirect(outcome.location, 303);
};
