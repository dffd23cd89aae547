import type { Child, ChildView } from '../domain/case.ts';
import { viewWayInWords, whoseWordsInWords } from '../domain/child-view.ts';
import { inWords } from '../domain/dates.ts';
import { fileFormats } from '../domain/files/format.ts';
import { readersInWords } from '../domain/minutes.ts';
import { sharingInWords } from '../domain/view-sharing.ts';
import { type Html, html } from './html.ts';

/** Where a child’s words come from, and who may know them: all but the words. */
const provenance = (view: ChildView, givenName: string): Html =>
  html`${givenName}. ${whoseWordsInWords[view.whoseWords]}: ${
    view.way === null ? null : `${viewWayInWords[view.way]}. `
  }${view.how}, ${inWords(view.saidOn)}. ${view.recordedBy === '' ? null : `Recorded by ${view.recordedBy}. `}${
    view.withheldFrom.length === 0 ? null : `${readersInWords({ ...view, aboutChildId: null }, [])}. `
  }${sharingInWords(view.sharing, givenName)}`;

/** The drawing, photo or recording that a child gave with a view. */
const fileOf = ({ id, fileFormat }: ChildView, disruptionId: string): Html | null => {
  if (!fileFormat) return null;
  const at = `/disruptions/${disruptionId}/child-voice/files/${id}`;
  return fileFormats[fileFormat].kind === 'picture'
    ? html`<a class="govuk-link" href="${at}"><img class="app-given" src="${at}" alt="The picture that the child gave"></a>`
    : html`<audio controls preload="none" src="${at}" aria-label="The recording that the child gave"></audio>`;
};

/**
 * What a child said, word for word and with where it comes from; for somebody who is not to know the words, that they are
 * there. `beside` stands with the words alone.
 */
export const childWords = (
  view: ChildView,
  {
    children,
    mayRead,
    disruptionId,
    beside = null,
  }: {
    readonly children: readonly Pick<Child, 'id' | 'givenName'>[];
    readonly mayRead: boolean;
    /** Whose case it is: below it, the child’s drawing or recording is opened. */
    readonly disruptionId: string;
    readonly beside?: Html | null;
  },
): Html => {
  const givenName = children.find(({ id }) => id === view.childId)?.givenName ?? '';
  return mayRead
    ? html`<figure class="app-quote">${fileOf(view, disruptionId)}
        ${view.words !== '' && html`<blockquote class="app-words">${view.words}</blockquote>`}
        <figcaption class="app-because">${provenance(view, givenName)}</figcaption></figure>
      ${beside}`
    : html`<p class="govuk-body">${givenName} was heard on ${inWords(view.saidOn)}. The words are with the chair and ${givenName}’s social worker: ${givenName} has not agreed that others know them.</p>`;
};
