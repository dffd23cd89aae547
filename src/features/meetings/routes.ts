import type { FastifyInstance } from 'fastify';
import { formOnCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { answerTimesForm } from './answer-times.ts';
import { meetingForm } from './arrange-meeting.ts';
import { cancelForm } from './cancel-meeting.ts';
import { keepApartForm } from './keep-apart.ts';
import { planWayForm } from './plan-way.ts';
import { proposeTimesForm } from './propose-times.ts';
import { showApart } from './see-apart.ts';
import { showTimes } from './see-times.ts';
import { settleApartForm } from './settle-apart.ts';
import { takeTimesBackForm } from './take-times-back.ts';

export const meetingsFeature = (app: FastifyInstance, service: Service): void => {
  formOnCase(app, service, '/disruptions/:id/meeting', meetingForm);
  formOnCase(app, service, '/disruptions/:id/meeting/cancel', cancelForm);
  app.get('/disruptions/:id/apart', { config: { may: 'see-disruption' } }, showApart(service));
  formOnCase(app, service, '/disruptions/:id/apart/new', keepApartForm);
  formOnCase(app, service, '/disruptions/:id/apart/:apartId', settleApartForm);
  formOnCase(app, service, '/disruptions/:id/apart/people/:parted', planWayForm);
  app.get('/disruptions/:id/times', { config: { may: 'see-disruption' } }, showTimes(service));
  formOnCase(app, service, '/disruptions/:id/times/propose', proposeTimesForm);
  formOnCase(app, service, '/disruptions/:id/times/answers/:askedId', answerTimesForm);
  formOnCase(app, service, '/disruptions/:id/times/take-back', takeTimesBackForm);
};
