import { addDays, type PlainDate } from '../domain/dates.ts';
import { saveDisruption } from '../features/disruptions/record-disruption.ts';
import { saveDutyDone } from '../features/duties/state-duty-done.ts';
import { savePlacement } from '../features/placements/add-placement.ts';
import type { Service } from '../features/service.ts';
import { type Row, type Typed, typedDate, typedRows } from '../web/typed.ts';
import { loadMeeting } from './load-meeting.ts';
import { loadMinutes, loadViews } from './load-minutes.ts';
import { loadLetter, loadOwnPage, writerOf } from './load-own-page.ts';
import { loadPack } from './load-pack.ts';
import { loadReport } from './load-report.ts';
import { loadTimes } from './load-times.ts';
import { earlier, insistOn, type Loading, loadingOf, recordOf, withNames } from './loading.ts';
import type { ExamplePerson } from './people.ts';
import type { ExampleCase } from './plan-cases.ts';
import * as words from './words.ts';

const typedPlacement = (example: ExampleCase): Typed => {
  const { staff, theirWorker, familySource } = example;
  const children = example.children.map((child, place): Row => {
    const [year = '', month = '', day = ''] = (example.bornOn[place] ?? '').split('-');
    return { ...child, 'bornOn-day': day, 'bornOn-month': month, 'bornOn-year': year };
  });
  return {
    ...typedRows('children', children),
    kind: 'adoptive',
    ...typedRows('carers', example.adopters),
    ...typedRows('currentCarers', example.carers),
    ...typedRows('family', example.parents),
    ...typedDate('introductionsOn', example.introductionsOn),
    ...typedDate('startedOn', example.startedOn),
    familySource,
    ...(familySource === 'regional-agency'
      ? { adoptersSocialWorkerId: staff.adoptersSocialWorker.id }
      : {
          agencyName: example.agencyName,
          'theirWorker-name': theirWorker.name,
          'theirWorker-email': theirWorker.email,
        }),
    iroId: staff.iro.id,
    panelAdvisorId: staff.panelAdvisor.id,
  };
};

const accountOf = (example: ExampleCase): string => {
  const { chance, stage } = example;
  const { before, ending, now } = words.accounts;
  const texts =
    stage === 'introductions'
      ? [chance.pick(words.introductionsAccounts)]
      : [chance.pick(before), chance.pick(ending), chance.pick(now)];
  return withNames(texts.join('\n\n'), example);
};

const loadEnding = async (loading: Loading): Promise<void> => {
  const { example, placementId, disruptionId, at, form } = loading;
  const { recordedOn, endedOn, stage, staff, number } = example;
  const added = { ...form('placement'), id: placementId };
  const recorded = { ...form('record'), id: disruptionId };
  const typed = {
    placementId,
    happened: stage === 'introductions' ? stage : number % 5 === 0 ? 'abrupt' : 'unplanned',
    account: accountOf(example),
    ...typedDate('brokeDownOn', endedOn),
  };
  await insistOn(savePlacement(at(recordedOn, '09:20'), staff.socialWorker, typedPlacement(example), added));
  await insistOn(saveDisruption(at(recordedOn, '09:45'), staff.socialWorker, typed, recorded));
};

/** Somebody's word that a duty is done, where the service itself has no evidence. */
const stateDone = (
  { at, form, today }: Loading,
  who: ExamplePerson,
  duty: { readonly rule: string; readonly doneOn: PlainDate; readonly note: string },
): Promise<void> => {
  const { rule, note } = duty;
  const doneOn = earlier(duty.doneOn, today);
  const typed = { ...typedDate('doneOn', doneOn), note };
  return insistOn(saveDutyDone(at(doneOn, '14:10'), who, { ...form(rule), rule }, typed));
};

const loadConsidered = (loading: Loading, doneOn: PlainDate): Promise<void> => {
  const { chance, staff } = loading.example;
  return stateDone(loading, staff.socialWorker, {
    rule: 'DC-5',
    doneOn,
    note: chance.pick(words.considered),
  });
};

/** Loads one example case, step by step as people would have done it, each step on the day it happened. */
export const loadExampleCase = async (
  service: Service,
  example: ExampleCase,
  today: PlainDate,
): Promise<void> => {
  const loading = loadingOf(service, example, today);
  const { meeting, progress, number, endedOn, recordedOn } = example;
  await loadEnding(loading);
  if (progress === 'reported')
    return loadReport(loading, earlier(addDays(endedOn, example.chance.whole(8, 20)), today));
  if (meeting === null) {
    const nextWeek = addDays(recordedOn, 9);
    if (example.stage === 'before-order' && nextWeek < today && number % 3 === 0)
      await loadViews(loading, await recordOf(loading), nextWeek);
    return loadTimes(loading);
  }
  await loadMeeting(loading, meeting);
  const isAhead = progress === 'convened' || progress === 'cancelled';
  if (isAhead && number % 2 > 0) return;
  const record = await recordOf(loading);
  const heardOn = addDays(endedOn, 9 + (number % 12));
  const saidOn = earlier(heardOn, addDays(meeting.heldOn, -1), today);
  const writer = progress === 'cancelled' ? undefined : writerOf(loading, record, saidOn);
  await loadViews(loading, record, saidOn, writer);
  if (writer) await loadOwnPage(loading, writer, saidOn);
  if (progress !== 'cancelled') await loadPack(loading, meeting);
  if (isAhead) return;
  await loadMinutes(loading, record, meeting.heldOn);
  if (writer) await loadLetter(loading, writer, meeting.heldOn);
  if (progress === 'finished') await loadConsidered(loading, addDays(meeting.heldOn, 30));
};
