import { loadKeptWords } from '../../database/contributions.ts';
import { childrenWhoRead, type Whose } from '../../database/packs.ts';
import { openKeptApart } from '../../database/protected-details.ts';
import { type Attendee, agendaOf, attendees } from '../../domain/agenda.ts';
import type { Meeting } from '../../domain/case.ts';
import { stillInvited } from '../../domain/minutes.ts';
import { childReader, type PackFacts, type PackReader } from '../../domain/pack.ts';
import type { OpenCase } from '../case-door.ts';
import type { Service } from '../service.ts';

/** What a pack is composed from, whoever reads it: all but what goes out. */
export const packFacts = async (
  service: Service,
  { tx, record, procedure }: Pick<OpenCase, 'tx' | 'record' | 'procedure'>,
  meeting: Meeting,
): Promise<Omit<PackFacts, 'papers' | 'looked'>> => ({
  record,
  agenda: agendaOf({ record, procedure }),
  keptWords: await loadKeptWords(tx, meeting.id),
  keptApart: await openKeptApart(tx, service, record, 'checks-copies'),
});

/** The children who read a case's pack. */
export const childrenReading = async ({
  tx,
  record,
}: Pick<OpenCase, 'tx' | 'record'>): Promise<readonly PackReader[]> => {
  const reading = await childrenWhoRead(tx, record.id);
  return record.placement.children.filter(({ id }) => reading.has(id)).map(childReader);
};

/** Everybody who reads the pack of the meeting to come, or held, children first; nobody while there is no meeting. */
export const readersOf = async (open: Pick<OpenCase, 'tx' | 'record'>): Promise<readonly PackReader[]> => {
  const { meeting } = open.record;
  return meeting === null ? [] : [...(await childrenReading(open)), ...stillInvited(meeting.invitations)];
};

/** Everybody who comes to a meeting, children last: whom an item of its agenda can be for. */
export const peopleOf = async (
  open: Pick<OpenCase, 'tx' | 'record'>,
  meeting: Meeting,
): Promise<readonly Attendee[]> => [
  ...attendees(meeting),
  ...(await childrenReading(open)).map(({ id, name }) => ({ id, name, capacity: 'child' as const })),
];

/** Whose a reader's pack is, as it is kept. */
export const whoseIs = ({ id, reader }: PackReader): Whose =>
  reader === 'child' ? { childId: id } : { invitationId: id };
