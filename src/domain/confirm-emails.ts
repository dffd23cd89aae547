import { type PersonToReach, wayToMakeSure } from './contact-channel.ts';
import { inWords, type PlainDate } from './dates.ts';
import { looksLikeEmail } from './email.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';

/** Somebody whose e-mail address is on record, and what it is; of a carer it comes from the vault. */
export type WithEmail = PersonToReach & { readonly email: string };

/**
 * That the e-mail addresses on record of several people are right, made sure of in one way on one day, from the end of the
 * placement to today.
 */
export const confirmEmails = (
  typed: {
    readonly sources: readonly string[];
    readonly how: string;
    readonly confirmedOn: PlainDate | null;
  },
  facts: {
    readonly people: readonly WithEmail[];
    readonly brokeDownOn: PlainDate;
    readonly today: PlainDate;
  },
): Result<{
  readonly people: readonly WithEmail[];
  readonly how: string;
  readonly confirmedOn: PlainDate;
}> => {
  const { brokeDownOn, today } = facts;
  const { confirmedOn } = typed;
  const people = facts.people.filter(({ source }) => typed.sources.includes(source));
  const how = wayToMakeSure(typed.how);
  const problems: Problem[] = [
    ...(people.length === 0 ? [{ field: 'sources', message: 'Tick whose address you made sure of' }] : []),
    ...people
      .filter(({ email }) => !looksLikeEmail(email))
      .map(({ name }) => ({
        field: 'sources',
        message: `There is no e-mail address of ${name} that works. Put it right first`,
      })),
    ...(how.ok ? [] : how.problems),
  ];
  if (confirmedOn === null) problems.push({ field: 'confirmedOn', message: 'Enter when you made sure' });
  else if (confirmedOn > today || confirmedOn < brokeDownOn)
    problems.push({
      field: 'confirmedOn',
      message: `The date must be from ${inWords(brokeDownOn)} to today`,
    });
  return problems.length > 0 || !how.ok || confirmedOn === null
    ? refused(problems)
    : allowed({ people, how: how.value, confirmedOn });
};
