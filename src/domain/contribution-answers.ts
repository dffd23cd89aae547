import type { Capacity } from './capacity.ts';
import type { Answer, Invitation, Share } from './case.ts';
import { anythingElse, wordsLimit } from './contribution.ts';
import { type OwnFile, saidInFiles } from './contribution-file.ts';
import { isShare } from './contribution-mark.ts';
import type { Procedure } from './procedure.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';

/** A question on the form: the name of its field, and what stands in it. */
export type AnswerField = Answer & { readonly name: string };

/** What somebody wrote to the meeting and what is theirs to do with it. */
export type OwnContribution = {
  /** The questions of the procedure for what they are on the case. */
  readonly asked: readonly Pick<Answer, 'key' | 'question'>[];
  /** What they saved and have not given to the meeting; nobody else reads it. */
  readonly draft: { readonly answers: readonly Answer[]; readonly share: Share | null } | null;
  readonly given: readonly Answer[];
  readonly files: readonly OwnFile[];
  /** When they last gave it; null when they have not, or gave it before that was kept. */
  readonly givenAt: Date | null;
  /** When a worker wrote it down for them; null where they gave it themselves. */
  readonly recordedAt?: Date | null;
  readonly share: Share;
  readonly chairShare: Share | null;
  readonly isRead: boolean;
};

/** What a procedure asks somebody in this capacity, and what everybody is asked last. */
export const questionsFor = (
  { questions }: Pick<Procedure, 'questions'>,
  capacity: Capacity,
): OwnContribution['asked'] => [
  ...questions
    .filter((question) => question.of.includes(capacity))
    .map(({ key, ask }) => ({ key, question: ask })),
  {
    key: anythingElse,
    question: questions.some((question) => question.of.includes(capacity))
      ? 'Is there anything else you would like to say?'
      : 'What would you like to say?',
  },
];

/** What was given: from before there were questions, all of it under the last one. */
export const answersOf = ({
  contribution,
  contributionAnswers,
}: Pick<Invitation, 'contribution' | 'contributionAnswers'>): readonly Answer[] =>
  contribution !== '' && contributionAnswers.length === 0
    ? [{ key: anythingElse, question: '', words: contribution }]
    : contributionAnswers;

/** The fields that a form of somebody's writing was sent with, when there is a word in any of them. */
export const writtenFields = (
  names: readonly string[],
  read: (name: string) => string,
): readonly string[] => {
  const written = names.filter((name) => /^(words|answer-[a-z0-9-]+)$/.test(name) && read(name) !== '');
  return written.length === 0 ? [] : [...written, 'share', 'do'];
};

const nameOf = (key: string): string => (key === anythingElse ? 'words' : `answer-${key}`);

/**
 * The fields of somebody's form. What they answered stands under the question as they were asked it, though the procedure
 * may say it otherwise by now, or ask it no more.
 */
export const answerFields = (
  asked: OwnContribution['asked'],
  saved: readonly Answer[],
): readonly AnswerField[] => {
  const before = new Map(saved.map((answer) => [answer.key, answer]));
  const fields = asked.map(({ key, question }) => {
    const answer = before.get(key);
    const isSaid = answer !== undefined && answer.question !== '';
    return {
      key,
      name: nameOf(key),
      question: isSaid ? answer.question : question,
      words: answer?.words ?? '',
    };
  });
  const others = saved.filter(({ key }) => !asked.some((question) => question.key === key));
  return [...others.map((answer) => ({ ...answer, name: nameOf(answer.key) })), ...fields];
};

/** What a meeting hears: each answer under its question, and the last one by itself when it is the only one. */
export const composed = (answers: readonly Answer[]): string => {
  const [only] = answers;
  if (answers.length === 1 && only?.key === anythingElse) return only.words;
  return answers
    .map(({ question, words }) => (question === '' ? words : `${question}\n${words}`))
    .join('\n\n');
};

/** What was sent with a form of these fields; one that was left empty is no answer. */
const answersIn = (fields: readonly AnswerField[], read: (name: string) => string): readonly Answer[] =>
  fields
    .map(({ key, question, name }) => ({ key, question, words: read(name) }))
    .filter(({ words }) => words !== '');

/** A drawing or a recording can be all that somebody wants to say; the record then says so in their place. */
const inFiles = (fields: readonly AnswerField[]): Answer => {
  const question = fields.find(({ key }) => key === anythingElse)?.question ?? '';
  return { key: anythingElse, question, words: saidInFiles };
};

const tooLong = (fields: readonly AnswerField[], read: (name: string) => string): readonly Problem[] =>
  fields
    .filter(({ name }) => read(name).length > wordsLimit)
    .map(({ name }) => ({
      field: name,
      message: `Use ${wordsLimit.toLocaleString('en-GB')} letters or fewer`,
    }));

/** What a form asks to be done with what stands in it. */
export type Writing =
  | { readonly does: 'save'; readonly answers: readonly Answer[]; readonly share: Share | null }
  | { readonly does: 'give'; readonly answers: readonly Answer[]; readonly share: Share }
  | { readonly does: 'take-back' };

/** Adding a file or taking one out keeps what is typed beside it. */
const isSaving = (read: (name: string) => string): boolean =>
  ['save', 'add-file'].includes(read('do')) || read('take-out') !== '';

/**
 * What a form of somebody's writing comes to (PG-9). Saving asks for nothing. Giving it to the meeting asks for a word, under
 * any question, or for a file, and for whom it is. `read` answers what was sent under a name.
 */
export const readWriting = (
  { asked, draft, given, files }: Pick<OwnContribution, 'asked' | 'draft' | 'given' | 'files'>,
  read: (name: string) => string,
): Result<Writing> => {
  const does = isSaving(read) ? 'save' : read('do');
  if (does === 'take-back') return allowed({ does });
  const fields = answerFields(asked, draft?.answers ?? given);
  const typed = answersIn(fields, read);
  const share = read('share');
  const problems = tooLong(fields, read);
  if (does === 'save')
    return problems.length > 0
      ? refused(problems)
      : allowed({ does, answers: typed, share: isShare(share) ? share : null });
  const answers = typed.length === 0 && files.length > 0 ? [inFiles(fields)] : typed;
  const missing: Problem[] = [];
  if (answers.length === 0) missing.push({ field: 'words', message: 'Write what you want to say' });
  if (!isShare(share)) missing.push({ field: 'share', message: 'Choose who may read it' });
  return isShare(share) && problems.length + missing.length === 0
    ? allowed({ does: 'give', answers, share })
    : refused([...problems, ...missing]);
};

/** What somebody did with their writing, as the history says it, without a word of it. */
export const givenInSummary = (isFirst: boolean): string =>
  isFirst ? 'Wrote their views for the meeting' : 'Changed what they wrote for the meeting';
export const takenBackInSummary = 'Took back what they wrote for the meeting';
