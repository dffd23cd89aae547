import type { FastifyInstance } from 'fastify';
import type { Service } from '../service.ts';
import { clearDoubts } from './clear-doubts.ts';
import { prepareCopies } from './prepare-copies.ts';
import { releaseCopies } from './release-copies.ts';
import { reopenMinutes } from './reopen-minutes.ts';
import { postCopies, sendFile, showCopies, showPreview } from './see-copies.ts';
import { withdrawCopy } from './withdraw-copy.ts';

export const copiesFeature = (app: FastifyInstance, service: Service): void => {
  const copies = '/disruptions/:id/copies';
  const prepare = { config: { may: 'prepare-copies' } } as const;
  const release = { config: { may: 'release-copies' } } as const;

  app.get(copies, prepare, showCopies(service));
  app.post(`${copies}/prepare`, prepare, postCopies(service, prepareCopies));
  app.post(`${copies}/release`, release, postCopies(service, releaseCopies));
  app.post(`${copies}/doubts`, release, postCopies(service, clearDoubts));
  app.post(`${copies}/reopen`, { config: { may: 'agree-minutes' } }, postCopies(service, reopenMinutes));
  app.post(`${copies}/:copyId/withdraw`, release, postCopies(service, withdrawCopy));
  app.get(`${copies}/:copyId.pdf`, prepare, sendFile(service));
  app.get(`${copies}/:copyId`, prepare, showPreview(service));
};
