import { type CaseRecord, holdersOf } from './case.ts';

/**
 * Who may do what, and why: the whole policy. A person comes to a case by name, as the manager of somebody who works on
 * it, or for a few hours with a reason; every other act goes by the posts they hold today. Row-level security keeps the
 * rows beneath to the same (migrations 0009 and after), and test/access/model.ts decides it all a second time.
 */

/** Why a case is open only to those named on it. */
export const restrictionInWords = {
  'staff-relative': 'It concerns somebody who works here, or a relative of theirs',
  'high-profile': 'It is, or may be, in the news',
  other: 'Another reason',
} as const;
export type Restriction = keyof typeof restrictionInWords;
export const isRestriction = (text: string): text is Restriction => Object.hasOwn(restrictionInWords, text);

/** The posts and capacities of a manager. */
export const managers = ['team-manager', 'service-manager', 'head-of-service'] as const;

/** Those whose work a case is: whoever manages one of them sees it. */
export const workers = [
  'child-social-worker',
  'adopters-social-worker',
  'supervising-social-worker',
  'personal-adviser',
] as const;

/** Those who have duties of their own on a case, and so may say how these went. */
const dutyHolders = [...workers, ...managers, 'iro', 'agency-decision-maker'] as const;

const convenes = ['child-social-worker', ...managers] as const;
const meets = ['chair', 'minute-taker'] as const;

/** Being one of these opens what was sent to them, and not the case. */
export const opensNoCase: ReadonlySet<string> = new Set(['panel-advisor', 'learning-lead']);

/** In which capacities somebody may do an act on a case; `anybody` who sees it, `named` whoever is on it by name. */
const onCase = {
  'see-disruption': 'anybody',
  'see-who-may-open': [...dutyHolders, ...meets],
  'put-on-case': convenes,
  'take-off-case': convenes,
  'restrict-case': managers,
  'open-vault': [...workers, ...managers, 'iro'],
  'correct-disruption': convenes,
  'state-duty-done': dutyHolders,
  'decide-not-needed': dutyHolders,
  // Who of them decides in a case is for its procedure to say: see decision.ts.
  'decide-on-meeting': dutyHolders,
  'review-decision': managers,
  'pause-case': convenes,
  'record-outcome': convenes,
  'change-version': managers,
  'convene-meeting': convenes,
  'confirm-channel': [...workers, ...managers, ...meets],
  'keep-apart': [...workers, ...managers, 'iro', 'chair'],
  'record-views': ['child-social-worker', 'team-manager', 'iro', ...meets],
  // What a child agreed to is asked by those who hear it first: see view-sharing.ts.
  'confirm-sharing': ['child-social-worker', 'chair'],
  'record-participation': ['child-social-worker', ...meets],
  'support-child': [...workers, 'team-manager', 'iro'],
  // Whoever opens the page for a child can come to what the child writes there, so it is who hears the child first.
  'open-child-page': ['child-social-worker'],
  'answer-child': ['child-social-worker', 'chair'],
  'agree-answer': ['chair'],
  'give-answer': ['child-social-worker'],
  contribute: 'named',
  // For themselves, or as somebody told them: see time-answers.ts.
  'answer-times': 'named',
  // Whoever reads what is for the chair and the social workers alone (PG-5): see contribution-mark.ts.
  'record-contribution': [...workers, 'team-manager', 'chair'],
  'mark-contribution': ['chair'],
  'protect-details': [...workers, ...managers, ...meets, 'iro'],
  'write-minutes': [...meets, 'child-social-worker'],
  // Sending it out, taking it back, and what becomes of what people say of it.
  'send-draft': meets,
  // Of their own copy, whoever was there.
  'check-minutes': 'named',
  'agree-minutes': ['chair'],
  'prepare-copies': [...meets, ...convenes],
  'release-copies': ['chair', ...convenes],
  // Whoever prepares the copies sees that the minutes are on file.
  'file-minutes': [...meets, ...convenes],
  // The whole of it, out of the service: whoever answers for the child's record.
  'take-chronology': [...convenes, 'iro'],
  'record-action': [...meets, 'child-social-worker', 'team-manager'],
  'work-on-action': 'named',
  'complete-action': 'named',
  'end-action': managers,
  // The day of the child’s next review, before which their reviewing officer sees what is open.
  'set-review-day': ['child-social-worker', ...managers, 'iro'],
  // Who was told, what was arranged (PG-9e), and what came of what is thought of afterwards.
  'record-arrangement': [...dutyHolders, ...meets],
  'record-follow-up': dutyHolders,
  'decide-on-resource': managers,
  // Of a meeting they were asked to, for themselves; nobody sees whose it is: see feedback.ts.
  'give-feedback': 'named',
  'retry-message': [...meets, 'child-social-worker', 'team-manager'],
  // Whoever hears a child says whether they were told of the meeting.
  'tell-child': ['child-social-worker', 'team-manager'],
  // At an hour at which the procedure does not send.
  'send-now': ['chair', ...convenes],
  'build-agenda': ['chair', ...convenes],
  'release-pack': ['chair', ...convenes],
  // And what each person gets of it, before it goes out and after.
  'print-pack': [...meets, ...convenes],
  'attach-disagreement': [...convenes, 'iro', 'chair'],
  'record-life-event': convenes,
  'hold-case': managers,
  // Never a family: what a panel is told is for those who work on the case.
  'see-panel-report': 'named',
  // Which of them is the right author in a case is for its procedure to say (DC-4): see panel-report.ts.
  'write-panel-report': workers,
  // In general words, for everybody of the region: see lesson.ts.
  'write-lesson': [...meets, ...convenes],
} as const satisfies Readonly<Record<string, 'anybody' | 'named' | readonly string[]>>;

