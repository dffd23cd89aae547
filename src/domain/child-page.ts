import type { Answer, Child } from './case.ts';
import { childSheets } from './child-sheet.ts';
import { feelings } from './child-words/feelings.ts';
import { ownPageWords } from './child-words/own-page.ts';
import type { ChildSheet, SheetSpace } from './child-words/sheet.ts';
import { type Channel, mobileNumber } from './contact-channel.ts';
import { wordsLimit } from './contribution.ts';
import { ageOn, type PlainDate } from './dates.ts';
import { looksLikeEmail } from './email.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';

export type SheetName = keyof typeof childSheets;
export const sheetNames = Object.keys(childSheets) as readonly SheetName[];
export const isSheetName = (text: string): text is SheetName => Object.hasOwn(childSheets, text);

/** How the link of a child's own page reaches them: by hand it is shown to their worker, with a code. */
export type PageChannel = Exclude<Channel, 'letter'>;

export const pageChannelInWords: Record<PageChannel, string> = {
  'by-hand': 'I open it together with them, or give them the link and a code myself',
  email: 'By e-mail, to an address of their own',
  'text-message': 'By text message, to a phone of their own',
};

/** How long the link to a child's own page works: a child comes back to it when they are ready. */
export const pageLinkDays = 56;

/** How words reached the meeting that a child gave on their page, as the record of them says. */
export const givenHow = 'On a page of their own, by a private link';

/** A child's own page, as their worker opened it. */
export type ChildPage = {
  readonly id: string;
  readonly childId: string;
  readonly sheet: SheetName;
  readonly channel: PageChannel;
  readonly address: string;
  readonly confirmedHow: string;
  readonly openedBy: string;
  readonly openedAt: Date;
  readonly isClosed: boolean;
};

/** From this age on the plain questions come first; younger children begin with the pictures. */
const questionsFrom = 11;

/** The sheet that suits a child by their age; their worker can choose another with them. */
export const sheetForAge = ({ bornOn }: Pick<Child, 'bornOn'>, today: PlainDate): SheetName =>
  ageOn(bornOn, today) < questionsFrom ? 'pictures' : 'questions';

const isChannel = (text: string): text is PageChannel => Object.hasOwn(pageChannelInWords, text);

/** Checks how a child's own page is opened: with which sheet, and by which way the link leaves, made sure of beforehand. */
export const openPage = (proposal: {
  readonly sheet: string;
  readonly channel: string;
  readonly email: string;
  readonly phone: string;
  readonly confirmedHow: string;
}): Result<Pick<ChildPage, 'sheet' | 'channel' | 'address' | 'confirmedHow'>> => {
  const { sheet, channel, email, phone, confirmedHow } = proposal;
  const number = mobileNumber(phone);
  const problems: Problem[] = [];
  if (!isSheetName(sheet)) problems.push({ field: 'sheet', message: 'Choose which page opens first' });
  if (!isChannel(channel)) problems.push({ field: 'channel', message: 'Choose how the child gets the link' });
  if (channel === 'email' && !looksLikeEmail(email))
    problems.push({ field: 'email', message: 'The e-mail address must be like name@example.com' });
  if (channel === 'text-message' && number === undefined)
    problems.push({
      field: 'phone',
      message: 'The number must be a UK mobile number, such as 07700 900123',
    });
  if ((channel === 'email' || channel === 'text-message') && confirmedHow === '')
    problems.push({
      field: 'confirmedHow',
      message: 'Enter how you made sure that only the child reads what is sent there',
    });
  if (problems.length > 0 || !isSheetName(sheet) || !isChannel(channel)) return refused(problems);
  if (channel === 'by-hand') return allowed({ sheet, channel, address: '', confirmedHow: '' });
  return allowed({ sheet, channel, address: channel === 'email' ? email : (number ?? ''), confirmedHow });
};

/** Something to answer on the page: its field's name, with the words of the sheet. */
export type PagePart = Omit<SheetSpace, 'prompt'> & { readonly name: string; readonly question: string };

/** What a sheet asks on a screen. A box that is there to draw a picture in is for paper alone. */
export const partsOf = (sheet: SheetName): readonly PagePart[] => {
  const { spaces }: ChildSheet = childSheets[sheet].sheet;
  return spaces
    .map(({ prompt, ...space }, index) => ({ ...space, name: `${sheet}-${index + 1}`, question: prompt }))
    .filter(({ lines, hint }) => lines > 0 || hint !== undefined);
};

/** Whether a sheet asks how the child feels, by faces. */
export const asksFeeling = (sheet: SheetName): boolean => sheet === 'pictures';

/** The name of the field in which a face is chosen. */
export const feelingField = 'feeling';

const isFeeling = (text: string): text is keyof typeof feelings => Object.hasOwn(feelings, text);

/** Whether a form's field is one of a child's own page, on whichever sheet. */
export const isPageField = (name: string): boolean =>
  name === feelingField || sheetNames.some((sheet) => partsOf(sheet).some((part) => part.name === name));

/**
 * What a child wrote on a sheet, each answer exactly as `read` has it; a space with nothing but blanks in it is no answer.
 * The face they chose is kept by its word.
 */
export const readAnswers = (sheet: SheetName, read: (name: string) => string): readonly Answer[] => {
  const felt = read(feelingField);
  return [
    ...(asksFeeling(sheet) && isFeeling(felt)
      ? [{ key: feelingField, question: ownPageWords.feeling, words: feelings[felt] }]
      : []),
    ...partsOf(sheet)
      .map(({ name, question }) => ({ key: name, question, words: read(name) }))
      .filter(({ words }) => words.trim() !== ''),
  ];
};

/** A child's answers as the fields of their page would have sent them, to fill it in. */
export const fieldsOf = (answers: readonly Answer[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    answers.map(({ key, words }) => [
      key,
      key === feelingField ? (Object.entries(feelings).find(([, word]) => word === words)?.[0] ?? '') : words,
    ]),
  );

const tooLong = (answers: readonly Answer[]): readonly Problem[] =>
  answers
    .filter(({ words }) => words.length > wordsLimit)
    .map(({ key }) => ({ field: key, message: ownPageWords.tooLong }));

/** Checks what a child keeps for later: nothing is asked of it but that it can be kept. */
export const keepAnswers = (answers: readonly Answer[]): Result<readonly Answer[]> => {
  const problems = tooLong(answers);
  return problems.length > 0 ? refused(problems) : allowed(answers);
};

/** Checks what a child gives to their worker: something, and no more than can be kept. */
export const giveAnswers = (sheet: SheetName, answers: readonly Answer[]): Result<readonly Answer[]> => {
  if (answers.length > 0) return keepAnswers(answers);
  const [first] = partsOf(sheet);
  return refused([{ field: first?.name ?? '', message: ownPageWords.nothingYet }]);
};
