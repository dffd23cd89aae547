import { capacityInWords } from '../../domain/capacity.ts';
import type { CaseRecord, Invitation } from '../../domain/case.ts';
import type { PlainDate } from '../../domain/dates.ts';
import type { PackReader } from '../../domain/pack.ts';
import type { Problem } from '../../domain/result.ts';
import { listInWords } from '../../domain/words.ts';
import { areaField, checkboxesField, form, type Typed } from '../../web/forms.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import { dueInWords } from './packs.view.ts';

type Facts = {
  readonly open: readonly Invitation[];
  readonly openForChildren: readonly Invitation[];
  readonly children: readonly PackReader[];
  readonly isFirst: boolean;
  readonly isLacked: boolean;
  readonly dueOn: PlainDate | null;
  readonly today: PlainDate;
};

const papersField = (
  field: { readonly name: string; readonly label: string; readonly hint: string },
  papers: readonly Invitation[],
  { typed, problems }: { readonly typed: Typed; readonly problems: readonly Problem[] },
): Html =>
  checkboxesField({
    ...{ ...field, typed, problems },
    choices: papers.map(({ id, name, capacity }) => ({
      value: id,
      text: `What ${name} wrote (${capacityInWords[capacity]})`,
    })),
  });

/** A child reads a paper, and others open what came with one, where somebody has looked at it for them. */
const lookedFields = (
  { open, openForChildren, children }: Facts,
  sent: { readonly typed: Typed; readonly problems: readonly Problem[] },
): Html => {
  const papers = [...open, ...openForChildren];
  const names = listInWords(children.map(({ name }) => name));
  const withFiles = papers.filter(({ contributionFiles }) => contributionFiles.length > 0);
  return html`
  ${
    children.length > 0 &&
    papers.length > 0 &&
    papersField(
      {
        name: 'forChildren',
        label: `Which papers may ${names} read too?`,
        hint: 'Only those that are kind to read for a child. Choose none if you are not sure: the agenda in plain words goes out all the same',
      },
      papers,
      sent,
    )
  }
  ${
    withFiles.length > 0 &&
    papersField(
      {
        name: 'looked',
        label: 'With which papers do the files go to everybody who gets the paper?',
        hint: 'Look through each file first: nobody in it is told by their part. Without a tick the files go to staff alone',
      },
      withFiles,
      sent,
    )
  }`;
};

const releaseFields = (facts: Facts, typed: Typed, problems: readonly Problem[]): Html => {
  const { open, isFirst, isLacked, dueOn, today, children } = facts;
  return html`
  <p class="govuk-body">${dueInWords(dueOn)}</p>
  <p class="govuk-body">${
    isFirst
      ? 'Everybody who is invited gets the agenda, in plain words where they are family or carers, and the papers you choose.'
      : isLacked
        ? 'Whoever was invited since gets what the others have, but for a paper that holds what they must not learn, and everybody gets the papers you choose.'
        : 'Everybody who is invited gets the papers you choose.'
  } Each gets a version of their own, with people told by their part where they may not know them. Read a paper once more before you send it: what it says of somebody in other words is told to all.${children.length > 0 && ` ${listInWords(children.map(({ name }) => name))} ${children.length === 1 ? 'reads' : 'read'} the agenda in plain words on a page of their own, or on paper.`}</p>
  ${
    open.length === 0
      ? html`<p class="govuk-body">Nobody has written anything new that is shared with everyone.</p>`
      : papersField(
          {
            name: 'papers',
            label: 'Which papers go out?',
            hint: 'Those that their author and the chair share with everyone at the meeting',
          },
          open,
          { typed, problems },
        )
  }
  ${lookedFields(facts, { typed, problems })}
  ${
    (!isFirst || (dueOn !== null && today > dueOn)) &&
    areaField({
      name: 'because',
      label: 'Why does it go out late?',
      hint: 'Those on the case read it',
      rows: 2,
      typed,
      problems,
    })
  }`;
};

/** The page on which the pack goes out. */
export const releasePackView = (
  shell: Shell,
  shown: {
    readonly record: CaseRecord;
    readonly facts: Facts | null;
    readonly typed: Typed;
    readonly problems: readonly Problem[];
  },
): string => {
  const { record, facts, typed, problems } = shown;
  const back = `/disruptions/${record.id}/pack`;
  return page(shell, {
    title: 'Send what everybody reads before the meeting',
    back: { href: back },
    problems,
    body: html`
      <span class="govuk-caption-l">${record.reference}</span>
      <h1 class="govuk-heading-l">Send what everybody reads before the meeting</h1>
      ${
        facts === null
          ? html`<p class="govuk-body">There is no meeting to come.</p>`
          : form(shell, {
              action: `${back}/release`,
              body: releaseFields(facts, typed, problems),
              button: 'Send it to everybody',
            })
      }`,
  });
};
