import type { Child, Contact, Staff } from './case.ts';
import { inWords, type PlainDate } from './dates.ts';
import { looksLikeEmail } from './email.ts';
import type { Problem } from './result.ts';

export type NameAndEmail = Pick<Contact, 'name' | 'email'>;

/** A child as typed: anything may be empty. */
export type ChildProposal = Omit<Child, 'id' | 'bornOn'> & { readonly bornOn: PlainDate | null };

/** What is missing about somebody who is to be invited by e-mail; `who` is what they are called in a sentence. */
export const personProblems = (field: string, who: string, { name, email }: NameAndEmail): Problem[] => [
  ...(name === '' ? [{ field: `${field}-name`, message: `Enter the name of ${who}` }] : []),
  ...(looksLikeEmail(email)
    ? []
    : [
        { field: `${field}-email`, message: `Enter the e-mail address of ${who}, such as name@post.example` },
      ]),
];

/** The first row is asked for even when nothing was typed in it. */
const atLeastOne = <T>(rows: readonly T[], empty: T): readonly T[] => (rows.length === 0 ? [empty] : rows);

/** What is missing in rows of people, who may be nobody unless at least one is needed. */
export const peopleProblems = (
  group: string,
  who: string,
  people: readonly NameAndEmail[],
  need: 'any' | 'at least one' = 'any',
): readonly Problem[] =>
  (need === 'any' ? people : atLeastOne(people, { name: '', email: '' })).flatMap((person, row) =>
    personProblems(`${group}-${row}`, who, person),
  );

/** The problem of somebody who has to be chosen and was not; undefined is for where there is nobody to choose from. */
export const unchosen = (
  field: string,
  person: Staff | null | undefined,
  message: string,
): readonly Problem[] => (person === null ? [{ field, message }] : []);

/** What is missing or cannot be about the children, who were all born by the day the placement began. */
export const childrenProblems = (
  children: readonly ChildProposal[],
  began: PlainDate | null,
  today: PlainDate,
): readonly Problem[] => {
  const nobody = { givenName: '', familyName: '', bornOn: null, caseNumber: '' };
  return atLeastOne(children, nobody).flatMap(
    ({ givenName, familyName, bornOn, caseNumber }, row): Problem[] => {
      const field = (name: string) => `children-${row}-${name}`;
      const problems: Problem[] = [];
      if (givenName === '')
        problems.push({ field: field('givenName'), message: 'Enter the child’s given name' });
      if (familyName === '')
        problems.push({ field: field('familyName'), message: 'Enter the child’s family name' });
      if (bornOn === null)
        problems.push({ field: field('bornOn'), message: 'Enter the child’s date of birth' });
      else if (bornOn > today)
        problems.push({ field: field('bornOn'), message: 'The date of birth must be today or in the past' });
      else if (began !== null && bornOn > began)
        problems.push({
          field: field('bornOn'),
          message: `The date of birth must be on or before ${inWords(began)}, when the placement or its introductions began`,
        });
      if (caseNumber === '')
        problems.push({ field: field('caseNumber'), message: 'Enter the child’s case number' });
      else if (children.findIndex((child) => child.caseNumber === caseNumber) < row)
        problems.push({
          field: field('caseNumber'),
          message: 'Two children cannot have the same case number',
        });
      return problems;
    },
  );
};
