import type { FastifyInstance } from 'fastify';
import { formByPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import { guardianForm } from './ask-guardian.ts';
import { peopleForm } from './confirm-people.ts';
import { postGather } from './gather-request.ts';
import { endPauseForm, pauseForm } from './pause-request.ts';
import { requestForm } from './record-request.ts';
import { showRequest, showRequests } from './see-request.ts';

/** What is held about a person, for that person: requests, what is gathered for them, and what they get of it. */
export const subjectAccessFeature = (app: FastifyInstance, service: Service): void => {
  const checks = { config: { may: 'check-subject-access' } } as const;
  const prepares = { config: { may: 'prepare-subject-access' } } as const;
  app.get('/subject-access', checks, showRequests(service));
  formByPost(app, service, '/subject-access/new', requestForm(service));
  app.get('/subject-access/:id', checks, showRequest(service));
  formByPost(app, service, '/subject-access/:id/pause', pauseForm(service));
  formByPost(app, service, '/subject-access/:id/pauses/:pauseId/end', endPauseForm(service));
  formByPost(app, service, '/subject-access/:id/people', peopleForm(service));
  formByPost(app, service, '/subject-access/:id/cases/:caseId', guardianForm(service));
  app.post('/subject-access/:id/gather', prepares, postGather(service));
};
