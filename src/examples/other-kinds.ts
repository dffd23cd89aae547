import { addDays, nextWorkingDay, type PlainDate } from '../domain/dates.ts';
import type { Happened } from '../domain/disruption.ts';
import { saveDecision } from '../features/decisions/decide-on-meeting.ts';
import { saveReview } from '../features/decisions/review-decision.ts';
import { saveDisruption } from '../features/disruptions/record-disruption.ts';
import { saveMeeting } from '../features/meetings/arrange-meeting.ts';
import { savePause } from '../features/pauses/pause-case.ts';
import { savePlacement } from '../features/placements/add-placement.ts';
import { saveOutcome } from '../features/risks/record-outcome.ts';
import type { Service } from '../features/service.ts';
import { type Row, type Typed, typedDate, typedRows } from '../web/typed.ts';
import { chanceOf, uuidOf } from './chance.ts';
import { earlier, insistOn, serviceAt } from './loading.ts';
import { inventNames } from './names.ts';
import { inPost, named } from './people.ts';
import { type OtherCase, otherCases } from './plan-other-kinds.ts';

const FIRST_NUMBER = 201;

const startedBefore = 400;
const typedPlacement = (one: OtherCase, number: number, endedOn: PlainDate): Typed => {
  const chance = chanceOf(`other case ${number}`);
  const names = inventNames(chance, { number, children: one.children, adopters: ['woman', 'man'] });
  const { organisationId } = named('Amina Hussain');
  const [supervisor] = inPost(organisationId, 'supervising-social-worker');
  const [iro] = inPost(organisationId, 'iro');
  const children = names.children.map((child, place): Row => {
    const [year = '', month = '', day = ''] = addDays(endedOn, -(9 + place * 2) * 365 - 100).split('-');
    return { ...child, 'bornOn-day': day, 'bornOn-month': month, 'bornOn-year': year };
  });
  const theirs = (field: string, name: string): Typed => ({
    [`${field}-name`]: name,
    [`${field}-email`]: `${name.toLowerCase().replaceAll(' ', '.')}@care.example`,
  });
  return {
    kind: one.kind,
    ...(one.provider === undefined ? {} : { provider: one.provider }),
    ...typedRows('children', children),
    ...typedDate('startedOn', addDays(endedOn, -startedBefore)),
    ...(one.kind === 'special-guardianship' ? typedDate('orderMadeOn', addDays(endedOn, -300)) : {}),
    ...typedRows('carers', names.adopters),
    ...(one.happened === 'at-risk' ? {} : typedRows('currentCarers', names.carers)),
    ...typedRows('family', [
      { name: `Marta ${names.children[0]?.familyName ?? ''}`, email: `marta.${number}@family.example` },
    ]),
    agencyName: one.kind === 'residential' ? 'Quillet House' : 'Thornfield Fostering',
    ...theirs('theirWorker', 'Una Castledine'),
    ...theirs('homeManager', 'Piers Hollowell'),
    ...theirs('keyworker', 'Dora Fenwick'),
    supervisingSocialWorkerId: supervisor?.id ?? '',
    iroId: iro?.id ?? '',
  };
};

const typedEnding = (placementId: string, happened: Happened, account: string, on: PlainDate): Typed => ({
  placementId,
  happened,
  account,
  ...typedDate('brokeDownOn', on),
});

/** Two weeks from today, or on the next working day; the team manager takes the chair. */
const typedMeeting = ({ bankHolidays }: Service, today: PlainDate): Typed => ({
  ...typedDate('heldOn', nextWorkingDay(addDays(today, 13), 1, bankHolidays)),
  startsAt: '10:30',
  minutesLong: '120',
  place: 'The Council House, room 4',
  chairId: named('Gareth Pugh').id,
  minuteTakerId: named('Bilal Khan').id,
});

/** Loads one case of another kind, each step on the day it happened. */
const loadOtherCase = async (service: Service, one: OtherCase, number: number, today: PlainDate) => {
  const worker = named('Amina Hussain');
  const manager = named('Gareth Pugh');
  const placementId = uuidOf(`placement ${number}`);
  const disruptionId = uuidOf(`disruption ${number}`);
  const form = (step: string) => ({ disruptionId, key: uuidOf(`form ${number} ${step}`) });
  const on = addDays(today, -one.daysAgo);
  const dayAfter = (days: number) => earlier(addDays(on, days), today);
  const at = (days: number) => serviceAt(service, dayAfter(days), '10:20');
  const placement = { ...form('placement'), id: placementId };
  await insistOn(savePlacement(at(0), worker, typedPlacement(one, number, on), placement));
  const begun = {
    ...typedEnding(placementId, one.happened, one.account, on),
    ...(one.isComplex ? { isComplex: 'yes' } : {}),
  };
  await insistOn(saveDisruption(at(0), worker, begun, { ...form('record'), id: disruptionId }));
  if (one.decision !== undefined) {
    const { toMeet, why, reviewed } = one.decision;
    const decided = { toMeet, why, ...typedDate('decidedOn', dayAfter(1)) };
    await insistOn(saveDecision(at(1), worker, form('decision'), decided));
    if (reviewed) await insistOn(saveReview(at(2), manager, form('review'), { agrees: 'yes', note: '' }));
  }
  if (one.meets) await insistOn(saveMeeting(at(4), worker, form('convene'), typedMeeting(service, today)));
  if (one.paused !== undefined) {
    const pause = { reason: 'complaint', note: one.paused, ...typedDate('from', dayAfter(3)) };
    await insistOn(savePause(at(3), worker, form('pause'), pause));
  }
  if (one.continues !== undefined) {
    const outcome = { outcome: 'continues', note: one.continues, ...typedDate('on', dayAfter(25)) };
    await insistOn(saveOutcome(at(26), worker, form('outcome'), outcome));
  }
  if (one.ended !== undefined) {
    const { after, account } = one.ended;
    const ending = typedEnding(placementId, 'unplanned', account, dayAfter(after));
    const id = uuidOf(`disruption ${number} ended`);
    await insistOn(saveDisruption(at(after), worker, ending, { ...form('ended'), id }));
  }
};

/** Loads a case of every other kind of placement, with a decision, a meeting, a pause or an outcome where there is one. */
export const loadOtherKinds = async (service: Service, today: PlainDate): Promise<void> => {
  for (const [index, one] of otherCases.entries())
    await loadOtherCase(service, one, FIRST_NUMBER + index, today);
};
