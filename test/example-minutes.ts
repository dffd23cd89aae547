import type { CaseRecord, ChildView, Contact, Invitation } from '../src/domain/case.ts';
import type { Doc } from '../src/domain/document.ts';
import { contactInvitee, type Invitee } from '../src/domain/invitation.ts';
import type { Passage } from '../src/domain/minutes.ts';
import type { AgendaItem } from '../src/domain/procedure.ts';
import { exampleMeeting, examplePlacement, exampleRecord } from './example-record.ts';

/** Minutes of a meeting that was held, for the tests of what each reader gets of them. */
export const invited = (invitee: Invitee, changes: Partial<Invitation> = {}): Invitation => ({
  ...invitee,
  id: `invitation of ${invitee.source}`,
  mode: 'attend',
  addedReason: '',
  status: 'invited',
  ownWay: null,
  withdrawnReason: '',
  reply: 'coming',
  replyNote: '',
  contribution: '',
  contributionAnswers: [],
  contributionFiles: [],
  contributionShare: 'everyone',
  contributionChairShare: null,
  attended: true,
  contributionRead: false,
  ...changes,
});

const adopterInvitee = ({ id }: { id: string }, index: number): Invitee => ({
  source: `carer-${id}`,
  personId: null,
  capacity: 'adopters',
  reader: 'adopters',
  name: `Adopter ${index + 1}`,
  email: '',
  mayKnowPlace: true,
});

export const teacher: Contact = {
  id: 't1',
  kind: 'other-professional',
  name: 'Viv Marlow',
  email: 'viv@school.example',
};

const socialWorker: Invitee = {
  source: 'staff-amina',
  personId: 'amina',
  capacity: 'child-social-worker',
  reader: 'staff',
  name: 'Amina Hussain',
  email: 'amina@derby.example',
  mayKnowPlace: true,
};

/** A case whose meeting was held with everybody there who is not staff, and the child's social worker. */
export const heldCase = (
  placement: Partial<CaseRecord['placement']> = {},
  changes: Partial<Pick<CaseRecord, 'views' | 'actions'>> & {
    readonly invitation?: (invitation: Invitation) => Partial<Invitation>;
  } = {},
): CaseRecord => {
  const { invitation = () => ({}), ...record } = changes;
  const full = examplePlacement({
    contacts: [...examplePlacement().contacts, teacher],
    ...placement,
  });
  const invitees = [...full.carers.map(adopterInvitee), ...full.contacts.map(contactInvitee), socialWorker];
  const invitations = invitees
    .map((invitee) => invited(invitee))
    .map((one) => ({ ...one, ...invitation(one) }));
  return exampleRecord({
    placement: full,
    meeting: exampleMeeting({ status: 'held', minutesStatus: 'agreed', invitations }),
    ...record,
  });
};

export const agenda: readonly AgendaItem[] = [
  { key: 'placement', title: 'Life in the placement', prompt: '', kind: 'note' },
  { key: 'findings', title: 'Findings', prompt: '', kind: 'finding' },
];

export const passage = (text: string, changes: Partial<Passage> = {}): Passage => ({
  id: text,
  agendaKey: 'placement',
  kind: 'note',
  text,
  withheldFrom: [],
  aboutChildId: null,
  whose: 'nobody',
  revision: 1,
  authors: ['bilal'],
  updatedBy: 'Bilal Khan',
  conflicts: [],
  ...changes,
});

export const childView = (words: string, changes: Partial<ChildView> = {}): ChildView => ({
  id: words,
  childId: 'robin',
  words,
  whoseWords: 'child',
  way: 'drew',
  how: 'Drawing',
  saidOn: '2026-03-20',
  withheldFrom: [],
  sharing: { agreed: 'everyone', readers: [], agreedOn: '2026-03-20', recordedBy: 'Amina Hussain' },
  recordedBy: 'Amina Hussain',
  recordedById: 'amina',
  ...changes,
});

/** Every word of a document, its pieces a line apart. */
export const textOf = (doc: Doc): string =>
  [
    doc.title,
    doc.subtitle ?? '',
    ...doc.sections.flatMap(({ heading, blocks }) => [
      heading,
      ...blocks.flatMap((block) => {
        if (block.is === 'paragraph') return [block.text];
        if (block.is === 'list') return block.items;
        if (block.is === 'quote') return [block.words, block.who];
        return [...block.headings, ...block.rows.flat()];
      }),
    ]),
  ].join('\n\n');
