import { sql } from 'kysely';
import { markAudited, type Transaction } from './connection.ts';

/** What an audit entry says besides who, when and from where, which the transaction knows. Nothing of any content. */
export type AuditEntry = {
  readonly act: string;
  /** The rule that allowed or refused it, as domain/access.ts names it. */
  readonly rule: string;
  readonly outcome: 'allowed' | 'refused' | 'failed';
  readonly subject?: { readonly kind: string; readonly id: string | null };
  /** Whose record it is. */
  readonly organisationId?: string;
  /** What makes it stand out, such as 'same-family-name'. */
  readonly marks?: readonly string[];
};

/** Writes down what is done, in the transaction that does it: when this fails, nothing is done and nothing shown. */
export const audit = async (tx: Transaction, entry: AuditEntry): Promise<void> => {
  const { act, rule, outcome, subject, organisationId = null, marks = [] } = entry;
  const { kind = '', id = null } = subject ?? {};
  await (outcome === 'refused' && organisationId === null
    ? sql`select app_audit_refusal(${act}, ${rule}, ${kind}, ${id})`
    : sql`select app_audit(${act}, ${rule}, ${outcome}, ${kind}, ${id}, ${organisationId}, ${[...marks]})`
  ).execute(tx);
  markAudited(tx);
};
