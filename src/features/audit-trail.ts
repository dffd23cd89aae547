import type { FastifyRequest } from 'fastify';
import { type AuditEntry, audit } from '../database/audit.ts';
import { asDirectory, asGuest, asNobody, asPerson, type Transaction } from '../database/connection.ts';
import { outcomeOf, ruleOf } from '../domain/audit-outcome.ts';
import { isReading } from '../web/refusals.ts';
import { isUuid } from './case-door.ts';
import type { Service } from './service.ts';

const kinds = [
  ['/disruptions/:id', 'disruption'],
  ['/subject-access/:id', 'subject-request'],
  ['/private', 'invitation'],
  ['/mine', 'child-page'],
] as const;

/** What a request was about, as far as its address says: the kind of thing, and its id. */
const subjectOf = (request: FastifyRequest) => {
  const address = request.routeOptions.url ?? '';
  const [, kind] = kinds.find(([start]) => address.startsWith(start)) ?? [];
  const { id } = (request.params ?? {}) as { readonly id?: string };
  const asked =
    kind === 'invitation' || kind === 'child-page' ? (request.guest?.actsAs ?? null) : (id ?? null);
  return kind === undefined ? undefined : { kind, id: asked !== null && isUuid(asked) ? asked : null };
};

/**
 * Writes down a request that wrote nothing itself: a page about no one case, a refusal, a form shown again. In a
 * transaction of its own, committed before a byte of the answer leaves.
 */
export const recordRequest =
  (service: Service) =>
  async (request: FastifyRequest, status: number): Promise<void> => {
    const { person, guest, directoryKey, trail, ip } = request;
    const { may = 'no-such-page', act = 'use-service' } = request.routeOptions.config;
    const subject = subjectOf(request);
    const entry: AuditEntry = {
      act: may === 'anyone' || may === 'signed-in' || may === 'guest' ? act : may,
      rule: trail.refusal ?? trail.rule ?? ruleOf(status),
      outcome: outcomeOf(status, trail.refusal),
      intent: isReading(request) ? 'see' : 'change',
      ...(subject && { subject }),
      organisationId: guest?.organisationId,
    };
    const write = (tx: Transaction) => audit(tx, entry);
    if (person) await asPerson(service, person, write);
    else if (guest !== null) await asGuest(service, { id: guest.actsAs, address: ip }, write);
    else if (directoryKey === null || !(await wroteAsDirectory(service, directoryKey, ip, write)))
      await asNobody(service, write, { address: ip });
  };

/** A key that was revoked since it was looked at is nobody's any more. */
const wroteAsDirectory = async (
  service: Service,
  keyHash: Buffer,
  address: string,
  write: (tx: Transaction) => Promise<void>,
): Promise<boolean> =>
  (await asDirectory(service, { keyHash, address }, async (tx) => {
    await write(tx);
    return true;
  })) ?? false;
