import type { FastifyInstance } from 'fastify';
import type { Service } from '../service.ts';
import { postKey, postRevoke, showDirectory } from './connect-directory.ts';
import { scimRoutes } from './scim.ts';

export const directoryFeature = async (app: FastifyInstance, service: Service): Promise<void> => {
  const options = { config: { may: 'connect-directory' } } as const;
  app.get('/directory', options, showDirectory(service));
  app.post('/directory', options, postKey(service));
  app.post('/directory/:id/revoke', options, postRevoke(service));
  await app.register(scimRoutes(service), { prefix: '/scim/v2' });
};
