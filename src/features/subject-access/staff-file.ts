import { sql } from 'kysely';
import type { Transaction } from '../../database/connection.ts';
import { dateInLondon, inWords, type PlainDate } from '../../domain/dates.ts';
import { postInWords } from '../../domain/post.ts';
import type { BagItem } from '../../domain/subject-item.ts';

const item = (key: string, on: PlainDate | null, text: string, isTyped = false): BagItem => ({
  ...{ key, category: 'account', on, text, isTyped },
  ...{ source: '', whose: '', others: [], keptFrom: [] },
});

const spanInWords = (from: PlainDate | null, until: PlainDate | null): string =>
  `${from === null ? '' : ` from ${inWords(from)}`}${until === null ? '' : ` until ${inWords(until)}`}`;

const accountItems = async (tx: Transaction, id: string): Promise<readonly BagItem[]> => {
  const person = await tx
    .selectFrom('person')
    .innerJoin('organisation', 'organisation.id', 'person.organisation_id')
    .where('person.id', '=', id)
    .select([
      ...(['person.name', 'person.email', 'organisation.name as organisation'] as const),
      ...(['joined_on', 'left_on', 'directory_title'] as const),
    ])
    .executeTakeFirstOrThrow();
  const posts = await tx
    .selectFrom('person_post')
    .where('person_id', '=', id)
    .orderBy('from_on')
    .orderBy('id')
    .select(['id', 'post', 'from_on', 'until_on'])
    .execute();
  const managers = await tx
    .selectFrom('line_management as line')
    .innerJoin('person', 'person.id', 'line.manager_id')
    .where('line.person_id', '=', id)
    .orderBy('line.from_on')
    .select(['person.name', 'line.manager_id as managerId', 'line.from_on', 'line.until_on'])
    .execute();
  const title = person.directory_title === '' ? '' : ` Title in the directory: ${person.directory_title}.`;
  return [
    item(
      `person-${id}`,
      person.joined_on,
      `${person.name}, ${person.email}, ${person.organisation}${spanInWords(person.joined_on, person.left_on)}.${title}`,
    ),
    ...posts.map((one) =>
      item(
        `post-${one.id}`,
        one.from_on,
        `${postInWords(one.post)}${spanInWords(one.from_on, one.until_on)}.`,
      ),
    ),
    ...managers.map((one) =>
      item(
        `manager-${one.managerId}-${one.from_on}`,
        one.from_on,
        `Managed by ${one.name}${spanInWords(one.from_on, one.until_on)}.`,
      ),
    ),
  ];
};

/** Which cases somebody is or was on, by reference: what a case says is about the family, and not about them. */
const partItems = async (tx: Transaction, id: string): Promise<readonly BagItem[]> => {
  const { rows } = await sql<{
    reference: string;
    capacity: string;
    granted_at: Date;
    until_at: Date | null;
  }>`
    select d.reference, a.capacity, a.granted_at, a.until_at
    from placement_access a join disruption d on d.placement_id = a.placement_id
      join placement p on p.id = a.placement_id and p.restricted is null
    where a.person_id = ${id} and d.organisation_id = (select organisation_id from person where id = ${id})
    order by a.granted_at, d.reference, a.capacity`.execute(tx);
  return rows.map(({ reference, capacity, granted_at, until_at }) =>
    item(
      `part-${reference}-${capacity}`,
      dateInLondon(granted_at),
      `On case ${reference} as ${capacity.replaceAll('-', ' ')}${until_at === null ? '' : ` until ${inWords(dateInLondon(until_at))}`}.`,
    ),
  );
};

/** What somebody did here, day by day, as the audit counts it; and what they opened that was not theirs, with their reason. */
const doneItems = async (tx: Transaction, id: string): Promise<readonly BagItem[]> => {
  const { rows: done } = await sql<{ on: PlainDate; act: string; outcome: string; times: number }>`
    select (a.at at time zone 'Europe/London')::date as "on", a.act, a.outcome, count(*)::int as times
    from audit_entry a where a.actor_id = ${id} group by 1, 2, 3 order by 1, 2, 3`.execute(tx);
  const { rows: opened } = await sql<{
    id: string;
    at: Date;
    reference: string;
    reason: string;
    found: string;
  }>`
    select b.id, b.at, d.reference, b.reason, coalesce(b.review || ': ' || b.review_note, 'not reviewed yet') as found
    from break_glass b join disruption d on d.id = b.disruption_id
      join placement p on p.id = b.placement_id and p.restricted is null
    where b.person_id = ${id} order by b.at`.execute(tx);
  return [
    ...opened.map((one) =>
      item(
        `opening-${one.id}`,
        dateInLondon(one.at),
        `Opened case ${one.reference} for a few hours: ${one.reason}. Review: ${one.found}`,
        true,
      ),
    ),
    ...done.map(({ on, act, outcome, times }) =>
      item(
        `done-${on}-${act}-${outcome}`,
        on,
        `${act.replaceAll('-', ' ')} (${outcome}): ${times === 1 ? 'once' : `${times} times`}.`,
      ),
    ),
  ];
};

/** What is held about a member of staff as one. Reads what whoever deals with a request must not see: see gather.ts. */
export const staffItems = async (tx: Transaction, id: string): Promise<readonly BagItem[]> => [
  ...(await accountItems(tx, id)),
  ...(await partItems(tx, id)),
  ...(await doneItems(tx, id)),
];
