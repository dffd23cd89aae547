import { ownersOn } from '../domain/action.ts';
import type { Capacity } from '../domain/capacity.ts';
import type { CaseRecord, Child } from '../domain/case.ts';
import { addDays, ageOn, type PlainDate } from '../domain/dates.ts';
import { saveAction } from '../features/actions/record-action.ts';
import { saveCompletedAction } from '../features/actions/take-step.ts';
import { agree } from '../features/minutes/agree-minutes.ts';
import { sendToBeChecked } from '../features/minutes/check-draft.ts';
import { addPassage } from '../features/minutes/choose-readers.ts';
import { saveAttendance } from '../features/minutes/record-attendance.ts';
import { savePassages, startOf } from '../features/minutes/type-passage.ts';
import { passagesOf } from '../features/minutes/write-minutes.ts';
import { saveView } from '../features/views/record-view.ts';
import { typedDate } from '../web/typed.ts';
import { nth, uuidOf } from './chance.ts';
import { loadArrangements } from './load-arrangements.ts';
import { loadCopies } from './load-copies.ts';
import { loadFindings } from './load-findings.ts';
import { loadRoom } from './load-room.ts';
import { earlier, insistOn, type Loading, withNames } from './loading.ts';
import * as words from './words.ts';

/** What each child of a case said or showed, in the way that suits the age; but for one who writes it themselves. */
export const loadViews = async (
  loading: Loading,
  { placement }: CaseRecord,
  saidOn: PlainDate,
  writer?: Pick<Child, 'id'>,
): Promise<void> => {
  const { example, at, form } = loading;
  const { children } = placement;
  for (const [place, child] of children.entries()) {
    if (child.id === writer?.id) continue;
    const age = ageOn(child.bornOn, saidOn);
    const view = words.views.findLast(({ from }) => from <= age);
    if (view === undefined) continue;
    const typed = {
      childId: child.id,
      words: nth(view.words, example.number + place),
      whoseWords: view.whose,
      way: view.way,
      // Some children were not asked yet who may know it.
      agreed: (example.number + place) % 5 === 0 ? '' : 'everyone',
      how: view.how,
      ...typedDate('saidOn', saidOn),
    };
    const step = form(`view ${place}`);
    await insistOn(saveView(at(saidOn, '16:40'), example.staff.socialWorker, step, typed));
  }
};

/** Those who had said they would come did, and those who had said nothing as well. */
const loadAttendance = (loading: Loading, { meeting }: CaseRecord): Promise<void> => {
  const { example, at, form } = loading;
  if (meeting === null) throw new Error(`Example case ${example.number} has no meeting`);
  const came = meeting.invitations.filter(
    ({ reply, mode }) => mode === 'attend' && (reply ?? 'coming') === 'coming',
  );
  const read = meeting.invitations.filter(({ contribution }) => contribution !== '');
  const ids = (invitations: typeof came) => invitations.map(({ id }) => id);
  const typed = { came: ids(came), read: ids(read) };
  const then = at(meeting.heldOn, '16:30');
  return insistOn(saveAttendance(then, example.staff.minuteTaker, form('attendance'), typed));
};

/** What the minute taker and the social worker wrote: all of it once the minutes are agreed, some of it before. */
const loadPassages = async (loading: Loading, day: PlainDate): Promise<void> => {
  const { example, at, disruptionId } = loading;
  const { number, staff } = example;
  const { minuteTaker, socialWorker } = staff;
  const then = at(day, '11:30');
  const passages = (await passagesOf(then, minuteTaker, disruptionId)).filter(({ isFirst }) => isFirst);
  const written = example.progress === 'held' ? 2 + (number % 7) : passages.length;
  const byWriter = Map.groupBy(passages.slice(0, written), ({ agendaKey }) =>
    agendaKey === 'child-story' ? socialWorker : minuteTaker,
  );
  for (const [writer, theirs] of byWriter) {
    const typed = theirs.map((passage) => {
      const text = withNames(nth(words.passages[passage.agendaKey] ?? ['—'], number), example);
      return { id: passage.id, text, from: startOf(passage), page: null, edit: 0 };
    });
    const problems = await savePassages(then, writer, disruptionId, typed);
    if (problems.length > 0) throw new Error(`An example was refused: ${JSON.stringify(problems)}`);
  }
};

