/** How something went, as the audit has it. */
export type AuditOutcome = 'allowed' | 'refused' | 'failed';

/** What somebody meant by it: to look at something, or a form of it, or to change something by what they sent. */
export type AuditIntent = 'see' | 'change';

/**
 * What stands in the audit of one request, or of what somebody did. `underWay` counts the transactions that are not over
 * yet; `rule` is that of an error that says so; `refusal` is the rule by which somebody was turned away though the answer
 * alone would not say that they were.
 */
export type Trail = {
  readonly outcomes: Set<AuditOutcome>;
  underWay: number;
  rule?: string;
  refusal?: string;
};

/**
 * How a request went, by its answer. `refusal` is the rule that turned somebody away where the answer does not say so: one
 * who is sent to sign in, or a form shown again. What the service could not do has failed; every other error is a refusal.
 */
export const outcomeOf = (status: number, refusal?: string): AuditOutcome => {
  if (status >= 500) return 'failed';
  return refusal !== undefined || status >= 400 ? 'refused' : 'allowed';
};

/** By which rule, where nothing more exact is known than the answer. A form that cannot be taken is refused for its content. */
export const ruleOf = (status: number): string => {
  if (status < 400) return 'open';
  return status === 400 || status === 422 ? 'content' : `answer-${status}`;
};
