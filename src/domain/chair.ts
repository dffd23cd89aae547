import { type ChairRule, chairingPostInWords, type Independence } from './asks.ts';
import { capacityInWords } from './capacity.ts';
import type { CaseRole } from './case.ts';
import { inWords, type PlainDate } from './dates.ts';
import type { Strength } from './procedure.ts';
import { listInWords } from './words.ts';

/** From a day until a day, both included; null when nobody knows since when, or when it still goes on. */
export type Dated = { readonly fromOn: PlainDate | null; readonly untilOn: PlainDate | null };

/** Somebody who could chair, as the organisations' records have them. */
export type Candidate = {
  readonly id: string;
  readonly posts: readonly ({ readonly post: string } & Dated)[];
  readonly memberships: readonly ({ readonly organisationKind: 'council' | 'regional-agency' } & Dated)[];
  readonly leftOn: PlainDate | null;
};

/** `managerId` line-managed `personId`. */
export type LineManagement = { readonly personId: string; readonly managerId: string } & Dated;

type InTeam = { readonly personId: string } & Dated;
/** Whoever manages a team line-manages those who are in it at the same time. */
export type Team = { readonly managers: readonly InTeam[]; readonly members: readonly InTeam[] };

/** What somebody does or did, of this placement or of another one of the child's or of these adopters'. */
export type HeldRole = Omit<CaseRole, 'person'> & { readonly elsewhere?: boolean };

export type ChairFacts = {
  /** When the placement, or the introductions to it, began: independence is looked at from that day. */
  readonly since: PlainDate;
  readonly meetingOn: PlainDate;
  readonly management: readonly LineManagement[];
  readonly teams: readonly Team[];
  /** What members of staff do and did for this child or these adopters, the child's social workers included. */
  readonly roles: readonly HeldRole[];
  readonly nameOf: (personId: string) => string;
};

/** What a procedure says about the chair, and how strongly. */
export type ChairDuty = { readonly duty: Strength; readonly chair: ChairRule };

export type Eligibility =
  | { readonly is: 'eligible' }
  | { readonly is: 'not-eligible' | 'needs-agreement'; readonly reasons: readonly string[] };

const start = ({ fromOn }: Dated): PlainDate => fromOn ?? '0000-01-01';
const end = ({ untilOn }: Dated): PlainDate => untilOn ?? '9999-12-31';
const stood = (dated: Dated, first: PlainDate, last: PlainDate): boolean =>
  start(dated) <= last && end(dated) >= first;
const earlier = (one: PlainDate, other: PlainDate): PlainDate => (one < other ? one : other);
const later = (one: PlainDate, other: PlainDate): PlainDate => (one > other ? one : other);

const titles = new Map(Object.entries({ ...capacityInWords, ...chairingPostInWords }));
const title = (key: string): string => titles.get(key) ?? key.replaceAll('-', ' ');
const titleWithArticle = (post: string): string =>
  `${/^[aeiou]/i.test(title(post)) ? 'an' : 'a'} ${title(post)}`;

/** What somebody did for this child or these adopters, where "is or was the …" does not say it. */
const deeds = new Map([
  ['iro', 'reviewed this child’s case'],
  ['panel-advisor', 'advised the panel on this child or these adopters'],
  ['assessed-adopters', 'assessed these adopters'],
  ['matched', 'took part in matching this child or these adopters'],
  ['sat-on-panel', 'sat on the panel for this child or these adopters'],
]);
const roleInWords = (role: string): string => deeds.get(role) ?? `is or was the ${title(role)}`;

/** Parts in a meeting, not in the case: they do not touch anybody's independence. */
const partsInMeeting: ReadonlySet<string> = new Set(['chair', 'minute-taker']);

const linksInPeriod = ({ management, teams, since, meetingOn }: ChairFacts): readonly LineManagement[] => {
  const throughTeams = teams.flatMap(({ managers, members }) =>
    managers.flatMap((manager) =>
      members
        .filter((member) => stood(member, start(manager), end(manager)))
        .map((member) => ({
          personId: member.personId,
          managerId: manager.personId,
          fromOn: later(start(member), start(manager)),
          untilOn: earlier(end(member), end(manager)),
        })),
    ),
  );
  return [...management, ...throughTeams].filter((link) => stood(link, since, meetingOn));
};

/** Through whom a line of management goes, from the bottom up, and until when. */
type Line = { readonly through: readonly string[]; readonly until: PlainDate };

/**
 * The line to everybody above a person, and the empty one to themself: of several the one that lasted longest, then the
 * shortest. A line lasted until the first of its links ended, whether or not all of them ever stood on one day.
 */
const linesAbove = (personId: string, links: readonly LineManagement[]): ReadonlyMap<string, Line> => {
  const lines = new Map<string, Line>([[personId, { through: [], until: '9999-12-31' }]]);
  for (let found = true; found; ) {
    found = false;
    for (const link of links) {
      const below = lines.get(link.personId);
      if (below === undefined) continue;
      const line = { through: [...below.through, link.personId], until: earlier(below.until, end(link)) };
      const known = lines.get(link.managerId);
      const better =
        known === undefined ||
        line.until > known.until ||
        (line.until === known.until && line.through.length < known.through.length);
      if (better) lines.set(link.managerId, line);
      found ||= better;
    }
  }
  return lines;
};

