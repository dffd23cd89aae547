import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { addAction } from '../../database/actions.ts';
import { loadCase } from '../../database/case-record.ts';
import { beyondTheirSight, type Transaction } from '../../database/connection.ts';
import { stateDutyOnce } from '../../database/duty-statements.ts';
import { addHistory } from '../../database/history.ts';
import { addStep, loadSendings, loadSteps } from '../../database/panel-reports.ts';
import { type Owner, ownersOn } from '../../domain/action.ts';
import { inWords } from '../../domain/dates.ts';
import { formDocument } from '../../domain/panel-form-export.ts';
import {
  concludeOnCase,
  conclusionInWords,
  considerCase,
  type PanelStep,
  putOnAgenda,
  trayStateOf,
} from '../../domain/panel-item.ts';
import { panelRouteOf, papersDueOn } from '../../domain/panel-report.ts';
import { planFor } from '../../domain/plan.ts';
import { readDate, readText } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { insist, isUuid, notThere, renewNextStep } from '../case-door.ts';
import { type FormByPost, withPost } from '../post-door.ts';
import { type Actor, calendarAt, type Service } from '../service.ts';
import { aboutSent, sendReportFile, writeReport } from './report-files.ts';
import { sentReportView } from './sent-report.view.ts';
import { type OpenTrayCase, savePanelDay, type TrayCase, trayOf } from './store.ts';
import { agendaView, conclusionView, consideredView, trayCaseView } from './tray.view.ts';

/** Of the case itself: who writes its report, when the papers are due, and which staff can own a piece of work. */
const behindCase = (service: Service, tx: Transaction, { disruptionId, panelOn }: TrayCase, actor: Actor) =>
  beyondTheirSight(tx, async () => {
    const record = await loadCase(tx, disruptionId);
    if (record === undefined) throw notThere();
    const calendar = calendarAt(service, service.clock());
    const procedure = service.procedures.version(record.procedureId, record.procedureVersion);
    const route = panelRouteOf(planFor(procedure, record, calendar).duties, procedure, service.panelForms);
    const self: Owner = {
      choice: `staff:${actor.id}`,
      personId: actor.id,
      name: actor.name,
      capacity: 'panel-advisor',
    };
    const staff = ownersOn(record).filter(({ personId }) => personId !== null && personId !== actor.id);
    return {
      authors: route?.authors ?? [],
      owners: [...staff, self],
      panelOn: panelOn ?? record.panelOn,
      calendar,
    };
  });

/** A case in the tray of whoever asks. Throws a 404 for any other. */
const openTrayCase = async (
  service: Service,
  tx: Transaction,
  actor: Actor,
  caseId: string,
): Promise<OpenTrayCase> => {
  const found = isUuid(caseId)
    ? (await trayOf(tx)).find(({ disruptionId }) => disruptionId === caseId)
    : undefined;
  if (found === undefined) throw notThere();
  const sendings = await loadSendings(tx, caseId);
  const steps = await loadSteps(tx, caseId);
  const [first] = sendings;
  if (first === undefined) throw notThere();
  const { panelOn, calendar, ...behind } = await behindCase(service, tx, found, actor);
  return {
    ...{ ...found, ...behind, panelOn, sendings, steps, panelId: first.panelId, today: calendar.today },
    state: trayStateOf(sendings, steps),
    dueOn: panelOn === null ? null : papersDueOn(first.filled.form, panelOn, calendar),
  };
};

type Visit<Params = object> = FastifyRequest<{ Params: { caseId: string } & Params }>;

const visit = <T>(
  service: Service,
  request: Visit,
  work: (one: OpenTrayCase) => Promise<T> | T,
): Promise<T> => {
  const { caseId } = request.params;
  const actor = signedIn(request);
  const subject = { kind: 'disruption', id: caseId };
  return withPost(
    service,
    actor,
    'see-sent-to-panel',
    async (tx) => work(await openTrayCase(service, tx, actor, caseId)),
    subject,
  );
};

export const showTrayCase = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const one = await visit(service, request, (found) => found);
  return reply.html(trayCaseView(shellFor(request, reply), one));
};

/** A report in the tray as it was sent. Throws a 404 for one of another case. */
const sentIn = (one: OpenTrayCase, sendingId: string) => {
  const sending = one.sendings.find(({ id }) => id === sendingId);
  if (sending === undefined) throw notThere();
  return { filled: sending.filled, about: aboutSent(one, sending) };
};

export const showTraySent =
  (service: Service) => async (request: Visit<{ sendingId: string }>, reply: FastifyReply) => {
    const { caseId, sendingId } = request.params;
    const { filled, about } = await visit(service, request, (one) => sentIn(one, sendingId));
    const back = { href: `/panel/reports/${caseId}`, text: about.reference };
    const files = `/panel/reports/${caseId}/${sendingId}`;
    return reply.html(
      sentReportView(shellFor(request, reply), { document: formDocument(filled, about), back, files }),
    );
  };

