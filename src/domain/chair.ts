import { inWords, type PlainDate } from './dates.ts';

/** Somebody who could chair, as the organisation's records have them. */
export type Candidate = {
  readonly id: string;
  readonly name: string;
  readonly post: string;
  readonly organisationKind: 'council' | 'regional-agency';
  readonly leftOn: PlainDate | null;
};

/** `managerId` line-managed `personId` from a date, until a date or still. */
export type LineManagement = {
  readonly personId: string;
  readonly managerId: string;
  readonly fromOn: PlainDate;
  readonly untilOn: PlainDate | null;
};

/** Something a person did for this child or these adopters. */
export type PastRole = {
  readonly personId: string;
  readonly role: string;
  readonly fromOn: PlainDate;
  readonly untilOn: PlainDate | null;
};

export type ChairFacts = {
  /** When the placement, or the introductions to it, began: independence is looked at from that day. */
  readonly since: PlainDate;
  readonly meetingOn: PlainDate;
  /** The child's responsible social workers, each with the dates they held the case. */
  readonly socialWorkers: readonly { readonly personId: string; readonly name: string }[];
  readonly management: readonly LineManagement[];
  readonly roles: readonly PastRole[];
  readonly nameOf: (personId: string) => string;
};

export type Eligibility =
  | { readonly eligible: true }
  | { readonly eligible: false; readonly reasons: readonly string[] };

/** Posts experienced enough to chair (DC-1c: "an experienced practitioner or manager"). */
const experiencedPosts: ReadonlySet<string> = new Set([
  'independent-chair',
  'team-manager',
  'service-manager',
  'iro',
  'senior-practitioner',
]);

const roleInWords: Record<string, string> = {
  'child-social-worker': 'is or was the child’s social worker',
  'adopters-social-worker': 'is or was the adopters’ social worker',
  iro: 'reviewed this child’s case',
  'panel-advisor': 'advised the panel on this match',
  'assessed-adopters': 'assessed these adopters',
  matched: 'took part in matching this child with these adopters',
  'sat-on-panel': 'sat on the panel for this child or these adopters',
};

const until = (end: PlainDate | null, on: PlainDate): string =>
  end === null || end >= on ? '' : `, until ${inWords(end)}`;

/**
 * Every chain of line management from a social worker up, as it stood at any time between the placement's start and
 * the meeting: manager id → a sentence saying through whom. Links need not have held on the same day: a manager who
 * moved last month is still caught (DC-1c, and the reading in docs/domain.md, section 4).
 */
const lineAbove = (facts: ChairFacts): ReadonlyMap<string, string> => {
  const inPeriod = facts.management.filter(
    (link) => link.fromOn <= facts.meetingOn && (link.untilOn === null || link.untilOn >= facts.since),
  );
  const found = new Map<string, string>();
  for (const worker of facts.socialWorkers) {
    const seen = new Set([worker.personId]);
    let level = [{ id: worker.personId, through: '' }];
    while (level.length > 0) {
      const next: typeof level = [];
      for (const { id, through } of level) {
        for (const link of inPeriod.filter(({ personId }) => personId === id)) {
          if (seen.has(link.managerId)) continue;
          seen.add(link.managerId);
          if (!found.has(link.managerId))
            found.set(
              link.managerId,
              `line-manages ${worker.name}, the child’s social worker${through}${until(link.untilOn, facts.meetingOn)}`,
            );
          const via = facts.nameOf(link.managerId);
          next.push({
            id: link.managerId,
            through: through === '' ? ` through ${via}` : `${through} and ${via}`,
          });
        }
      }
      level = next;
    }
  }
  return found;
};

/**
 * Says of every candidate whether the service can show that they are independent, or each reason why it cannot:
 * of the adoption agency, of the line above the child's social worker, and of this child and these adopters (DC-1c).
 */
export const assessChairs = (
  candidates: readonly Candidate[],
  facts: ChairFacts,
): readonly { readonly candidate: Candidate; readonly eligibility: Eligibility }[] => {
  const above = lineAbove(facts);
  const workers = new Set(facts.socialWorkers.map(({ personId }) => personId));
  return candidates.map((candidate) => {
    const reasons: string[] = [];
    if (candidate.leftOn !== null && candidate.leftOn <= facts.meetingOn)
      reasons.push(`left on ${inWords(candidate.leftOn)}`);
    if (!experiencedPosts.has(candidate.post)) reasons.push('is not in a post that chairs these meetings');
    if (candidate.organisationKind === 'regional-agency') reasons.push('works for the adoption agency');
    const line = above.get(candidate.id);
    if (line !== undefined) reasons.push(line);
    const roles = new Set(
      facts.roles.filter((role) => role.personId === candidate.id).map(({ role }) => role),
    );
    if (workers.has(candidate.id)) roles.add('child-social-worker');
    for (const role of roles) {
      const words = roleInWords[role];
      if (words !== undefined) reasons.push(words);
    }
    return {
      candidate,
      eligibility: reasons.length === 0 ? { eligible: true } : { eligible: false, reasons },
    };
  });
};