/** Which posts may do what is about no one case; `everybody` who works here. */
const byPost = {
  'see-what-needs-doing': 'everybody',
  'record-disruption': ['social-worker', 'team-manager', 'service-manager'],
  'break-glass': ['social-worker', ...managers, 'iro'],
  'review-break-glass': ['caldicott-guardian', 'information-governance'],
  'see-sent-to-panel': ['panel-advisor'],
  'see-open-actions': [...managers, 'iro'],
  // The work of all their cases at once, and of what each figure says.
  'see-dashboard': managers,
  'see-feedback': [...managers, 'iro', 'independent-chair', 'learning-lead'],
  // Before others see them.
  'read-feedback-words': ['head-of-service', 'learning-lead'],
  'run-panel': ['panel-advisor'],
  'see-lessons': 'everybody',
  'decide-on-lessons': ['learning-lead'],
  'see-audit': ['information-governance'],
  'export-audit': ['information-governance'],
  'prepare-subject-access': ['records-officer'],
  // Somebody who decided nothing in a bag, and for a restricted case the guardian: see subject-handover.ts.
  'check-subject-access': ['records-officer', 'caldicott-guardian'],
  'take-bag': ['records-officer'],
  // What has reached its day. Nobody who works on cases: see disposal.ts.
  'see-records-due': ['records-officer', 'information-governance'],
  'hold-records': ['records-officer', 'information-governance'],
  'propose-disposal': ['records-officer'],
  'decide-disposal': ['records-officer', 'information-governance'],
  'administer-people': ['administrator'],
  'import-people': ['administrator'],
  'bring-return': ['administrator'],
  'answer-proposal': managers,
  'connect-directory': ['administrator'],
  'connect-filing': ['administrator'],
  'administer-organisation': ['administrator'],
  'see-figures': 'everybody',
  'see-outbox': 'everybody',
} as const satisfies Readonly<Record<string, 'everybody' | readonly string[]>>;

