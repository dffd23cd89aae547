import type { Asks } from '../domain/asks.ts';
import { contradictions } from '../domain/contradiction.ts';
import { addDays, inWords, type Period, type PlainDate } from '../domain/dates.ts';
import type { Rule, WindowRule } from '../domain/procedure.ts';
import { type Calendar, placeWindow } from '../domain/window.ts';
import { didYouMean } from './nearest.ts';
import type { ProcedureList, SoundProcedure } from './sound-parts.ts';
import type { Located } from './yaml-file.ts';

/** Days to try a window on: three years in a row, with a leap year, of which all bank holidays are known. */
const triedDays: readonly PlainDate[] = Array.from({ length: 3 * 365 + 1 }, (_, day) =>
  addDays('2026-01-01', day),
);

const unitOf = (period: Period): string | undefined => Object.keys(period)[0];

/** What a window whose end comes before its start does, on a day where that is seen; undefined for any other window. */
const crossing = (rule: WindowRule, calendar: Calendar): string | undefined => {
  const { from: first, to: last, ...counted } = rule;
  if (first === undefined) return undefined;
  const anchor = 'after' in rule ? rule.after : rule.before;
  const placed = (to: Period, day: PlainDate): PlainDate => {
    const end = placeWindow({ ...counted, to }, { [anchor]: day }, calendar);
    return 'window' in end ? end.window.to : day;
  };
  const isCrossed = (day: PlainDate): boolean => placed(first, day) > placed(last, day);
  // Ends in the same unit lie the same way round on every day; others may cross in February or over Christmas alone.
  const day =
    unitOf(first) === unitOf(last) ? triedDays.slice(0, 1).find(isCrossed) : triedDays.find(isCrossed);
  if (day === undefined) return undefined;
  return `counted from ${inWords(day)}, it starts on ${inWords(placed(first, day))} and ends on ${inWords(placed(last, day))}`;
};

/** The places in a list at which a name is used again. */
const repeated = (names: readonly string[]): readonly number[] =>
  [...names.keys()].filter((place) => names.indexOf(names[place] ?? '') < place);

const usedTwice = ({ procedure, placeOf }: SoundProcedure): readonly Located[] => {
  const named: Readonly<Record<ProcedureList, readonly string[]>> = {
    rules: procedure.rules.map(({ id }) => id),
    agenda: procedure.agenda.map(({ key }) => key),
    purposes: procedure.purposes.map(({ key }) => key),
    factors: procedure.factors.map(({ key }) => key),
    checklist: procedure.checklist.map(({ key }) => key),
    questions: procedure.questions.map(({ key }) => key),
    reminders: procedure.reminders.map(({ key }) => key),
    forms: procedure.forms.map(({ key }) => key),
  };
  return (Object.keys(named) as readonly ProcedureList[]).flatMap((list) =>
    repeated(named[list]).map((place) => ({
      path: placeOf(list, place),
      message: `“${named[list][place]}” is there twice under “${list}”: give each a name of its own`,
    })),
  );
};

/** The form that a rule has something written on, if it names one. */
const formOf = (asks: Asks) => {
  if ('report' in asks) return { key: asks.report.form, path: ['report', 'form'], says: 'has its report on' };
  if (!('chair' in asks)) return undefined;
  const key = asks.chair['lent-by']?.['request-form'];
  return { key, path: ['chair', 'lent-by', 'request-form'], says: 'asks for a chair on' };
};

/** What is wrong with one rule, at its place within the rule. */
const wrongWith = (
  { id, by, with: together = [], asks, window }: Rule,
  sound: SoundProcedure,
  calendar: Calendar,
): readonly Located[] => {
  const { procedure, isSound } = sound;
  const problems: Located[] = [];
  const crossed = window && crossing(window, calendar);
  if (crossed !== undefined)
    problems.push({
      path: ['window'],
      message: `Rule ${id} has a window that ends before it starts: ${crossed}`,
    });
  if (together.includes(by))
    problems.push({
      path: ['with'],
      message: `Rule ${id} has “${by}” under with, who has it to do under by already: leave one of them out`,
    });
  const form = formOf(asks);
  const forms = procedure.forms.map(({ key }) => key);
  if (form?.key !== undefined && isSound('forms') && !forms.includes(form.key))
    problems.push({
      path: ['asks', ...form.path],
      message: `Rule ${id} ${form.says} the form “${form.key}”, which is not listed under “forms”. ${didYouMean(form.key, forms)}`,
    });
  const invite = 'invite' in asks ? asks.invite : {};
  const { 'as-appropriate': byDecision = [], ...invited } = invite;
  for (const capacity of byDecision.filter((one) => !Object.values(invited).flat().includes(one)))
    problems.push({
      path: ['asks', 'invite', 'as-appropriate'],
      message: `Rule ${id} has “${capacity}” under as-appropriate, and does not say in another list how they take part`,
    });
  if ('agenda' in asks && isSound('agenda') && procedure.agenda.length === 0)
    problems.push({ path: ['asks'], message: `Rule ${id} asks for an agenda, and “agenda” is empty` });
  return problems;
};

/** The items under which a purpose is answered that are on no agenda: nobody could answer it there. */
const answeredNowhere = ({ procedure, placeOf, isSound }: SoundProcedure): readonly Located[] => {
  const items = procedure.agenda.map(({ key }) => key);
  if (!isSound('agenda')) return [];
  return procedure.purposes.flatMap(({ key, under }, index) =>
    under.flatMap((item, place) =>
      items.includes(item)
        ? []
        : [
            {
              path: [...placeOf('purposes', index), 'under', place],
              message: `Purpose “${key}” is answered under “${item}”, which is no item of the agenda. ${didYouMean(item, items)}`,
            },
          ],
    ),
  );
};

/** The items of the checklist whose last day comes before their first. */
const crossedItems = ({ procedure, placeOf }: SoundProcedure, calendar: Calendar): readonly Located[] =>
  procedure.checklist.flatMap(({ key, window }, index) => {
    const crossed = window && crossing(window, calendar);
    return crossed === undefined
      ? []
      : [
          {
            path: [...placeOf('checklist', index), 'window'],
            message: `Item ${key} of the checklist has a window that ends before it starts: ${crossed}`,
          },
        ];
  });

/** What is wrong with a procedure by itself, apart from its shape: what no line of it shows alone. */
export const checkProcedure = (sound: SoundProcedure, calendar: Calendar): readonly Located[] => {
  const { procedure, placeOf } = sound;
  const { rules, inForce, version } = procedure;
  return [
    ...(inForce.until !== undefined && inForce.until < inForce.from
      ? [{ path: ['in-force', 'until'], message: `Version ${version} is in force until before it starts` }]
      : []),
    ...usedTwice(sound),
    ...answeredNowhere(sound),
    ...crossedItems(sound, calendar),
    ...rules.flatMap((rule, index) =>
      wrongWith(rule, sound, calendar).map(({ path, message }) => ({
        path: [...placeOf('rules', index), ...path],
        message,
      })),
    ),
    ...contradictions(procedure).map(({ rules: [, second], message }) => ({
      path: placeOf('rules', rules.indexOf(second)),
      message,
    })),
  ];
};
