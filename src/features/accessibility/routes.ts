import type { FastifyInstance } from 'fastify';
import { shellFor } from '../../web/visitor.ts';
import { accessibilityStatementView } from './accessibility-statement.view.ts';

/** The statement that public bodies owe (SI 2018/852, regulation 8). */
export const accessibilityFeature = (app: FastifyInstance): void => {
  app.get('/accessibility-statement', { config: { may: 'anyone' } }, (request, reply) =>
    reply.html(accessibilityStatementView(shellFor(request, reply))),
  );
};