export const saveTraySentAs =
  (service: Service) =>
  async (request: Visit<{ sendingId: string; format: string }>, reply: FastifyReply) => {
    const { sendingId, format } = request.params;
    const written = await visit(service, request, (one) =>
      writeReport(service, format, sentIn(one, sendingId)),
    );
    return sendReportFile(reply, format, written);
  };

type OfCase = { readonly caseId: string };
type TrayForm = FormByPost<OfCase, OpenTrayCase>;
type Saved = Pick<PanelStep, 'kind' | 'on' | 'words'> & { readonly actionId: string | null };

/** What every form of the tray has in common: whose case it is, and that each step is kept and told on the case. */
const trayForm = (
  service: Service,
  show: TrayForm['show'],
  step: (
    tx: Transaction,
    one: OpenTrayCase,
    about: Parameters<TrayForm['save']>[1] & { readonly at: Date },
  ) => Promise<Saved>,
): TrayForm => ({
  act: 'run-panel',
  subject: ({ caseId }) => ({ kind: 'disruption', id: caseId }),
  load: (tx, { actor, params }) => openTrayCase(service, tx, actor, params.caseId),
  show,
  save: async (tx, about) => {
    const { actor, params } = about;
    const at = service.clock();
    const one = await openTrayCase(service, tx, actor, params.caseId);
    const saved = await step(tx, one, { ...about, at });
    await addStep(
      tx,
      { ...saved, panelId: one.panelId },
      { disruptionId: one.disruptionId, by: actor.id, at },
    );
    await beyondTheirSight(tx, () => renewNextStep(service, tx, one.disruptionId));
    return `/panel/reports/${one.disruptionId}`;
  },
});

/** Puts a case on the agenda of a panel, whose day is then known on the case. */
export const agendaForm = (service: Service): TrayForm =>
  trayForm(service, agendaView, async (tx, one, { actor, typed, at }) => {
    const { on } = insist(putOnAgenda(readDate(typed, 'on'), one));
    await beyondTheirSight(tx, async () => {
      await savePanelDay(tx, one.disruptionId, on);
      await addHistory(tx, one.disruptionId, {
        ...{ at, by: actor, act: 'run-panel', summary: `Put on the agenda of the panel on ${inWords(on)}` },
      });
    });
    return { kind: 'agenda', on, words: '', actionId: null };
  });

/** Records that the panel has considered a case, and what it thought: what the procedure asks of the panel is done. */
export const consideredForm = (service: Service): TrayForm =>
  trayForm(service, consideredView, async (tx, one, { actor, typed, at }) => {
    const { on, words } = insist(considerCase(readText(typed, 'words'), one));
    const by = { disruptionId: one.disruptionId, by: actor.id, at };
    await beyondTheirSight(tx, async () => {
      const record = await loadCase(tx, one.disruptionId);
      if (record === undefined) throw notThere();
      const procedure = service.procedures.version(record.procedureId, record.procedureVersion);
      const { duties } = planFor(procedure, record, calendarAt(service, at));
      for (const duty of duties.filter((asked) => asked.by === 'panel-advisor' && 'follow-up' in asked.asks))
        await stateDutyOnce(tx, { rule: duty.rule, on, note: `The panel considered it: ${words}` }, by);
      await addHistory(tx, one.disruptionId, {
        ...{
          at,
          by: actor,
          act: 'run-panel',
          summary: `The panel on ${inWords(on)} considered it: ${words}`,
        },
      });
    });
    return { kind: 'considered', on, words, actionId: null };
  });

/** Records what the panel concluded, which becomes a piece of work on the case (DC-5). */
export const conclusionForm = (service: Service): TrayForm =>
  trayForm(service, conclusionView, async (tx, one, { actor, typed, at }) => {
    const owner = one.owners.find(({ choice }) => choice === readText(typed, 'owner')) ?? null;
    const { kind, words, action } = insist(
      concludeOnCase(
        {
          kind: readText(typed, 'kind'),
          words: readText(typed, 'words'),
          owner,
          dueOn: readDate(typed, 'dueOn'),
        },
        one,
      ),
    );
    const id = randomUUID();
    const { disruptionId } = one;
    await beyondTheirSight(tx, async () => {
      await addAction(tx, action, { id, disruptionId, meetingId: null, by: actor, at });
      await addHistory(tx, disruptionId, {
        ...{ at, by: actor, act: 'run-panel', summary: `The panel concluded: ${conclusionInWords[kind]}` },
        facts: { actionId: id },
      });
    });
    return { kind, on: action.dueOn, words, actionId: id };
  });
