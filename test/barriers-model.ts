import { sql } from 'kysely';
import { asService } from '../src/database/connection.ts';
import { type BarriersWorld, type Case, far, lessons, opens, ownRequest } from './barriers-world.ts';
import type { StaffKey } from './example-case.ts';

export type Row = {
  readonly at: string;
  readonly placement: string | null;
  readonly row: Readonly<Record<string, unknown>>;
};
/** Whether somebody sees a row. */
type Rule = (viewer: Viewer, row: Row, world: BarriersWorld) => boolean;
export type Viewer = { readonly key: StaffKey; readonly id: string; readonly organisation: string };

/** Everybody of the example, as somebody who is signed in. */
export const viewersOf = ({ running }: BarriersWorld): readonly Viewer[] =>
  (Object.entries(running.example.actors) as [StaffKey, (typeof running.example.actors)[StaffKey]][]).map(
    ([key, { id, organisationId: organisation }]) => ({ key, id, organisation }),
  );

/** Whether they open the case of this placement, by name, as a manager or for a few hours. */
export const opensIt = ({ placements }: BarriersWorld, { key }: Viewer, placement: string | null): boolean =>
  (Object.keys(placements) as Case[]).some(
    (name) => placements[name] === placement && opens[name].includes(key),
  );

/** Its author's alone: in this world a guest's, the reviewing officer's, and of the case of the team whoever opened it. */
const isTheAuthors: Rule = ({ key }, { row }, { running, ids }) =>
  row.disruption_id === ids.teamDisruptionId
    ? key === 'otherteam'
    : key === 'iro' && row.disruption_id === running.id && row.invitation_id !== ids.invitationId;
/** Whether they are the child’s social worker on the case of this placement, by name. */
export const hearsFirst = (
  { placements }: BarriersWorld,
  { key }: Viewer,
  placement: string | null,
): boolean =>
  key === 'outsider'
    ? placement === placements.elsewhere
    : key === 'amina' &&
      [placements.adoption, placements.team, placements.restricted].some((one) => one === placement);

/** Those who look after the records of their own council. */
const keepsRecords: Rule = ({ key, organisation }, { row }) =>
  ['records', 'records2', 'governance'].includes(key) && row.organisation_id === organisation;

/** Of a case, and yet not seen by those who open it, or also seen by others. */
const ofCase: Readonly<Record<string, Rule>> = {
  // Their own parts, and those of the people below them.
  placement_access: ({ id, key }, { row }, { running }) =>
    row.person_id === id ||
    (key === 'gareth' && row.person_id === running.example.people.amina) ||
    (key === 'helen' &&
      [running.example.people.amina, running.example.people.gareth].includes(String(row.person_id))),
  break_glass: (viewer, { placement, row }, world) =>
    opensIt(world, viewer, placement) ||
    row.person_id === viewer.id ||
    (['guardian', 'governance'].includes(viewer.key) && row.organisation_id === viewer.organisation),
  copy: (viewer, { placement, row }, world) =>
    opensIt(world, viewer, placement) || (viewer.key === 'panel' && row.id === world.ids.copyId),
  invitation: (viewer, { placement, row }, world) =>
    opensIt(world, viewer, placement) || (row.person_id === viewer.id && viewer.key === 'panel'),
  action: (viewer, { placement, row }, world) =>
    opensIt(world, viewer, placement) || row.owner_id === viewer.id,
  life_event: (viewer, row, world) =>
    opensIt(world, viewer, row.placement) || keepsRecords(viewer, row, world),
  legal_hold: (viewer, row, world) =>
    opensIt(world, viewer, row.placement) || keepsRecords(viewer, row, world),
  // Whoever advises the panel that it was sent to, too.
  panel_sending: (viewer, { placement, row }, world) =>
    opensIt(world, viewer, placement) ||
    (viewer.key === 'panel' && row.organisation_id === viewer.organisation),
  panel_step: (viewer, { placement, row }, world) =>
    opensIt(world, viewer, placement) ||
    (viewer.key === 'panel' && row.organisation_id === viewer.organisation),
  contribution_draft: isTheAuthors,
  contribution_file: (viewer, row, world) =>
    isTheAuthors(viewer, row, world) || (row.row.is_given === true && opensIt(world, viewer, row.placement)),
  // Where a child is reached is for their social worker.
  child_page: (viewer, { placement }, world) => hearsFirst(world, viewer, placement),
  // The child’s alone.
  child_draft: () => false,
  // What leads to a child’s own page is for their social worker.
  guest_link: (viewer, { placement, row }, world) =>
    row.child_page_id === null ? opensIt(world, viewer, placement) : hearsFirst(world, viewer, placement),
  guest_code: () => false,
  // Other minutes are compared with, and read by nobody.
  passage_print: () => false,
  guest_session: () => false,
  // Those on a case are told by the message itself.
  message_taken: () => false,
  // Of the case, and of what their own council decided of a resource whoever places children there.
  resource_decision: (viewer, { placement, row }, world) =>
    opensIt(world, viewer, placement) ||
    (['amina', 'gareth', 'helen', 'former', 'otherteam'].includes(viewer.key) &&
      row.organisation_id === viewer.organisation),
  // Whoever answered how a meeting was is nobody's to know, nor one answer.
  feedback_mark: () => false,
  // Who carers are stays shut until their vault is opened for a reason.
  carer_identity: () => false,
};

