import { hearsFirst, opensIt, placementOfLesson, type Row, type Viewer } from './barriers-model.ts';
import { type BarriersWorld, lessons } from './barriers-world.ts';

/** Somebody who acts, and what begins a transaction as them: a person, a guest by their invitation, a council's directory. */
export type Writer = {
  readonly name: string;
  readonly begin: string;
  readonly viewer?: Viewer;
  readonly guest?: string;
  readonly directory?: string;
  /** The placement whose adopters they have opened. */
  readonly vault?: string;
};

/** A row is added, or taken away, or changed: `from` what it was, `to` what it becomes. */
export type Way = 'insert' | 'delete' | 'from' | 'to';
type Rule = (writer: Writer, row: Row, world: BarriersWorld) => boolean;

const nobody: Rule = () => false;
const either =
  (...rules: readonly Rule[]): Rule =>
  (...of) =>
    rules.some((rule) => rule(...of));
const both =
  (...rules: readonly Rule[]): Rule =>
  (...of) =>
    rules.every((rule) => rule(...of));

/** Who adds the placement of the adoption in the transaction that is tried: nobody who opens it otherwise, and who reads another. */
export const creator = 'otherteam';
const created: Rule = ({ name }, { placement }, { placements }) =>
  name === creator && placement === placements.adoption;
/** Whoever opened a case for a few hours reads alone. */
const readsAlone: Rule = ({ name }, { placement }, { placements }) =>
  name === 'otherteam' && placement === placements.team;
const sees: Rule = (writer, row, world) =>
  created(writer, row, world) ||
  (writer.viewer !== undefined && opensIt(world, writer.viewer, row.placement));
const worksOn: Rule = (...of) => sees(...of) && !readsAlone(...of);

const opened: Rule = ({ vault }, { placement }) => vault !== undefined && placement === vault;

/** The child’s social worker, who opens the child’s own page. */
const opensPage: Rule = (writer, row, world) =>
  writer.viewer !== undefined && hearsFirst(world, writer.viewer, row.placement);
/** Of a child’s own page, as its column says; or else of those who work on the case, and of guests. */
const ofPage =
  (column: string, theirs: Rule, otherwise: Rule): Rule =>
  (writer, row, world) =>
    (row.row[column] === null ? otherwise : theirs)(writer, row, world);

const isTheirs =
  (column: string): Rule =>
  ({ viewer }, { row }) =>
    viewer !== undefined && row[column] === viewer.id;
const isTheGuests =
  (column: string): Rule =>
  ({ guest }, { row }) =>
    guest !== undefined && row[column] === guest;
/** Of the child themselves, in their case. */
const isOwnOfChild: Rule = ({ guest }, { row }, { running, ids }) =>
  guest === ids.pageId && row.child_id === running.example.childIds[0] && row.disruption_id === running.id;
const isNull =
  (column: string): Rule =>
  (_, { row }) =>
    row[column] === null;
const not =
  (rule: Rule): Rule =>
  (...of) =>
    !rule(...of);
const isOf =
  (...names: readonly string[]): Rule =>
  ({ name }) =>
    names.includes(name);
const inOwnCouncil: Rule = ({ viewer }, { row }) =>
  viewer !== undefined && row.organisation_id === viewer.organisation;
const ofOwnDirectory: Rule = ({ directory }, { row }) =>
  directory !== undefined && row.organisation_id === directory;

/** Signed by whoever writes it, or by nobody yet. */
const isTheirsOrNobodys =
  (column: string): Rule =>
  (...of) =>
    of[1].row[column] === null || of[1].row[column] === undefined || isTheirs(column)(...of);
