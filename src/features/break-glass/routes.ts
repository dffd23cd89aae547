import type { FastifyInstance } from 'fastify';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { formByPost, withPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import { postOpenCase, showOpenCase } from './open-case.ts';
import { reviewForm } from './review-opening.ts';
import { openingsView } from './review-opening.view.ts';
import { openings } from './store.ts';

export const breakGlassFeature = (app: FastifyInstance, service: Service): void => {
  const open = { config: { may: 'break-glass' } } as const;
  app.get('/open-a-case', open, showOpenCase(service));
  app.post('/open-a-case', open, postOpenCase(service));
  app.get('/opened-cases', { config: { may: 'review-break-glass' } }, async (request, reply) => {
    const person = signedIn(request);
    const list = await withPost(service, person, 'review-break-glass', (tx) =>
      openings(tx, person.organisationId),
    );
    return reply.html(openingsView(shellFor(request, reply), { openings: list, personId: person.id }));
  });
  formByPost(app, service, '/opened-cases/:id', reviewForm(service));
};