export type CaseAct = keyof typeof onCase;
export type PostAct = keyof typeof byPost;
/** Everything a route can ask leave for. A route without one of these, or one of the open ones, does not start. */
export type Act = CaseAct | PostAct;
export const caseActs = Object.keys(onCase) as readonly CaseAct[];
export const postActs = Object.keys(byPost) as readonly PostAct[];

/** Acts that want somebody who signed in a moment ago, and not whoever sits at their computer now. */
const wantFreshSignIn: ReadonlySet<Act> = new Set<Act>([
  'release-copies',
  'take-chronology',
  'open-vault',
  'break-glass',
  'prepare-subject-access',
  'check-subject-access',
  'take-bag',
  'propose-disposal',
  'decide-disposal',
  'connect-directory',
  'connect-filing',
]);

/** What a person is today. */
export type Person = { readonly posts: readonly string[] };

/** How a person stands to a case today, and what of the case bears on who may open it. */
export type Standing = {
  /** The capacities in which they are on it by name. */
  readonly named: readonly string[];
  /** Whether they manage, at whatever distance, somebody whose work it is. */
  readonly manages: boolean;
  /** Whether they opened it for a limited time, which has not run out. */
  readonly brokeGlass: boolean;
  readonly restricted: Restriction | null;
};

/** What was decided, and by which rule. Capacities are those that count for every act on this case. */
export type Decision =
  | {
      readonly allowed: true;
      readonly rule: 'named' | 'manages' | 'break-glass' | 'post';
      readonly capacities: readonly string[];
      readonly wantsFreshSignIn: boolean;
    }
  | { readonly allowed: false; readonly rule: Refusal };

/** Why not: for the audit alone, since whoever is refused learns nothing. */
export type Refusal = 'administrator' | 'not-on-case' | 'capacity' | 'post' | 'not-open-to-them';

const refuse = (rule: Refusal): Decision => ({ allowed: false, rule });

/** Whether somebody holds one of some posts today. */
const holds = ({ posts }: Person, wanted: readonly string[]): boolean =>
  posts.some((post) => wanted.includes(post));

/** Whether somebody in a post may do what is about no one case. Administrators have nothing but what administers. */
export const decideByPost = (person: Person, act: PostAct): Decision => {
  const posts: 'everybody' | readonly string[] = byPost[act];
  if (posts !== 'everybody' && !holds(person, posts)) return refuse('post');
  if (isAboutCases.has(act) && holds(person, ['administrator'])) return refuse('administrator');
  return { allowed: true, rule: 'post', capacities: [], wantsFreshSignIn: wantFreshSignIn.has(act) };
};

const isAboutCases: ReadonlySet<PostAct> = new Set<PostAct>([
  'record-disruption',
  'break-glass',
  'see-sent-to-panel',
  'see-open-actions',
  'see-dashboard',
  'answer-proposal',
  'run-panel',
  'decide-on-lessons',
  'prepare-subject-access',
  'check-subject-access',
  'take-bag',
  'see-records-due',
  'hold-records',
  'propose-disposal',
  'decide-disposal',
]);

/** Through what somebody comes to a case, and in which capacities; null when they do not. By name goes before all else. */
const wayIn = (
  { posts }: Person,
  { named, manages, brokeGlass, restricted }: Standing,
): { readonly rule: 'named' | 'manages' | 'break-glass'; readonly capacities: readonly string[] } | null => {
  const byName = named.filter((capacity) => !opensNoCase.has(capacity));
  const asManager =
    manages && restricted === null ? managers.filter((manager) => posts.includes(manager)) : [];
  if (byName.length > 0) return { rule: 'named', capacities: [...new Set([...byName, ...asManager])] };
  if (asManager.length > 0) return { rule: 'manages', capacities: asManager };
  return brokeGlass && restricted === null ? { rule: 'break-glass', capacities: [brokeGlassAs] } : null;
};

/** The capacity of somebody who opened a case for a limited time: they read it, and do nothing on it. */
const brokeGlassAs = 'break-glass';