const administered = both(isOf('admin'), inOwnCouncil);
const ofRecords = both(isOf('records', 'records2'), inOwnCouncil);
const ofGuardian = both(isOf('guardian'), inOwnCouncil);
/** Those of the council whose list they keep, as its administrator or its directory. */
const areOfCouncil =
  (...columns: readonly string[]): Rule =>
  ({ name, directory, viewer }, { row }, { running }) => {
    const own = name === 'admin' ? viewer?.organisation : directory;
    const ours = Object.values(running.example.actors).filter(({ organisationId }) => organisationId === own);
    return columns.every((column) => ours.some(({ id }) => id === row[column]));
  };
const keepsRecords = both(isOf('records', 'records2', 'governance'), inOwnCouncil);
const isOpen: Rule = (_, { row }) => row.key !== 'restricted';

/** What a guest was sent, and nobody has taken back. */
const isReleased = both(
  isTheGuests('invitation_id'),
  not(isNull('released_at')),
  isNull('withdrawn_at'),
  (_, { row }, { running }) => row.readable_until instanceof Date && row.readable_until > running.time.now,
);

const isTheAuthors: Rule = ({ name, guest }, { row }, { running, ids }) =>
  row.disruption_id === running.id &&
  (row.invitation_id === ids.invitationId ? guest === ids.invitationId : name === 'iro');

/** What was given to the meeting. */
const isGiven: Rule = (_, { row }) => row.is_given === true;

type Rules = Rule | Readonly<Partial<Record<Way, Rule>>>;
const changed = (rule: Rule): Rules => ({ from: rule, to: rule });

/** Added by whoever works on the case and signs for it, and never changed. */
const signed: Rules = { insert: both(worksOn, isTheirs('recorded_by')) };

/** Of the council whose case it is: in this world the one that runs elsewhere is of another. */
const isOfTheCouncil: Rule = (_, { row, placement }, { placements, running }) =>
  (row.organisation_id === running.example.actors.outsider.organisationId) ===
  (placement === placements.elsewhere);

/** By whoever works on the case and signs for it, or by the guest themselves, whom nobody signs for. */
const answered = either(
  both(worksOn, isTheirs('recorded_by')),
  both(isTheGuests('invitation_id'), isNull('recorded_by')),
);

/** Whoever works on the case that a lesson is from. */
const worksOnLesson: Rule = (writer, row, world) =>
  worksOn(writer, { ...row, placement: placementOfLesson(row, world) }, world);
const isIn =
  (column: string, ...values: readonly string[]): Rule =>
  (_, { row }) =>
    values.includes(String(row[column]));
const leadsLearning = both(isOf('lead'), inOwnCouncil);
const isOfItsCase: Rule = (_, { row }, { running }) =>
  row.organisation_id === running.example.actors.amina.organisationId;
const isWriting = isIn('kind', 'written', 'changed', 'proposed');

