import { inWords } from '../domain/dates.ts';
import type { Disagreement } from '../domain/disagreement.ts';
import { readersInWords } from '../domain/minutes.ts';
import { type Html, html } from './html.ts';

/** Statements of disagreement, beside the record they are about; `withWhat` says it where that is not plain. */
export const disagreementsPart = (
  statements: readonly Disagreement[],
  withWhat: (statement: Disagreement) => string = () => 'this',
): Html | null =>
  statements.length === 0
    ? null
    : html`${statements.map(
        (statement) => html`
        <figure class="app-quote"><p class="govuk-body"><strong>${statement.whose} does not agree with ${withWhat(statement)}:</strong></p><blockquote class="app-words">${statement.words}</blockquote>
          <figcaption class="app-because">Received on ${inWords(statement.receivedOn)}. Recorded by ${statement.recordedBy}.${
            statement.withheldFrom.length > 0 &&
            ` ${readersInWords({ withheldFrom: statement.withheldFrom, aboutChildId: null }, [])}.`
          }</figcaption></figure>`,
      )}`;