/**
 * Whether a person may do an act on a case, and by which rule. A restricted case is open only to those on it by name, and
 * asks each of them for a fresh sign-in; an administrator sees no case.
 */
export const decideOnCase = (person: Person, standing: Standing, act: CaseAct): Decision => {
  if (holds(person, ['administrator'])) return refuse('administrator');
  const way = wayIn(person, standing);
  if (way === null) return refuse('not-on-case');
  if (!mayDo(act, way.capacities)) return refuse('capacity');
  const wantsFreshSignIn = standing.restricted !== null || wantFreshSignIn.has(act);
  return { allowed: true, ...way, wantsFreshSignIn };
};

/** Whether somebody in some capacities on a case may do an act there. */
export const mayDo = (act: CaseAct, capacities: readonly string[]): boolean => {
  const may: 'anybody' | 'named' | readonly string[] = onCase[act];
  if (may === 'anybody') return capacities.length > 0;
  const inName = capacities.filter((capacity) => capacity !== brokeGlassAs);
  return may === 'named' ? inName.length > 0 : inName.some((capacity) => may.includes(capacity));
};

/** Whether an act is about one case. */
export const isCaseAct = (act: Act): act is CaseAct => act in onCase;

/** Whether a sign-in is recent enough for acts that want a fresh one. */
export const isFresh = (signedInAt: Date, now: Date, minutes: number): boolean =>
  now.getTime() - signedInAt.getTime() < minutes * 60_000;

/** The capacities in which somebody on a placement may record that it ended, or is at risk. */
export const mayRecordAs: readonly string[] = convenes;

/** Whether somebody may record that one placement ended, or is at risk. */
export const mayRecordOn = (person: Person, standing: Standing | undefined): boolean => {
  if (standing === undefined || !mayRecordDisruptions(person)) return false;
  return wayIn(person, standing)?.capacities.some((capacity) => mayRecordAs.includes(capacity)) ?? false;
};

export const mayRecordDisruptions = (person: Person): boolean =>
  decideByPost(person, 'record-disruption').allowed;

/** Whether somebody is on a case as a manager, in the capacities they hold there. */
export const isManager = (capacities: readonly string[]): boolean =>
  managers.some((manager) => capacities.includes(manager));

/** The managers on a case. */
export const managersOf = (record: Pick<CaseRecord, 'placement' | 'meeting'>): ReturnType<typeof holdersOf> =>
  managers.flatMap((capacity) => holdersOf(record, capacity));

/** Whether the writing of the minutes still stands open: before they are agreed. */
export const minutesAreOpen = (record: Pick<CaseRecord, 'meeting'>): boolean =>
  record.meeting?.minutesStatus === 'draft';

/** What goes on once a case is closed: what was agreed is written up, circulated and done; and it is kept safe. */
const goesOnOnceClosed: ReadonlySet<Act> = new Set<Act>([
  'protect-details',
  'write-minutes',
  'send-draft',
  'check-minutes',
  'agree-minutes',
  'prepare-copies',
  'release-copies',
  'file-minutes',
  'take-chronology',
  'record-action',
  'work-on-action',
  'complete-action',
  'end-action',
  'set-review-day',
  'record-arrangement',
  'record-follow-up',
  'decide-on-resource',
  'give-feedback',
  'retry-message',
  'send-now',
  'confirm-channel',
  'put-on-case',
  'take-off-case',
  'restrict-case',
  'open-vault',
  'attach-disagreement',
  'confirm-sharing',
  'record-participation',
  'support-child',
  'open-child-page',
  'answer-child',
  'agree-answer',
  'give-answer',
  'record-life-event',
  'hold-case',
  'write-panel-report',
  'write-lesson',
]);

/** Whether a case still takes forms of an act: all of them while it is open. */
export const takes = (record: Pick<CaseRecord, 'status'>, act: Act): boolean =>
  record.status === 'open' || goesOnOnceClosed.has(act);