/** Who may write which rows, where it is not those who work on the case. A way that is not named is nobody's. */
const stated: Readonly<Record<string, Rules>> = {
  action: {
    insert: worksOn,
    delete: worksOn,
    from: either(worksOn, both(isOf('panel'), isTheirs('owner_id'))),
    to: either(worksOn, both(isOf('panel'), isTheirs('owner_id'))),
  },
  // Added by whoever takes the step; what a day set off is the service's, and what a guest did is written by it.
  action_event: { insert: both(worksOn, isTheirs('person_id'), isNull('invitation_id'), isNull('step')) },
  checklist_answer: signed,
  follow_up: signed,
  lesson_source: signed,
  lesson: {
    insert: both(worksOnLesson, isOfItsCase, isIn('status', 'draft')),
    from: either(
      both(worksOnLesson, isIn('status', 'draft', 'proposed', 'sent-back')),
      both(leadsLearning, isIn('status', 'proposed', 'approved', 'replaced')),
    ),
    to: either(
      both(worksOnLesson, isOfItsCase, isIn('status', 'draft', 'proposed')),
      both(
        leadsLearning,
        isIn('status', 'approved', 'replaced', 'sent-back', 'withdrawn'),
        // One that the lead wrote.
        (_, { row }) => row.id !== lessons.ofTeam,
      ),
    ),
  },
  lesson_event: {
    insert: both(
      isTheirs('by_id'),
      either(both(isWriting, worksOnLesson), both(not(isWriting), leadsLearning)),
    ),
  },
  lesson_promise: { insert: leadsLearning, from: leadsLearning, to: leadsLearning },
  resource_decision: {
    insert: both(worksOn, isTheirs('recorded_by'), isOfTheCouncil),
  },
  audit_anchor: nobody,
  audit_seal: nobody,
  audit_entry: {
    insert: ({ name, viewer, guest }, { row }) => {
      if (viewer) return row.actor_kind === 'person' && row.actor_id === viewer.id;
      if (guest) return row.actor_kind === 'guest' && row.actor_id === guest;
      return row.actor_kind === name && row.actor_id === null;
    },
  },
  break_glass: {
    from: both(
      isOf('guardian', 'governance'),
      inOwnCouncil,
      not(isTheirs('person_id')),
      isNull('reviewed_at'),
    ),
    to: both(inOwnCouncil, isTheirs('reviewed_by')),
  },
  carer_identity: {
    insert: created,
    from: opened,
    to: opened,
  },
  child: {
    insert: inOwnCouncil,
    delete: worksOn,
    from: worksOn,
    to: both(inOwnCouncil, not(readsAlone)),
  },
  placement: {
    insert: both(inOwnCouncil, not(readsAlone)),
    delete: worksOn,
    from: worksOn,
    to: both(inOwnCouncil, not(readsAlone)),
  },
  placement_access: nobody,
  // Written by the database when minutes are agreed.
  passage_print: nobody,
  feedback_mark: nobody,
  meeting_feedback: nobody,
  feedback_words: nobody,
  placement_child: { insert: created },
  disruption: { insert: both(worksOn, inOwnCouncil), delete: worksOn, from: worksOn, to: worksOn },
  copy: {
    insert: either(worksOn, isTheGuests('invitation_id')),
    delete: either(worksOn, isReleased),
    from: either(worksOn, isReleased),
    to: either(worksOn, isTheGuests('invitation_id')),
  },
  copy_preview: { insert: both(worksOn, isTheirs('person_id')) },
  filing: { insert: both(worksOn, isTheirs('queued_by')), from: worksOn, to: worksOn },
  printed_copy: {
    insert: both(worksOn, isTheirs('printed_by')),
    from: worksOn,
    to: both(worksOn, isTheirs('told_by')),
  },
  // Written by the database as minutes are locked.
  minutes_version: nobody,
  copy_passage: { insert: worksOn },
  // Said of their own copy alone; settled by those on the case.
  minutes_comment: {
    insert: either(both(worksOn, isTheirs('said_by')), both(isTheGuests('invitation_id'), isNull('said_by'))),
    from: worksOn,
    to: both(worksOn, isTheirs('settled_by')),
  },
  copy_incident: { insert: both(worksOn, isTheirs('reported_by')) },
  copy_incident_step: { insert: both(worksOn, isTheirs('done_by')) },
  disagreement: signed,
  view_sharing: signed,
  voice_choice: signed,
  child_told: signed,
  pack: { insert: both(worksOn, isTheirs('released_by')) },
  pack_part: {
    insert: worksOn,
    delete: worksOn,
    ...changed(either(worksOn, isTheGuests('invitation_id'), isOwnOfChild)),
  },
  // That a child was not heard, the chair alone says.
  participation: {
    insert: both(
      worksOn,
      isTheirs('recorded_by'),
      (writer, { row }) => row.code !== 'PN7' || writer.name === 'chair',
    ),
  },
  child_page: {
    insert: both(opensPage, isTheirs('opened_by')),
    from: opensPage,
    to: both(opensPage, either(isTheirs('opened_by'), not(isNull('closed_at')))),
  },
  child_draft: ({ guest }, { row }, { running, ids }) =>
    guest === ids.pageId && row.page_id === ids.pageId && row.disruption_id === running.id,
  view_file: {
    insert: either(
      both(worksOn, isTheirs('added_by')),
      ({ guest }, { row }, { running, ids }) =>
        guest === ids.pageId && row.disruption_id === running.id && row.added_by === null,
    ),
  },
  child_view: {
    insert: ofPage(
      'page_id',
      (writer, { row }, { running, ids }) =>
        writer.guest === ids.pageId && row.page_id === ids.pageId && row.disruption_id === running.id,
      worksOn,
    ),
    ...{ delete: worksOn, from: worksOn, to: worksOn },
  },
  answer_giving: signed,
  kept_link: signed,
  kept_link_review: signed,
  // Ended once, by whoever ends it.
  kept_apart: {
    insert: both(worksOn, isTheirs('recorded_by'), isNull('ended_at')),
    from: both(worksOn, isNull('ended_at')),
    to: both(worksOn, isTheirs('ended_by')),
  },
  agenda: { insert: both(worksOn, isTheirs('saved_by')) },
  // Put right by whoever signs for it, until the minutes are agreed.
  finding: {
    insert: both(worksOn, isTheirs('recorded_by')),
    delete: worksOn,
    from: worksOn,
    to: both(worksOn, isTheirs('changed_by')),
  },
  purpose_unanswered: {
    insert: both(worksOn, isTheirs('recorded_by')),
    delete: worksOn,
    from: worksOn,
    to: both(worksOn, isTheirs('recorded_by')),
  },
  let_together: signed,
  meeting_event: signed,
  panel_draft: { insert: both(worksOn, isTheirs('saved_by')) },
  panel_sending: { insert: both(worksOn, isTheirs('sent_by')) },
  // By whoever advises the panel that it was sent to.
  panel_step: {
    insert: both(
      isOf('panel'),
      isTheirs('done_by'),
      ({ viewer }, { row }, { running }) =>
        row.organisation_id === viewer?.organisation && row.disruption_id === running.id,
    ),
  },
  // Taken back once, by whoever takes it back.
  protected_detail: {
    insert: both(worksOn, isTheirs('added_by'), isNull('ended_at')),
    from: both(worksOn, isNull('ended_at')),
    to: both(worksOn, isTheirs('ended_by')),
  },
  // Found by whoever prepares copies, and cleared once, by whoever says why.
  release_doubt: {
    insert: both(worksOn, isNull('cleared_at')),
    delete: both(worksOn, isNull('cleared_at')),
    from: both(worksOn, isNull('cleared_at')),
    to: both(worksOn, isTheirs('cleared_by')),
  },
  own_way: {
    insert: both(worksOn, isTheirs('planned_by')),
    delete: worksOn,
    from: worksOn,
    to: both(worksOn, isTheirs('planned_by')),
  },
  contribution_draft: isTheAuthors,
  contribution_file: {
    insert: either(isTheAuthors, both(worksOn, isGiven, isTheirs('added_by'))),
    delete: either(isTheAuthors, both(worksOn, isGiven, not(isNull('added_by')))),
    from: isTheAuthors,
    to: isTheAuthors,
  },
  time_answer: {
    insert: answered,
    from: either(worksOn, isTheGuests('invitation_id')),
    to: answered,
  },
  sent_disagreement: {
    insert: (writer, row, world) =>
      isTheGuests('invitation_id')(writer, row, world) && row.row.disruption_id === world.running.id,
  },
  history: {
    insert: either(
      worksOn,
      ({ guest }, { row }, { running }) => guest !== undefined && row.disruption_id === running.id,
    ),
    delete: worksOn,
    from: worksOn,
    to: worksOn,
  },
  invitation: either(worksOn, isTheGuests('id')),
  guest_link: ofPage('child_page_id', opensPage, either(worksOn, isTheGuests('invitation_id'))),
  guest_code: { insert: both(opensPage, (_, { row }, { ids }) => row.link_id === ids.pageLinkId) },
  guest_session: nobody,
  message_taken: nobody,
  vault_opening: { insert: both(sees, isTheirs('person_id')) },
  session: nobody,
  outbox: nobody,
  figure_snapshot: nobody,
  submission: either(isTheirs('actor'), isTheGuests('actor')),
  notice: changed(isTheirs('person_id')),
  handover: {
    from: either(isTheirs('to_id'), both(isNull('to_id'), ofGuardian)),
    to: either(isTheirs('to_id'), both(isNull('to_id'), inOwnCouncil)),
  },
  organisation: changed(({ name, viewer }, { row }) => name === 'admin' && row.id === viewer?.organisation),
  organisation_procedure: administered,
  people_import: administered,
  return_import: administered,
  return_proposal: {
    insert: nobody,
    delete: nobody,
    from: both(isOf('gareth', 'helen', 'former', 'otherteam'), inOwnCouncil),
    to: both(isOf('gareth', 'helen', 'former', 'otherteam'), inOwnCouncil, isTheirsOrNobodys('answered_by')),
  },
  directory_key: administered,
  filing_connection: {
    insert: both(administered, isTheirs('chosen_by')),
    from: administered,
    to: administered,
  },
  directory_member: ofOwnDirectory,
  line_management: {
    insert: areOfCouncil('person_id', 'manager_id'),
    delete: areOfCouncil('person_id'),
    from: areOfCouncil('person_id'),
    to: areOfCouncil('person_id', 'manager_id'),
  },
  person: either(administered, ofOwnDirectory),
  person_post: either(administered, ofOwnDirectory),
  team: either(administered, ofOwnDirectory),
  life_event: {
    insert: both(worksOn, isTheirs('recorded_by')),
    from: worksOn,
    to: both(isTheirs('taken_back_by'), not(readsAlone)),
  },
  legal_hold: {
    insert: both(either(worksOn, keepsRecords), isTheirs('placed_by'), isNull('lifted_by')),
    from: either(worksOn, keepsRecords),
    to: both(isTheirs('lifted_by'), not(readsAlone)),
  },
  disposal: { insert: both(ofRecords, isTheirs('proposed_by')), from: keepsRecords, to: keepsRecords },
  subject_request: ofRecords,
  subject_pause: ofRecords,
  subject_person: ofRecords,
  subject_item: both(ofRecords, isOpen),
  subject_bag: {
    insert: ofRecords,
    delete: ofRecords,
    from: either(ofRecords, ofGuardian),
    to: either(ofRecords, both(inOwnCouncil, isNull('released_by'))),
  },
  subject_case: {
    insert: both(ofRecords, isNull('guardian_says')),
    delete: ofRecords,
    from: ofGuardian,
    to: both(ofGuardian, isTheirs('guardian_id')),
  },
};

