/** A notice as e-mail: it names nobody, and of the case its reference alone. Where to read more asks for a sign-in. */
export const noticeInWords = (notice: {
  readonly reference: string;
  readonly organisation: string;
  readonly publicUrl: string;
}): { readonly subject: string; readonly text: string } => ({
  subject: `Please look at ${notice.reference}`,
  text: [
    `Somebody who is not on ${notice.reference} has opened it for a few hours, and gave a reason.`,
    '',
    `Sign in to see who and why: ${notice.publicUrl}/`,
    '',
    notice.organisation,
  ].join('\n'),
});

/** What a notice says on the home page. */
export const noticeOnPage = (reference: string): string => `Somebody who is not on ${reference} opened it`;
