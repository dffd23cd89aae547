import { loadKeptWords } from '../database/contributions.ts';
import { idsInMinutes, loadPassages } from '../database/copy-passages.ts';
import { loadDisagreements } from '../database/disagreements.ts';
import { loadFindings, loadWhyNots } from '../database/findings.ts';
import { loadComments } from '../database/minutes-comments.ts';
import { openKeptApart } from '../database/protected-details.ts';
import { agendaOf } from '../domain/agenda.ts';
import type { CopyFacts } from '../domain/copy.ts';
import { purposesIn } from '../domain/purpose.ts';
import type { OpenCase } from './case-door.ts';
import type { Service } from './service.ts';

export type CopiesFacts = Omit<CopyFacts, 'reader' | 'passages'> & {
  readonly passages: readonly (CopyFacts['passages'][number] & { readonly id: string })[];
  readonly authors: readonly string[];
};

/** Everything that copies of a case's locked minutes are composed from, but for the reader; and who wrote them. */
export const factsForCopies = async (
  service: Service,
  { tx, record, procedure }: Pick<OpenCase, 'tx' | 'record' | 'procedure'>,
  rule: 'checks-copies' | 'files-minutes' | 'takes-chronology' = 'checks-copies',
): Promise<CopiesFacts> => {
  const { meeting, actions, views } = record;
  const passages = meeting === null ? [] : await loadPassages(tx, meeting.id);
  const findings = meeting === null ? [] : await loadFindings(tx, meeting.id);
  const whyNots = meeting === null ? [] : await loadWhyNots(tx, meeting.id);
  const lockedAt = meeting?.agreedAt ?? meeting?.check?.sentAt;
  const isThere =
    meeting && lockedAt ? await idsInMinutes(tx, record.id, { id: meeting.id, lockedAt }) : new Set<string>();
  return {
    record: {
      ...record,
      actions: actions.filter(({ id }) => isThere.has(id)),
      views: views.filter(({ id }) => isThere.has(id)),
    },
    passages,
    keptWords: meeting === null ? [] : await loadKeptWords(tx, meeting.id),
    agenda: agendaOf({ record, procedure }),
    found: { findings, purposes: purposesIn(procedure.purposes, passages, whyNots) },
    disagreements: await loadDisagreements(tx, record.id),
    comments: meeting === null ? [] : await loadComments(tx, meeting.id),
    keptApart: await openKeptApart(tx, service, record, rule),
    authors: [...new Set([...passages, ...findings, ...whyNots].flatMap(({ authors }) => authors))],
  };
};
