import { type Capacity, capacityInWords } from './capacity.ts';
import { type Identities, isNamedIn } from './carer-identity.ts';
import type { CaseRecord, Child } from './case.ts';
import { addPeriod, daysBetween, inWords, isPlainDate, nextWorkingDay, type PlainDate } from './dates.ts';
import { citationInWords, meetingDuty } from './duty.ts';
import {
  type FilledForm,
  type FormAnswers,
  type FormField,
  filledFields,
  formToBegin,
  gapsIn,
  type PanelForm,
} from './panel-form.ts';
import type { Procedure } from './procedure.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';
import type { PlannedDuty } from './standing.ts';
import type { Calendar } from './window.ts';
import { listInWords } from './words.ts';

/**
 * How a case comes to its panel: by a report where no meeting is held (DC-4), or by the report of the meeting (DC-3); and
 * the duty behind it.
 */
export type PanelRoute = {
  readonly is: 'no-meeting' | 'meeting';
  readonly duty: PlannedDuty;
  /** Who writes and sends it, each for themselves. */
  readonly authors: readonly Capacity[];
  /** The form as the procedure names it. */
  readonly form: { readonly key: string; readonly version: string };
};

/** How a case comes to its panel; undefined where its procedure asks for no report on a form that is known. */
export const panelRouteOf = (
  duties: readonly PlannedDuty[],
  procedure: Pick<Procedure, 'forms'>,
  known: readonly Pick<PanelForm, 'key'>[],
): PanelRoute | undefined => {
  const forms = procedure.forms.filter(({ key }) => known.some((form) => form.key === key));
  const onForm = (key: string | undefined) => forms.find((form) => form.key === key);
  for (const duty of duties) {
    if (!('report' in duty.asks)) continue;
    const { form: named, 'shown-by': shown } = duty.asks.report;
    const form = onForm(named) ?? (shown === 'minutes-to-panel' ? forms[0] : undefined);
    if (form === undefined) continue;
    const is = meetingDuty(duties) === undefined ? 'no-meeting' : 'meeting';
    return { is, duty, form, authors: [duty.by, ...(duty.with ?? [])] };
  }
  return undefined;
};

/** In which capacity of theirs somebody writes the report; undefined for whoever is not its right author (DC-3, DC-4). */
export const authorAs = (
  { authors }: Pick<PanelRoute, 'authors'>,
  capacities: readonly string[],
): Capacity | undefined => authors.find((author) => capacities.includes(author));

/** Who writes the report, and why: "The adopters’ social worker writes this report: …". */
export const authorsInWords = ({ authors, duty }: Pick<PanelRoute, 'authors' | 'duty'>): string => {
  const who = listInWords(authors.map((author) => `the ${capacityInWords[author]}`));
  const writes =
    authors.length === 1 ? 'writes and sends this report' : 'each send this report for themselves';
  return `${who.charAt(0).toUpperCase()}${who.slice(1)} ${writes}. ${duty.because.says} (${citationInWords(duty.because)}, rule ${duty.rule})`;
};

/** A report as one of its authors sent it. */
export type PanelSending = {
  readonly id: string;
  readonly capacity: Capacity;
  readonly filled: FilledForm;
  readonly sentBy: string;
  readonly sentAt: Date;
};

/** The authors who have not sent the report yet. */
export const yetToSend = (
  { authors }: Pick<PanelRoute, 'authors'>,
  sendings: readonly Pick<PanelSending, 'capacity'>[],
): readonly Capacity[] => authors.filter((author) => !sendings.some(({ capacity }) => capacity === author));

const mustBe: Partial<Record<FormField['type'], string>> = {
  date: 'Enter a real date',
  'yes-no': 'Choose yes or no',
  choice: 'Choose one of the answers',
  factors: 'Choose among what is listed',
};

const fits = ({ type, choices = {} }: FormField, value: string): boolean => {
  if (type === 'date') return isPlainDate(value);
  if (type === 'yes-no') return value === 'yes' || value === 'no';
  if (type === 'choice') return Object.hasOwn(choices, value);
  return type === 'factors' ? value.split(',').every((one) => Object.hasOwn(choices, one)) : true;
};

/** What is wrong with answers as they were typed: each that its field cannot hold. An answer can be left for later. */
export const wrongAnswers = (fields: readonly FormField[], typed: FormAnswers): readonly Problem[] =>
  fields.flatMap((field) => {
    const value = typed[field.key] ?? '';
    const message = mustBe[field.type];
    return value === '' || message === undefined || fits(field, value) ? [] : [{ field: field.key, message }];
  });

/** Whether a text has one of the children’s names in it as a word. */
const namesChild = (text: string, children: readonly Pick<Child, 'givenName' | 'familyName'>[]): boolean => {
  const words = new Set(text.toLowerCase().match(/[\p{L}\p{M}]+/gu));
  return children.some(({ givenName, familyName }) =>
    [givenName, familyName].some(
      (name) =>
        name !== '' &&
        name
          .toLowerCase()
          .split(/[\s-]+/)
          .every((part) => words.has(part)),
    ),
  );
};

