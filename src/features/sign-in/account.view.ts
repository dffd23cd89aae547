import { instantInWords } from '../../domain/dates.ts';
import { postInWords } from '../../domain/post.ts';
import { form } from '../../web/forms.ts';
import { summaryList, table, tag } from '../../web/govuk.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { SignedIn } from '../../web/visitor.ts';
import type { OpenSession } from './store.ts';

/** Who is signed in and where, with one button to end all of it. `thisOne` is the session that asks. */
export const accountPage = (
  shell: Shell,
  person: SignedIn,
  sessions: readonly OpenSession[],
  thisOne: Buffer | null,
): string =>
  page(shell, {
    title: 'Your account',
    body: html`
      <h1 class="govuk-heading-l">Your account</h1>
      ${summaryList({
        rows: [
          ['Name', person.name],
          ['Post', postInWords(person.post)],
          ['Organisation', person.organisation.name],
          ['Email', person.email],
        ].map(([key = '', value = '']) => ({ key: { text: key }, value: { text: value } })),
      })}
      ${table({
        caption: 'Where you are signed in',
        captionClasses: 'govuk-table__caption--m',
        classes: 'app-table--stacks',
        head: ['Browser', 'Signed in', 'Last used'].map((text) => ({ text })),
        rows: sessions.map((session) => [
          { html: html`${session.browser} ${thisOne?.equals(session.idHash) && tag({ text: 'This one' })}` },
          { text: instantInWords(session.createdAt), attributes: { 'data-heading': 'Signed in' } },
          { text: instantInWords(session.lastSeenAt), attributes: { 'data-heading': 'Last used' } },
        ]),
      })}
      ${form(shell, {
        action: '/sign-out-everywhere',
        body: html`<p class="govuk-body">If you do not know one of these, or left one open on a computer that others
          use, sign out everywhere. You will be signed out here too.</p>`,
        button: 'Sign out everywhere',
      })}`,
  });
