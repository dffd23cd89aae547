import type { AuditIntent } from './audit-outcome.ts';

/** What somebody with a private link does, as the audit names it. */
export type GuestAct =
  | 'open-link'
  | 'see-start'
  | 'ask-for-code'
  | 'see-code-form'
  | 'give-code'
  | 'see-meeting'
  | 'see-words'
  | 'reply'
  | 'contribute'
  | 'save-draft'
  | 'take-back-contribution'
  | 'add-file'
  | 'take-out-file'
  | 'see-file'
  | 'take-calendar'
  | 'see-times'
  | 'answer-times'
  | 'see-copy'
  | 'see-pack'
  | 'see-pack-file'
  | 'download-copy'
  | 'send-disagreement'
  | 'check-copy'
  | 'see-actions'
  | 'do-action'
  | 'see-feedback-form'
  | 'give-feedback'
  | 'see-own-page'
  | 'give-words'
  | 'give-file'
  | 'see-own-file'
  | 'finish'
  | 'see-finished'
  | 'leave';

const changes: ReadonlySet<GuestAct> = new Set<GuestAct>([
  'ask-for-code',
  'give-code',
  'reply',
  'contribute',
  'save-draft',
  'take-back-contribution',
  'add-file',
  'take-out-file',
  'answer-times',
  'send-disagreement',
  'check-copy',
  'do-action',
  'give-feedback',
  'give-words',
  'give-file',
  'finish',
]);

/** Whether a guest means to see something or to change it: each of their acts is one of the two. */
export const intentOf = (act: GuestAct): AuditIntent => (changes.has(act) ? 'change' : 'see');
