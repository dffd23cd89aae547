import { randomUUID } from 'node:crypto';
import type { FollowUp } from '../domain/follow-up.ts';
import { type ResourceDecision, resourceKey } from '../domain/resource-use.ts';
import type { Transaction } from './connection.ts';

type Signed = {
  readonly disruptionId: string;
  readonly by: { readonly id: string; readonly name: string; readonly post: string };
  readonly at: Date;
};
const signature = ({ disruptionId, by, at }: Signed) => ({
  ...{ id: randomUUID(), disruption_id: disruptionId, at },
  ...{ recorded_by: by.id, by_name: by.name, by_post: by.post },
});

/** Keeps what came of a follow-up. */
export const addFollowUp = async (
  tx: Transaction,
  { happenedOn, ...followUp }: Omit<FollowUp, 'id' | 'byName' | 'byPost'>,
  signed: Signed,
): Promise<void> => {
  await tx
    .insertInto('follow_up')
    .values({ ...signature(signed), ...followUp, happened_on: happenedOn })
    .execute();
};

/** Everything that was recorded of the follow-ups of a case, the latest first. */
export const loadFollowUps = (tx: Transaction, disruptionId: string): Promise<readonly FollowUp[]> =>
  tx
    .selectFrom('follow_up')
    .where('disruption_id', '=', disruptionId)
    .orderBy('position', 'desc')
    .select(['id', 'kind', 'outcome', 'whom', 'words', 'happened_on as happenedOn'])
    .select(['by_name as byName', 'by_post as byPost'])
    .execute();

/** Keeps whether the council uses a resource again. */
export const addResourceDecision = async (
  tx: Transaction,
  { decidedOn, reviewOn, ...decided }: Omit<ResourceDecision, 'id' | 'byName' | 'byPost'>,
  signed: Signed & { readonly organisationId: string },
): Promise<void> => {
  await tx
    .insertInto('resource_decision')
    .values({
      ...{ ...signature(signed), ...decided, organisation_id: signed.organisationId },
      ...{ resource_key: resourceKey(decided.resource), decided_on: decidedOn, review_on: reviewOn },
    })
    .execute();
};

const decisions = (tx: Transaction) =>
  tx
    .selectFrom('resource_decision')
    .orderBy('position', 'desc')
    .select(['id', 'resource', 'urn', 'decision', 'conditions', 'because', 'decided_on as decidedOn'])
    .select(['review_on as reviewOn', 'by_name as byName', 'by_post as byPost']);

/** Every decision on a resource that was made in a case, the latest first. */
export const loadResourceDecisions = (
  tx: Transaction,
  disruptionId: string,
): Promise<readonly ResourceDecision[]> => decisions(tx).where('disruption_id', '=', disruptionId).execute();

/** What a council last decided of a resource of this name, or with the number that one of that name has; undefined for none. */
export const lastDecisionOn = async (
  tx: Transaction,
  { organisationId, name }: { readonly organisationId: string; readonly name: string },
): Promise<ResourceDecision | undefined> => {
  const key = resourceKey(name);
  if (key === '') return undefined;
  return decisions(tx)
    .where('organisation_id', '=', organisationId)
    .where(({ eb, or, selectFrom }) =>
      or([
        eb('resource_key', '=', key),
        eb(
          'urn',
          'in',
          selectFrom('resource_decision as named')
            .where('named.organisation_id', '=', organisationId)
            .where('named.resource_key', '=', key)
            .where('named.urn', '<>', '')
            .select('named.urn'),
        ),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
};
