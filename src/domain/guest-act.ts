/** What somebody with a private link does, as the audit names it. */
export type GuestAct =
  | 'open-link'
  | 'see-start'
  | 'ask-for-code'
  | 'see-code-form'
  | 'give-code'
  | 'see-meeting'
  | 'reply'
  | 'contribute'
  | 'take-calendar'
  | 'see-copy'
  | 'download-copy'
  | 'send-disagreement'
  | 'finish'
  | 'see-finished'
  | 'leave';
