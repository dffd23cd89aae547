import { loadVoice } from '../../database/child-voice.ts';
import { addHistory } from '../../database/history.ts';
import type { Child } from '../../domain/case.ts';
import { type Answer, agreeAnswer, toldInLetter } from '../../domain/child-answer.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, notThere, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { agreeAnswerView } from './agree-answer.view.ts';
import { saveAgreed } from './answer-store.ts';
import { childOf, voicePage } from './child-of.ts';
import { keptApartOf } from './names-kept.ts';

/** A letter of the case and the child it is to. Throws a 404 when the case has no such letter. */
export const letterIn = async (
  open: OpenCase,
  answerId: string,
): Promise<{ readonly answer: Answer; readonly child: Child }> => {
  const { answers } = await loadVoice(open.tx, open.record.id);
  const answer = answers.find(({ id }) => id === answerId);
  if (answer === undefined) throw notThere();
  return { answer, child: childOf(open, answer.childId) };
};

const toldIn = async (service: Service, open: OpenCase, letter: Awaited<ReturnType<typeof letterIn>>) =>
  toldInLetter(letter.answer.texts, {
    record: open.record,
    child: letter.child,
    keptApart: await keptApartOf(service, open),
  });

/** The chair agrees a letter as they read it, with a reason for whatever it tells that a person decides on. */
const saveAgreement = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly answerId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'agree-answer' }, async (open) => {
    const { tx, record, now } = open;
    const { answer, child } = await letterIn(open, form.answerId);
    const told = await toldIn(service, open, { answer, child });
    const agreed = insist(
      agreeAnswer(answer, {
        readRevision: Number(readText(typed, 'read')),
        told,
        because: readText(typed, 'because'),
        givenName: child.givenName,
      }),
    );
    await saveAgreed(tx, answer.id, { id: actor.id, at: now, ...agreed });
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'agree-answer',
      summary: `Agreed the letter to ${child.givenName}`,
      facts: { answerId: answer.id, revision: answer.revision, told: told.length },
    });
    return voicePage(record, child.id);
  });

export const agreeForm = (service: Service): FormOnCase<'answerId'> => ({
  act: 'agree-answer',
  save: (_, actor, form, typed, { answerId }) => saveAgreement(service, actor, { ...form, answerId }, typed),
  show: async (shell, page) => {
    const letter = await letterIn(page, page.params.answerId);
    return agreeAnswerView(shell, { ...page, ...letter, told: await toldIn(service, page, letter) });
  },
});
