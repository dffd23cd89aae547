import type { FastifyReply, FastifyRequest } from 'fastify';
import { addHistory } from '../../database/history.ts';
import { renderPdf } from '../../documents/pdf.ts';
import { giveAnswer, letterOf } from '../../domain/child-answer.ts';
import { dateInLondon, inWords } from '../../domain/dates.ts';
import { readDate, readText, type Typed, typedDate } from '../../web/typed.ts';
import { signedIn } from '../../web/visitor.ts';
import { changeCase, type FormOnCase, insist, withCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { letterIn } from './agree-answer.ts';
import { insertGiving } from './answer-store.ts';
import { voicePage } from './child-of.ts';
import { giveAnswerView } from './give-answer.view.ts';

/** Records that the child’s social worker gave the letter, who was there, and what the child said to it (DC-2b). */
const saveGiving = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly answerId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'give-answer' }, async (open) => {
    const { tx, record, now, today } = open;
    const { answer, child } = await letterIn(open, form.answerId);
    const giving = insist(
      giveAnswer(
        {
          givenOn: readDate(typed, 'givenOn'),
          how: readText(typed, 'how'),
          whoWasThere: readText(typed, 'whoWasThere'),
          response: readText(typed, 'response'),
        },
        { answer, agreedOn: answer.agreedAt === null ? null : dateInLondon(answer.agreedAt), today },
      ),
    );
    await insertGiving(tx, giving, {
      ...{ disruptionId: record.id, answerId: answer.id },
      ...{ recordedBy: actor.id, at: now },
    });
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'give-answer',
      summary: `Gave ${child.givenName} the letter, on ${inWords(giving.givenOn)}`,
      facts: { answerId: answer.id, givenOn: giving.givenOn, responded: giving.response !== '' },
    });
    return voicePage(record, child.id);
  });

export const givingForm: FormOnCase<'answerId'> = {
  act: 'give-answer',
  atFirst: ({ today }) => typedDate('givenOn', today),
  save: (service, actor, form, typed, { answerId }) =>
    saveGiving(service, actor, { ...form, answerId }, typed),
  show: async (shell, page) =>
    giveAnswerView(shell, { ...page, ...(await letterIn(page, page.params.answerId)) }),
};

type Visit = FastifyRequest<{ Params: { id: string; answerId: string } }>;

/** The letter as a file to print. Its name and properties say nothing of whose it is. */
export const sendLetter = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const { id, answerId } = request.params;
  const pdf = await withCase(service, signedIn(request), id, 'answer-child', async (open) => {
    const { answer, child } = await letterIn(open, answerId);
    const { texts, writtenBy, writtenAt } = answer;
    const letter = letterOf(texts, { givenName: child.givenName, writtenBy, on: dateInLondon(writtenAt) });
    return renderPdf(letter, {
      ...{ title: letter.title, author: open.record.council.name, createdAt: writtenAt },
      type: 'large',
    });
  });
  return reply
    .type('application/pdf')
    .header('content-disposition', 'inline; filename="letter.pdf"')
    .send(Buffer.from(pdf));
};
