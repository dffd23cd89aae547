import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { Restriction } from '../domain/access.ts';
import type { ForWhom } from '../domain/action.ts';
import type { ActionEventKind } from '../domain/action-life.ts';
import type { Capacity } from '../domain/capacity.ts';
import type {
  Answer,
  ChildView,
  Contact,
  MinutesStatus,
  Reader,
  Share,
  Sharing,
  Whose,
} from '../domain/case.ts';
import type { PageChannel, SheetName } from '../domain/child-page.ts';
import type { Channel, Format, Language, Stopped } from '../domain/contact-channel.ts';
import type { ContributionFile } from '../domain/contribution-file.ts';
import type { MeetingStatus } from '../domain/delivery.ts';
import type { Disagreement } from '../domain/disagreement.ts';
import type { DisposalReason, FiledBag, Removed } from '../domain/disposal.ts';
import type { FactorGroup } from '../domain/factor.ts';
import type { Ending, FamilySource, PauseReason, PlacementKind, Provider, Stage } from '../domain/facts.ts';
import type { FeedbackGroup } from '../domain/feedback.ts';
import type { FileFormat } from '../domain/files/format.ts';
import type { FollowUpKind } from '../domain/follow-up.ts';
import type { WhyApart } from '../domain/kept-apart.ts';
import type { Holding, WhyNobody } from '../domain/leaver.ts';
import type {
  LessonAnswer,
  LessonEventKind,
  LessonStatus,
  Promised,
  PromiseStatus,
} from '../domain/lesson.ts';
import type { LifeEventKind } from '../domain/life-event.ts';
import type { MeetingEvent } from '../domain/meeting-room.ts';
import type { MessageKind } from '../domain/message.ts';
import type { PassageKind } from '../domain/minutes.ts';
import type { NoticeKind } from '../domain/notice.ts';
import type { WayApart } from '../domain/own-way.ts';
import type { FilledForm, FormAnswers } from '../domain/panel-form.ts';
import type { PanelStep } from '../domain/panel-item.ts';
import type { ParticipationCode } from '../domain/participation.ts';
import type { MeetingItem } from '../domain/procedure.ts';
import type { DetailKind } from '../domain/protected-detail.ts';
import type { Doubt } from '../domain/release-doubt.ts';
import type { ResourceUse } from '../domain/resource-use.ts';
import type { KeptRecord } from '../domain/retention.ts';
import type { AboutWhom, Asker, RequestPauseReason, Subject } from '../domain/subject-access.ts';
import type { Category } from '../domain/subject-category.ts';
import type { GivenBecause, ItemDecision, LeftOutReason } from '../domain/subject-decision.ts';
import type { ClosedAs } from '../domain/subject-handover.ts';
import type { Other } from '../domain/subject-item.ts';
import type { TimeAnswer } from '../domain/time-answers.ts';
import type { Way } from '../domain/voice.ts';

/** A date of practice, 'YYYY-MM-DD': a day on the wall calendar, never an instant. */
type Day = string;
/** A time on the wall clock, 'HH:MM:SS'. */
type WallTime = string;
type Uuid = string;

/**
 * A jsonb column: read as a value, written as JSON text. The text is asked for because the driver would send a
 * JavaScript array as a PostgreSQL array.
 */
type Json<T = unknown> = ColumnType<T, string, string>;
type GeneratedJson<T = unknown> = ColumnType<T, string | undefined, string>;

type OrganisationTable = {
  id: Uuid;
  name: string;
  kind: 'council' | 'regional-agency';
  colour: string;
  region: Generated<string>;
  from_on: Day | null;
  until_on: Day | null;
};

type OrganisationProcedureTable = { organisation_id: Uuid; position: number; procedure_id: string };

type PersonTable = {
  id: Uuid;
  organisation_id: Uuid;
  name: string;
  email: string;
  issuer: string | null;
  subject: string | null;
  joined_on: Day | null;
  left_on: Day | null;
  directory_id: string | null;
  home_postcode_key: Buffer | null;
  handed_over_at: Date | null;
  directory_state: 'linked' | 'deleted' | null;
  directory_title: Generated<string>;
};

type TeamTable = {
  id: Uuid;
  organisation_id: Uuid;
  name: string;
  from_on: Day | null;
  until_on: Day | null;
  directory_id: string | null;
  directory_state: 'linked' | 'deleted' | null;
};

type PersonPostTable = {
  id: Uuid;
  organisation_id: Uuid;
  person_id: Uuid;
  post: string;
  team_id: Uuid | null;
  from_on: Day | null;
  until_on: Day | null;
  by_directory: Generated<boolean>;
};

type LineManagementTable = {
  person_id: Uuid;
  manager_id: Uuid;
  from_on: Day;
  until_on: Day | null;
};

type ChildTable = {
  id: Uuid;
  organisation_id: Uuid;
  given_name: string;
  family_name: string;
  born_on: Day;
  case_number: string;
  created_by: Uuid | null;
  created_in: Generated<string | null>;
};

type PlacementTable = {
  id: Uuid;
  organisation_id: Uuid;
  kind: PlacementKind;
  provider: Provider | null;
  agency_name: string;
  family_source: FamilySource | null;
  introductions_on: Day | null;
  started_on: Day | null;
  order_made_on: Day | null;
  ended_on: Day | null;
  created_by: Uuid | null;
  created_in: Generated<string | null>;
  restricted: Restriction | null;
  restricted_reason: Generated<string>;
};

type PlacementChildTable = { placement_id: Uuid; child_id: Uuid };

type PlacementAccessTable = {
  placement_id: Uuid;
  person_id: Uuid;
  capacity: string;
  granted_at: Generated<Date>;
  granted_by: Uuid | null;
  until_at: Date | null;
  reason: Generated<string>;
};

