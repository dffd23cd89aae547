import type { FastifyInstance } from 'fastify';
import { formOnCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { waysForm } from './choose-ways.ts';
import { participationForm } from './record-participation.ts';
import { showVoice } from './see-voice.ts';

export const childVoiceFeature = (app: FastifyInstance, service: Service): void => {
  const voice = '/disruptions/:id/child-voice';
  app.get(voice, { config: { may: 'see-disruption' } }, showVoice(service));
  const child = `${voice}/:childId`;
  formOnCase(app, service, `${child}/ways`, waysForm);
  formOnCase(app, service, `${child}/participation`, participationForm);
};
