import { addDays, daysBetween, nextWorkingDay, type PlainDate } from '../domain/dates.ts';
import type { Stage } from '../domain/facts.ts';
import { type Chance, chanceOf, nth } from './chance.ts';
import { inventNames } from './names.ts';
import { type ExamplePerson, exampleOrganisations, examplePeople, inPost, named } from './people.ts';
import { type MadeUpChild, readReturn } from './return-files.ts';

/** How far the work on a case has come. Of introductions there is no meeting, only a report that was sent or not. */
export type Progress =
  | 'recorded'
  | 'convened'
  | 'cancelled'
  | 'held'
  | 'agreed'
  | 'prepared'
  | 'released'
  | 'finished'
  | 'reported';

type Kind = {
  readonly stage: Stage;
  readonly progress: Progress;
  readonly cases: number;
  /** How many of them are Amina Hussain's, whom most people sign in as first. */
  readonly hers: number;
  /** Days from today between which the placement ended or, when there is a meeting, it is held. */
  readonly between: readonly [number, number];
};

const kind = (
  stage: Stage,
  progress: Progress,
  cases: number,
  hers: number,
  between: Kind['between'],
): Kind => ({
  stage,
  progress,
  cases,
  hers,
  between,
});

/** 179 placements that ended, as many as the return proposes, and 21 introductions, which no return knows. */
const kinds: readonly Kind[] = [
  kind('before-order', 'recorded', 14, 1, [-8, 0]), // a few days ago
  kind('before-order', 'recorded', 20, 1, [-27, -10]), // before the window
  kind('before-order', 'recorded', 24, 2, [-41, -28]), // in the window
  kind('before-order', 'recorded', 20, 1, [-75, -43]), // after it: overdue
  kind('before-order', 'convened', 45, 2, [1, 21]),
  kind('before-order', 'convened', 3, 1, [25, 30]), // today: their invitations are in the outbox
  kind('before-order', 'convened', 4, 1, [-4, -1]), // held, perhaps: nobody has said who came
  kind('before-order', 'cancelled', 4, 0, [3, 14]),
  kind('before-order', 'held', 20, 2, [-9, -1]),
  kind('before-order', 'held', 4, 0, [-25, -12]), // minutes overdue
  kind('before-order', 'agreed', 16, 1, [-13, -5]),
  // Few: to write a copy for each person, and to read it back twice, takes longer than all the rest of a case.
  kind('before-order', 'prepared', 1, 0, [-24, -12]),
  kind('before-order', 'released', 2, 1, [-50, -20]),
  kind('before-order', 'finished', 2, 1, [-70, -40]),
  kind('introductions', 'recorded', 12, 1, [-25, -2]),
  kind('introductions', 'reported', 9, 0, [-60, -30]),
];

export type ExampleCase = ReturnType<typeof inventNames> & {
  readonly number: number;
  readonly chance: Chance;
  readonly stage: Stage;
  readonly progress: Progress;
  readonly bornOn: readonly PlainDate[];
  readonly familySource: 'regional-agency' | 'inter-agency';
  readonly introductionsOn: PlainDate;
  readonly startedOn: PlainDate | null;
  readonly endedOn: PlainDate;
  readonly recordedOn: PlainDate;
  readonly meeting: {
    readonly convenedOn: PlainDate;
    readonly heldOn: PlainDate;
    readonly isInWindow: boolean;
  } | null;
  readonly staff: Readonly<
    Record<
      | 'socialWorker'
      | 'serviceManager'
      | 'iro'
      | 'minuteTaker'
      | 'chair'
      | 'adoptersSocialWorker'
      | 'panelAdvisor',
      ExamplePerson
    >
  >;
};

type Calendar = { readonly today: PlainDate; readonly bankHolidays: ReadonlyMap<PlainDate, string> };

const earlier = (one: PlainDate, other: PlainDate): PlainDate => (one < other ? one : other);

/** The working day on or after a date; before it, when `step` is -1. */
const workingDay = (date: PlainDate, { bankHolidays }: Calendar, step: 1 | -1 = 1): PlainDate =>
  nextWorkingDay(addDays(date, -step), step, bankHolidays);

/** When it ended and was recorded and, if there is one, when the meeting was convened and is held: by day 28 to 42. */
const datesOf = ({ stage, progress, between }: Kind, chance: Chance, calendar: Calendar) => {
  const { today } = calendar;
  const recordedAfter = (endedOn: PlainDate) =>
    earlier(workingDay(addDays(endedOn, chance.whole(0, 2)), calendar), today);
  const day = addDays(today, chance.whole(...between));
  if (stage === 'introductions' || progress === 'recorded')
    return { endedOn: day, recordedOn: recordedAfter(day), meeting: null };

  const heldOn = workingDay(day, calendar, day < today ? -1 : 1);
  const isInWindow = chance.whole(1, 14) > 1;
  const daysAhead = daysBetween(today, heldOn);
  // A meeting still to come is of a placement that ended a week ago or longer.
  const least = Math.min(Math.max(28, daysAhead + 8), 42);
  const endedOn = addDays(heldOn, isInWindow ? -chance.whole(least, 42) : -chance.whole(43, 56));
  const recordedOn = recordedAfter(endedOn);
  const soonAfter = workingDay(addDays(recordedOn, chance.whole(2, 8)), calendar);
  const convenedOn = daysAhead > 24 ? today : earlier(soonAfter, today);
  return { endedOn, recordedOn, meeting: { convenedOn, heldOn, isInWindow } };
};

