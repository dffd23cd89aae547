import type { Transaction } from '../../database/connection.ts';
import { addDays, type PlainDate } from '../../domain/dates.ts';
import type { Answered } from '../../domain/ssda903/answer.ts';
import { PAGE_SIZE, type Proposal } from '../../domain/ssda903/proposal.ts';

const proposals = (tx: Transaction) =>
  tx
    .selectFrom('return_proposal')
    .leftJoin('person', 'person.id', 'return_proposal.answered_by')
    .select([
      'return_proposal.id',
      'collection_year as year',
      'kind',
      'row',
      'content',
      'changed_at as changedAt',
      'gone_at as goneAt',
      'answer',
      'reason',
      'known_case as knownCase',
      'person.name as answerer',
      'answered_at as answeredAt',
    ]);

export type StoredProposal = Omit<
  Awaited<ReturnType<ReturnType<typeof proposals>['execute']>>[number],
  'content'
> & {
  readonly content: Proposal;
};
const read = (row: object): StoredProposal => row as StoredProposal;

/** Those to look at: not answered, and said by the return still; or those that were answered. */
export const listProposals = async (
  tx: Transaction,
  of: { readonly kind: string | null; readonly isAnswered: boolean; readonly page: number },
) => {
  const base = proposals(tx)
    .where('answer', of.isAnswered ? 'is not' : 'is', null)
    .$if(!of.isAnswered, (query) => query.where('gone_at', 'is', null))
    .$if(of.kind !== null, (query) => query.where('kind', '=', of.kind ?? ''));
  const [counted] = await tx
    .selectFrom(base.as('found'))
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .execute();
  const rows = await base
    .orderBy('collection_year', 'desc')
    .orderBy('return_proposal.id')
    .limit(PAGE_SIZE)
    .offset((of.page - 1) * PAGE_SIZE)
    .execute();
  return { rows: rows.map(read), count: Number(counted?.count ?? 0) };
};

export const findProposal = async (tx: Transaction, id: string): Promise<StoredProposal | undefined> => {
  const found = await proposals(tx).where('return_proposal.id', '=', id).executeTakeFirst();
  return found && read(found);
};

/** Days around an ending within which a case that somebody recorded may be of the same one. */
const NEAR = 14;

/** The cases near a day that whoever asks can open. */
export const casesNear = (tx: Transaction, day: PlainDate) =>
  tx
    .selectFrom('disruption')
    .where('broke_down_on', '>=', addDays(day, -NEAR))
    .where('broke_down_on', '<=', addDays(day, NEAR))
    .select(['id', 'reference', 'broke_down_on as endedOn'])
    .orderBy('broke_down_on')
    .limit(20)
    .execute();

/** Whether whoever asks can open the case of a reference. */
export const isCase = async (tx: Transaction, reference: string): Promise<boolean> =>
  (await tx.selectFrom('disruption').where('reference', '=', reference).select('id').executeTakeFirst()) !==
  undefined;

export const saveAnswer = async (
  tx: Transaction,
  id: string,
  { answer, reason, knownCase }: Answered,
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<void> => {
  await tx
    .updateTable('return_proposal')
    .set({ answer, reason, known_case: knownCase, answered_by: by, answered_at: at })
    .where('id', '=', id)
    .execute();
};