type BreakGlassTable = {
  id: Uuid;
  organisation_id: Uuid;
  placement_id: Uuid;
  disruption_id: Uuid;
  person_id: Uuid;
  reason: string;
  at: Date;
  until_at: Date;
  reviewed_by: Uuid | null;
  reviewed_at: Date | null;
  review_note: Generated<string>;
  review: 'right' | 'not-right' | null;
};

type NoticeTable = {
  id: Uuid;
  organisation_id: Uuid;
  person_id: Uuid;
  kind: NoticeKind;
  reference: string;
  path: string;
  at: Date;
  read_at: Date | null;
  status: Generated<'queued' | 'sent' | 'failed'>;
  last_error: Generated<string>;
  sent_at: Date | null;
  /** What is told once alone; null of what can be told again. */
  once: string | null;
};

type AuditEntryTable = {
  id: GeneratedAlways<number>;
  at: Date;
  actor_kind: 'person' | 'guest' | 'directory' | 'service' | 'nobody';
  actor_id: Uuid | null;
  actor_organisation_id: Uuid | null;
  act: string;
  rule: string;
  outcome: 'allowed' | 'refused' | 'failed';
  /** Null in entries from before there was one. */
  intent: 'see' | 'change' | null;
  subject_kind: Generated<string>;
  subject_id: Uuid | null;
  organisation_id: Uuid | null;
  marks: Generated<string[]>;
  address: Generated<string>;
};

type AuditSealTable = {
  number: number;
  first_id: number;
  last_id: number;
  entries: number;
  sha256: string;
  sealed_at: Date;
  digests: Generated<Buffer>;
  mac: Generated<string>;
};

type AuditAnchorTable = {
  id: Uuid;
  place: 'file' | 'email';
  seal_number: number;
  at: Date;
  problem: Generated<string>;
};

type PlacementCarerTable = {
  id: Uuid;
  placement_id: Uuid;
  position: number;
  email_key: Buffer | null;
  postcode_key: Buffer | null;
};

type CarerIdentityTable = { id: Uuid; organisation_id: Uuid; sealed: Buffer | null; plain: unknown | null };

type VaultOpeningTable = { id: Uuid; disruption_id: Uuid; person_id: Uuid; reason: string; at: Date };

type CaseRoleTable = {
  id: Uuid;
  placement_id: Uuid;
  person_id: Uuid;
  role:
    | 'child-social-worker'
    | 'team-manager'
    | 'service-manager'
    | 'head-of-service'
    | 'adopters-social-worker'
    | 'supervising-social-worker'
    | 'personal-adviser'
    | 'iro'
    | 'panel-advisor'
    | 'agency-decision-maker'
    | 'learning-lead'
    | 'assessed-adopters'
    | 'matched'
    | 'sat-on-panel'
    | 'minute-taker';
  from_on: Day;
  until_on: Day | null;
};

type ContactTable = {
  id: Uuid;
  placement_id: Uuid;
  kind: Contact['kind'];
  name: string;
  email: string;
  phone: Generated<string>;
  address: Generated<string>;
};

type ReachTable = {
  placement_id: Uuid;
  source: string;
  prefers: Channel | null;
  language: Generated<Language>;
  format: Generated<Format>;
  needs: Generated<string>;
  stopped: Stopped | null;
  stopped_note: Generated<string>;
  changed_by: Uuid;
  changed_at: Date;
};

/** Never changed, and voided once. */
type ChannelConfirmationTable = {
  id: Uuid;
  placement_id: Uuid;
  source: string;
  channel: Channel;
  how: string;
  confirmed_on: Day;
  confirmed_by: Uuid;
  confirmed_at: Date;
  voided_at: Date | null;
};

type DisruptionTable = {
  id: Uuid;
  organisation_id: Uuid;
  placement_id: Uuid;
  reference: string;
  broke_down_on: Day;
  stage: Stage;
  ending: Ending | null;
  is_complex: Generated<boolean>;
  returned_on: Day | null;
  panel_on: Day | null;
  account: string;
  procedure_id: string;
  procedure_version: string;
  status: Generated<'open' | 'closed'>;
  next_duty: ColumnType<unknown, string | null | undefined, string | null>;
  next_due_on: Day | null;
  next_review_on: Day | null;
  arrangements_due_on: Day | null;
  follows_id: Uuid | null;
  outcome: 'continues' | 'ended' | null;
  outcome_on: Day | null;
  outcome_note: Generated<string>;
  recorded_by: Uuid;
  recorded_at: Date;
};

type MeetingDecisionTable = {
  id: Uuid;
  disruption_id: Uuid;
  to_meet: boolean;
  why: string;
  decided_on: Day;
  decided_by: Uuid;
  decided_at: Date;
  position: GeneratedAlways<number>;
  agrees: boolean | null;
  review_note: Generated<string>;
  reviewed_by: Uuid | null;
  reviewed_at: Date | null;
};

type PauseTable = {
  id: Uuid;
  disruption_id: Uuid;
  reason: PauseReason;
  note: string;
  from_on: Day;
  until_on: Day | null;
  begun_by: Uuid;
  begun_at: Date;
  ended_by: Uuid | null;
  ended_at: Date | null;
};

type DutyNotNeededTable = {
  id: Uuid;
  disruption_id: Uuid;
  rule_id: string;
  reason: string;
  by_manager: boolean;
  decided_by: Uuid;
  decided_at: Date;
  taken_back_by: Uuid | null;
  taken_back_at: Date | null;
};

type DutyStatementTable = {
  id: Generated<Uuid>;
  disruption_id: Uuid;
  rule_id: string;
  done_on: Day;
  note: string;
  stated_by: Uuid;
  stated_at: Date;
  taken_back_by: Uuid | null;
  taken_back_at: Date | null;
};

