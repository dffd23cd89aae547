import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Transaction } from '../../database/connection.ts';
import type { PlainDate } from '../../domain/dates.ts';
import type { Candidate, RequestPause, Subject, SubjectRequest } from '../../domain/subject-access.ts';
import type { ClosedAs } from '../../domain/subject-handover.ts';

/** A request as its pages have it. */
export type StoredRequest = SubjectRequest & {
  readonly recordedBy: string;
  readonly gatheredAt: Date | null;
  readonly closedAt: Date | null;
  readonly closedBecause: string;
  readonly closedAs: ClosedAs | null;
  readonly closedOn: PlainDate | null;
  readonly people: readonly Candidate[];
};

/** Requests of the organisation of whoever asks, those still open first; row-level security leaves no others. */
export const loadRequests = (
  tx: Transaction,
  which: { readonly id?: string } = {},
): Promise<readonly StoredRequest[]> =>
  tx
    .selectFrom('subject_request as request')
    .innerJoin('person', 'person.id', 'request.recorded_by')
    .$if(which.id !== undefined, (query) => query.where('request.id', '=', which.id ?? ''))
    .orderBy(sql`request.closed_at is not null`)
    .orderBy('request.received_on')
    .orderBy('request.reference')
    .limit(500)
    .select((from) => [
      'request.id',
      'request.reference',
      'request.asker',
      'request.about',
      'request.name',
      'request.case_number as caseNumber',
      'request.born_on as bornOn',
      'request.email',
      'request.authority',
      'request.identity_proof as identityProof',
      'request.received_on as receivedOn',
      'request.gathered_at as gatheredAt',
      'request.closed_at as closedAt',
      'request.closed_because as closedBecause',
      'request.closed_as as closedAs',
      'request.closed_on as closedOn',
      'person.name as recordedBy',
      jsonArrayFrom(
        from
          .selectFrom('subject_pause as pause')
          .whereRef('pause.request_id', '=', 'request.id')
          .orderBy('pause.from_on')
          .select([
            'pause.id',
            'pause.reason',
            'pause.note',
            'pause.from_on as fromOn',
            'pause.until_on as untilOn',
          ]),
      ).as('pauses'),
      jsonArrayFrom(
        from
          .selectFrom('subject_person as subject')
          .whereRef('subject.request_id', '=', 'request.id')
          .orderBy('subject.label')
          .select(['subject.kind', 'subject.record_id as id', 'subject.label']),
      ).as('people'),
    ])
    .execute();

