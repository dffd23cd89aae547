/** What one person did in a day of the audit, counted. */
export type DayOfPerson = {
  readonly personId: string;
  readonly name: string;
  readonly on: string;
  readonly refusals: number;
  /** Different cases opened in the busiest hour. */
  readonly casesInAnHour: number;
  /** Cases opened between ten at night and six in the morning, London time. */
  readonly atNight: number;
  readonly sameName: number;
  readonly samePostcode: number;
  readonly openedWithoutBeingOn: number;
  readonly vaults: number;
  readonly exports: number;
};

/** Above how many a day stands out. Chosen, not measured: a caseload is about 15 cases, and a mistyped address is one refusal. */
export const limits = { refusals: 10, casesInAnHour: 30, atNight: 3, vaults: 5 } as const;

/** One thing that stands out, in a sentence for whoever looks after the audit. */
export type Finding = {
  readonly personId: string;
  readonly name: string;
  readonly on: string;
  readonly says: string;
};

const times = (count: number, one: string, many: string): string => (count === 1 ? one : `${count} ${many}`);

/** What stands out in days of the audit, the most telling first. None of it is proof: it is where to look. */
export const whatStandsOut = (days: readonly DayOfPerson[]): readonly Finding[] => {
  const rules: readonly ((day: DayOfPerson) => string | null)[] = [
    ({ sameName }) =>
      sameName > 0
        ? `Opened ${times(sameName, 'a case', 'times a case')} of somebody with their own family name`
        : null,
    ({ samePostcode }) =>
      samePostcode > 0
        ? `Opened ${times(samePostcode, 'a case', 'times a case')} of somebody who lives where they do`
        : null,
    ({ openedWithoutBeingOn }) =>
      openedWithoutBeingOn > 0
        ? `Opened ${times(openedWithoutBeingOn, 'a case that is', 'cases that are')} not theirs, with a reason`
        : null,
    ({ refusals }) => (refusals > limits.refusals ? `Was refused ${refusals} times` : null),
    ({ casesInAnHour }) =>
      casesInAnHour > limits.casesInAnHour ? `Opened ${casesInAnHour} cases within an hour` : null,
    ({ vaults }) => (vaults > limits.vaults ? `Opened who carers are ${vaults} times` : null),
    ({ atNight }) => (atNight > limits.atNight ? `Opened ${atNight} cases at night` : null),
    ({ exports }) =>
      exports > 0
        ? `Took ${times(exports, 'a file', 'files')} of the audit, or of what is held about somebody`
        : null,
  ];
  return rules.flatMap((rule) =>
    days.flatMap((day) => {
      const says = rule(day);
      return says === null ? [] : [{ personId: day.personId, name: day.name, on: day.on, says }];
    }),
  );
};
