import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readText, type Typed } from '../../web/typed.ts';
import { signedIn } from '../../web/visitor.ts';
import { formOnCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { addDetailForm } from './add-detail.ts';
import { takeBackDetail } from './take-back-detail.ts';

type Visit = FastifyRequest<{ Params: { id: string; detailId: string }; Body: Typed }>;

export const protectedDetailsFeature = (app: FastifyInstance, service: Service): void => {
  const details = '/disruptions/:id/protected-details';
  formOnCase(app, service, details, addDetailForm);
  app.post(
    `${details}/:detailId/take-back`,
    { config: { may: 'protect-details' } },
    async (request: Visit, reply: FastifyReply) => {
      const { id: disruptionId, detailId } = request.params;
      const form = { disruptionId, detailId, key: readText(request.body, '_key') };
      const { location } = await takeBackDetail(service, signedIn(request), form);
      return reply.redirect(location, 303);
    },
  );
};