/** The placement of the case that a lesson is from. */
export const placementOfLesson = (
  { row }: Pick<Row, 'row'>,
  { placements }: Pick<BarriersWorld, 'placements'>,
): string | null => {
  const id = row.lesson_id ?? row.id;
  if (id === lessons.ofTeam) return placements.team ?? null;
  return id === lessons.ofAdoption ? (placements.adoption ?? null) : null;
};
const fromTheirCase: Rule = (viewer, row, world) => opensIt(world, viewer, placementOfLesson(row, world));
const leadsLearning: Rule = ({ key, organisation }, { row }) =>
  key === 'lead' && row.organisation_id === organisation;

const ofOrganisation = (viewer: Viewer, { row }: Row): boolean => row.organisation_id === viewer.organisation;
/** Those who deal with requests of their own council. */
const ofRequest = (viewer: Viewer, row: Row): boolean =>
  ['records', 'records2', 'guardian'].includes(viewer.key) && ofOrganisation(viewer, row);
const notTheirOwn = (viewer: Viewer, row: Row): boolean =>
  ofRequest(viewer, row) &&
  !(viewer.key === 'records2' && [row.row.id, row.row.request_id].includes(ownRequest));
const inRegion = (_: Viewer, { row }: Row): boolean =>
  ![row.id, row.organisation_id, row.person_id].some((id) => Object.values<unknown>(far).includes(id));

