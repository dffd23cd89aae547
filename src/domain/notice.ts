/** What somebody is told of a case by its reference alone. */
export type NoticeKind =
  | 'case-opened'
  | 'code-mistyped'
  | 'child-not-heard'
  | 'child-gave'
  | 'draft-not-sent'
  | 'draft-check-over'
  | 'action-due'
  | 'action-overdue'
  | 'action-handed-back'
  | 'actions-before-review'
  | 'panel-report-came';

const said: Record<NoticeKind, (reference: string) => string> = {
  'case-opened': (reference) =>
    `Somebody who is not on ${reference} has opened it for a few hours, and gave a reason.`,
  'code-mistyped': (reference) =>
    `A one-time code for ${reference} was mistyped until it stopped working. Ask the person whether it was them.`,
  'child-not-heard': (reference) =>
    `The meeting of ${reference} comes near, and nothing that a child says or shows is recorded yet. Please ask how they would like to be heard.`,
  'child-gave': (reference) => `There is something new from a child on ${reference}.`,
  'draft-not-sent': (reference) =>
    `The draft minutes of ${reference} are due, and have not been sent to be checked yet.`,
  'draft-check-over': (reference) =>
    `The time to check the draft minutes of ${reference} is over, and they are not agreed yet.`,
  'action-due': (reference) => `Something on ${reference} is to be done soon.`,
  'action-overdue': (reference) => `Something on ${reference} was to be done by now, and is still open.`,
  'action-handed-back': (reference) =>
    `Something that you asked for on ${reference} was handed back to you, with a reason.`,
  'actions-before-review': (reference) =>
    `The child’s review on ${reference} comes near, and some of what was agreed is still open.`,
  'panel-report-came': (reference) => `A report on ${reference} has come to your panel.`,
};

/** A notice as e-mail: it names nobody, and of the case its reference alone. Where to read more asks for a sign-in. */
export const noticeInWords = (notice: {
  readonly kind: NoticeKind;
  readonly reference: string;
  readonly organisation: string;
  readonly publicUrl: string;
}): { readonly subject: string; readonly text: string } => ({
  subject: `Please look at ${notice.reference}`,
  text: [
    said[notice.kind](notice.reference),
    '',
    `Sign in to see more: ${notice.publicUrl}/`,
    '',
    notice.organisation,
  ].join('\n'),
});

/** What a notice says on the home page. */
export const noticeOnPage = ({
  kind,
  reference,
}: {
  readonly kind: NoticeKind;
  readonly reference: string;
}): string =>
  ({
    'case-opened': `Somebody who is not on ${reference} opened it`,
    'code-mistyped': `Somebody mistyped the code to a private page of ${reference}, until it stopped working`,
    'child-not-heard': `The meeting of ${reference} comes near, and a child has not been heard yet`,
    'child-gave': `There is something new from a child on ${reference}`,
    'draft-not-sent': `The draft minutes of ${reference} are due, and have not been sent to be checked yet`,
    'draft-check-over': `The time to check the draft minutes of ${reference} is over, and they are not agreed yet`,
    'action-due': `An action on ${reference} is to be done soon`,
    'action-overdue': `An action on ${reference} is overdue`,
    'action-handed-back': `An action on ${reference} was handed back to you`,
    'actions-before-review': `The child’s review on ${reference} comes near, and actions are still open`,
    'panel-report-came': `A report on ${reference} has come to your panel`,
  })[kind];
