import { addFollowUp } from '../../database/follow-ups.ts';
import { addHistory } from '../../database/history.ts';
import { nameIn } from '../../domain/carer-review-paper.ts';
import {
  type FollowUpKind,
  followUpOf,
  isFollowUpKind,
  outcomeInWords,
  recordFollowUp,
} from '../../domain/follow-up.ts';
import { isThoughtOf } from '../../domain/follow-ups-of.ts';
import { postInWords } from '../../domain/post.ts';
import { areaField, dateField, form, radiosField, textField } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page } from '../../web/page.ts';
import { readDate, readText, type Typed } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, notThere, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { stateAnsweredDuty } from './state-answered-duty.ts';

/** The follow-up of an address. Throws a 404 where it is none that is thought of in this case. */
const kindOn = ({ record, plan }: OpenCase, kind: string): FollowUpKind => {
  if (!isFollowUpKind(kind) || !isThoughtOf(kind, record, plan.duties)) throw notThere();
  return kind;
};

/** Those whom a paper about carers does not name: the children, and their family. */
const notNamed = ({ placement }: OpenCase['record']): readonly string[] => [
  ...placement.children.flatMap(({ givenName, familyName }) => [givenName, familyName]),
  ...placement.contacts.filter(({ kind }) => kind === 'birth-family').map(({ name }) => name),
];

/** What of a follow-up goes into the paper for the fostering service, and so names nobody of the child's family. */
const goesToFostering: ReadonlySet<FollowUpKind> = new Set(['carer-review', 'support-offered']);

const insistNobodyNamed = (kind: FollowUpKind, typed: Typed, names: readonly string[]): void => {
  if (!goesToFostering.has(kind)) return;
  for (const field of ['whom', 'words']) {
    const name = nameIn(readText(typed, field), names);
    if (name !== undefined)
      insist({
        ok: false,
        problems: [{ field, message: `Leave “${name}” out: these words can go to the fostering service` }],
      });
  }
};

/** Records what came of a follow-up (PG-9c, PG-12). The duty that asks for it, where there is one, is then done. */
export const saveFollowUp = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string; readonly kind: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'record-follow-up' }, async (open) => {
    const { tx, record, now: at, today } = open;
    const kind = kindOn(open, form.kind);
    const followUp = insist(
      recordFollowUp(
        kind,
        {
          outcome: readText(typed, 'outcome'),
          happenedOn: readDate(typed, 'happenedOn'),
          whom: readText(typed, 'whom'),
          words: readText(typed, 'words'),
        },
        { brokeDownOn: record.brokeDownOn, today },
      ),
    );
    insistNobodyNamed(kind, typed, notNamed(record));
    const by = { id: actor.id, name: actor.name, post: postInWords(actor.post) };
    await addFollowUp(tx, followUp, { disruptionId: record.id, by, at });
    const summary = `${followUpOf(kind).title}: ${outcomeInWords(followUp)}`;
    await stateAnsweredDuty(open, kind, { doneOn: followUp.happenedOn, note: summary });
    await addHistory(tx, record.id, {
      ...{ at, by: actor, act: 'record-follow-up', summary },
      facts: { kind, outcome: followUp.outcome },
    });
    return `/disruptions/${record.id}/follow-ups`;
  });

/** The form in which somebody says what came of one follow-up. */
export const followUpForm: FormOnCase<'followUp'> = {
  act: 'record-follow-up',
  save: (service, actor, form, typed, { followUp: kind }) =>
    saveFollowUp(service, actor, { ...form, kind }, typed),
  show: (shell, open) => {
    const { record, typed, problems } = open;
    const kind = kindOn(open, open.params.followUp);
    const { title, explains, outcomes, day, whom, words } = followUpOf(kind);
    const address = `/disruptions/${record.id}/follow-ups`;
    return page(shell, {
      title,
      problems,
      back: { href: address, text: 'What follows from the ending' },
      body: html`
        <span class="govuk-caption-l">${record.reference}</span>
        <h1 class="govuk-heading-l">${title}</h1>
        <p class="govuk-body">${explains}</p>
        ${form(shell, {
          action: `${address}/${kind}`,
          button: 'Save',
          body: html`
            ${radiosField({
              name: 'outcome',
              label: 'What came of it?',
              typed,
              problems,
              choices: Object.entries(outcomes).map(([value, text]) => ({ value, text })),
            })}
            ${dateField({ name: 'happenedOn', label: day, typed, problems })}
            ${whom !== null && textField({ name: 'whom', label: whom.label, typed, problems })}
            ${words !== null && areaField({ name: 'words', label: words.label, hint: goesToFostering.has(kind) ? 'These words can go to the fostering service: name no child and nobody of their family.' : undefined, typed, problems, rows: 4 })}`,
        })}`,
    });
  },
};
