import type { AuditEntry } from '../database/audit.ts';
import { isFresh } from '../domain/access.ts';
import { refusal } from '../web/refusals.ts';
import type { Actor, Service } from './service.ts';

/** What the audit says of a page that somebody may have: a form shown again was refused, by the rule that refused it. */
export const howItWent = ({ trail }: Actor, rule: string): Pick<AuditEntry, 'rule' | 'outcome'> =>
  trail?.refusal === undefined ? { rule, outcome: 'allowed' } : { rule: trail.refusal, outcome: 'refused' };

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
