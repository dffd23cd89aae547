import { loadPage } from '../database/child-pages.ts';
import { loadVoice } from '../database/child-voice.ts';
import type { CaseRecord, Child } from '../domain/case.ts';
import { addDays, ageOn, type PlainDate } from '../domain/dates.ts';
import { giveWords } from '../features/child-page/save-words.ts';
import { agreeForm } from '../features/child-voice/agree-answer.ts';
import { waysForm } from '../features/child-voice/choose-ways.ts';
import { givingForm } from '../features/child-voice/give-answer.ts';
import { openPageForm } from '../features/child-voice/open-page.ts';
import { answerForm } from '../features/child-voice/write-answer.ts';
import { sharingForm } from '../features/views/confirm-sharing.ts';
import { typedDate } from '../web/typed.ts';
import { nth } from './chance.ts';
import { asTheirWorker, earlier, insistOn, type Loading, recordOf } from './loading.ts';
import * as words from './words.ts';

/** Children old enough to write by themselves. */
const writesFrom = 6;

/** The child of a case who chose to write on a page of their own: in one case of six. */
export const writerOf = (
  { example }: Loading,
  { placement }: Pick<CaseRecord, 'placement'>,
  on: PlainDate,
): Child | undefined =>
  example.number % 6 === 0
    ? placement.children.find(({ bornOn }) => ageOn(bornOn, on) >= writesFrom)
    : undefined;

/** What a child gave on a page of their own, and then agreed that everybody at the meeting may know. */
export const loadOwnPage = async (loading: Loading, child: Child, on: PlainDate): Promise<void> => {
  const { example, at, form, disruptionId } = loading;
  const { socialWorker } = example.staff;
  const params = { id: disruptionId, childId: child.id };
  const chosen = { ways: 'write', chosenWith: `${child.givenName} and their social worker` };
  await insistOn(
    waysForm.save(
      at(on, '15:40'),
      socialWorker,
      form('ways'),
      { ...chosen, ...typedDate('chosenOn', on) },
      params,
    ),
  );
  const opened = { sheet: 'pictures', channel: 'by-hand' };
  await insistOn(openPageForm.save(at(on, '15:50'), socialWorker, form('own page'), opened, params));
  const page = await asTheirWorker(loading, (tx) => loadPage(tx, { disruptionId, childId: child.id }));
  const giver = {
    ...{ pageId: page?.id ?? '', disruptionId, childId: child.id, givenName: child.givenName },
    organisationId: socialWorker.organisationId,
  };
  const { worries, goodThings, wishes } = words.onOwnPage;
  const typed = {
    ...{ sheet: 'pictures', feeling: nth(['sad', 'mixed', 'calm'], example.number) },
    'pictures-1': nth(worries, example.number),
    'pictures-2': nth(goodThings, example.number),
    'pictures-3': nth(wishes, example.number),
    _key: form('given').key,
  };
  await insistOn(giveWords(at(on, '16:30'), giver, typed));
  const { views } = await recordOf(loading);
  const viewId = views.find(({ childId }) => childId === child.id)?.id ?? '';
  const agreed = { agreed: 'everyone', ...typedDate('agreedOn', on) };
  const shared = form('shared');
  await insistOn(
    sharingForm.save(at(on, '16:50'), socialWorker, shared, agreed, { id: disruptionId, viewId }),
  );
};

/** The letter to that child after the meeting: written, agreed by the chair, and read with them. */
export const loadLetter = async (loading: Loading, child: Child, heldOn: PlainDate): Promise<void> => {
  const { example, at, form, disruptionId, today } = loading;
  const { socialWorker, chair } = example.staff;
  const on = earlier(addDays(heldOn, 2), today);
  const typed = { ...words.letterToChild, from: '0' };
  const params = { id: disruptionId, childId: child.id };
  const [writing, agreeing] = [at(on, '11:00'), at(on, '15:00')];
  await insistOn(answerForm(writing).save(writing, socialWorker, form('letter'), typed, params));
  const { answers } = await asTheirWorker(loading, (tx) => loadVoice(tx, disruptionId));
  const answerId = answers.find(({ childId }) => childId === child.id)?.id ?? '';
  const of = { id: disruptionId, answerId };
  await insistOn(agreeForm(agreeing).save(agreeing, chair, form('letter agreed'), { read: '1' }, of));
  const givenOn = earlier(addDays(on, 1), today);
  const given = {
    ...typedDate('givenOn', givenOn),
    ...{ how: 'Read it together at the kitchen table', whoWasThere: 'The carer' },
  };
  await insistOn(givingForm.save(at(givenOn, '16:20'), socialWorker, form('letter given'), given, of));
};