type MeetingTable = {
  id: Uuid;
  disruption_id: Uuid;
  status: MeetingStatus;
  chair_id: Uuid;
  minute_taker_id: Uuid | null;
  held_on: Day;
  starts_at: WallTime;
  minutes_long: number;
  place: Generated<string>;
  video_link: Generated<string>;
  outside_window_reason: Generated<string>;
  chair_agreed_by: Uuid | null;
  chair_agreement_reason: Generated<string>;
  cancel_reason: Generated<string>;
  calendar_uid: Uuid;
  sequence: Generated<number>;
  convened_by: Uuid;
  convened_at: Date;
  minutes_status: Generated<MinutesStatus>;
  minutes_version: Generated<number>;
  agreed_by: Uuid | null;
  agreed_at: Date | null;
  sat_on: Generated<Day[]>;
  check_sent_by: Uuid | null;
  check_sent_at: Date | null;
  check_by: Day | null;
};

type MeetingEventTable = {
  id: Generated<number>;
  disruption_id: Uuid;
  meeting_id: Uuid;
  kind: MeetingEvent['kind'];
  agenda_key: Generated<string>;
  people: Generated<Uuid[]>;
  reason: Generated<string>;
  next_on: Day | null;
  next_at: WallTime | null;
  recorded_by: Uuid;
  recorded_at: Date;
};

type InvitationTable = {
  id: Uuid;
  disruption_id: Uuid;
  meeting_id: Uuid;
  source: string;
  position: number;
  person_id: Uuid | null;
  capacity: Capacity;
  reader: Reader;
  name: string;
  email: string;
  mode: 'attend' | 'contribute';
  may_know_place: boolean;
  added_reason: Generated<string>;
  status: Generated<'invited' | 'withdrawn'>;
  withdrawn_reason: Generated<string>;
  reply: 'coming' | 'by-video' | 'not-coming' | 'will-write' | null;
  needs: Generated<('interpreter' | 'access' | 'someone-with-me' | 'apart')[]>;
  reply_note: Generated<string>;
  replied_at: Date | null;
  contribution: Generated<string>;
  contribution_answers: GeneratedJson<readonly Answer[]>;
  contribution_share: Generated<Share>;
  contribution_chair_share: Share | null;
  contribution_agreement: Generated<string>;
  attended: boolean | null;
  arrived_at: WallTime | null;
  left_at: WallTime | null;
  sent_apologies: Generated<boolean>;
  sent_name: Generated<string>;
  sent_as: Generated<string>;
  contribution_read: Generated<boolean>;
  contribution_given_at: Date | null;
  contribution_recorded_by: Uuid | null;
  contribution_recorded_at: Date | null;
  contribution_recorded_how: Generated<string>;
};

type ContributionFileTable = {
  id: Uuid;
  organisation_id: Uuid;
  disruption_id: Uuid;
  invitation_id: Uuid;
  format: FileFormat;
  description: string;
  sealed: Buffer;
  is_given: Generated<boolean>;
  added_at: Date;
  added_by: Uuid | null;
};

type ContributionDraftTable = {
  invitation_id: Uuid;
  disruption_id: Uuid;
  answers: Json<readonly Answer[]>;
  share: Share | null;
  saved_at: Date;
};

type KeptApartTable = {
  id: Uuid;
  disruption_id: Uuid;
  one_side: string[];
  other_side: string[];
  why: WhyApart;
  note: string;
  is_unseen: boolean;
  since_on: Day;
  decided_by: string;
  recorded_by: Uuid;
  recorded_at: Date;
  ended_because: Generated<string>;
  ended_by: Uuid | null;
  ended_at: Date | null;
};

type LetTogetherTable = {
  id: Uuid;
  disruption_id: Uuid;
  apart_id: Uuid;
  meeting_id: Uuid;
  held_on: Day;
  one: string;
  other: string;
  because: string;
  recorded_by: Uuid;
  recorded_at: Date;
};

type ProtectedDetailTable = {
  id: Uuid;
  organisation_id: Uuid;
  disruption_id: Uuid;
  kind: DetailKind;
  told_as: string;
  withheld_from: Reader[];
  sealed: Buffer;
  added_by: Uuid;
  added_at: Date;
  ended_by: Uuid | null;
  ended_at: Date | null;
};

type ReleaseDoubtTable = {
  id: Uuid;
  disruption_id: Uuid;
  meeting_id: Uuid;
  kind: Doubt['kind'];
  found: string;
  place: string;
  what: string;
  found_at: Date;
  because: Generated<string>;
  cleared_by: Uuid | null;
  cleared_at: Date | null;
};

type PassagePrintTable = {
  passage_id: Uuid;
  disruption_id: Uuid;
  organisation_id: Uuid;
  print: string;
};

type OwnWayTable = {
  disruption_id: Uuid;
  source: string;
  way: WayApart;
  starts_at: WallTime | null;
  minutes_long: number | null;
  entrance: Generated<string>;
  planned_by: Uuid;
  planned_at: Date;
};

type ProposedTimeTable = {
  id: Uuid;
  disruption_id: Uuid;
  meeting_id: Uuid;
  held_on: Day;
  starts_at: WallTime;
  taken_back_at: Date | null;
};

type TimeAnswerTable = {
  time_id: Uuid;
  invitation_id: Uuid;
  disruption_id: Uuid;
  answer: TimeAnswer;
  told_by: Generated<string>;
  told_how: Generated<string>;
  recorded_by: Uuid | null;
  answered_at: Date;
};

type LeftOutTable = {
  id: Uuid;
  disruption_id: Uuid;
  meeting_id: Uuid;
  capacity: string;
  name: string;
  reason: string;
};

type GuestLinkTable = {
  id: Uuid;
  /** Of an invitation or of a child’s own page. */
  invitation_id: Uuid | null;
  child_page_id: Uuid | null;
  token_hash: Buffer;
  expires_at: Date;
  withdrawn_at: Date | null;
};

type GuestCodeTable = {
  id: Uuid;
  link_id: Uuid;
  code_hash: Buffer;
  expires_at: Date;
  tries: Generated<number>;
  spent_at: Date | null;
  created_at: Date;
};

type GuestSessionTable = { id_hash: Buffer; link_id: Uuid; expires_at: Date };