/** One thing at a time is done to a request: deciding, putting together, checking. (420 is this lock's own number.) */
export const holdRequest = async (tx: Transaction, requestId: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(420, hashtext(${requestId}))`.execute(tx);
};

type By = { readonly organisationId: string; readonly by: string; readonly at: Date };

export const insertRequest = async (
  tx: Transaction,
  request: Omit<SubjectRequest, 'pauses'>,
  { organisationId, by, at }: By,
): Promise<void> => {
  await tx
    .insertInto('subject_request')
    .values({
      id: request.id,
      organisation_id: organisationId,
      reference: request.reference,
      asker: request.asker,
      about: request.about,
      name: request.name,
      case_number: request.caseNumber,
      born_on: request.bornOn,
      email: request.email,
      authority: request.authority,
      identity_proof: request.identityProof,
      received_on: request.receivedOn,
      recorded_by: by,
      recorded_at: at,
    })
    .execute();
};

/** Whether an e-mail address is somebody's own. */
export const isOwnAddress = async (tx: Transaction, personId: string, email: string): Promise<boolean> =>
  (await tx
    .selectFrom('person')
    .where('id', '=', personId)
    .where(sql`lower(email)`, '=', email.toLowerCase())
    .select('id')
    .executeTakeFirst()) !== undefined;

export const insertPause = async (
  tx: Transaction,
  requestId: string,
  { reason, note, fromOn }: Pick<RequestPause, 'reason' | 'note' | 'fromOn'>,
  { organisationId, by }: Omit<By, 'at'>,
): Promise<void> => {
  await tx
    .insertInto('subject_pause')
    .values({
      ...{ id: randomUUID(), organisation_id: organisationId, request_id: requestId },
      ...{ reason, note, from_on: fromOn, begun_by: by },
    })
    .execute();
};

export const saveEndOfPause = async (
  tx: Transaction,
  pause: RequestPause,
  {
    requestId,
    untilOn,
    identityProof,
    by,
  }: {
    readonly requestId: string;
    readonly untilOn: string;
    readonly identityProof: string;
    readonly by: string;
  },
): Promise<void> => {
  await tx
    .updateTable('subject_pause')
    .set({ until_on: untilOn, ended_by: by })
    .where('id', '=', pause.id)
    .execute();
  if (pause.reason === 'identity')
    await tx
      .updateTable('subject_request')
      .set({ identity_proof: identityProof })
      .where('id', '=', requestId)
      .execute();
};

/** Keeps whom a request is about, and the placements they are on. */
export const savePeople = async (
  tx: Transaction,
  requestId: string,
  found: readonly (Candidate & { readonly placementIds: readonly string[] })[],
  { organisationId, by, at }: By,
): Promise<void> => {
  const about = { organisation_id: organisationId, request_id: requestId };
  await tx
    .insertInto('subject_person')
    .values(
      found.map(({ kind, id, label }) => ({
        ...{ ...about, kind, record_id: id, label },
        ...{ confirmed_by: by, confirmed_at: at },
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const placementIds = [...new Set(found.flatMap((one) => one.placementIds))];
  if (placementIds.length > 0)
    await tx
      .insertInto('subject_case')
      .values(placementIds.map((placement_id) => ({ ...about, id: randomUUID(), placement_id })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
};

/** A placement of a request, and whether what it holds may be part of it. */
export type RequestCase = {
  readonly id: string;
  readonly placementId: string;
  readonly isOpen: boolean;
  readonly guardianSays: 'yes' | 'no' | null;
  readonly guardianReason: string;
  readonly guardianAt: Date | null;
};

export const loadCases = (tx: Transaction, requestId: string): Promise<readonly RequestCase[]> =>
  tx
    .selectFrom('subject_case')
    .where('request_id', '=', requestId)
    .orderBy('id')
    .select([
      'id',
      'placement_id as placementId',
      sql<boolean>`app_subject_case_is_open(id)`.as('isOpen'),
      'guardian_says as guardianSays',
      'guardian_reason as guardianReason',
      'guardian_at as guardianAt',
    ])
    .execute();

/** Keeps what the Caldicott guardian says of a restricted case. */
export const saveGuardianSays = async (
  tx: Transaction,
  caseId: string,
  answer: { readonly says: 'yes' | 'no'; readonly reason: string; readonly by: string; readonly at: Date },
): Promise<void> => {
  await tx
    .updateTable('subject_case')
    .set({
      guardian_says: answer.says,
      guardian_reason: answer.reason,
      guardian_id: answer.by,
      guardian_at: answer.at,
    })
    .where('id', '=', caseId)
    .execute();
};

/** Keeps how a request ended. */
export const saveClosing = async (
  tx: Transaction,
  requestId: string,
  closing: { readonly closedAs: ClosedAs; readonly closedOn: PlainDate; readonly note: string },
  { by, at }: Pick<By, 'by' | 'at'>,
): Promise<void> => {
  await tx
    .updateTable('subject_request')
    .set({
      ...{ closed_as: closing.closedAs, closed_on: closing.closedOn, closed_because: closing.note },
      ...{ closed_by: by, closed_at: at },
    })
    .where('id', '=', requestId)
    .execute();
};

/** The names of whom a request is about, as they may be told: what else a label says is for the officer. */
export const namesIn = ({ people }: Pick<StoredRequest, 'people'>): readonly string[] => [
  ...new Set(people.map(({ label }) => label.split(', ')[0] ?? '')),
];

/** Takes out whom a request is about, and everything that was gathered of them. */
export const beginAgain = async (tx: Transaction, requestId: string): Promise<void> => {
  await tx.deleteFrom('subject_item').where('request_id', '=', requestId).execute();
  await tx.deleteFrom('subject_case').where('request_id', '=', requestId).execute();
  await tx.deleteFrom('subject_person').where('request_id', '=', requestId).execute();
  await tx.updateTable('subject_request').set({ gathered_at: null }).where('id', '=', requestId).execute();
};

export const subjectsOf = (request: Pick<StoredRequest, 'people'>): readonly Subject[] =>
  request.people.map(({ kind, id }) => ({ kind, id }));
