import type { Identities } from '../src/domain/carer-identity.ts';
import type { Action, CaseRecord, Meeting, PlacementRecord, Staff } from '../src/domain/case.ts';

/** Plain values for the tests of rules: one child, two adopters, two carers, a mother, and the staff around them. */
export const staff = (id: string, name: string, post = 'social-worker'): Staff => ({
  id,
  name,
  post,
  email: `${id}@derby.example`,
  organisation: 'Derby City Council',
});

/** What the vault has of the example's adopters. */
export const exampleIdentities = {
  a1: [
    {
      name: 'Martin Featherstone',
      email: 'martin@featherstone.example',
      phone: '01632 960111',
      address: '7 Quillet Row, Belper, DQ56 9ZZ',
    },
  ],
  a2: [
    {
      name: 'Lucasta Featherstone',
      email: 'lucasta@featherstone.example',
      phone: '01632 960112',
      address: '7 Quillet Row, Belper, DQ56 9ZZ',
    },
  ],
} as const satisfies Identities;

export const ruth = staff('ruth', 'Ruth Barlow', 'independent-chair');
const amina = staff('amina', 'Amina Hussain');
const priya = staff('priya', 'Priya Shah', 'adopters-social-worker');
const tomasz = staff('tomasz', 'Tomasz Nowak', 'iro');
const joy = staff('joy', 'Joy Okafor', 'panel-advisor');

const role = (person: Staff, role: string) => ({
  personId: person.id,
  role,
  fromOn: '2025-01-01',
  untilOn: null,
  person,
});

export const examplePlacement = (changes: Partial<PlacementRecord> = {}): PlacementRecord => ({
  id: 'placement',
  organisationId: 'derby',
  kind: 'adoptive',
  provider: null,
  agencyName: 'Adoption East Midlands',
  familySource: 'regional-agency',
  introductionsOn: '2025-10-20',
  startedOn: '2025-11-03',
  orderMadeOn: null,
  children: [
    { id: 'robin', givenName: 'Robin', familyName: 'Oldroyd', bornOn: '2018-05-04', caseNumber: 'DC-1' },
  ],
  carers: [{ id: 'a1' }, { id: 'a2' }],
  roles: [
    role(amina, 'child-social-worker'),
    role(priya, 'adopters-social-worker'),
    role(tomasz, 'iro'),
    role(joy, 'panel-advisor'),
  ],
  contacts: [
    { id: 'c1', kind: 'current-carer', name: 'Dorothy Lindqvist', email: 'dorothy@lindqvist.example' },
    { id: 'm1', kind: 'birth-family', name: 'Kirsty Oldroyd', email: 'kirsty@oldroyd.example' },
  ],
  ...changes,
});

/** An action that nobody has answered yet. */
export const exampleAction = (changes: Partial<Action> = {}): Action => ({
  ...{ id: '1', what: 'Write to school', ownerId: null, ownerSource: null, ownerName: 'The head teacher' },
  ...{
    answer: 'asked',
    dueOn: '2026-05-01',
    dependsOn: null,
    doneOn: null,
    evidence: '',
    doneHow: 'evidence',
  },
  ...{ statedBy: '', notNeededOn: null, notNeededBecause: '', ...changes },
});

export const exampleRecord = (changes: Partial<CaseRecord> = {}): CaseRecord => ({
  id: 'disruption',
  reference: 'Larch-00000007',
  brokeDownOn: '2026-03-01',
  stage: 'before-order',
  ending: 'unplanned',
  isComplex: false,
  returnedOn: null,
  panelOn: null,
  account: 'Robin moved to his former carers on Sunday.',
  procedureId: 'derby-city/adoption',
  procedureVersion: '2020-11',
  status: 'open',
  recordedAt: new Date('2026-03-02T09:00:00Z'),
  recordedBy: 'Amina Hussain',
  council: { name: 'Derby City Council', colour: '#00583d' },
  placement: examplePlacement(),
  meeting: null,
  views: [],
  actions: [],
  statements: [],
  decision: null,
  pauses: [],
  notNeeded: [],
  checklist: [],
  unplannedEndings: [],
  follows: null,
  ledTo: null,
  outcome: null,
  ...changes,
});

export const exampleMeeting = (changes: Partial<Meeting> = {}): Meeting => ({
  id: 'meeting',
  status: 'convened',
  chair: ruth,
  minuteTaker: null,
  heldOn: '2026-04-01',
  startsAt: '10:00',
  minutesLong: 120,
  place: 'The Council House, room 3',
  videoLink: '',
  outsideWindowReason: '',
  chairAgreement: null,
  calendarUid: 'uid',
  sequence: 0,
  minutesStatus: 'draft',
  check: null,
  minutesVersion: 1,
  agreedAt: null,
  agenda: null,
  invitations: [],
  leftOut: [],
  copies: { prepared: 0, released: 0, held: 0, panelReleasedOn: null },
  ...changes,
});