type MessageTable = {
  id: Uuid;
  disruption_id: Uuid;
  /** To whom: an invitation’s, or the child whose own page it is about. */
  invitation_id: Uuid | null;
  child_page_id: Uuid | null;
  kind: MessageKind;
  content: Json;
  status: Generated<'queued' | 'waiting' | 'to-do' | 'sent' | 'failed' | 'not-needed'>;
  /** How it leaves: decided as it does. */
  channel: Channel | null;
  done_by: Uuid | null;
  attempts: Generated<number>;
  last_error: Generated<string>;
  to_earlier_address: Generated<boolean>;
  queued_at: Date;
  sent_at: Date | null;
  arrived_at: Date | null;
  reminder_rule: string | null;
  reminder_day: Day | null;
  held_until: Date | null;
  held_because: Generated<string>;
  sent_now_by: Uuid | null;
  sent_now_because: Generated<string>;
};

type MessageTakenTable = {
  notification_id: Uuid;
  message_id: Uuid;
  disruption_id: Uuid;
  taken_at: Date;
  receipt: 'delivered' | 'permanent-failure' | 'temporary-failure' | 'technical-failure' | null;
  receipt_at: Date | null;
};

type OutboxTable = { id: Uuid; sent_at: Date; recipient: string; subject: string; raw: Buffer };

type PassageTable = {
  id: Uuid;
  disruption_id: Uuid;
  meeting_id: Uuid;
  agenda_key: string;
  kind: PassageKind;
  position: number;
  text: Generated<string>;
  withheld_from: Generated<Reader[]>;
  about_child_id: Uuid | null;
  revision: Generated<number>;
  authors: Generated<Uuid[]>;
  updated_by: Uuid | null;
  updated_at: Date;
  page: Uuid | null;
  edit: Generated<number>;
  caught_at: Date | null;
  said_by_invitation_id: Uuid | null;
  said_by_child_id: Uuid | null;
  whose: Generated<Whose>;
};

type MinutesVersionTable = {
  meeting_id: Uuid;
  version: number;
  disruption_id: Uuid;
  stage: Exclude<MinutesStatus, 'draft'>;
  locked_by: Uuid | null;
  locked_at: Date;
  check_by: Day | null;
  passages: unknown;
};

type CopyPassageTable = { copy_id: Uuid; ref: Uuid; passage_id: Uuid; disruption_id: Uuid };

type MinutesCommentTable = {
  id: Uuid;
  disruption_id: Uuid;
  invitation_id: Uuid;
  copy_id: Uuid;
  ref: Uuid;
  is_right: boolean;
  words: Generated<string>;
  said_by: Uuid | null;
  said_at: Date;
  outcome: 'changed' | 'kept' | null;
  because: Generated<string>;
  settled_by: Uuid | null;
  settled_at: Date | null;
};

type AgendaTable = {
  id: Uuid;
  disruption_id: Uuid;
  meeting_id: Uuid;
  number: number;
  items: Json<readonly MeetingItem[]>;
  saved_by: Uuid;
  saved_at: Date;
};

type PanelDraftTable = {
  id: Uuid;
  disruption_id: Uuid;
  revision: number;
  form_key: string;
  form_version: string;
  answers: Json<FormAnswers>;
  saved_by: Uuid;
  saved_at: Date;
};

type PanelSendingTable = {
  id: Uuid;
  disruption_id: Uuid;
  organisation_id: Uuid;
  rule_id: string;
  capacity: Capacity;
  filled: Json<FilledForm>;
  sent_by: Uuid;
  sent_at: Date;
};

type PanelStepTable = {
  id: Uuid;
  disruption_id: Uuid;
  organisation_id: Uuid;
  kind: PanelStep['kind'];
  on_day: Day;
  words: Generated<string>;
  action_id: Uuid | null;
  done_by: Uuid;
  done_at: Date;
};

type FindingTable = {
  id: Uuid;
  disruption_id: Uuid;
  meeting_id: Uuid;
  factor_group: FactorGroup;
  factor_key: string;
  factor_title: string;
  factor_list: string;
  evidence: string;
  otherwise_by: Generated<string>;
  otherwise: Generated<string>;
  about_child_id: Uuid | null;
  withheld_from: Generated<Reader[]>;
  revision: Generated<number>;
  authors: Uuid[];
  recorded_by: Uuid;
  recorded_at: Date;
  changed_by: Uuid | null;
  changed_at: Date | null;
  caught_id: Uuid | null;
};

type PurposeUnansweredTable = {
  disruption_id: Uuid;
  meeting_id: Uuid;
  purpose_key: string;
  why: string;
  withheld_from: Generated<Reader[]>;
  authors: Uuid[];
  recorded_by: Uuid;
  recorded_at: Date;
};

type PassageConflictTable = {
  id: Uuid;
  disruption_id: Uuid;
  passage_id: Uuid;
  text: string;
  typed_by: Uuid;
  typed_at: Date;
  settled_at: Date | null;
  page: Uuid | null;
  edit: Generated<number>;
};

type ChildViewTable = {
  id: Uuid;
  disruption_id: Uuid;
  child_id: Uuid;
  words: string;
  whose_words: 'child' | 'worker' | 'advocate' | 'carer';
  way: NonNullable<ChildView['way']> | null;
  how: string;
  said_on: Day;
  withheld_from: Generated<Reader[]>;
  /** Null for what the child gave on a page of their own. */
  recorded_by: Uuid | null;
  recorded_at: Date;
  page_id: Uuid | null;
  answers: GeneratedJson<readonly Answer[]>;
};

type ChildPageTable = {
  id: Uuid;
  disruption_id: Uuid;
  child_id: Uuid;
  sheet: SheetName;
  channel: PageChannel;
  address: Generated<string>;
  confirmed_how: Generated<string>;
  opened_by: Uuid;
  opened_at: Date;
  closed_at: Date | null;
};

type ChildDraftTable = {
  page_id: Uuid;
  sheet: SheetName;
  disruption_id: Uuid;
  answers: Json<readonly Answer[]>;
  saved_at: Date;
};