/** Social workers in turn, so that nobody has much more than the others; Amina has cases of every kind. */
const dealCases = (
  chance: Chance,
): readonly { readonly kind: Kind; readonly socialWorker: ExamplePerson }[] => {
  const amina = named('Amina Hussain');
  const others = examplePeople.filter((person) => person.post === 'social-worker' && person !== amina);
  const all = kinds.flatMap((kind) =>
    Array.from({ length: kind.cases }, (_, index) => ({ kind, isHers: index < kind.hers })),
  );
  const rest = chance.shuffled(all.filter(({ isHers }) => !isHers));
  return [
    ...all.filter(({ isHers }) => isHers).map(({ kind }) => ({ kind, socialWorker: amina })),
    ...rest.map(({ kind }, index) => ({ kind, socialWorker: nth(others, index) })),
  ];
};

/** One child in most cases; two in every tenth, and three in every thirtieth. */
const childrenIn = (number: number): number => (number % 30 === 4 ? 3 : number % 10 === 4 ? 2 : 1);

const couples = [['man', 'woman'], ['man', 'woman'], ['woman', 'woman'], ['man', 'man'], ['woman']] as const;

/**
 * The 200 example cases as of a day. Each is one of the endings that a made-up return proposes (or, for introductions,
 * a child of that return), moved by whole days to where it now belongs: the child keeps age and sex, and the placement
 * its length. The names are invented.
 */
export const planCases = (calendar: Calendar): readonly ExampleCase[] => {
  const all = chanceOf('example cases');
  const { endings, otherChildren } = readReturn();
  const unusedEndings = [...all.shuffled(endings)];
  const unusedChildren = [...otherChildren];
  const takeChild = (suits: (child: MadeUpChild) => boolean): MadeUpChild => {
    const child = unusedChildren.find(suits);
    if (child === undefined) throw new Error('No child of the return suits');
    unusedChildren.splice(unusedChildren.indexOf(child), 1);
    return child;
  };
  const chairs = all.shuffled(examplePeople.filter(({ post }) => post === 'independent-chair'));
  const agencyStaff = (post: string) => examplePeople.filter((person) => person.post === post);

  return dealCases(all).map(({ kind, socialWorker }, index) => {
    const number = index + 1;
    const chance = chanceOf(`example case ${number}`);
    const dates = datesOf(kind, chance, calendar);
    const ending = kind.stage === 'before-order' ? unusedEndings.pop() : undefined;
    // The return is that of a year which ended on 31 March 2018.
    const moved = daysBetween(ending?.endedOn ?? '2018-03-31', dates.endedOn);
    const first = ending ?? takeChild(({ bornOn }) => bornOn > '2008-04-01' && bornOn < '2016-04-01');
    const startedOn = ending === undefined ? null : addDays(ending.startedOn, moved);
    const introductionsOn = addDays(startedOn ?? dates.endedOn, -chance.whole(9, 16));
    const isYoung = daysBetween(addDays(first.bornOn, moved), introductionsOn) < 9 * 365;
    const siblings = Array.from({ length: childrenIn(number) - 1 }, (_, place) =>
      takeChild(({ bornOn }) => {
        const apart = daysBetween(bornOn, first.bornOn) * (isYoung ? 1 : -1);
        return apart > 400 + place * 600 && apart < 900 + place * 600;
      }),
    );
    const children = [first, ...siblings];
    const { organisationId } = socialWorker;
    const council = exampleOrganisations.findIndex(({ id }) => id === organisationId);
    const own = (post: string) => nth(inPost(organisationId, post), number);
    const names = inventNames(chance, {
      number,
      children: children.map(({ sex }) => sex),
      adopters: ending?.adopters ?? chance.pick(couples),
    });
    return {
      ...names,
      ...dates,
      number,
      chance,
      stage: kind.stage,
      progress: kind.progress,
      bornOn: children.map(({ bornOn }) => addDays(bornOn, moved)),
      familySource: number % 4 === 2 ? 'inter-agency' : 'regional-agency',
      introductionsOn,
      startedOn,
      staff: {
        socialWorker,
        serviceManager: own('service-manager'),
        iro: own('iro'),
        minuteTaker: own('minute-taker'),
        chair: nth(chairs, number),
        adoptersSocialWorker: nth(agencyStaff('adopters-social-worker'), council + (number % 3)),
        panelAdvisor: nth(agencyStaff('panel-advisor'), council),
      },
    };
  });
};
