import type { Capacity } from './capacity.ts';
import { carerInWords } from './carer-identity.ts';
import type { ContributionFile } from './contribution-file.ts';
import type { PlainDate, PlainTime } from './dates.ts';
import {
  type Ending,
  type FamilySource,
  factValueInWords,
  type Pause,
  type PlacementKind,
  type Provider,
  type Stage,
} from './facts.ts';
import type { FileFormat } from './files/format.ts';
import type { OwnWay } from './own-way.ts';
import type { MeetingItem } from './procedure.ts';
import { listInWords } from './words.ts';

/** A member of staff, as the screens name them. */
export type Staff = {
  readonly id: string;
  readonly name: string;
  readonly post: string;
  readonly email: string;
  readonly organisation: string;
  /** The first day on which they have no access any more; null, or nothing, for somebody who stays. */
  readonly leftOn?: PlainDate | null;
};

export type Child = {
  readonly id: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly bornOn: PlainDate;
  readonly caseNumber: string;
};

/**
 * Somebody the child lived with, or was to live with: a prospective adopter, a foster carer, a guardian, a host. Who they
 * are and where they live is in the vault (carer-identity.ts), and told by their part everywhere else.
 */
export type PlacementCarer = { readonly id: string };

/** Somebody on the case who does not sign in: a carer, a relative, a professional from elsewhere. */
export type Contact = {
  readonly id: string;
  readonly kind: Extract<
    Capacity,
    | 'current-carer'
    | 'birth-family'
    | 'adopters-social-worker'
    | 'supervising-social-worker'
    | 'personal-adviser'
    | 'keyworker'
    | 'home-manager'
    | 'other-professional'
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
  readonly kind: PlacementKind;
  /** Who provides it, where that can be the council or another. */
  readonly provider: Provider | null;
  /** The agency, home or other provider; of an adoptive placement, the agency that approved the adopters. */
  readonly agencyName: string;
  /** Of an adoptive placement alone. */
  readonly familySource: FamilySource | null;
  readonly introductionsOn: PlainDate | null;
  readonly startedOn: PlainDate | null;
  readonly orderMadeOn: PlainDate | null;
  readonly children: readonly Child[];
  readonly carers: readonly PlacementCarer[];
  readonly roles: readonly CaseRole[];
  readonly contacts: readonly Contact[];
};

/** Whom minutes are written for, from the most to the least restricted set of readers. */
export type Reader = 'adopters' | 'birth-family' | 'carers' | 'professionals' | 'staff';

/** Whose information a text of the minutes is: see whose.ts. */
export type Whose = 'nobody' | 'child' | 'birth-family' | 'adopters' | 'carers' | 'colleague';

/** With whom what somebody wrote to a meeting is shared: see contribution-mark.ts. */
export type Share = 'everyone' | 'chair-and-social-workers';

/** What somebody wrote under one question, with the question as they were asked it. */
export type Answer = { readonly key: string; readonly question: string; readonly words: string };

/** That something was recorded for somebody who gave it by hand. */
export type RecordedFor = { readonly by: string; readonly on: PlainDate; readonly how: string };

/** What somebody did who did not come: they sent apologies, or somebody else, who is named to staff alone. */
export type Instead =
  | { readonly is: 'apologies' }
  | { readonly is: 'sent'; readonly name: string; readonly as: string };

export type Invitation = {
  readonly id: string;
  /** Where on the case the person comes from: "carer-…", "contact-…" or "staff-…". */
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
  readonly reply: 'coming' | 'by-video' | 'not-coming' | 'will-write' | null;
  readonly replyNote: string;
  /** What they gave to the meeting, as it is read there; empty while they have given nothing. */
  readonly contribution: string;
  readonly contributionAnswers: readonly Answer[];
  /** What they gave with it. */
  readonly contributionFiles: readonly ContributionFile[];
  /** Who wrote it down for them, and how it came to them; null where they gave it themselves. */
  readonly contributionRecorded?: RecordedFor | null;
  readonly contributionShare: Share;
  /** What the chair chose after them. */
  readonly contributionChairShare: Share | null;
  readonly attended: boolean | null;
  /** When they came, of somebody who came late, and when they left, of somebody who left early. */
  readonly arrivedAt?: PlainTime | null;
  readonly leftAt?: PlainTime | null;
  /** What they did in place of coming. */
  readonly instead?: Instead | null;
  readonly contributionRead: boolean;
  /** Of a member of staff, the first day on which they have no access any more. */
  readonly leftOn?: PlainDate | null;
  /** How they take part apart from somebody they must not meet; null when they come as others do. */
  readonly ownWay: OwnWay | null;
};

