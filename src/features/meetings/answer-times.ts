import { addHistory } from '../../database/history.ts';
import { isTooLateForTimes, loadProposal, saveTimeAnswers } from '../../database/proposed-times.ts';
import { refused } from '../../domain/result.ts';
import { answerField, readTimeAnswers, tooLateForTimes } from '../../domain/time-answers.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, notThere, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { answerTimesView } from './answer-times.view.ts';

/** Somebody who is asked about times, with these. Throws a 404 for whoever is not asked now. */
const askedAs = async ({ tx, record, actor }: OpenCase, askedId: string) => {
  const proposal = await loadProposal(tx, record.id);
  const person = proposal?.people.find(({ id }) => id === askedId);
  if (proposal === undefined || person === undefined) throw notThere();
  return { proposal, person, isOwn: person.personId === actor.id };
};

const toldIn = (typed: Typed): { readonly toldBy: string; readonly toldHow: string } => ({
  toldBy: readText(typed, 'toldBy'),
  toldHow: readText(typed, 'toldHow'),
});

/** Keeps which times whoever is signed in can, or what somebody told them: then who said it and how. */
const saveAnswers = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  typed: Typed,
  askedId: string,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'answer-times' }, async (open) => {
    const { tx, record, now } = open;
    const { proposal, person, isOwn } = await askedAs(open, askedId);
    const told = toldIn(typed);
    const missing = [
      ...(told.toldBy === '' ? [{ field: 'toldBy', message: 'Enter who told you' }] : []),
      ...(told.toldHow === '' ? [{ field: 'toldHow', message: 'Enter how they told you' }] : []),
    ];
    const read = readTimeAnswers(
      proposal.times,
      (field) => readText(typed, field),
      isOwn ? 'Choose whether you can' : 'Choose what they said',
    );
    const problems = [...(read.ok ? [] : read.problems), ...(isOwn ? [] : missing)];
    const answers = problems.length > 0 || !read.ok ? insist(refused(problems)) : read.value;
    const of = { invitationId: person.id, disruptionId: record.id, at: now };
    await saveTimeAnswers(tx, of, answers, { recordedBy: actor.id, ...(isOwn ? {} : told) });
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'answer-times',
      summary: isOwn
        ? 'Said which times they can come'
        : `Wrote down which times ${person.name} can come, as ${told.toldBy} said (${told.toldHow})`,
    });
    return `/disruptions/${record.id}/times`;
  });

export const answerTimesForm: FormOnCase<'askedId'> = {
  act: 'answer-times',
  save: async (service, actor, form, typed, { askedId }) => {
    try {
      return await saveAnswers(service, actor, form, typed, askedId);
    } catch (error) {
      if (isTooLateForTimes(error)) return { ok: false, problems: [tooLateForTimes] };
      throw error;
    }
  },
  show: async (shell, page) => {
    const { proposal, person, isOwn } = await askedAs(page, page.params.askedId);
    const saved = Object.fromEntries(
      proposal.times.map((time) => [answerField(time), person.answers.get(time.id)?.answer ?? '']),
    );
    return answerTimesView(shell, {
      ...page,
      ...{ times: proposal.times, person, isOwn },
      typed: { ...saved, ...page.typed },
    });
  },
};
