import type { CaseRecord } from '../../domain/case.ts';
import { type composePack, type PackReader, partInWords } from '../../domain/pack.ts';
import type { OwnPart } from '../../domain/pack-release.ts';
import type { Problem } from '../../domain/result.ts';
import { capitalised, listInWords } from '../../domain/words.ts';
import { form } from '../../web/forms.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import { packPart } from './packs.view.ts';

/** What one person has of a pack, and what of the rest can go to them. */
export type ReadersPack = {
  readonly reader: PackReader;
  readonly has: readonly OwnPart[];
  readonly lacks: ReturnType<typeof composePack>;
  readonly isPrinted: boolean;
};

const lacksPart = ({ reader, has, lacks }: ReadersPack, disruptionId: string): Html => html`
  ${
    lacks.parts.length > 0 &&
    html`
  <h2 class="govuk-heading-l">${has.length === 0 ? `What ${reader.name} can get` : `What ${reader.name} does not have yet`}</h2>
  <p class="govuk-body">${reader.reader === 'child' ? 'The agenda goes out to the child. A paper does only where you choose it for them.' : 'The agenda goes out with the first release. A paper does where you choose it.'}</p>
  ${lacks.parts.map(({ paper, doc, files }) => packPart({ paper, document: doc, files }, disruptionId))}`
  }
  ${lacks.leftOut.map(
    ({ author, leaks }) =>
      html`<p class="govuk-body">${capitalised(partInWords({ author }))} cannot go to ${reader.name}: it holds what they must not learn (${listInWords(leaks.map(({ label }) => label))}).</p>`,
  )}`;

/** What one person gets to read before the meeting, for those who send it and print it. */
export const readersPackView = (
  shell: Shell,
  shown: ReadersPack & { readonly record: CaseRecord; readonly problems: readonly Problem[] },
): string => {
  const { record, reader, has, isPrinted, problems } = shown;
  const back = `/disruptions/${record.id}/pack`;
  const title = `What ${reader.name} gets to read`;
  return page(shell, {
    title,
    back: { href: back },
    problems,
    body: html`
      <span class="govuk-caption-l">${record.reference}</span>
      <h1 class="govuk-heading-l">${title}</h1>
      ${has.length === 0 && html`<p class="govuk-body">Nothing has gone out to ${reader.name} yet.</p>`}
      ${
        has.length > 0 &&
        html`
      ${isPrinted && html`<p class="govuk-body">It has been printed for ${reader.name}.</p>`}
      ${form(shell, {
        action: `${back}/readers/${reader.id}/print`,
        body: html`<p class="govuk-body">Print it for somebody who has no e-mail, and post it or hand it over. It then counts as theirs on paper.</p>`,
        button: isPrinted ? 'Print it again' : 'Print it',
      })}
      <h2 class="govuk-heading-l">What ${reader.name} has</h2>
      ${has.map((part) => packPart(part, record.id))}`
      }
      ${lacksPart(shown, record.id)}`,
  });
};
