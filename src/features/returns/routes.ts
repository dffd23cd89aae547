import type { FastifyInstance } from 'fastify';
import { formByPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import { MOST_BYTES_OF_RETURN, postReturn, showReturns } from './bring-return.ts';
import { answerForm, showProposals } from './proposals.ts';
import { postCancel, sendProblems, showReturn } from './see-return.ts';

/** The yearly return (SSDA903): it is brought and read, and what it proposes is answered by a manager. */
export const returnsFeature = (app: FastifyInstance, service: Service): void => {
  const brings = { config: { may: 'bring-return' } } as const;
  const takesFile = { mostBytes: MOST_BYTES_OF_RETURN, isStreamed: true } as const;
  app.get('/returns', brings, showReturns(service));
  app.post(
    '/returns',
    { config: { ...brings.config, takesFile }, bodyLimit: MOST_BYTES_OF_RETURN },
    postReturn(service),
  );
  app.get('/returns/proposals', { config: { may: 'answer-proposal' } }, showProposals(service));
  formByPost(app, service, '/returns/proposals/:proposalId', answerForm(service));
  app.get('/returns/:returnId', brings, showReturn(service));
  app.get('/returns/:returnId/problems.csv', brings, sendProblems(service));
  app.post('/returns/:returnId/cancel', brings, postCancel(service));
};
