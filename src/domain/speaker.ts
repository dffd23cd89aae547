import type { CaseRecord } from './case.ts';
import { leadOf } from './caught.ts';
import type { PassageKind, Speaker } from './minutes.ts';
import {
  type KeptApart,
  mayBeNamed,
  type OneReader,
  privatePeople,
  sentForInWords,
} from './private-people.ts';
import type { AgendaItem } from './procedure.ts';
import { capitalised } from './words.ts';

/** Who said something, by name, as staff on the case know them; null when nobody is on the case any more who can be meant. */
export const speakerNamed = (
  saidBy: Speaker | null | undefined,
  { placement, meeting }: Pick<CaseRecord, 'placement' | 'meeting'>,
): string | null => {
  if (saidBy == null) return null;
  if (saidBy.is === 'child') return placement.children.find(({ id }) => id === saidBy.id)?.givenName ?? null;
  const invitation = meeting?.invitations.find(({ id }) => id === saidBy.id);
  if (invitation === undefined) return null;
  const { name, instead } = invitation;
  return instead?.is === 'sent' ? `${instead.name} for ${name}` : name;
};

/**
 * Who said something, as one reader may know them: staff by name, everybody else those by name whom they may know so, and
 * the rest by their part (docs/domain.md, section 6). `say` tells a text as that reader may have it.
 */
export const speakerTold = (
  saidBy: Speaker | null | undefined,
  facts: {
    readonly record: Pick<CaseRecord, 'placement' | 'meeting'>;
    readonly keptApart: KeptApart;
    readonly reader: OneReader;
  },
  say: (text: string) => string,
): string | null => {
  const { record, keptApart, reader } = facts;
  const name = speakerNamed(saidBy, record);
  if (saidBy == null || name === null || reader.reader === 'staff' || saidBy.is === 'child') return name;
  const invitation = record.meeting?.invitations.find(({ id }) => id === saidBy.id);
  if (invitation?.instead?.is === 'sent')
    return invitation.source === reader.source ? name : sentForInWords(invitation.capacity);
  const person = privatePeople(record, keptApart).find(({ source }) => source === invitation?.source);
  return person === undefined || mayBeNamed(person, reader) ? say(name) : person.role;
};

/** A text of the minutes with who said it before it, or what it is: "Decided: …", "The current carer: …". */
export const asSpoken = (
  text: string,
  kind: { readonly of: PassageKind | undefined; readonly under: AgendaItem['kind'] | undefined },
  speaker: string | null,
): string => {
  const lead = speaker ?? (kind.of === undefined ? null : leadOf(kind.of, kind.under));
  return lead === null ? text : `${capitalised(lead)}: ${text}`;
};