type ViewFileTable = {
  id: Uuid;
  organisation_id: Uuid;
  disruption_id: Uuid;
  view_id: Uuid;
  format: FileFormat;
  sealed: Buffer;
  added_by: Uuid | null;
};

type ViewSharingTable = {
  id: Uuid;
  disruption_id: Uuid;
  view_id: Uuid;
  agreed: Sharing['agreed'];
  readers: Generated<Reader[]>;
  agreed_on: Day;
  recorded_by: Uuid;
  recorded_at: Date;
};

type ChildToldTable = {
  id: Uuid;
  disruption_id: Uuid;
  child_id: Uuid;
  told: boolean;
  told_on: Day | null;
  how: string;
  reason: string;
  recorded_by: Uuid;
  recorded_at: Date;
};

type PackTable = {
  id: Uuid;
  disruption_id: Uuid;
  meeting_id: Uuid;
  is_late: boolean;
  late_because: string;
  released_by: Uuid;
  released_at: Date;
};

type PackPartTable = {
  id: Uuid;
  disruption_id: Uuid;
  pack_id: Uuid;
  /** Whose it is: an invitation's, or a child's. */
  invitation_id: Uuid | null;
  child_id: Uuid | null;
  /** The invitation of who wrote it; null for the agenda. */
  author_id: Uuid | null;
  position: number;
  document: Json;
  files: GeneratedJson<readonly ContributionFile[]>;
  is_late: boolean;
  released_at: Date;
  opened_at: Date | null;
  printed_at: Date | null;
  printed_by: Uuid | null;
  withdrawn_at: Date | null;
};

type VoiceChoiceTable = {
  id: Uuid;
  disruption_id: Uuid;
  child_id: Uuid;
  ways: Way[];
  interpreter: Generated<string>;
  signs: Generated<string>;
  chosen_with: string;
  chosen_on: Day;
  recorded_by: Uuid;
  recorded_at: Date;
};

type ParticipationTable = {
  id: Uuid;
  disruption_id: Uuid;
  meeting_id: Uuid;
  child_id: Uuid;
  code: ParticipationCode;
  attended: boolean;
  reason: Generated<string>;
  recorded_by: Uuid;
  recorded_at: Date;
};

type ChildAnswerTable = {
  id: Uuid;
  disruption_id: Uuid;
  meeting_id: Uuid;
  child_id: Uuid;
  told_us: Generated<string>;
  talked_about: Generated<string>;
  happens_next: Generated<string>;
  why_moved: Generated<string>;
  who_to_talk_to: Generated<string>;
  revision: Generated<number>;
  written_by: Uuid;
  written_at: Date;
  agreed_by: Uuid | null;
  agreed_at: Date | null;
  told_because: Generated<string>;
};

type AnswerGivingTable = {
  id: Uuid;
  disruption_id: Uuid;
  answer_id: Uuid;
  given_on: Day;
  how: string;
  who_was_there: string;
  response: Generated<string>;
  recorded_by: Uuid;
  recorded_at: Date;
};

type TransitionStepTable = {
  id: Uuid;
  disruption_id: Uuid;
  child_id: Uuid;
  what: string;
  who: string;
  due_on: Day;
  done_on: Day | null;
  how_it_went: Generated<string>;
  recorded_by: Uuid;
  recorded_at: Date;
  done_by: Uuid | null;
};

type KeptLinkTable = {
  id: Uuid;
  disruption_id: Uuid;
  child_id: Uuid;
  who: string;
  what_they_are: string;
  recorded_by: Uuid;
  recorded_at: Date;
};

type KeptLinkReviewTable = {
  id: Uuid;
  disruption_id: Uuid;
  link_id: Uuid;
  child_wants: string;
  they_want: Generated<string>;
  arranged: Generated<string>;
  arranged_by: Generated<string>;
  reviewed_on: Day;
  next_on: Day | null;
  ended_because: Generated<string>;
  recorded_by: Uuid;
  recorded_at: Date;
};

type ActionTable = {
  id: Uuid;
  disruption_id: Uuid;
  meeting_id: Uuid | null;
  what: string;
  owner_id: Uuid | null;
  owner_source: string | null;
  owner_name: string;
  answer: Generated<'asked' | 'accepted' | 'handed-back'>;
  due_on: Day;
  finding_id: Uuid | null;
  for_whom: ForWhom | null;
  depends_on: Uuid | null;
  every_number: number | null;
  every_unit: 'weeks' | 'months' | null;
  every_from: Day | null;
  every_until: Day | null;
  follows: Uuid | null;
  done_on: Day | null;
  evidence: Generated<string>;
  done_how: Generated<'evidence' | 'statement'>;
  stated_by: Generated<string>;
  not_needed_on: Day | null;
  not_needed_because: Generated<string>;
  created_by: Uuid;
  created_at: Date;
};

type ActionEventTable = {
  id: Uuid;
  position: GeneratedAlways<number>;
  disruption_id: Uuid;
  action_id: Uuid;
  kind: ActionEventKind;
  words: Generated<string>;
  step: string | null;
  person_id: Uuid | null;
  invitation_id: Uuid | null;
  by_name: string;
  at: Date;
};

type ChecklistAnswerTable = {
  id: Uuid;
  position: GeneratedAlways<number>;
  disruption_id: Uuid;
  item_key: string;
  about: string;
  says: string;
  whom: Generated<string>;
  is: 'done' | 'not-needed' | 'action' | 'open';
  told: Generated<string>;
  done_by: Generated<string>;
  done_on: Day | null;
  evidence: Generated<string>;
  reason: Generated<string>;
  action_id: Uuid | null;
  recorded_by: Uuid;
  by_name: string;
  at: Date;
};

type FeedbackMarkTable = {
  id: Generated<Uuid>;
  disruption_id: Uuid;
  invitation_id: Uuid | null;
  child_page_id: Uuid | null;
};

