import type { FastifyInstance } from 'fastify';
import { formOnCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { endPauseForm } from './end-pause.ts';
import { pauseForm } from './pause-case.ts';

export const pausesFeature = (app: FastifyInstance, service: Service): void => {
  formOnCase(app, service, '/disruptions/:id/pauses', pauseForm);
  formOnCase(app, service, '/disruptions/:id/pauses/:pauseId/end', endPauseForm);
};
