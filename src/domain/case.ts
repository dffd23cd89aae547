import type { PlainDate, PlainTime } from './dates.ts';
import type { Capacity, Facts, FamilySource, Stage } from './procedure.ts';

/** A member of staff, as the screens name them. */
export type Staff = {
  readonly id: string;
  readonly name: string;
  readonly post: string;
  readonly email: string;
  readonly organisation: string;
};

export type Child = {
  readonly id: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly bornOn: PlainDate;
  readonly caseNumber: string;
};

/** A prospective adopter. Who they are and where they live never reaches the birth family. */
export type Adopter = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly address: string;
};

/** Somebody on the case who does not sign in: a carer, a relative, a professional from elsewhere. */
export type Contact = {
  readonly id: string;
  readonly kind: Extract<
    Capacity,
    'current-carer' | 'birth-family' | 'adopters-social-worker' | 'other-professional'
  >;
  readonly name: string;
  readonly email: string;
};

export type CaseRole = {
  readonly personId: string;
  readonly role: string;
  readonly fromOn: PlainDate;
  readonly untilOn: PlainDate | null;
  readonly person: Staff;
};

/** A placement with everybody on it, before or after it ends. */
export type PlacementRecord = {
  readonly id: string;
  readonly organisationId: string;
  readonly agencyName: string;
  readonly familySource: FamilySource;
  readonly introductionsOn: PlainDate | null;
  readonly startedOn: PlainDate | null;
  readonly orderMadeOn: PlainDate | null;
  readonly children: readonly Child[];
  readonly adopters: readonly Adopter[];
  readonly roles: readonly CaseRole[];
  readonly contacts: readonly Contact[];
};

/** Whom minutes are written for, from the most to the least restricted set of readers. */
export type Reader = 'adopters' | 'birth-family' | 'carers' | 'professionals' | 'staff';

export type Invitation = {
  readonly id: string;
  /** Where on the case the person comes from: "adopter-…", "contact-…" or "staff-…". */
  readonly source: string;
  readonly personId: string | null;
  readonly capacity: Capacity;
  readonly reader: Reader;
  readonly name: string;
  readonly email: string;
  readonly mode: 'attend' | 'contribute';
  readonly mayKnowPlace: boolean;
  readonly addedReason: string;
  readonly status: 'invited' | 'withdrawn';
  readonly withdrawnReason: string;
  readonly reply: 'coming' | 'not-coming' | 'will-write' | null;
  readonly replyNote: string;
  readonly contribution: string;
  readonly attended: boolean | null;
  readonly contributionRead: boolean;
};

export type Meeting = {
  readonly id: string;
  readonly status: 'convened' | 'held';
  readonly chair: Staff;
  readonly minuteTaker: Staff | null;
  readonly heldOn: PlainDate;
  readonly startsAt: PlainTime;
  readonly minutesLong: number;
  readonly place: string;
  readonly videoLink: string;
  readonly outsideWindowReason: string;
  readonly calendarUid: string;
  readonly sequence: number;
  readonly minutesStatus: 'draft' | 'agreed';
  readonly minutesVersion: number;
  readonly agreedAt: Date | null;
  readonly invitations: readonly Invitation[];
  readonly leftOut: readonly { readonly capacity: string; readonly name: string; readonly reason: string }[];
  readonly copies: {
    readonly prepared: number;
    readonly released: number;
    readonly panelReleasedOn: PlainDate | null;
  };
};

export type Action = {
  readonly id: string;
  readonly what: string;
  readonly ownerId: string | null;
  readonly ownerName: string;
  readonly dueOn: PlainDate;
  readonly doneOn: PlainDate | null;
  readonly evidence: string;
};

export type ChildView = {
  readonly id: string;
  readonly childId: string;
  readonly words: string;
  readonly whoseWords: 'child' | 'worker' | 'advocate' | 'carer';
  readonly how: string;
  readonly saidOn: PlainDate;
  readonly withheldFrom: readonly Reader[];
  readonly recordedBy: string;
};

export type Statement = {
  readonly ruleId: string;
  readonly doneOn: PlainDate;
  readonly note: string;
  readonly statedBy: string;
};

/** What somebody did on a case, as the history keeps it. */
export type HistoryEntry = {
  readonly at: Date;
  readonly personName: string;
  readonly act: string;
  readonly summary: string;
};

/** Everything the screens of one disruption need, apart from the passages of its minutes. */
export type CaseRecord = {
  readonly id: string;
  readonly reference: string;
  readonly brokeDownOn: PlainDate;
  readonly stage: Stage;
  readonly account: string;
  readonly procedureId: string;
  readonly procedureVersion: string;
  readonly status: 'open' | 'closed';
  readonly recordedAt: Date;
  readonly recordedBy: string;
  readonly council: { readonly name: string; readonly colour: string };
  readonly placement: PlacementRecord;
  readonly meeting: Meeting | null;
  readonly views: readonly ChildView[];
  readonly actions: readonly Action[];
  readonly statements: readonly Statement[];
};

/** The facts a procedure's rules are matched against. */
export const factsOf = (
  placement: Pick<PlacementRecord, 'familySource' | 'orderMadeOn'>,
  ending: { readonly stage: Stage; readonly brokeDownOn: PlainDate },
): Facts => ({
  kind: 'adoptive',
  'order-made': placement.orderMadeOn === null || placement.orderMadeOn > ending.brokeDownOn ? 'no' : 'yes',
  stage: ending.stage,
  'family-source': placement.familySource,
  'broke-down-on': ending.brokeDownOn,
});

/** "Ana and Leo Marsh", or "Ana Marsh and Leo Finch" when family names differ. */
export const childrenInWords = (children: readonly Pick<Child, 'givenName' | 'familyName'>[]): string => {
  const sameFamily = new Set(children.map(({ familyName }) => familyName)).size === 1;
  const names = children.map(({ givenName, familyName }) =>
    sameFamily ? givenName : `${givenName} ${familyName}`,
  );
  const list = names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return sameFamily && children[0] !== undefined ? `${list} ${children[0].familyName}` : list;
};

/** Who holds a capacity on the case today: the current role holders, or the meeting's chair and minute taker. */
export const holdersOf = (
  record: Pick<CaseRecord, 'placement' | 'meeting'>,
  capacity: Capacity,
): readonly { readonly name: string; readonly personId: string | null }[] => {
  if (capacity === 'chair')
    return record.meeting === null
      ? []
      : [{ name: record.meeting.chair.name, personId: record.meeting.chair.id }];
  const roles = record.placement.roles.filter((role) => role.role === capacity && role.untilOn === null);
  if (roles.length > 0) return roles.map(({ person }) => ({ name: person.name, personId: person.id }));
  return record.placement.contacts
    .filter(({ kind }) => kind === capacity)
    .map(({ name }) => ({ name, personId: null }));
};