/** In what way people are or were the child's social worker, or above one, between the placement's start and the meeting. */
const lineReasons = (facts: ChairFacts): ReadonlyMap<string, readonly string[]> => {
  const { since, meetingOn, nameOf } = facts;
  const links = linksInPeriod(facts);
  const workers = facts.roles.filter(
    (held) => held.role === 'child-social-worker' && stood(held, since, meetingOn),
  );
  const reasons = new Map<string, readonly string[]>();
  for (const worker of new Set(workers.map(({ personId }) => personId)))
    for (const [id, { through, until }] of linesAbove(worker, links)) {
      const via = through.length > 1 ? ` through ${listInWords(through.slice(1).map(nameOf))}` : '';
      const ended = until < meetingOn ? `, until ${inWords(until)}` : '';
      const reason =
        id === worker ? roleInWords('child-social-worker') : `line-manages ${nameOf(worker)}${via}${ended}`;
      reasons.set(id, [...(reasons.get(id) ?? []), reason]);
    }
  return reasons;
};

const agencyReasons = ({ memberships }: Candidate, { since, meetingOn }: ChairFacts): readonly string[] => {
  const ends = memberships
    .filter((held) => held.organisationKind === 'regional-agency' && stood(held, since, meetingOn))
    .map(end);
  if (ends.length === 0) return [];
  const last = ends.reduce(later);
  return [
    last < meetingOn
      ? `worked for the adoption agency until ${inWords(last)}`
      : 'works for the adoption agency',
  ];
};

const caseReasons = ({ id }: Candidate, { roles, meetingOn }: ChairFacts): readonly string[] =>
  roles
    .filter((held) => held.personId === id && start(held) <= meetingOn && !partsInMeeting.has(held.role))
    .map(({ role, elsewhere }) => `${roleInWords(role)}${elsewhere ? ', on another placement' : ''}`);

const postReasons = (candidate: Candidate, rule: ChairRule, facts: ChairFacts): readonly string[] => {
  const { 'in-post': posts = [], 'on-the-case': capacities = [] } = rule;
  const onTheDay = (held: Dated): boolean => stood(held, facts.meetingOn, facts.meetingOn);
  const held = candidate.posts.filter(onTheDay).map(({ post }) => post);
  const any = posts.length + capacities.length === 0;
  const wanted: readonly string[] = any ? Object.keys(chairingPostInWords) : posts;
  const onTheCase = facts.roles.some(
    (role) =>
      role.personId === candidate.id &&
      role.elsewhere !== true &&
      onTheDay(role) &&
      capacities.some((capacity) => capacity === role.role),
  );
  if (onTheCase || held.some((post) => wanted.includes(post))) return [];
  if (any) return ['is not in a post that chairs these meetings'];
  const asked = [
    ...posts.map(titleWithArticle),
    ...capacities.map((capacity) => `the ${title(capacity)} on this case`),
  ];
  const is = held.length === 0 ? 'holds no post' : `is ${listInWords(held.map(titleWithArticle))}`;
  return [`${is}, and the procedure asks for ${listInWords(asked, 'or')}`];
};

/**
 * Says of every candidate whether they may chair by the rules of the procedure, and if not, each reason why. Every rule
 * that must be followed has to accept them; of the rules that should be followed or considered one is enough, and without
 * one a manager has to agree. With no rule at all, anybody in a chairing post may. Nobody who has left may.
 */
export const assessChairs = <Person extends Candidate>(
  candidates: readonly Person[],
  facts: ChairFacts,
  rules: readonly ChairDuty[],
): readonly { readonly candidate: Person; readonly eligibility: Eligibility }[] => {
  const line = lineReasons(facts);
  const reasonsOf: Readonly<Record<Independence, (candidate: Candidate) => readonly string[]>> = {
    agency: (candidate) => agencyReasons(candidate, facts),
    line: ({ id }) => line.get(id) ?? [],
    case: (candidate) => caseReasons(candidate, facts),
  };
  const against = (candidate: Candidate, among: readonly ChairRule[]): readonly string[] => [
    ...new Set(
      among.flatMap((rule) => [
        ...postReasons(candidate, rule, facts),
        ...(rule['independent-of'] ?? []).flatMap((what) => reasonsOf[what](candidate)),
      ]),
    ),
  ];
  const rulesThat = (strength: Strength): readonly ChairRule[] =>
    rules.filter(({ duty }) => duty === strength).map(({ chair }) => chair);
  const musts = rules.length === 0 ? [{}] : rulesThat('must');
  const shoulds = rulesThat('should');
  const others = [...shoulds, ...rulesThat('consider')];

  const eligibility = (candidate: Candidate): Eligibility => {
    const { leftOn } = candidate;
    const left = leftOn !== null && leftOn <= facts.meetingOn ? [`left on ${inWords(leftOn)}`] : [];
    const barred = [...left, ...against(candidate, musts)];
    if (barred.length > 0) return { is: 'not-eligible', reasons: barred };
    return others.length === 0 || others.some((rule) => against(candidate, [rule]).length === 0)
      ? { is: 'eligible' }
      : { is: 'needs-agreement', reasons: against(candidate, shoulds.length > 0 ? shoulds : others) };
  };
  return candidates.map((candidate) => ({ candidate, eligibility: eligibility(candidate) }));
};
