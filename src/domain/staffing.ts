import { addDays, inWords, type PlainDate } from './dates.ts';
import { looksLikeEmail } from './email.ts';
import { isPost, type Post, posts } from './post.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';

/** From a day until a day, both included; null when nobody knows since when, or when it still goes on. */
export type Dated = { readonly from: PlainDate | null; readonly until: PlainDate | null };

export type HeldPost = Dated & { readonly id: string; readonly post: string; readonly teamId: string | null };

/** `managerId` line-manages `personId`. */
export type Management = Dated & { readonly personId: string; readonly managerId: string };

const first = ({ from }: Dated): PlainDate => from ?? '0001-01-01';
const last = ({ until }: Dated): PlainDate => until ?? '9999-12-31';
const meet = (one: Dated, other: Dated): boolean => first(one) <= last(other) && first(other) <= last(one);

/** Whether something is so on a day. */
export const isOn = (dated: Dated, day: PlainDate): boolean => first(dated) <= day && last(dated) >= day;

const periodProblems = ({ from, until }: Dated): readonly Problem[] =>
  from !== null && until !== null && until < from
    ? [{ field: 'until', message: `The last day must be ${inWords(from)}, the first day, or after it` }]
    : [];

export type PersonDetails = { readonly name: string; readonly email: string };

/** Checks who somebody is: a name, and an e-mail address that nobody else of the organisation has. */
export const detailsProblems = (
  { name, email }: PersonDetails,
  { isTaken }: { readonly isTaken: boolean },
): readonly Problem[] => [
  ...(name === '' ? [{ field: 'name', message: 'Enter their name' }] : []),
  ...(looksLikeEmail(email)
    ? isTaken
      ? [{ field: 'email', message: 'Somebody of your organisation has this e-mail address already' }]
      : []
    : [{ field: 'email', message: 'Enter their work e-mail address, such as name@council.example' }]),
];

/** Checks that somebody can have a post from a day: a post there is, that they do not hold at that time in that team. */
export const givePost = (
  proposal: Dated & { readonly post: string; readonly teamId: string | null },
  held: readonly HeldPost[],
): Result<Dated & { readonly post: Post; readonly teamId: string | null }> => {
  const { post, teamId, from, until } = proposal;
  const problems: Problem[] = [...periodProblems(proposal)];
  if (!isPost(post)) problems.push({ field: 'post', message: 'Choose the post' });
  else {
    if (from === null) problems.push({ field: 'from', message: 'Enter the first day in this post' });
    if (held.some((one) => one.post === post && one.teamId === teamId && meet(one, proposal)))
      problems.push({ field: 'post', message: `They are ${posts[post].toLowerCase()} at that time already` });
  }
  return problems.length > 0 || !isPost(post) ? refused(problems) : allowed({ post, teamId, from, until });
};

/** Checks the last day of something that began: on or after its first, and before the last it has. */
export const endOn = (lastDay: PlainDate | null, dated: Dated): Result<{ readonly until: PlainDate }> => {
  if (lastDay === null) return refused([{ field: 'until', message: 'Enter the last day' }]);
  if (lastDay < first(dated))
    return refused([
      {
        field: 'until',
        message: `The last day must be ${inWords(first(dated))}, the first day, or after it`,
      },
    ]);
  return allowed({ until: lastDay });
};

/** Who manages whom, by those who are managed. */
export type ManagersOf = ReadonlyMap<string, readonly Management[]>;

/** From somebody up to one who is above them, both included, through links that all meet a period; null when nobody is. */
export const lineUp = (
  personId: string,
  to: string,
  managersOf: ManagersOf,
  period: Dated,
): readonly string[] | null => {
  const below = new Map<string, string | null>([[personId, null]]);
  // What is added while it is gone through is gone through too.
  for (const id of below.keys())
    for (const link of managersOf.get(id) ?? [])
      if (meet(link, period) && !below.has(link.managerId)) below.set(link.managerId, id);
  if (!below.has(to)) return null;
  const line: string[] = [];
  for (let id: string | null = to; id !== null; id = below.get(id) ?? null) line.unshift(id);
  return line;
};

/** Checks that somebody can have a manager: another person, who is not below them at that time and not their manager already. */
export const giveManager = (
  proposal: Dated & { readonly personId: string; readonly managerId: string | null },
  managersOf: ManagersOf,
): Result<Management & { readonly from: PlainDate }> => {
  const { personId, managerId, from, until } = proposal;
  const problems: Problem[] = [...periodProblems(proposal)];
  if (from === null) problems.push({ field: 'from', message: 'Enter the first day' });
  if (managerId === null)
    problems.push({
      field: 'email',
      message: 'Enter the work e-mail address of somebody of your organisation who uses this service',
    });
  else if (managerId === personId)
    problems.push({ field: 'email', message: 'Nobody is their own manager. Enter somebody else’s address' });
  else if (lineUp(managerId, personId, managersOf, proposal) !== null)
    problems.push({
      field: 'email',
      message: 'They manage this person at that time, and nobody manages their own manager',
    });
  else if (
    managersOf.get(personId)?.some((one) => one.managerId === managerId && meet(one, proposal)) ??
    false
  )
    problems.push({ field: 'email', message: 'This person is their manager at that time already' });
  return problems.length > 0 || managerId === null || from === null
    ? refused(problems)
    : allowed({ personId, managerId, from, until });
};

/** Checks somebody's last day, the last with access: not before they joined, and somebody else has to administer. */
export const recordLeaving = (
  lastDay: PlainDate | null,
  facts: { readonly joinedOn: PlainDate | null; readonly isLastAdministrator: boolean },
): Result<{ readonly lastDay: PlainDate }> => {
  const problems: Problem[] = [];
  if (lastDay === null) problems.push({ field: 'lastDay', message: 'Enter their last day' });
  else if (facts.joinedOn !== null && lastDay < addDays(facts.joinedOn, -1))
    problems.push({
      field: 'lastDay',
      message: `The last day must be after ${inWords(facts.joinedOn)}, when they joined`,
    });
  if (facts.isLastAdministrator) problems.push(administratorNeeded);
  return problems.length > 0 || lastDay === null ? refused(problems) : allowed({ lastDay });
};

/** An organisation without an administrator could not be given one by anybody. */
export const administratorNeeded: Problem = {
  field: '',
  message: 'They are the only administrator of your organisation. Make somebody else one first',
};

/** Checks the name of a team, which no other of the organisation has. */
export const teamProblems = (
  name: string,
  { isTaken }: { readonly isTaken: boolean },
): readonly Problem[] => {
  if (name === '') return [{ field: 'name', message: 'Enter the name of the team' }];
  return isTaken ? [{ field: 'name', message: 'Your organisation has a team of this name already' }] : [];
};