const namingProblems = (filled: FilledForm, { record, identities }: SendingFacts): readonly Problem[] =>
  filledFields(filled).flatMap(({ field, value }): readonly Problem[] => {
    if (isNamedIn(value, identities))
      return [
        {
          field: field.key,
          message: `Say the adopters by their part, and leave out how they are reached: ${field.title}`,
        },
      ];
    return field['names-nobody'] && namesChild(value, record.placement.children)
      ? [
          {
            field: field.key,
            message: `Other authorities read this: leave the child’s name out of “${field.title}”`,
          },
        ]
      : [];
  });

export type SendingFacts = {
  readonly record: Pick<CaseRecord, 'placement' | 'meeting'>;
  readonly route: PanelRoute;
  readonly capacities: readonly string[];
  readonly sendings: readonly PanelSending[];
  readonly identities: Identities;
  /** Whose panel it goes to; null while nobody there advises it in the service. */
  readonly panel: { readonly id: string } | null;
};

const meetingProblems = ({ route, record: { meeting } }: SendingFacts): readonly Problem[] => {
  if (route.is === 'no-meeting') return [];
  const problem = (message: string): readonly Problem[] => [{ field: '', message }];
  if (meeting?.status !== 'held')
    return problem('The report of the meeting is sent once the meeting was held');
  return meeting.minutesStatus === 'agreed'
    ? []
    : problem('The report of the meeting is sent once its minutes are agreed');
};

const answersOf = (filled: FilledForm): string =>
  JSON.stringify(filledFields(filled).map(({ field, value }) => (field.from === 'written-on' ? '' : value)));

/**
 * Checks a report before it is sent: by its right author (DC-4) or each of its authors for themselves (DC-3), with nothing
 * missing that this case requires, nobody named who must not be, and not the same one twice. Answers in which capacity it is
 * sent, and to whose panel.
 */
export const sendReport = (
  filled: FilledForm,
  facts: SendingFacts,
): Result<{ readonly capacity: Capacity; readonly panelId: string }> => {
  const { route, capacities, sendings, panel } = facts;
  const capacity = authorAs(route, capacities);
  if (capacity === undefined) return refused([{ field: '', message: authorsInWords(route) }]);
  const before = sendings.findLast((one) => one.capacity === capacity);
  const problems: readonly Problem[] = [
    ...meetingProblems(facts),
    ...(panel === null
      ? [
          {
            field: '',
            message: 'No panel advisor of the agency has an account yet. Ask an administrator to add one',
          },
        ]
      : []),
    ...(before !== undefined && answersOf(before.filled) === answersOf(filled)
      ? [{ field: '', message: 'You have sent this report already, and nothing in it has changed since' }]
      : []),
    ...gapsIn(filled).map(({ field }) => ({ field: field.key, message: `Answer “${field.title}”` })),
    ...wrongAnswers(
      filledFields(filled).map(({ field }) => field),
      Object.fromEntries(filledFields(filled).map(({ field, value }) => [field.key, value])),
    ),
    ...namingProblems(filled, facts),
  ];
  return problems.length > 0 || panel === null ? refused(problems) : allowed({ capacity, panelId: panel.id });
};

/** The day by which a panel has its papers, counted back from its own. */
export const papersDueOn = (
  { papersBefore }: Pick<PanelForm, 'papersBefore'>,
  panelOn: PlainDate,
  { bankHolidays }: Calendar,
): PlainDate => addPeriod(panelOn, papersBefore, -1, (date) => nextWorkingDay(date, -1, bankHolidays));

/** How papers stand to the day by which they are due: in words, and whether they are late. */
export const papersStand = (
  dueOn: PlainDate,
  { sentOn, today }: { readonly sentOn: PlainDate | null; readonly today: PlainDate },
): { readonly isLate: boolean; readonly words: string } => {
  const days = daysBetween(dueOn, sentOn ?? today);
  const late = `${days} ${days === 1 ? 'day' : 'days'} late`;
  if (sentOn !== null)
    return { isLate: days > 0, words: `Sent on ${inWords(sentOn)}${days > 0 ? `, ${late}` : ''}` };
  return days > 0
    ? { isLate: true, words: `Not sent, ${late}: it was due by ${inWords(dueOn)}` }
    : { isLate: false, words: `Due by ${inWords(dueOn)}` };
};

/** The form that a case writes on: the one of its draft, or the one to begin with. */
export const formOfDraft = (
  forms: readonly PanelForm[],
  route: Pick<PanelRoute, 'form'>,
  {
    draft,
    today,
  }: {
    readonly draft: { readonly formKey: string; readonly formVersion: string } | undefined;
    readonly today: PlainDate;
  },
): PanelForm | undefined =>
  draft === undefined
    ? formToBegin(forms, route.form, today)
    : forms.find(({ key, version }) => key === draft.formKey && version === draft.formVersion);
