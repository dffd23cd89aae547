import { loadVoice } from '../../database/child-voice.ts';
import { addHistory } from '../../database/history.ts';
import { mayDo } from '../../domain/access.ts';
import {
  type Answer,
  type AnswerTexts,
  answerSections,
  toldInLetter,
  writeAnswer,
} from '../../domain/child-answer.ts';
import type { Voice } from '../../domain/voice-rows.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { saveAnswer } from './answer-store.ts';
import { childOf } from './child-of.ts';
import { keptApartOf } from './names-kept.ts';
import { writeAnswerView } from './write-answer.view.ts';

/** The letter to a child after this meeting; null before anybody began it. */
const answerTo = ({ record }: Pick<OpenCase, 'record'>, voice: Voice, childId: string): Answer | null =>
  voice.answers.find((one) => one.childId === childId && one.meetingId === record.meeting?.id) ?? null;

const readTexts = (typed: Typed): AnswerTexts =>
  Object.fromEntries(answerSections.map((section) => [section, readText(typed, section)])) as AnswerTexts;

/** Saves what a person writes to a child: what was heard, talked about and comes next, and why they moved (PG-6). */
const saveWritten = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly childId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'answer-child' }, async (open) => {
    const { tx, record, now } = open;
    const child = childOf(open, form.childId);
    const { meeting } = record;
    const answer = answerTo(open, await loadVoice(tx, record.id), child.id);
    const proposal = { texts: readTexts(typed), from: Number(readText(typed, 'from')) || 0 };
    const texts = insist(writeAnswer(proposal, { meeting, answer, givenName: child.givenName }));
    await saveAnswer(tx, texts, {
      answer,
      meetingId: meeting?.id ?? '',
      about: { disruptionId: record.id, childId: child.id, recordedBy: actor.id, at: now },
    });
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'answer-child',
      summary: `Wrote in the letter to ${child.givenName}`,
      facts: { childId: child.id, revision: (answer?.revision ?? 0) + 1 },
    });
    return `/disruptions/${record.id}/child-voice/${child.id}/answer`;
  });

export const answerForm = (service: Service): FormOnCase<'childId'> => ({
  act: 'answer-child',
  save: (_, actor, form, typed, { childId }) => saveWritten(service, actor, { ...form, childId }, typed),
  show: async (shell, page) => {
    const child = childOf(page, page.params.childId);
    const answer = answerTo(page, await loadVoice(page.tx, page.record.id), child.id);
    const isTyped = page.problems.length > 0;
    return writeAnswerView(shell, {
      ...page,
      child,
      answer,
      typed: isTyped || answer === null ? page.typed : { ...answer.texts, from: `${answer.revision}` },
      told:
        answer === null
          ? []
          : toldInLetter(answer.texts, {
              record: page.record,
              child,
              keptApart: await keptApartOf(service, page),
            }),
      may: (act) => mayDo(act, page.capacities),
    });
  },
});
