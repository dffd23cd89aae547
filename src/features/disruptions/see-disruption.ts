import type { FastifyReply, FastifyRequest } from 'fastify';
import { addHistory, loadHistory } from '../../database/history.ts';
import { mayDo } from '../../domain/access.ts';
import { inWords } from '../../domain/dates.ts';
import { correctBreakdownDate } from '../../domain/disruption.ts';
import { isShownByStatement, stateDutyDone } from '../../domain/plan.ts';
import { type Problem, refused } from '../../domain/result.ts';
import { asksInWords } from '../../domain/words.ts';
import { readDate, readText, type Typed, typedDate } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { changeCase, insist, notThere, type OpenCase, withCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { correctDateView, stateDutyView } from './change-disruption.view.ts';
import { seeDisruptionView } from './see-disruption.view.ts';
import { failedMessages, saveBreakdownDate, saveStatement } from './store.ts';

type Visit = FastifyRequest<{
  Params: { id: string; rule: string };
  Body: Typed;
  Querystring: { history?: string };
}>;

const HISTORY_SHOWN = 20;

export const showDisruption = (service: Service) => (request: Visit, reply: FastifyReply) =>
  withCase(service, signedIn(request), request.params.id, 'see-disruption', async (open) => {
    const all = request.query.history === 'all';
    const history = await loadHistory(open.tx, open.record.id, all ? 10_000 : HISTORY_SHOWN + 1);
    return reply.html(
      seeDisruptionView(shellFor(request, reply), {
        ...open,
        history: all ? history : history.slice(0, HISTORY_SHOWN),
        hasMoreHistory: !all && history.length > HISTORY_SHOWN,
        failed: await failedMessages(open.tx, open.record.id),
        may: (act) => mayDo(act, open.capacities),
      }),
    );
  });

/** Corrects the date the placement ended. The window is derived anew; the history keeps the date that was. */
const saveCorrectedDate = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'correct-disruption' }, async (open) => {
    const { tx, record, procedure, now, today } = open;
    const brokeDownOn = readDate(typed, 'brokeDownOn');
    const { brokeDownOn: corrected, reason } = insist(
      brokeDownOn === null
        ? refused([{ field: 'brokeDownOn', message: 'Enter the date the placement ended' }])
        : correctBreakdownDate(brokeDownOn, { record, procedure, reason: readText(typed, 'reason'), today }),
    );
    await saveBreakdownDate(tx, record.id, record.placement.id, corrected);
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'correct-disruption',
      summary: `Corrected the date the placement ended from ${inWords(record.brokeDownOn)} to ${inWords(corrected)}: ${reason}`,
      facts: { from: record.brokeDownOn, to: corrected },
    });
    return `/disruptions/${record.id}`;
  });

const correctDatePage = (
  request: Visit,
  reply: FastifyReply,
  open: OpenCase,
  typed: Typed,
  problems: readonly Problem[],
) =>
  reply
    .code(problems.length > 0 ? 422 : 200)

    .html(correctDateView(shellFor(request, reply), { record: open.record, typed, problems }));

export const showCorrectDate = (service: Service) => (request: Visit, reply: FastifyReply) =>
  withCase(service, signedIn(request), request.params.id, 'correct-disruption', async (open) =>
    correctDatePage(request, reply, open, typedDate('brokeDownOn', open.record.brokeDownOn), []),
  );

export const postCorrectDate = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const actor = signedIn(request);
  const form = { disruptionId: request.params.id, key: readText(request.body, '_key') };
  const outcome = await saveCorrectedDate(service, actor, form, request.body);
  if (outcome.ok) return reply.redirect(outcome.location, 303);
  return withCase(service, actor, form.disruptionId, 'correct-disruption', async (open) =>
    correctDatePage(request, reply, open, request.body, outcome.problems),
  );
};

/** Records a person's word that a duty was done, where the service holds no evidence of its own. */
export const saveDutyDone = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly rule: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(
    service,
    actor,
    { ...form, act: 'state-duty-done' },
    async ({ tx, record, plan, now, today }) => {
      const duty = plan.duties.find(({ rule }) => rule === form.rule);
      if (duty === undefined || !isShownByStatement(duty)) throw notThere();
      const { doneOn, note } = insist(
        stateDutyDone(
          { doneOn: readDate(typed, 'doneOn'), note: readText(typed, 'note') },
          { duty, brokeDownOn: record.brokeDownOn, today },
        ),
      );
      await saveStatement(tx, record.id, { ruleId: duty.rule, doneOn, note, statedBy: actor.id, at: now });
      await addHistory(tx, record.id, {
        at: now,
        by: actor,
        act: 'state-duty-done',
        summary: `Recorded as done: ${asksInWords(duty.asks)}`,
        facts: { rule: duty.rule, doneOn },
      });
      return `/disruptions/${record.id}`;
    },
  );

const stateDutyPage = (
  request: Visit,
  reply: FastifyReply,
  open: OpenCase,
  typed: Typed,
  problems: readonly Problem[],
) => {
  const duty = open.plan.duties.find(({ rule }) => rule === request.params.rule);
  if (duty === undefined || !isShownByStatement(duty)) throw notThere();
  return reply
    .code(problems.length > 0 ? 422 : 200)

    .html(stateDutyView(shellFor(request, reply), { record: open.record, duty, typed, problems }));
};

export const showStateDuty = (service: Service) => (request: Visit, reply: FastifyReply) =>
  withCase(service, signedIn(request), request.params.id, 'state-duty-done', async (open) =>
    stateDutyPage(request, reply, open, {}, []),
  );

export const postStateDuty = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const actor = signedIn(request);
  const form = {
    disruptionId: request.params.id,
    rule: request.params.rule,
    key: readText(request.body, '_key'),
  };
  const outcome = await saveDutyDone(service, actor, form, request.body);
  if (outcome.ok) return reply.redirect(outcome.location, 303);
  return withCase(service, actor, form.disruptionId, 'state-duty-done', async (open) =>
    stateDutyPage(request, reply, open, request.body, outcome.problems),
  );
};
