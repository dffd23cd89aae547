import type { FastifyInstance } from 'fastify';
import { formOnCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { correctionForm } from './correct-identity.ts';
import { postReason, showReason } from './open-identities.ts';

export const identitiesFeature = (app: FastifyInstance, service: Service): void => {
  const options = { config: { may: 'open-vault' } } as const;
  app.get('/disruptions/:id/identities', options, showReason(service));
  app.post('/disruptions/:id/identities', options, postReason(service));
  formOnCase(app, service, '/disruptions/:id/identities/:carerId', correctionForm);
};
