import { allowed, type Problem, type Result, refused } from '../result.ts';

/** What can become of a proposal. */
export const proposalAnswers = {
  'to-record': 'It was a placement that ended: it has to be recorded here',
  known: 'It is a case that is here already',
  dismissed: 'There is nothing to do',
} as const satisfies Readonly<Record<string, string>>;
export type ProposalAnswer = keyof typeof proposalAnswers;

export type Answered = {
  readonly answer: ProposalAnswer;
  readonly reason: string;
  readonly knownCase: string;
};

const isAnswer = (text: string): text is ProposalAnswer => Object.hasOwn(proposalAnswers, text);

/**
 * Answers a proposal of a return. `isThere` says whether the case of a reference is there for whoever answers. Refuses a
 * dismissal without a reason, and a case that they do not see.
 */
export const answerProposal = (
  asked: { readonly answer: string; readonly reason: string; readonly knownCase: string },
  isThere: boolean,
): Result<Answered> => {
  const no = (problem: Problem): Result<never> => refused([problem]);
  const { answer, reason, knownCase } = asked;
  if (!isAnswer(answer)) return no({ field: 'answer', message: 'Choose what becomes of it' });
  if (answer === 'known' && !isThere)
    return no({ field: 'case', message: 'Enter the reference of a case that you can open' });
  if (answer === 'dismissed' && reason === '')
    return no({ field: 'reason', message: 'Say why there is nothing to do' });
  return allowed({
    answer,
    reason: answer === 'dismissed' ? reason : '',
    knownCase: answer === 'known' ? knownCase : '',
  });
};
