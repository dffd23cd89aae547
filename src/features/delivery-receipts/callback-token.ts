import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Whether a request comes with the token that the delivery service was given; without one, none does. */
export const isDeliveryService =
  (token: string | undefined) =>
  ({ headers }: FastifyRequest): boolean => {
    const given = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
    return token !== undefined && given !== undefined && timingSafeEqual(hashOf(given), hashOf(token));
  };
