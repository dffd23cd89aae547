import type { CaseAct } from '../../domain/access.ts';
import type { CaseRecord, Child, ChildView } from '../../domain/case.ts';
import type { PlainDate } from '../../domain/dates.ts';
import type { Voice } from '../../domain/voice-rows.ts';
import { type Html, html } from '../../web/html.ts';

/** All that the page of the children’s voices shows. */
export type Shown = {
  readonly record: CaseRecord;
  readonly voice: Voice;
  readonly may: (act: CaseAct) => boolean;
  readonly mayRead: (view: ChildView) => boolean;
  /** Whether they hear what a child says before the child agreed that others know. */
  readonly isTrusted: boolean;
  readonly today: PlainDate;
};

export const backToVoice = ({ id }: Pick<CaseRecord, 'id'>) => ({
  href: `/disruptions/${id}/child-voice`,
  text: 'How each child is heard and answered',
});

/** A link to a screen about one child; whose it is stands in it for those who hear links alone. */
export const childLink = (
  { record }: Pick<Shown, 'record'>,
  child: Child,
  path: string,
  text: string,
): Html =>
  html`<p class="govuk-body"><a class="govuk-link" href="/disruptions/${record.id}/child-voice/${child.id}/${path}">${text}<span class="govuk-visually-hidden">: ${child.givenName}</span></a></p>`;
