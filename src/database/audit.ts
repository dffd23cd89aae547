import { sql } from 'kysely';
import type { AuditIntent, AuditOutcome } from '../domain/audit-outcome.ts';
import { markAudited, type Transaction } from './connection.ts';

/** What an audit entry says besides who, when and from where, which the transaction knows. Nothing of any content. */
export type AuditEntry = {
  readonly act: string;
  /** The rule that allowed or refused it, as domain/access.ts names it. */
  readonly rule: string;
  readonly outcome: AuditOutcome;
  readonly intent: AuditIntent;
  readonly subject?: { readonly kind: string; readonly id: string | null };
  /** Whose record it is. */
  readonly organisationId?: string | undefined;
  /** What makes it stand out, such as 'same-family-name'. */
  readonly marks?: readonly string[];
};

/** Writes down what is done, in the transaction that does it: when this fails, nothing is done and nothing shown. */
export const audit = async (tx: Transaction, entry: AuditEntry): Promise<void> => {
  const { act, rule, outcome, intent, subject, organisationId = null, marks = [] } = entry;
  const { kind = '', id = null } = subject ?? {};
  await (outcome === 'refused' && organisationId === null
    ? sql`select app_audit_refusal(${act}, ${rule}, ${intent}, ${kind}, ${id})`
    : sql`select app_audit(${act}, ${rule}, ${outcome}, ${intent}, ${kind}, ${id}, ${organisationId}, ${[...marks]})`
  ).execute(tx);
  markAudited(tx, outcome);
};

/** Writes down what somebody did with a private link, as theirs, at the end of a transaction that saw more than they may. */
export const auditAsGuest = async (
  tx: Transaction,
  id: string,
  entry: Omit<AuditEntry, 'subject'>,
  kind: 'invitation' | 'child-page' = 'invitation',
): Promise<void> => {
  await sql`select set_config('app.guest', ${id}, true)`.execute(tx);
  await audit(tx, { ...entry, subject: { kind, id } });
};

/** Writes down what somebody did whom the service does not know, at the end of a transaction that saw more than they may. */
export const auditAsNobody = async (tx: Transaction, entry: AuditEntry): Promise<void> => {
  await sql`select set_config('app.service', '', true)`.execute(tx);
  await audit(tx, entry);
};
