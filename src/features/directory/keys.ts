import { createHash, randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { asDirectory } from '../../database/connection.ts';
import type { Service } from '../service.ts';

/** 256 bits, with a start by which a key that was left lying about is recognised. */
export const newKey = (): string => `scim_${randomBytes(32).toString('base64url')}`;

export const hashOf = (key: string): Buffer => createHash('sha256').update(key).digest();

/** The hash of the key a request comes with, when it is one of a directory's that holds today. */
export const whichDirectory =
  (service: Pick<Service, 'db' | 'clock'>) =>
  async ({ headers, ip }: FastifyRequest): Promise<Buffer | null> => {
    const key = /^Bearer ([\w.~+/-]{20,200}=*)$/i.exec(headers.authorization ?? '')?.[1];
    if (key === undefined) return null;
    const keyHash = hashOf(key);
    const found = await asDirectory(service, { keyHash, address: ip }, async () => true);
    return found ? keyHash : null;
  };