/** In every third case, a passage that some readers may not see; among brothers and sisters, about one of them. */
const loadKeptPassage = async (loading: Loading, record: CaseRecord, day: PlainDate): Promise<void> => {
  const { example, at, form, disruptionId } = loading;
  const { minuteTaker } = example.staff;
  if (example.number % 3 > 0) return;
  const kept = nth(words.keptPassages, example.number);
  const id = uuidOf(`kept passage ${example.number}`);
  const typed = {
    add: kept.under,
    withheldFrom: kept.from,
    aboutChildId: record.placement.children[1]?.id ?? '',
  };
  const then = at(day, '12:10');
  await insistOn(addPassage(then, minuteTaker, { ...form('kept passage'), id }, typed));
  const from = startOf({ revision: 0, text: '' });
  await savePassages(then, minuteTaker, disruptionId, [{ id, text: kept.text, from, page: null, edit: 0 }]);
};

/** A piece of work or two: of those that are due by now most are done, and one or another is overdue. */
const loadActions = async (loading: Loading, record: CaseRecord, heldOn: PlainDate): Promise<void> => {
  const { example, at, form, today } = loading;
  const { number, staff, chance, familySource, progress } = example;
  const outside = (capacity: Capacity): string =>
    ownersOn(record).find((one) => one.capacity === capacity)?.choice ?? '';
  const owners = {
    'child-social-worker': `staff:${staff.socialWorker.id}`,
    'adopters-social-worker':
      familySource === 'regional-agency'
        ? `staff:${staff.adoptersSocialWorker.id}`
        : outside('adopters-social-worker'),
    iro: `staff:${staff.iro.id}`,
    'panel-advisor': `staff:${staff.panelAdvisor.id}`,
    'current-carer': outside('current-carer'),
  } as const;
  for (const place of progress === 'held' ? [0] : [0, 1]) {
    const { what, weeks, owner, evidence } = nth(words.actions, number + 3 * place);
    const dueOn = addDays(heldOn, 7 * weeks);
    const actionId = uuidOf(`action ${number} ${place}`);
    const typed = { what, owner: owners[owner], ...typedDate('dueOn', dueOn) };
    const asked = { ...form(`action ${place}`), id: actionId };
    await insistOn(saveAction(at(heldOn, '16:45'), staff.minuteTaker, asked, typed));
    const doneOn = addDays(dueOn, -chance.whole(0, 6));
    if (doneOn > today || chance.whole(1, 4) === 1) continue;
    const done = { ...form(`done ${place}`), actionId };
    await insistOn(saveCompletedAction(at(doneOn, '15:05'), staff.socialWorker, done, { evidence }));
  }
};

/** Who came to the meeting, what was written and what people are to do; then the chair's agreement, and the copies. */
export const loadMinutes = async (loading: Loading, record: CaseRecord, heldOn: PlainDate): Promise<void> => {
  const { example, at, form, today } = loading;
  const writtenOn = earlier(addDays(heldOn, 1), today);
  await loadAttendance(loading, record);
  await loadRoom(loading, record);
  await loadPassages(loading, writtenOn);
  await loadKeptPassage(loading, record, writtenOn);
  await loadArrangements(loading, record, heldOn);
  await loadActions(loading, record, heldOn);
  await loadFindings(loading, heldOn);
  if (example.progress === 'held') return;
  // In every second case those who came were asked whether the draft is right.
  if (example.number % 2 === 0)
    await insistOn(
      sendToBeChecked(
        at(writtenOn, '16:50'),
        example.staff.minuteTaker,
        form('send draft'),
        typedDate('by', addDays(writtenOn, 7)),
      ),
    );
  const agreedOn = earlier(addDays(heldOn, 3 + (example.number % 4)), today);
  await insistOn(
    agree(at(agreedOn, '10:20'), example.staff.chair, form('agree'), {
      'unchecked-because': 'It was read through with everybody before they left',
    }),
  );
  if (example.progress !== 'agreed') await loadCopies(loading, agreedOn);
};
