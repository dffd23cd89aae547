import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { loadLivingAction } from '../../database/actions.ts';
import { beyondTheirSight } from '../../database/connection.ts';
import { dateInLondon } from '../../domain/dates.ts';
import { readText } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { formOnCase, isUuid, notThere, renewNextStep } from '../case-door.ts';
import { type FormByPost, formByPost, withPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import { stepAction } from '../step-action.ts';
import { completePanelActionView, panelCopyView, sentToPanelView } from './panel.view.ts';
import { saveReportAs, saveSentAs, showReport, showSent } from './see-report.ts';
import { sendForm } from './send-report.ts';
import { copiesSent, copySent, type PanelAction, panelActions, trayOf } from './store.ts';
import {
  agendaForm,
  conclusionForm,
  consideredForm,
  saveTraySentAs,
  showTrayCase,
  showTraySent,
} from './tray.ts';
import { reissueForm, sectionForm } from './write-report.ts';

const may = { config: { may: 'see-sent-to-panel' } } as const;
type CopyVisit = FastifyRequest<{ Params: { copyId: string } }>;

const copyFor = (service: Service, request: CopyVisit) =>
  withPost(
    service,
    signedIn(request),
    'see-sent-to-panel',
    async (tx) => {
      const copy = isUuid(request.params.copyId) ? await copySent(tx, request.params.copyId) : undefined;
      if (copy === undefined) throw notThere();
      return copy;
    },
    { kind: 'copy', id: request.params.copyId },
  );

/** A panel advisor's own action, done with evidence, on a case that they do not open. */
const actionForm = (service: Service): FormByPost<{ readonly actionId: string }, PanelAction> => {
  const find = async (
    tx: Parameters<typeof panelActions>[0],
    { actionId }: { readonly actionId: string },
  ): Promise<PanelAction> => {
    const action = (await panelActions(tx)).find(({ id }) => id === actionId);
    if (action === undefined) throw notThere();
    return action;
  };
  return {
    act: 'see-sent-to-panel',
    load: (tx, { params }) => find(tx, params),
    show: completePanelActionView,
    save: async (tx, { actor, params, typed }) => {
      const action = await find(tx, params);
      const at = service.clock();
      const { disruptionId } = action;
      await beyondTheirSight(tx, async () => {
        const living = await loadLivingAction(tx, { disruptionId, actionId: action.id });
        if (living === undefined) throw notThere();
        const step = {
          is: 'done',
          how: 'evidence',
          words: readText(typed, 'evidence'),
          statedBy: '',
        } as const;
        const facts = {
          isOwner: true,
          isManager: false,
          today: dateInLondon(at),
          handsBackTo: living.recordedBy,
        };
        const by = { personId: actor.id, name: actor.name };
        await stepAction(
          tx,
          { action: living, step, facts },
          { disruptionId, by, act: 'complete-action', at },
        );
        await renewNextStep(service, tx, disruptionId);
      });
      return '/panel';
    },
  };
};

/** What a panel's advisor gets: the copies that were released to them, and what they have to do. Never the case. */
export const panelFeature = (app: FastifyInstance, service: Service): void => {
  app.get('/panel', may, async (request, reply) => {
    const sent = await withPost(service, signedIn(request), 'see-sent-to-panel', async (tx) => ({
      copies: await copiesSent(tx),
      actions: await panelActions(tx),
      tray: await trayOf(tx),
    }));
    return reply.html(sentToPanelView(shellFor(request, reply), sent));
  });
  app.get('/panel/copies/:copyId', may, async (request: CopyVisit, reply: FastifyReply) => {
    const { document } = await copyFor(service, request);
    return reply.html(panelCopyView(shellFor(request, reply), { document, copyId: request.params.copyId }));
  });
  app.get('/panel/copies/:copyId/minutes.pdf', may, async (request: CopyVisit, reply: FastifyReply) => {
    const { pdf } = await copyFor(service, request);
    return reply
      .type('application/pdf')
      .header('content-disposition', 'attachment; filename="minutes.pdf"')
      .send(pdf);
  });
  formByPost(app, service, '/panel/actions/:actionId', actionForm(service));
  traySide(app, service);
  caseSide(app, service);
};

/** What was sent to the panel, and what becomes of it there. */
const traySide = (app: FastifyInstance, service: Service): void => {
  const one = '/panel/reports/:caseId';
  app.get(one, may, showTrayCase(service));
  app.get(`${one}/:sendingId`, may, showTraySent(service));
  app.get(`${one}/:sendingId/:format`, may, saveTraySentAs(service));
  formByPost(app, service, `${one}/agenda`, agendaForm(service));
  formByPost(app, service, `${one}/considered`, consideredForm(service));
  formByPost(app, service, `${one}/conclusions`, conclusionForm(service));
};

/** The report of a case to its panel, on the case. */
const caseSide = (app: FastifyInstance, service: Service): void => {
  const report = '/disruptions/:id/panel-report';
  const see = { config: { may: 'see-panel-report' } } as const;
  app.get(report, see, showReport(service));
  app.get(`${report}/files/:format`, see, saveReportAs(service));
  app.get(`${report}/sent/:sendingId`, see, showSent(service));
  app.get(`${report}/sent/:sendingId/:format`, see, saveSentAs(service));
  formOnCase(app, service, `${report}/sections/:section`, sectionForm(service));
  formOnCase(app, service, `${report}/send`, sendForm(service));
  formOnCase(app, service, `${report}/reissue`, reissueForm(service));
};