/** Whether somebody may do this to a row of a table, by row-level security alone. */
export const mayWriteIn = (
  table: string,
  way: Way,
  writer: Writer,
  row: Row,
  world: BarriersWorld,
): boolean => {
  const rules = stated[table] ?? worksOn;
  return (typeof rules === 'function' ? rules : (rules[way] ?? nobody))(writer, row, world);
};

/** Rows that are not in the world, as what is other in one that is: each tells apart what no other row does. */
export const otherRowsOf = (
  table: string,
  { running, ids }: BarriersWorld,
): readonly Readonly<Record<string, unknown>>[] => {
  const { people } = running.example;
  const at = running.time.now.toISOString();
  const [later, soon] = [3_600_000, -1].map((ms) => new Date(running.time.now.getTime() + ms).toISOString());
  const rows: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> = {
    action: [{ owner_id: people.amina }],
    action_event: [
      { person_id: people.chair },
      { person_id: people.otherteam },
      { person_id: null, invitation_id: ids.invitationId },
      ...[people.amina, people.chair].map((person_id) => ({ person_id, kind: 'reminded', step: 'first' })),
    ],
    checklist_answer: [{ recorded_by: people.chair }, { recorded_by: people.otherteam }],
    lesson_source: [{ recorded_by: people.chair }, { recorded_by: people.otherteam }],
    lesson: [
      ...['draft', 'sent-back', 'replaced', 'withdrawn'].map((status) => ({
        status,
        id: lessons.ofAdoption,
      })),
      ...['proposed', 'approved'].map((status) => ({ status, id: lessons.ofTeam })),
      ...['draft', 'proposed'].map((status) => ({
        ...{ status, id: lessons.ofAdoption },
        organisation_id: running.example.actors.outsider.organisationId,
      })),
    ],
    lesson_event: [
      ...[people.chair, people.otherteam, people.lead].flatMap((by_id) =>
        ['changed', 'approved'].flatMap((kind) =>
          [lessons.ofAdoption, lessons.ofTeam].map((lesson_id) => ({ by_id, kind, lesson_id })),
        ),
      ),
      ...['approved'].map((kind) => ({
        ...{ kind, by_id: people.lead },
        organisation_id: running.example.actors.outsider.organisationId,
      })),
    ],
    follow_up: [{ recorded_by: people.chair }, { recorded_by: people.otherteam }],
    resource_decision: [
      { recorded_by: people.chair },
      { recorded_by: people.otherteam },
      { organisation_id: running.example.actors.outsider.organisationId },
    ],
    audit_entry: [
      { actor_kind: 'person', actor_id: people.amina },
      { actor_kind: 'guest', actor_id: ids.invitationId },
      { actor_kind: 'guest', actor_id: people.amina },
      { actor_kind: 'nobody', actor_id: null },
    ],
    break_glass: [
      { person_id: people.guardian, reviewed_at: null },
      { reviewed_at: at, reviewed_by: people.guardian },
      { reviewed_at: at, reviewed_by: people.governance },
      {
        organisation_id: running.example.actors.outsider.organisationId,
        reviewed_at: at,
        reviewed_by: people.guardian,
      },
    ],
    copy: [
      { invitation_id: ids.invitationId, released_at: at, readable_until: later, withdrawn_at: null },
      { invitation_id: ids.invitationId, released_at: at, readable_until: soon, withdrawn_at: null },
      { invitation_id: ids.invitationId, released_at: at, readable_until: later, withdrawn_at: at },
      { invitation_id: ids.invitationId, released_at: null, withdrawn_at: null },
    ],
    ...Object.fromEntries(
      [
        'disagreement',
        'view_sharing',
        'voice_choice',
        'child_told',
        'answer_giving',
        'kept_link',
        'kept_link_review',
        'let_together',
        'meeting_event',
      ].map((name) => [name, [{ recorded_by: people.chair }, { recorded_by: people.otherteam }]]),
    ),
    kept_apart: [
      { recorded_by: people.chair },
      { recorded_by: people.otherteam },
      ...[people.amina, people.chair, people.otherteam].map((ended_by) => ({ ended_by, ended_at: at })),
    ],
    agenda: [{ saved_by: people.chair }, { saved_by: people.otherteam }],
    panel_draft: [
      { saved_by: people.chair, revision: 2 },
      { saved_by: people.otherteam, revision: 3 },
    ],
    panel_sending: [{ sent_by: people.chair }, { sent_by: people.panel }, { sent_by: people.otherteam }],
    panel_step: [
      { done_by: people.panel },
      { done_by: people.amina },
      { organisation_id: running.example.actors.amina.organisationId },
    ],
    finding: [
      { recorded_by: people.chair },
      { recorded_by: people.otherteam },
      ...[people.amina, people.chair, people.otherteam].map((changed_by) => ({ changed_by, changed_at: at })),
    ],
    purpose_unanswered: [{ recorded_by: people.chair }, { recorded_by: people.otherteam }],
    protected_detail: [
      { added_by: people.chair },
      { added_by: people.otherteam },
      ...[people.amina, people.chair, people.otherteam].map((ended_by) => ({ ended_by, ended_at: at })),
    ],
    release_doubt: [
      { found: 'Elm' },
      ...[people.amina, people.chair, people.otherteam].map((cleared_by) => ({
        ...{ found: 'Elm', cleared_by, cleared_at: at },
        because: 'A tree',
      })),
    ],
    own_way: [{ planned_by: people.chair }, { planned_by: people.otherteam }],
    minutes_comment: [
      ...[people.amina, people.chair, people.otherteam].map((said_by) => ({ said_by })),
      ...[people.amina, people.chair, people.otherteam].map((settled_by) => ({
        ...{ settled_by, settled_at: at, outcome: 'kept', because: 'So it was said' },
      })),
    ],
    copy_preview: [{ person_id: people.chair, sha256: '1' }, { person_id: people.otherteam }],
    printed_copy: [
      { printed_by: people.chair, number: 2 },
      { printed_by: people.otherteam, number: 3 },
      ...[people.amina, people.chair, people.otherteam].map((told_by) => ({ told_by, told_at: at })),
    ],
    filing: [
      { queued_by: people.chair, version: 2 },
      { queued_by: people.otherteam, version: 3 },
    ],
    filing_connection: [
      { chosen_by: people.admin, kind: 'adoption' },
      { chosen_by: people.amina, kind: 'looked-after' },
    ],
    copy_incident: [{ reported_by: people.chair }, { reported_by: people.otherteam }],
    copy_incident_step: [
      { done_by: people.chair, step: 'tell' },
      { done_by: people.otherteam, step: 'learn' },
    ],
    pack: [{ released_by: people.chair }, { released_by: people.otherteam }],
    time_answer: [
      { invitation_id: ids.invitationId, recorded_by: null },
      { invitation_id: ids.invitationId, recorded_by: people.chair },
      { recorded_by: people.otherteam },
    ],
    child_page: [{ opened_by: people.chair }, { opened_by: people.outsider }],
    participation: [
      { recorded_by: people.otherteam },
      ...[people.chair, people.amina].map((recorded_by) => ({ recorded_by, code: 'PN7', reason: 'x' })),
    ],
    life_event: [
      { recorded_by: people.chair },
      { recorded_by: people.otherteam },
      ...[people.amina, people.chair, people.otherteam].map((taken_back_by) => ({
        ...{ taken_back_by, taken_back_at: at },
      })),
    ],
    legal_hold: [
      { placed_by: people.chair },
      { placed_by: people.records },
      { placed_by: people.otherteam },
      ...[people.amina, people.records, people.otherteam, people.outsider].map((lifted_by) => ({
        ...{ lifted_by, lifted_at: at, lifted_because: 'It is over' },
      })),
    ],
    disposal: [
      { proposed_by: people.records2 },
      { proposed_by: people.governance },
      { organisation_id: running.example.actors.outsider.organisationId },
    ],
    line_management: [{ person_id: people.amina, manager_id: people.outsider }],
    notice: Object.values(people)
      .slice(0, 2)
      .map((person_id) => ({ person_id })),
    session: [{ person_id: people.amina }],
    subject_bag: [{ released_by: people.guardian }],
    subject_case: [
      { organisation_id: running.example.actors.outsider.organisationId },
      { guardian_says: 'yes', guardian_id: people.guardian },
      { guardian_says: 'yes', guardian_id: people.amina },
    ],
    submission: [{ actor: people.amina }, { actor: ids.invitationId }],
    vault_opening: [{ person_id: people.chair }, { person_id: people.outsider }],
  };
  return rows[table] ?? [];
};
