import type { FastifyInstance } from 'fastify';
import { formOnCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { agendaForm } from './build-agenda.ts';
import { printAgenda } from './print-agenda.ts';
import { printPack } from './print-pack.ts';
import { releaseForm } from './release-pack.ts';
import { showPack } from './see-pack.ts';
import { showReadersPack } from './see-readers-pack.ts';

/** What everybody reads before a meeting: the agenda and the papers, each person's own. */
export const packsFeature = (app: FastifyInstance, service: Service): void => {
  app.get('/disruptions/:id/pack', { config: { may: 'see-disruption' } }, showPack(service));
  const prints = { config: { may: 'print-pack' } } as const;
  app.get('/disruptions/:id/pack/readers/:readerId', prints, showReadersPack(service));
  app.post('/disruptions/:id/pack/readers/:readerId/print', prints, printPack(service));
  formOnCase(app, service, '/disruptions/:id/agenda', agendaForm(service));
  app.get('/disruptions/:id/agenda.pdf', { config: { may: 'see-disruption' } }, printAgenda(service));
  formOnCase(app, service, '/disruptions/:id/pack/release', releaseForm(service));
};
