import type { FastifyReply, FastifyRequest } from 'fastify';
import { planCalendar } from '../../delivery/plan-calendar.ts';
import { dateInLondon, type PlainDate } from '../../domain/dates.ts';
import { explain } from '../../domain/duty.ts';
import { withDefaults } from '../../domain/facts.ts';
import type { Procedure } from '../../domain/procedure.ts';
import type { Problem } from '../../domain/result.ts';
import type { Shell } from '../../web/page.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { shellFor } from '../../web/visitor.ts';
import { notThere } from '../case-door.ts';
import { calendarAt, type Service } from '../service.ts';
import { answerQuestionsView } from './answer-questions.view.ts';
import { chooseProcedureView } from './choose-procedure.view.ts';
import { marksOf } from './marks.ts';
import { type Questions, questionsOf } from './questions.ts';
import { readFacts, typedFacts } from './read-facts.ts';
import { seePlanView, type Tried } from './see-plan.view.ts';

type Visit = FastifyRequest<{
  Params: { readonly council: string; readonly kind: string };
  Querystring: Typed;
}>;

/** A visitor who is not signed in has no form of theirs to protect: they are given no cookie. */
const shellOf = (request: FastifyRequest, reply: FastifyReply): Shell =>
  request.person === null
    ? { ...request.server.everyPage, organisation: null, person: null, csrfToken: '' }
    : shellFor(request, reply);

const todayOf = ({ clock }: Service): PlainDate => dateInLondon(clock());

/** The version in force, or else the newest, and every other. */
const versionsOf = ({ procedures }: Service, id: string, today: PlainDate) => {
  const all = procedures.all.filter((procedure) => procedure.id === id);
  const shown = procedures.inForce(id, today) ?? all[0];
  return shown && { shown, others: all.filter((procedure) => procedure !== shown) };
};

export const showProcedures = (service: Service) => (request: FastifyRequest, reply: FastifyReply) => {
  const today = todayOf(service);
  const ids = [...new Set(service.procedures.all.map(({ id }) => id))];
  const procedures = ids.flatMap((id) => versionsOf(service, id, today) ?? []);
  return reply.html(chooseProcedureView(shellOf(request, reply), { procedures, today }));
};

/** The version that a visitor names, or else the one in force. Throws when there is no such procedure or version. */
const findProcedure = (service: Service, { params, query }: Visit, today: PlainDate) => {
  const id = `${params.council}/${params.kind}`;
  const found = versionsOf(service, id, today);
  const version = readText(query, 'version') || found?.shown.version;
  const procedure = found && [found.shown, ...found.others].find((each) => each.version === version);
  if (procedure === undefined) throw notThere();
  return { procedure, isInForce: procedure === service.procedures.inForce(id, today) };
};

/** What a first visitor finds answered: that the procedure is about the placement, and that nothing is decided yet. */
const firstAnswers = ({ scope }: Procedure): Typed => ({
  ...typedFacts(withDefaults({})),
  ...Object.fromEntries(
    Object.entries(scope.when).flatMap(([name, wanted]) =>
      typeof wanted === 'string' ? [[name, wanted]] : [],
    ),
  ),
});

const isAnswered = (typed: Typed, { facts }: Questions): boolean =>
  facts.length === 0 ||
  Object.keys(typed).some((field) => facts.some((name) => field === name || field.startsWith(`${name}-`)));

/** Answers with what `show` makes of a visitor's facts, or with the questions, when there are none or they have a problem. */
const withFacts =
  (service: Service, show: (tried: Tried, request: Visit, reply: FastifyReply) => FastifyReply) =>
  (request: Visit, reply: FastifyReply): FastifyReply => {
    const today = todayOf(service);
    const { query } = request;
    const found = findProcedure(service, request, today);
    const { procedure } = found;
    const questions = questionsOf(procedure);
    const ask = (typed: Typed, problems: readonly Problem[]) =>
      reply
        .code(problems.length > 0 ? 422 : 200)
        .html(answerQuestionsView(shellOf(request, reply), { ...found, questions, today, typed, problems }));
    if (readText(query, 'change') === 'yes') return ask(query, []);
    if (!isAnswered(query, questions)) return ask(firstAnswers(procedure), []);
    const read = readFacts(questions.facts, query);
    if (!read.ok) return ask(query, read.problems);
    const explanation = explain(procedure, read.value, calendarAt(service, service.clock()));
    return show({ ...found, asked: questions.facts, facts: read.value, explanation, today }, request, reply);
  };

export const tryProcedure = (service: Service) =>
  withFacts(service, (tried, request, reply) => {
    const { procedure, explanation, facts, today } = tried;
    const query = String(new URLSearchParams({ version: procedure.version, ...typedFacts(facts) }));
    const marks = marksOf(procedure, explanation.duties, facts, today);
    return reply.html(seePlanView(shellOf(request, reply), { ...tried, marks, query }));
  });

export const downloadPlan = (service: Service) =>
  withFacts(service, ({ procedure, explanation }, _request, reply) => {
    if (explanation.duties.every(({ window }) => window === undefined)) throw notThere();
    return reply
      .type('text/calendar; charset=utf-8')
      .header('content-disposition', 'attachment; filename="plan.ics"')
      .send(planCalendar(procedure, explanation.duties, service.clock()));
  });
