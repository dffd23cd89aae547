import type { AuditEntry } from '../database/audit.ts';
import { isFresh } from '../domain/access.ts';
import type { AuditIntent } from '../domain/audit-outcome.ts';
import { refusal } from '../web/refusals.ts';
import type { Actor, Service } from './service.ts';

/** What the audit says of what somebody may do: a form shown again was sent, and refused by the rule that refused it. */
export const howItWent = (
  { trail }: Actor,
  rule: string,
  intent: AuditIntent,
): Pick<AuditEntry, 'rule' | 'outcome' | 'intent'> =>
  trail?.refusal === undefined
    ? { rule, outcome: 'allowed', intent }
    : { rule: trail.refusal, outcome: 'refused', intent: 'change' };

/** From here on the request is one whose form was refused for its content. */
export const refuseForm = ({ trail }: Pick<Actor, 'trail'>): void => {
  if (trail) trail.refusal = 'content';
};

/** Throws what asks somebody to sign in anew, unless they just have. */
export const insistOnFreshSignIn = (
  { clock, stepUpMinutes }: Pick<Service, 'clock' | 'stepUpMinutes'>,
  { authenticatedAt }: Pick<Actor, 'authenticatedAt'>,
): void => {
  if (!isFresh(authenticatedAt, clock(), stepUpMinutes)) throw refusal('sign-in-again');
};
