import { addResourceDecision, lastDecisionOn } from '../../database/follow-ups.ts';
import { addHistory } from '../../database/history.ts';
import { isThoughtOf } from '../../domain/follow-ups-of.ts';
import { postInWords } from '../../domain/post.ts';
import { decideOnResource, resourceNotice, resourceUseInWords } from '../../domain/resource-use.ts';
import { areaField, dateField, form, radiosField, textField } from '../../web/forms.ts';
import { insetText } from '../../web/govuk.ts';
import { html } from '../../web/html.ts';
import { page } from '../../web/page.ts';
import { hasTypedDate, readDate, readText, type Typed } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, notThere, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { stateAnsweredDuty } from './state-answered-duty.ts';

/** The resource of a case whose use is decided on. Throws a 404 where there is none. */
const resourceOn = ({
  record,
  plan,
}: OpenCase): { readonly organisationId: string; readonly name: string } => {
  if (!isThoughtOf('resource-use', record, plan.duties)) throw notThere();
  return { organisationId: record.placement.organisationId, name: record.placement.agencyName };
};

/** Records whether the council uses the resource of a case again (PG-11): who decided, why, and under which conditions. */
export const saveResourceDecision = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'decide-on-resource' }, async (open) => {
    const { tx, record, now: at, today } = open;
    const { organisationId, name: resource } = resourceOn(open);
    const decided = insist(
      decideOnResource(
        {
          decision: readText(typed, 'decision'),
          conditions: readText(typed, 'conditions'),
          because: readText(typed, 'because'),
          urn: readText(typed, 'urn'),
          decidedOn: readDate(typed, 'decidedOn'),
          reviewOn: readDate(typed, 'reviewOn'),
          hasReviewDay: hasTypedDate(typed, 'reviewOn'),
        },
        { brokeDownOn: record.brokeDownOn, today },
      ),
    );
    const by = { id: actor.id, name: actor.name, post: postInWords(actor.post) };
    await addResourceDecision(
      tx,
      { resource, ...decided },
      { disruptionId: record.id, organisationId, by, at },
    );
    const summary = `Decided of ${resource}: ${resourceUseInWords[decided.decision].toLowerCase()}`;
    await stateAnsweredDuty(open, 'resource-use', { doneOn: decided.decidedOn, note: summary });
    await addHistory(tx, record.id, {
      ...{ at, by: actor, act: 'decide-on-resource', summary },
      facts: { decision: decided.decision, decidedOn: decided.decidedOn },
    });
    return `/disruptions/${record.id}/follow-ups`;
  });

/** The form in which a manager decides whether a resource is used again. */
export const resourceForm: FormOnCase = {
  act: 'decide-on-resource',
  save: saveResourceDecision,
  show: async (shell, open) => {
    const { tx, record, typed, problems } = open;
    const about = resourceOn(open);
    const last = await lastDecisionOn(tx, about);
    const address = `/disruptions/${record.id}/follow-ups`;
    const title = `Whether ${about.name} is used again`;
    return page(shell, {
      title,
      problems,
      back: { href: address, text: 'What follows from the ending' },
      body: html`
        <span class="govuk-caption-l">${record.reference}</span>
        <h1 class="govuk-heading-l">${title}</h1>
        <p class="govuk-body">Whoever records a placement or an ending with it in your council is told what was decided, when and by whom, and the conditions. They are not told of this case, nor why.</p>
        ${last !== undefined && insetText({ text: `It was decided before. ${resourceNotice(last)}` })}
        ${form(shell, {
          action: `${address}/resource`,
          button: 'Save the decision',
          body: html`
            ${radiosField({
              name: 'decision',
              label: 'What did you decide?',
              typed,
              problems,
              choices: [
                { value: 'use', text: resourceUseInWords.use },
                {
                  value: 'use-with-conditions',
                  text: resourceUseInWords['use-with-conditions'],
                  reveals: areaField({
                    name: 'conditions',
                    label: 'Under which conditions?',
                    hint: 'Others in your council read them: name no child.',
                    typed,
                    problems,
                    rows: 3,
                  }),
                },
                { value: 'not-use', text: resourceUseInWords['not-use'] },
              ],
            })}
            ${areaField({ name: 'because', label: 'Why?', typed, problems, rows: 4 })}
            ${dateField({ name: 'decidedOn', label: 'When did you decide it?', typed, problems })}
            ${dateField({ name: 'reviewOn', label: 'When is it looked at again?', hint: 'Left empty only where it is used again without conditions.', typed, problems })}
            ${textField({ name: 'urn', label: 'Its number at Ofsted (optional)', hint: 'For example, SC012345. It is then known under another name too.', width: 10, typed, problems })}`,
        })}`,
    });
  },
};