type MeetingFeedbackTable = {
  id: Generated<Uuid>;
  organisation_id: Uuid;
  quarter: Day;
  role_group: FeedbackGroup;
  answers: ColumnType<Readonly<Record<string, string>>, string, string>;
};

type FeedbackWordsTable = {
  id: Generated<Uuid>;
  organisation_id: Uuid;
  quarter: Day;
  role_group: FeedbackGroup;
  words: string;
  state: Generated<'unread' | 'shown' | 'left-out'>;
};

type FollowUpTable = {
  id: Uuid;
  position: GeneratedAlways<number>;
  disruption_id: Uuid;
  kind: FollowUpKind;
  outcome: string;
  whom: Generated<string>;
  words: Generated<string>;
  happened_on: Day;
  recorded_by: Uuid;
  by_name: string;
  by_post: string;
  at: Date;
};

type LessonTable = {
  id: Uuid;
  version: number;
  organisation_id: Uuid;
  status: LessonStatus;
  year: number;
  stage: Stage;
  factors: string[];
  title: string;
  words: string;
  recommends: string;
  to_whom: string;
  promised: Json<readonly Promised[]>;
  search: GeneratedAlways<string>;
};

type LessonSourceTable = {
  id: Uuid;
  lesson_id: Uuid;
  disruption_id: Uuid;
  finding_id: Uuid | null;
  recorded_by: Uuid;
  recorded_at: Date;
};

type LessonEventTable = {
  id: Uuid;
  position: GeneratedAlways<number>;
  lesson_id: Uuid;
  version: number;
  organisation_id: Uuid;
  kind: LessonEventKind;
  words: Generated<string>;
  answers: ColumnType<readonly LessonAnswer[], string | undefined, string>;
  by_id: Uuid;
  by_name: string;
  at: Date;
};

type LessonPromiseTable = {
  id: Uuid;
  lesson_id: Uuid;
  version: number;
  organisation_id: Uuid;
  what: string;
  by_year: number;
  status: Generated<PromiseStatus>;
  says: Generated<string>;
};

type ResourceDecisionTable = {
  id: Uuid;
  position: GeneratedAlways<number>;
  organisation_id: Uuid;
  disruption_id: Uuid;
  resource: string;
  resource_key: string;
  urn: Generated<string>;
  decision: ResourceUse;
  conditions: Generated<string>;
  because: string;
  decided_on: Day;
  review_on: Day | null;
  recorded_by: Uuid;
  by_name: string;
  by_post: string;
  at: Date;
};

type CopyTable = {
  id: Uuid;
  disruption_id: Uuid;
  meeting_id: Uuid;
  invitation_id: Uuid;
  version: number;
  document: Json;
  withheld: Json;
  problems: Json;
  pdf: Buffer;
  sha256: string;
  docx: Generated<Buffer | null>;
  docx_sha256: Generated<string | null>;
  authors: Uuid[];
  prepared_by: Uuid;
  prepared_at: Date;
  released_by: Uuid | null;
  held_by: Uuid | null;
  held_at: Date | null;
  held_until: Date | null;
  stopped_because: Generated<string>;
  released_at: Date | null;
  readable_until: Generated<Date | null>;
  withdrawn_at: Date | null;
  opened_at: Date | null;
};

type FilingTable = {
  id: Uuid;
  disruption_id: Uuid;
  meeting_id: Uuid;
  version: number;
  kind: 'looked-after' | 'adoption' | 'child';
  child_id: Uuid | null;
  replaces: Uuid | null;
  document: Json;
  status: Generated<'queued' | 'sent' | 'filed' | 'failed'>;
  queued_by: Uuid;
  queued_at: Date;
  attempts: Generated<number>;
  last_error: Generated<string>;
  filed_at: Date | null;
  checksum: string | null;
  checked_at: Date | null;
  problems: Generated<Json>;
  connection_id: Uuid | null;
  kept_at: Generated<string>;
  expects: string | null;
  reference: string | null;
  next_try_at: Date | null;
  check_trouble: Generated<string>;
};

type FilingConnectionTable = {
  id: Uuid;
  organisation_id: Uuid;
  kind: 'looked-after' | 'adoption' | 'child';
  system: string;
  folder: string;
  chosen_by: Uuid;
  chosen_at: Date;
  replaced_at: Date | null;
  try_asked_at: Date | null;
  tried_at: Date | null;
  try_worked: boolean | null;
  try_says: Generated<string>;
};

type CopyPreviewTable = {
  copy_id: Uuid;
  sha256: string;
  person_id: Uuid;
  disruption_id: Uuid;
  opened_at: Date;
};

type PrintedCopyTable = {
  id: Uuid;
  disruption_id: Uuid;
  meeting_id: Uuid;
  copy_id: Uuid;
  number: number;
  printed_for: string;
  printed_by: Uuid;
  printed_at: Date;
  told_by: Uuid | null;
  told_at: Date | null;
};

type CopyIncidentTable = {
  id: Uuid;
  disruption_id: Uuid;
  copy_id: Uuid;
  what_happened: string;
  reported_by: Uuid;
  reported_at: Date;
};

type CopyIncidentStepTable = {
  incident_id: Uuid;
  disruption_id: Uuid;
  step: string;
  done_by: Uuid;
  done_at: Date;
};

type SentDisagreementTable = {
  id: Uuid;
  disruption_id: Uuid;
  invitation_id: Uuid;
  copy_id: Uuid;
  words: string;
  sent_at: Date;
};

type DisagreementTable = {
  id: Uuid;
  disruption_id: Uuid;
  about: Disagreement['about'];
  record_id: Uuid | null;
  whose: string;
  words: string;
  received_on: Day;
  withheld_from: Generated<Reader[]>;
  sent_id: Uuid | null;
  recorded_by: Uuid;
  recorded_at: Date;
};

type SessionTable = {
  id_hash: Buffer;
  person_id: Uuid;
  created_at: Date;
  last_seen_at: Date;
  expires_at: Date;
  id_token: string;
  browser: string;
  authenticated_at: Date;
};