/** Of no case. Those who are in one region see who works there; the demonstration's outbox is everybody's. */
const ofNoCase: Readonly<Record<string, Rule>> = {
  organisation: inRegion,
  person: inRegion,
  person_post: inRegion,
  team: inRegion,
  line_management: inRegion,
  outbox: inRegion,
  organisation_procedure: ofOrganisation,
  session: ({ id }, { row }) => row.person_id === id,
  notice: ({ id }, { row }) => row.person_id === id,
  submission: ({ id }, { row }) => row.actor === id,
  audit_entry: ({ key, organisation }, { row }) =>
    key === 'governance' && [row.organisation_id, row.actor_organisation_id].includes(organisation),
  directory_key: (viewer, row) => viewer.key === 'admin' && ofOrganisation(viewer, row),
  filing_connection: (viewer, row) => viewer.key === 'admin' && ofOrganisation(viewer, row),
  directory_member: (viewer, row) => viewer.key === 'admin' && ofOrganisation(viewer, row),
  return_import: (viewer, row) => viewer.key === 'admin' && ofOrganisation(viewer, row),
  // What a return proposes is for managers, who say what becomes of it.
  return_proposal: (viewer, row) =>
    ['gareth', 'helen', 'former', 'otherteam'].includes(viewer.key) && ofOrganisation(viewer, row),
  people_import: (viewer, row) => viewer.key === 'admin' && ofOrganisation(viewer, row),
  disposal: keepsRecords,
  // Approved: of everybody in the region. Before: of those on the case it is from, and once sent, of the lead for learning.
  lesson: (viewer, row, world) =>
    (['approved', 'replaced'].includes(String(row.row.status)) && inRegion(viewer, row)) ||
    (row.row.status !== 'draft' && leadsLearning(viewer, row, world)) ||
    fromTheirCase(viewer, row, world),
  lesson_event: (viewer, row, world) =>
    leadsLearning(viewer, row, world) || fromTheirCase(viewer, row, world),
  // As the lesson, which is approved in this world.
  lesson_promise: inRegion,
  figure_snapshot: (_, { row }) => row.region === 'East Midlands',
  // Of a case, by its reference alone: to whom it was handed, or to the guardian while nobody has it.
  handover: (viewer, row) =>
    row.row.to_id === viewer.id ||
    (row.row.to_id === null && viewer.key === 'guardian' && ofOrganisation(viewer, row)),
  subject_request: notTheirOwn,
  subject_pause: ofRequest,
  subject_person: ofRequest,
  subject_case: ofRequest,
  // What is of a restricted case waits for the guardian.
  subject_item: (viewer, row) => ofRequest(viewer, row) && row.row.key !== 'restricted',
  subject_bag: notTheirOwn,
  meeting_feedback: () => false,
  feedback_words: () => false,
  audit_anchor: ({ key }) => key === 'governance',
  audit_seal: ({ key }) => key === 'governance',
};

/** How the placement is found whose row it is, where no column of it says so. */
const throughOthers: Readonly<Record<string, string>> = {
  placement: 't.id',
  child: '(select min(pc.placement_id::text)::uuid from placement_child pc where pc.child_id = t.id)',
  carer_identity: '(select c.placement_id from placement_carer c where c.id = t.id)',
  guest_link: `coalesce((select d.placement_id from invitation i join disruption d on d.id = i.disruption_id
    where i.id = t.invitation_id), (select d.placement_id from child_page p join disruption d on d.id = p.disruption_id
    where p.id = t.child_page_id))`,
  guest_code: `(select d.placement_id from guest_link l left join invitation i on i.id = l.invitation_id
    left join child_page p on p.id = l.child_page_id
    join disruption d on d.id in (i.disruption_id, p.disruption_id) where l.id = t.link_id)`,
  guest_session:
    '(select d.placement_id from guest_link l join invitation i on i.id = l.invitation_id join disruption d on d.id = i.disruption_id where l.id = t.link_id)',
};

/** Every table, with how the placement of a row is found and who sees it. Throws for one that no rule is stated of. */
export const tablesWithRule = async (world: BarriersWorld) => {
  const { rows } = await asService(world.running.service, (tx) =>
    sql<{
      table: string;
      columns: string[];
    }>`select c.relname::text as table, array_agg(a.attname::text) as columns
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'migration'
      group by c.relname order by 1`.execute(tx),
  );
  return rows.flatMap(({ table, columns }) => {
    const placement = columns.includes('placement_id')
      ? 't.placement_id'
      : columns.includes('disruption_id')
        ? '(select d.placement_id from disruption d where d.id = t.disruption_id)'
        : throughOthers[table];
    const stated: Rule | undefined =
      ofNoCase[table] ??
      ofCase[table] ??
      (placement === undefined ? undefined : (who, row) => opensIt(world, who, row.placement));
    if (!stated) throw new Error(`Say in this test whose the rows of ${table} are`);
    const rule = (viewer: Viewer, row: Row): boolean => stated(viewer, row, world);
    return [{ table, placement: placement ?? 'null::uuid', rule }];
  });
};
