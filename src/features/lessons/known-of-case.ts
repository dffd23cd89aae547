import { loadKeptWords } from '../../database/contributions.ts';
import { loadPassages } from '../../database/copy-passages.ts';
import { loadFindingsOfCase } from '../../database/findings.ts';
import { openKeptApart } from '../../database/protected-details.ts';
import type { Known } from '../../domain/identifying-of-case.ts';
import type { Secret } from '../../domain/leak-check.ts';
import { secretOfDetail } from '../../domain/protected-detail.ts';
import type { OpenCase } from '../case-door.ts';
import type { Service } from '../service.ts';

const secret = (kind: Secret['kind'], values: readonly string[]): readonly Secret[] =>
  [...new Set(values)]
    .filter((value) => value.trim().length > 1)
    .map((value) => ({ kind, value, label: 'somebody on this case' }));

/**
 * What of a case may not stand in a lesson: everybody's names and details, and what was said and written. What is kept apart is
 * opened to look for it and for nothing else, and the audit has that.
 */
export const knownOfCase = async (
  service: Service,
  { tx, record }: Pick<OpenCase, 'tx' | 'record'>,
): Promise<Known> => {
  const { contactDetails, identities, details } = await openKeptApart(tx, service, record, 'checks-lessons');
  const { placement, meeting, views, account } = record;
  const carers = Object.values(identities).flat();
  const reached = [...Object.values(contactDetails), ...carers];
  const passages = meeting === null ? [] : await loadPassages(tx, meeting.id);
  const findings = await loadFindingsOfCase(tx, record.id);
  return {
    secrets: [
      ...secret('name', [
        ...placement.children.map(({ givenName, familyName }) => `${givenName} ${familyName}`),
        ...placement.contacts.map(({ name }) => name),
        ...placement.roles.map(({ person }) => person.name),
        ...carers.map(({ name }) => name),
        ...(meeting?.invitations ?? []).map(({ name }) => name).filter((name) => !/\d/.test(name)),
      ]),
      ...secret(
        'address',
        reached.map(({ address }) => address),
      ),
      ...secret(
        'phone',
        reached.map(({ phone }) => phone),
      ),
      ...secret('passage', [placement.agencyName, record.council.name, meeting?.place ?? '']),
      ...details.map(secretOfDetail),
    ],
    childWords: views.map(({ words }) => words),
    otherWords: [
      account,
      ...passages.map(({ text }) => text),
      ...findings.flatMap(({ evidence, otherwise }) => [evidence, otherwise]),
      ...(meeting?.invitations ?? []).map(({ contribution }) => contribution),
      ...(meeting === null ? [] : await loadKeptWords(tx, meeting.id)),
    ],
  };
};
