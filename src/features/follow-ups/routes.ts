import type { FastifyInstance } from 'fastify';
import { formOnCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { resourceForm } from './decide-on-resource.ts';
import { followUpForm } from './record-follow-up.ts';
import { showFollowUps } from './see-follow-ups.ts';
import { sendReferral } from './send-referral.ts';

export const followUpsFeature = (app: FastifyInstance, service: Service): void => {
  const list = '/disruptions/:id/follow-ups';
  app.get(list, { config: { may: 'see-disruption' } }, showFollowUps(service));
  for (const format of ['pdf', 'docx'] as const)
    app.get(
      `${list}/carer-review/referral.${format}`,
      { config: { may: 'record-follow-up' } },
      sendReferral(service, format),
    );
  formOnCase(app, service, `${list}/resource`, resourceForm);
  formOnCase(app, service, `${list}/:followUp`, followUpForm);
};