type SubjectRequestTable = {
  id: Uuid;
  organisation_id: Uuid;
  reference: string;
  asker: Asker;
  about: AboutWhom;
  name: string;
  case_number: Generated<string>;
  born_on: Day | null;
  email: Generated<string>;
  authority: Generated<string>;
  identity_proof: Generated<string>;
  received_on: Day;
  gathered_at: Date | null;
  closed_at: Date | null;
  closed_because: Generated<string>;
  closed_as: ClosedAs | null;
  closed_on: Day | null;
  closed_by: Uuid | null;
  recorded_by: Uuid;
  recorded_at: Date;
};

type SubjectPauseTable = {
  id: Uuid;
  organisation_id: Uuid;
  request_id: Uuid;
  reason: RequestPauseReason;
  note: string;
  from_on: Day;
  until_on: Day | null;
  begun_by: Uuid;
  ended_by: Uuid | null;
};

type SubjectPersonTable = {
  organisation_id: Uuid;
  request_id: Uuid;
  kind: Subject['kind'];
  record_id: Uuid;
  label: string;
  confirmed_by: Uuid;
  confirmed_at: Date;
};

type SubjectCaseTable = {
  id: Uuid;
  organisation_id: Uuid;
  request_id: Uuid;
  placement_id: Uuid;
  guardian_says: 'yes' | 'no' | null;
  guardian_id: Uuid | null;
  guardian_at: Date | null;
  guardian_reason: Generated<string>;
};

type SubjectItemTable = {
  id: Uuid;
  organisation_id: Uuid;
  request_id: Uuid;
  case_id: Uuid | null;
  position: number;
  key: string;
  category: Category;
  source: string;
  on_day: Day | null;
  text: string;
  whose: string;
  is_typed: boolean;
  others: Json<readonly Other[]>;
  kept_from: Generated<Reader[]>;
  carer_id: Uuid | null;
  gathered_at: Date;
  decision: ItemDecision['decision'] | null;
  redactions: GeneratedJson<ItemDecision['redactions']>;
  because: GivenBecause | null;
  reason: LeftOutReason | null;
  reason_words: Generated<string>;
  decided_by: Uuid | null;
  decided_at: Date | null;
  revision: Generated<number>;
};

type SubjectBagTable = {
  id: Uuid;
  organisation_id: Uuid;
  request_id: Uuid;
  makers: Uuid[];
  sha256: string;
  proposed_by: Uuid;
  proposed_at: Date;
  checked_by: Uuid | null;
  checked_at: Date | null;
  outcome: 'right' | 'not-right' | null;
  check_note: Generated<string>;
  released_by: Uuid | null;
  released_at: Date | null;
  sealed: Buffer | null;
};

type SubmissionTable = { key: Uuid; actor: string; location: string; answered_at: Generated<Date> };

type HistoryTable = {
  id: GeneratedAlways<number>;
  disruption_id: Uuid;
  at: Date;
  person_id: Uuid | null;
  person_name: string;
  act: string;
  summary: string;
  facts: GeneratedJson<Record<string, unknown>>;
};

type HandoverTable = {
  id: Uuid;
  organisation_id: Uuid;
  leaver_id: Uuid;
  to_id: Uuid | null;
  placement_id: Uuid;
  disruption_id: Uuid | null;
  reference: string;
  kind: Holding['kind'];
  capacity: string;
  action_id: Uuid | null;
  why_nobody: WhyNobody | null;
  at: Date;
  put_away_at: Date | null;
};

type DirectoryKeyTable = {
  id: Uuid;
  organisation_id: Uuid;
  token_hash: Buffer;
  made_by: Uuid;
  made_at: Date;
  expires_on: Day;
  revoked_at: Date | null;
  last_used_at: Date | null;
};

type PeopleImportTable = {
  id: Uuid;
  organisation_id: Uuid;
  brought_by: Uuid;
  brought_at: Date;
  list: string | null;
  rows: number;
  state: 'checked' | 'applying' | 'finished' | 'refused' | 'failed';
  looked_at: Generated<string>;
  confirmed_by: Uuid | null;
  tries: Generated<number>;
  rows_done: Generated<number>;
  moved_at: Date | null;
};

type ReturnImportTable = {
  id: Uuid;
  organisation_id: Uuid;
  collection_year: number;
  brought_by: Uuid;
  brought_at: Date;
  state: 'reading' | 'finished' | 'refused' | 'cancelled' | 'stopped';
  files: Generated<string[]>;
  rows_read: Generated<number>;
  bytes_read: Generated<string>;
  bytes_expected: Generated<string>;
  moved_at: Date;
  cancel_asked: Generated<boolean>;
  refused_because: Generated<string>;
  problems: Generated<unknown>;
  problem_count: Generated<number>;
  proposals_new: Generated<number>;
  proposals_changed: Generated<number>;
  proposals_same: Generated<number>;
  proposals_gone: Generated<number>;
};

type ReturnProposalTable = {
  id: Uuid;
  organisation_id: Uuid;
  collection_year: number;
  key: string;
  kind: string;
  file: string;
  row: number;
  content: unknown;
  seen_in: Uuid;
  first_seen_at: Date;
  changed_at: Date | null;
  gone_at: Date | null;
  answer: 'to-record' | 'known' | 'dismissed' | null;
  reason: Generated<string>;
  known_case: Generated<string>;
  answered_by: Uuid | null;
  answered_at: Date | null;
};

type LifeEventTable = {
  id: Uuid;
  organisation_id: Uuid;
  placement_id: Uuid;
  kind: LifeEventKind;
  child_id: Uuid | null;
  happened_on: Day;
  evidence: string;
  recorded_by: Uuid;
  recorded_at: Date;
  taken_back_by: Uuid | null;
  taken_back_at: Date | null;
};

