import { loadProposal, type Proposal } from '../../database/proposed-times.ts';
import { timeInLondon } from '../../domain/dates.ts';
import { peopleToDecideOn, preselected } from '../../domain/meeting-people.ts';
import {
  isDayOff,
  proposeTimes,
  TIMES_AT_MOST,
  type TimesAskedOf,
  timeFields,
} from '../../domain/proposed-times.ts';
import { type Problem, type Result, refused } from '../../domain/result.ts';
import {
  hasTypedDate,
  readDate,
  readList,
  readText,
  readTime,
  type Typed,
  typedDate,
} from '../../web/typed.ts';
import type { OpenCase } from '../case-door.ts';
import { type AssessedChair, assessChairsOn } from './chairs.ts';
import { everybodyAsked, LENGTHS } from './meeting-form.ts';

/** The rows of the form, whether or not anything is typed into them. */
const rows: readonly number[] = Array.from({ length: TIMES_AT_MOST }, (_, row) => row);

/** Who can be asked to chair: whoever the procedure does not rule out, as on the last day of the window. */
export const chairsToAsk = async (open: OpenCase): Promise<readonly AssessedChair[]> =>
  (await assessChairsOn(open, open.plan.window?.to ?? open.today)).filter(
    ({ eligibility }) => eligibility.is !== 'not-eligible',
  );

const readTimes = (typed: Typed, problems: Problem[]) =>
  rows.flatMap((row) => {
    const fields = timeFields(row);
    if (!hasTypedDate(typed, fields.heldOn) && readText(typed, fields.startsAt) === '') return [];
    const heldOn = readDate(typed, fields.heldOn);
    const startsAt = readTime(typed, fields.startsAt);
    if (heldOn === null) problems.push({ field: fields.heldOn, message: 'Enter a date' });
    if (startsAt === null)
      problems.push({ field: fields.startsAt, message: 'Enter when it starts, such as 10:00 or 2:30pm' });
    return heldOn === null || startsAt === null ? [] : [{ row, heldOn, startsAt }];
  });

export const readLength = (typed: Typed): number => {
  const length = Number(readText(typed, 'minutesLong'));
  return LENGTHS.includes(length) ? length : 120;
};

/** Reads the form and asks the domain; problems of shape and of practice are shown together. */
export const readProposal = async (open: OpenCase, typed: Typed): Promise<Result<TimesAskedOf>> => {
  const problems: Problem[] = [];
  const times = readTimes(typed, problems);
  const chairs = await chairsToAsk(open);
  const chair = chairs.find(({ candidate }) => candidate.id === readText(typed, 'chairId'));
  const decision = proposeTimes(
    {
      times,
      people: readList(typed, 'people'),
      outsideWindowReason: readText(typed, 'outsideWindowReason'),
      dayConfirmed: readText(typed, 'dayConfirmed') === 'yes',
    },
    {
      record: open.record,
      duties: open.plan.duties,
      calendar: open.calendar,
      timeNow: timeInLondon(open.now),
      chair: chair?.candidate ?? null,
      could: everybodyAsked(open),
    },
  );
  if (problems.length === 0) return decision;
  const isTypedWrong = (field: string) => problems.some((problem) => problem.field === field);
  return refused([
    ...problems,
    ...(decision.ok ? [] : decision.problems.filter(({ field }) => !isTypedWrong(field))),
  ]);
};

/** The form before anybody has typed: what people are asked now, or those whom the procedure would have come. */
export const proposalAsTyped = (open: OpenCase, proposal: Proposal | undefined): Typed => {
  if (proposal === undefined) {
    const listed = peopleToDecideOn(open.plan.duties, open.record).filter(
      (person) => preselected(person) === 'attend',
    );
    return { minutesLong: '120', people: listed.map(({ source }) => source) };
  }
  return {
    minutesLong: String(proposal.minutesLong),
    chairId: proposal.chair.id,
    outsideWindowReason: proposal.outsideWindowReason,
    people: proposal.people.map(({ source }) => source),
    dayConfirmed: proposal.times.some(({ heldOn }) => isDayOff(heldOn, open.calendar)) ? 'yes' : '',
    ...Object.assign(
      {},
      ...proposal.times.map(({ heldOn, startsAt }, row) => ({
        ...typedDate(timeFields(row).heldOn, heldOn),
        [timeFields(row).startsAt]: startsAt,
      })),
    ),
  };
};

/** The form that convenes a meeting, filled in with a time that people were asked about, and with those who were asked. */
export const withTakenTime = async (open: OpenCase, typed: Typed): Promise<Typed> => {
  const { time: taken, ...rest } = typed;
  const proposal = taken === undefined ? undefined : await loadProposal(open.tx, open.record.id);
  const time = proposal?.times.find(({ id }) => id === taken);
  if (proposal === undefined || time === undefined) return rest;
  const { chair, minutesLong, outsideWindowReason, people } = proposal;
  const asked = new Set(people.map(({ source }) => source));
  const verdict = (await assessChairsOn(open, time.heldOn)).find(
    ({ candidate }) => candidate.id === chair.id,
  );
  const isEligible = verdict?.eligibility.is === 'eligible';
  return {
    ...rest,
    ...typedDate('heldOn', time.heldOn),
    startsAt: time.startsAt,
    minutesLong: String(minutesLong),
    outsideWindowReason,
    dayConfirmed: isDayOff(time.heldOn, open.calendar) ? 'yes' : '',
    chairId: isEligible ? chair.id : 'other',
    ...(!isEligible && { otherChairId: chair.id }),
    ...Object.fromEntries(
      everybodyAsked(open)
        .filter(({ source }) => asked.has(source))
        .map(({ source }) => [`choice-${source}`, 'attend']),
    ),
  };
};