/** Whether a member of staff has left by a day. */
export const hasLeft = ({ leftOn }: { readonly leftOn?: PlainDate | null }, today: PlainDate): boolean =>
  leftOn != null && leftOn <= today;

/** Being written; being checked by those who took part; agreed by the chair. In the last two nothing in them changes. */
export type MinutesStatus = 'draft' | 'being-checked' | 'agreed';

export type Meeting = {
  readonly id: string;
  readonly status: 'convened' | 'held';
  readonly chair: Staff;
  readonly minuteTaker: Staff | null;
  readonly heldOn: PlainDate;
  /** The days before on which some of it was held already. */
  readonly satOn?: readonly PlainDate[];
  readonly startsAt: PlainTime;
  readonly minutesLong: number;
  readonly place: string;
  readonly videoLink: string;
  readonly outsideWindowReason: string;
  /** Why a manager agreed to a chair whom the procedure would rather not have, and who; null when nobody had to. */
  readonly chairAgreement: { readonly by: string; readonly reason: string } | null;
  readonly calendarUid: string;
  readonly sequence: number;
  readonly minutesStatus: MinutesStatus;
  /** Counted on each time that minutes which were locked are written in again or agreed. */
  readonly minutesVersion: number;
  readonly agreedAt: Date | null;
  /** Its own agenda; null while it follows that of the procedure. See agenda.ts. */
  readonly agenda: readonly MeetingItem[] | null;
  /** The last time the minutes were sent to be checked; null when they never were. */
  readonly check: {
    readonly version: number;
    readonly sentAt: Date;
    /** By which day people answer. */
    readonly by: PlainDate;
    /** Of those whose copy of that draft is out: how many there are, and how many have said something. */
    readonly asked: number;
    readonly answered: number;
    /** Things that are not right, in any draft, of which nobody has decided what becomes of them. */
    readonly unsettled: number;
  } | null;
  readonly invitations: readonly Invitation[];
  readonly leftOut: readonly { readonly capacity: string; readonly name: string; readonly reason: string }[];
  readonly copies: {
    readonly prepared: number;
    readonly released: number;
    /** Released, and not with their readers yet. */
    readonly held: number;
    readonly panelReleasedOn: PlainDate | null;
  };
};

export type Action = {
  readonly id: string;
  readonly what: string;
  readonly ownerId: string | null;
  /** Of somebody who does not sign in, where on the case they come from, as their invitation has it. */
  readonly ownerSource: string | null;
  readonly ownerName: string;
  /** What its owner said to it. */
  readonly answer: 'asked' | 'accepted' | 'handed-back';
  readonly dueOn: PlainDate;
  /** Another action that has to have ended before. */
  readonly dependsOn: string | null;
  readonly doneOn: PlainDate | null;
  readonly evidence: string;
  /** Whether the evidence can be seen, or is somebody's word, and whose. */
  readonly doneHow: 'evidence' | 'statement';
  readonly statedBy: string;
  readonly notNeededOn: PlainDate | null;
  readonly notNeededBecause: string;
};

/** What a child agreed may be known of one thing they said (docs/domain.md, 4.8), as a worker asked them. */
export type Sharing = {
  readonly agreed: 'nobody' | 'everyone' | 'named';
  /** Of "named" alone. */
  readonly readers: readonly Reader[];
  readonly agreedOn: PlainDate;
  readonly recordedBy: string;
};

export type ChildView = {
  readonly id: string;
  readonly childId: string;
  readonly words: string;
  readonly whoseWords: 'child' | 'worker' | 'advocate' | 'carer';
  /** By which way they reached the meeting; null for what was recorded before anybody was asked. */
  readonly way:
    | 'came'
    | 'wrote'
    | 'drew'
    | 'recorded'
    | 'told-worker'
    | 'told-advocate'
    | 'told-carer'
    | null;
  readonly how: string;
  readonly saidOn: PlainDate;
  /** From whom a worker keeps the words, whatever the child agreed to. */
  readonly withheldFrom: readonly Reader[];
  /** What the child last agreed may be known of it; null until somebody has asked. */
  readonly sharing: Sharing | null;
  /** Empty, and null, for what a child gave on a page of their own: nobody wrote it down for them. */
  readonly recordedBy: string;
  readonly recordedById: string | null;
  /** In which form the drawing, photo or recording is that the child gave; without one, there are words alone. */
  readonly fileFormat?: FileFormat | null;
};