type LegalHoldTable = {
  id: Uuid;
  organisation_id: Uuid;
  placement_id: Uuid;
  reason: string;
  placed_by: Uuid;
  placed_at: Date;
  lifted_because: Generated<string>;
  lifted_by: Uuid | null;
  lifted_at: Date | null;
};

type FigureSnapshotTable = {
  id: Uuid;
  region: string;
  population: 'endings' | 'meetings' | 'actions';
  from_on: Day;
  until_on: Day;
  method: string;
  figures: unknown;
  made_at: Date;
};

type DisposalTable = {
  id: Uuid;
  organisation_id: Uuid;
  /** What went is referred to by nothing: this is no key. */
  of_placement: Uuid;
  reference: string;
  schedule_version: string;
  kept: Json<readonly KeptRecord[]>;
  due_on: Day;
  because: DisposalReason;
  note: Generated<string>;
  proposed_by: Uuid;
  proposed_at: Date;
  outcome: 'approved' | 'refused' | null;
  decision_note: Generated<string>;
  decided_by: Uuid | null;
  decided_at: Date | null;
  held_up: Generated<string>;
  /** Written by the door alone, as all that follows but the last. */
  carried_in: string | null;
  carried_out_at: Date | null;
  removed: Json<Removed> | null;
  files: GeneratedJson<readonly FiledBag[]>;
  files_gone_at: Date | null;
  sha256: string | null;
};

type DirectoryMemberTable = { organisation_id: Uuid; team_id: Uuid; person_id: Uuid };

/** Every table of the service, as the migrations leave it: tables.test.ts compares the two. */
export type Tables = {
  action: ActionTable;
  action_event: ActionEventTable;
  agenda: AgendaTable;
  answer_giving: AnswerGivingTable;
  audit_anchor: AuditAnchorTable;
  audit_entry: AuditEntryTable;
  audit_seal: AuditSealTable;
  break_glass: BreakGlassTable;
  carer_identity: CarerIdentityTable;
  case_role: CaseRoleTable;
  checklist_answer: ChecklistAnswerTable;
  child: ChildTable;
  child_answer: ChildAnswerTable;
  child_draft: ChildDraftTable;
  child_page: ChildPageTable;
  child_view: ChildViewTable;
  channel_confirmation: ChannelConfirmationTable;
  contact: ContactTable;
  copy: CopyTable;
  directory_key: DirectoryKeyTable;
  directory_member: DirectoryMemberTable;
  disagreement: DisagreementTable;
  disruption: DisruptionTable;
  duty_not_needed: DutyNotNeededTable;
  duty_statement: DutyStatementTable;
  finding: FindingTable;
  feedback_mark: FeedbackMarkTable;
  feedback_words: FeedbackWordsTable;
  follow_up: FollowUpTable;
  lesson: LessonTable;
  lesson_source: LessonSourceTable;
  lesson_event: LessonEventTable;
  lesson_promise: LessonPromiseTable;
  guest_code: GuestCodeTable;
  guest_link: GuestLinkTable;
  guest_session: GuestSessionTable;
  handover: HandoverTable;
  history: HistoryTable;
  invitation: InvitationTable;
  contribution_draft: ContributionDraftTable;
  contribution_file: ContributionFileTable;
  kept_apart: KeptApartTable;
  let_together: LetTogetherTable;
  kept_link: KeptLinkTable;
  kept_link_review: KeptLinkReviewTable;
  left_out: LeftOutTable;
  line_management: LineManagementTable;
  meeting: MeetingTable;
  meeting_decision: MeetingDecisionTable;
  meeting_feedback: MeetingFeedbackTable;
  meeting_event: MeetingEventTable;
  message: MessageTable;
  message_taken: MessageTakenTable;
  organisation: OrganisationTable;
  organisation_procedure: OrganisationProcedureTable;
  notice: NoticeTable;
  outbox: OutboxTable;
  own_way: OwnWayTable;
  panel_draft: PanelDraftTable;
  panel_sending: PanelSendingTable;
  panel_step: PanelStepTable;
  passage: PassageTable;
  minutes_version: MinutesVersionTable;
  minutes_comment: MinutesCommentTable;
  copy_passage: CopyPassageTable;
  passage_conflict: PassageConflictTable;
  passage_print: PassagePrintTable;
  pause: PauseTable;
  participation: ParticipationTable;
  people_import: PeopleImportTable;
  person: PersonTable;
  person_post: PersonPostTable;
  placement: PlacementTable;
  placement_access: PlacementAccessTable;
  placement_carer: PlacementCarerTable;
  placement_child: PlacementChildTable;
  proposed_time: ProposedTimeTable;
  protected_detail: ProtectedDetailTable;
  purpose_unanswered: PurposeUnansweredTable;
  release_doubt: ReleaseDoubtTable;
  resource_decision: ResourceDecisionTable;
  return_import: ReturnImportTable;
  return_proposal: ReturnProposalTable;
  sent_disagreement: SentDisagreementTable;
  copy_preview: CopyPreviewTable;
  filing: FilingTable;
  filing_connection: FilingConnectionTable;
  printed_copy: PrintedCopyTable;
  copy_incident: CopyIncidentTable;
  copy_incident_step: CopyIncidentStepTable;
  reach: ReachTable;
  session: SessionTable;
  subject_bag: SubjectBagTable;
  subject_case: SubjectCaseTable;
  subject_item: SubjectItemTable;
  subject_pause: SubjectPauseTable;
  subject_person: SubjectPersonTable;
  subject_request: SubjectRequestTable;
  submission: SubmissionTable;
  team: TeamTable;
  time_answer: TimeAnswerTable;
  transition_step: TransitionStepTable;
  vault_opening: VaultOpeningTable;
  view_file: ViewFileTable;
  view_sharing: ViewSharingTable;
  voice_choice: VoiceChoiceTable;
  child_told: ChildToldTable;
  pack: PackTable;
  pack_part: PackPartTable;
  life_event: LifeEventTable;
  legal_hold: LegalHoldTable;
  disposal: DisposalTable;
  figure_snapshot: FigureSnapshotTable;
};
