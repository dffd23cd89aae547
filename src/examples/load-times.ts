import { loadProposal, type Proposal } from '../database/proposed-times.ts';
import { addDays, nextWorkingDay, type PlainDate } from '../domain/dates.ts';
import { peopleToDecideOn, preselected } from '../domain/meeting-people.ts';
import { timeFields } from '../domain/proposed-times.ts';
import { answerField } from '../domain/time-answers.ts';
import { saveTimes } from '../features/guests/save-times.ts';
import { answerTimesForm } from '../features/meetings/answer-times.ts';
import { proposeTimesForm } from '../features/meetings/propose-times.ts';
import { type Typed, typedDate } from '../web/typed.ts';
import { nth } from './chance.ts';
import { asTheirWorker, dutiesOf, earlier, insistOn, type Loading, recordOf } from './loading.ts';
import { examplePeople } from './people.ts';
import { guestOf, invitedTo, reachPeople } from './reach-people.ts';
import * as words from './words.ts';

/** Three working days in the window that are still to come, with time to answer before; fewer when it closes. */
const daysFor = ({ service, example, today }: Loading): readonly PlainDate[] => {
  const { endedOn } = example;
  const next = (after: PlainDate) => nextWorkingDay(after, 1, service.bankHolidays);
  const [, noSooner = endedOn] = [addDays(endedOn, 30), addDays(today, 7)].toSorted();
  const first = next(noSooner);
  const second = next(first);
  return [first, second, next(addDays(second, 1))].filter((day) => day < addDays(endedOn, 42));
};

const startsAt: readonly string[] = ['10:00', '14:00', '10:30'];

type Asked = Proposal['people'][number];

/** What somebody says to each time: most can come to most of them. */
const answersOf = ({ times }: Proposal, index: number): Typed =>
  Object.fromEntries(
    times.map((time, place) => [
      answerField(time),
      nth(['can', 'can', 'if-needed', 'can', 'cannot'], index + 3 * place),
    ]),
  );

/** One in three has not answered yet; of the others staff are signed in, a relative says it by telephone, and the rest write. */
const answer = async (
  loading: Loading,
  proposal: Proposal,
  { person, index, day }: { readonly person: Asked; readonly index: number; readonly day: PlainDate },
): Promise<void> => {
  const { example, at, form } = loading;
  const { socialWorker } = example.staff;
  if (index % 3 === 2 || person.personId === socialWorker.id) return;
  const then = at(day, `${10 + (index % 8)}:20`);
  const step = form(`times ${person.source}`);
  const said = answersOf(proposal, index);
  const asked = { id: step.disruptionId, askedId: person.id };
  // The panel's advisor has an account and no way to the case, and answers as guests do.
  const isOnCase = person.personId !== null && person.capacity !== 'panel-advisor';
  const byStaff = isOnCase ? examplePeople.find(({ id }) => id === person.personId) : undefined;
  if (byStaff !== undefined) return insistOn(answerTimesForm.save(then, byStaff, step, said, asked));
  if (person.reader === 'birth-family')
    return insistOn(
      answerTimesForm.save(then, socialWorker, step, { ...said, ...words.toldByTelephone }, asked),
    );
  const invitation = (await invitedTo(loading)).find(({ id }) => id === person.id);
  if (invitation !== undefined) await insistOn(saveTimes(then, guestOf(loading, invitation), said, step));
};

/** Asks which of three times people can come, in one of five cases that have no meeting yet; two in three have answered. */
export const loadTimes = async (loading: Loading): Promise<void> => {
  const { service, example, at, form, today } = loading;
  const { number, recordedOn, stage, staff } = example;
  const days = daysFor(loading);
  if (stage !== 'before-order' || number % 5 !== 2 || days.length < 2) return;
  const askedOn = earlier(nextWorkingDay(addDays(recordedOn, 4), 1, service.bankHolidays), today);
  await reachPeople(loading, askedOn);
  const record = await recordOf(loading);
  const people = peopleToDecideOn(dutiesOf(loading, record), record)
    .filter((person) => preselected(person) === 'attend')
    .map(({ source }) => source);
  const parents = record.placement.contacts.filter(({ kind }) => kind === 'birth-family').slice(0, 1);
  const typed = {
    ...Object.assign(
      {},
      ...days.map((day, row) => ({
        ...typedDate(timeFields(row).heldOn, day),
        [timeFields(row).startsAt]: nth(startsAt, row),
      })),
    ),
    minutesLong: '120',
    chairId: staff.chair.id,
    people: [...new Set([...people, ...parents.map(({ id }) => `contact-${id}`)])],
  };
  const times = form('times');
  const onCase = { id: times.disruptionId };
  await insistOn(proposeTimesForm.save(at(askedOn, '11:30'), staff.socialWorker, times, typed, onCase));
  const proposal = await asTheirWorker(loading, (tx) => loadProposal(tx, record.id));
  for (const [index, person] of (proposal?.people ?? []).entries()) {
    const day = earlier(addDays(askedOn, 1 + (index % 3)), today);
    if (proposal !== undefined) await answer(loading, proposal, { person, index, day });
  }
};