export type Statement = {
  readonly ruleId: string;
  readonly doneOn: PlainDate;
  readonly note: string;
  readonly statedBy: string;
};

/** Whether a meeting is held, who decided that and why, and what a manager thought of it. */
export type MeetingDecision = {
  readonly id: string;
  readonly toMeet: boolean;
  readonly why: string;
  readonly decidedOn: PlainDate;
  readonly decidedById: string;
  readonly decidedBy: string;
  readonly review: { readonly agrees: boolean; readonly note: string; readonly by: string } | null;
};

/** A pause of the case with what is behind it. */
export type CasePause = Pause & { readonly id: string; readonly note: string };

/** What somebody last answered to a matter of the checklist (PG-9e), with the matter as it was asked: see checklist.ts. */
export type ChecklistAnswer = {
  readonly itemKey: string;
  readonly about: string;
  readonly says: string;
  readonly whom: string;
  readonly is: 'done' | 'not-needed' | 'action' | 'open';
  readonly told: string;
  readonly doneBy: string;
  readonly doneOn: PlainDate | null;
  readonly evidence: string;
  readonly reason: string;
  /** The action that was made of it. */
  readonly actionId: string | null;
  readonly answeredBy: string;
};

/** A duty that somebody decided is not needed in this case. */
export type NotNeeded = {
  readonly id: string;
  readonly ruleId: string;
  readonly reason: string;
  readonly decidedBy: string;
  readonly byManager: boolean;
};

/** Another case of the same placement: the risk that came before an ending, or the ending that came of a risk. */
export type LinkedCase = {
  readonly id: string;
  readonly reference: string;
  readonly brokeDownOn: PlainDate;
};

/** What somebody did on a case, as the history keeps it. */
export type HistoryEntry = {
  readonly at: Date;
  readonly personName: string;
  readonly act: string;
  readonly summary: string;
};

/** The days on which placements of the children, and with the carers, ended unplanned, this one included. */
export type UnplannedEndings = readonly { readonly whose: 'child' | 'carer'; readonly on: PlainDate }[];

/** Everything the screens of one disruption need, apart from the passages of its minutes. */
export type CaseRecord = {
  readonly id: string;
  readonly reference: string;
  /** The day the placement ended; of a placement at risk, the day the risk was raised. */
  readonly brokeDownOn: PlainDate;
  readonly stage: Stage;
  /** Null while the placement continues, at risk. */
  readonly ending: Ending | null;
  readonly isComplex: boolean;
  /** When the child returned to the agency's care, if that is known. */
  readonly returnedOn: PlainDate | null;
  /** When a panel looks at it, if one does and that is known. */
  readonly panelOn: PlainDate | null;
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
  /** The latest decision whether to meet; null before the first. */
  readonly decision: MeetingDecision | null;
  readonly pauses: readonly CasePause[];
  readonly notNeeded: readonly NotNeeded[];
  /** The last answer to each matter of the checklist. */
  readonly checklist: readonly ChecklistAnswer[];
  readonly unplannedEndings: UnplannedEndings;
  readonly follows: LinkedCase | null;
  readonly ledTo: LinkedCase | null;
  /** How a placement at risk went on; null while that is open, and of an ending. */
  readonly outcome: {
    readonly is: 'continues' | 'ended';
    readonly on: PlainDate;
    readonly note: string;
  } | null;
};

/** With whom, or where, the child lived: "Adopter 1 and Adopter 2 (Adoption East Midlands)", "Larch House". */
export const placementInWords = ({ carers, agencyName, kind }: PlacementRecord): string => {
  const names = listInWords(carers.map((_, index) => carerInWords(kind, index)));
  if (names === '') return agencyName === '' ? factValueInWords('kind', kind) : agencyName;
  return agencyName === '' ? names : `${names} (${agencyName})`;
};

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
