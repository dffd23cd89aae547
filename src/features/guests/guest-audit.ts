import { audit } from '../../database/audit.ts';
import { type Acting, asGuest, type Transaction } from '../../database/connection.ts';
import { type GuestAct, intentOf } from '../../domain/guest-act.ts';
import type { Problem } from '../../domain/result.ts';
import { BY_LINK } from '../private-door.ts';
import type { Outcome, Service } from '../service.ts';
import type { Link } from './store.ts';

/** Who acts by a private link, from where, and what is to be told once it stands in the audit. */
export type Guest = Pick<
  Link,
  'invitationId' | 'disruptionId' | 'name' | 'mode' | 'capacity' | 'procedureId' | 'procedureVersion'
> &
  Partial<Pick<Link, 'organisationId'>> &
  Omit<Acting, 'id'>;

const acting = ({ invitationId, address, trail }: Guest): Acting => ({
  id: invitationId,
  ...(address !== undefined && { address }),
  ...(trail && { trail }),
});

const entryOf = ({ invitationId, organisationId }: Guest, act: GuestAct) => ({
  act,
  intent: intentOf(act),
  subject: { kind: 'invitation', id: invitationId },
  organisationId,
});

/**
 * Does one act of a guest in one transaction that sees what they may see, with its entry in the audit: their invitation's
 * id, and never who they are. `refusedBy` names the rule when what came of it is a refusal.
 */
export const doAsGuest = <T>(
  service: Service,
  guest: Guest,
  act: GuestAct,
  work: (tx: Transaction) => Promise<T>,
  refusedBy: (done: T) => string | null = () => null,
): Promise<T> =>
  asGuest(service, acting(guest), async (tx) => {
    const done = await work(tx);
    const refusal = refusedBy(done);
    const outcome = refusal === null ? 'allowed' : 'refused';
    await audit(tx, { ...entryOf(guest, act), rule: refusal ?? BY_LINK, outcome });
    return done;
  });

/** Writes down that a guest's form was refused, for its content if no other rule is named, and answers what is wrong with it. */
export const refuseGuest = async (
  service: Service,
  guest: Guest,
  act: GuestAct,
  problems: readonly Problem[],
  rule = 'content',
): Promise<Outcome> => {
  await asGuest(service, acting(guest), (tx) =>
    audit(tx, { ...entryOf(guest, act), rule, outcome: 'refused' }),
  );
  return { ok: false, problems };
};
