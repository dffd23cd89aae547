import type { FastifyInstance } from 'fastify';
import { onPress } from '../press.ts';
import type { Service } from '../service.ts';
import { clearDoubts } from './clear-doubts.ts';
import { giveMoreTime } from './give-time.ts';
import { reportIncident, tickIncident } from './incidents.ts';
import { prepareCopies } from './prepare-copies.ts';
import { printCopy, sendPrinted } from './print-copy.ts';
import { releaseCopies } from './release-copies.ts';
import { reopenMinutes } from './reopen-minutes.ts';
import { postCopies, sendFile, sendWordFile, showCopies, showPreview } from './see-copies.ts';
import { takeBackCopies } from './take-back-copies.ts';
import { toldOfPaper } from './told-of-paper.ts';
import { withdrawCopy } from './withdraw-copy.ts';

export const copiesFeature = (app: FastifyInstance, service: Service): void => {
  const copies = '/disruptions/:id/copies';
  const prepare = { config: { may: 'prepare-copies' } } as const;
  const release = { config: { may: 'release-copies' } } as const;

  app.get(copies, prepare, showCopies(service));
  app.post(`${copies}/prepare`, prepare, postCopies(service, prepareCopies));
  app.post(`${copies}/release`, release, postCopies(service, releaseCopies));
  app.post(`${copies}/take-back`, release, postCopies(service, takeBackCopies));
  app.post(`${copies}/doubts`, release, postCopies(service, clearDoubts));
  app.post(`${copies}/reopen`, { config: { may: 'agree-minutes' } }, postCopies(service, reopenMinutes));
  app.post(`${copies}/:copyId/time`, release, postCopies(service, giveMoreTime));
  app.post(`${copies}/:copyId/print`, release, postCopies(service, printCopy));
  app.get(`${copies}/:copyId/printed`, release, sendPrinted(service));
  app.post(`${copies}/:copyId/wrong-person`, release, postCopies(service, reportIncident));
  app.post(`${copies}/incidents`, release, postCopies(service, tickIncident));
  app.post(`${copies}/papers/:paperId/told`, release, onPress(service, toldOfPaper));
  app.post(`${copies}/:copyId/withdraw`, release, postCopies(service, withdrawCopy));
  app.get(`${copies}/:copyId.pdf`, prepare, sendFile(service));
  app.get(`${copies}/:copyId.docx`, prepare, sendWordFile(service));
  app.get(`${copies}/:copyId`, prepare, showPreview(service));
};
