import { sql } from 'kysely';
import type { Transaction } from '../../database/connection.ts';
import type { DayOfPerson } from '../../domain/unusual-access.ts';

/** What of the audit somebody asks for; an empty text asks for everything. */
export type Asked = {
  readonly who: string;
  readonly act: string;
  readonly outcome: string;
  readonly intent: string;
  readonly from: string | null;
  readonly until: string | null;
  readonly caseId: string | null;
};

export type Shown = {
  readonly id: number;
  readonly at: Date;
  readonly who: string;
  readonly organisation: string | null;
  readonly act: string;
  readonly rule: string;
  readonly outcome: string;
  /** Null in entries from before there was one. */
  readonly intent: string | null;
  readonly about: string;
  readonly reference: string | null;
  readonly marks: readonly string[];
  readonly address: string;
};

const asked = ({ who, act, outcome, intent, from, until, caseId }: Asked) => sql`
  (${who} = '' or a.actor_id in (select p.id from person p where p.name ilike '%' || ${who} || '%' or p.email ilike '%' || ${who} || '%'))
  and (${act} = '' or a.act = ${act}) and (${outcome} = '' or a.outcome = ${outcome})
  and (${intent} = '' or a.intent = ${intent})
  and (${from}::date is null or a.at >= (${from}::date::timestamp at time zone 'Europe/London'))
  and (${until}::date is null or a.at < ((${until}::date + 1)::timestamp at time zone 'Europe/London'))
  and (${caseId}::uuid is null or a.subject_id = ${caseId})`;

/** Entries that answer what was asked, the newest first; row-level security leaves those of the person's organisation. */
export const searchAudit = async (
  tx: Transaction,
  what: Asked,
  page: { readonly size: number; readonly after: number },
): Promise<readonly Shown[]> => {
  const { rows } = await sql<Shown>`
    select a.id, a.at, coalesce(p.name, case a.actor_kind when 'guest' then 'A guest' when 'directory' then 'The directory' when 'service' then 'The service'
        when 'nobody' then 'Nobody signed in' else 'Somebody of another region' end) as who,
      o.name as organisation, a.act, a.rule, a.outcome, a.intent, a.subject_kind as about,
      case when a.subject_kind = 'disruption' then app_reference_for_audit(a.subject_id) end as reference, a.marks, a.address
    from audit_entry a left join person p on p.id = a.actor_id left join organisation o on o.id = p.organisation_id
    where ${asked(what)} order by a.id desc limit ${page.size} offset ${page.after}`.execute(tx);
  return rows;
};

/** The case of one's own organisation with that reference; null when there is none. */
export const caseWith = async (tx: Transaction, reference: string): Promise<string | null> => {
  const { rows } = await sql<{ id: string | null }>`select app_case_for_audit(${reference}) as id`.execute(
    tx,
  );
  return rows[0]?.id ?? null;
};

/** What each person did on each of the last days, counted: of those days on which anything might stand out. */
export const daysOfPeople = async (tx: Transaction, days: number): Promise<readonly DayOfPerson[]> => {
  const { rows } = await sql<DayOfPerson>`
    with entry as (
      select a.*, (a.at at time zone 'Europe/London') as local from audit_entry a
      where a.actor_kind = 'person' and a.at > app_now() - make_interval(days => ${days})
    ), opened as (
      select * from entry where outcome = 'allowed' and subject_kind = 'disruption' and subject_id is not null
    ), busiest as (
      select actor_id, on_day, max(cases) as cases from (
        select actor_id, local::date as on_day, date_trunc('hour', local) as hour, count(distinct subject_id) as cases
        from opened group by 1, 2, 3) hours group by 1, 2
    )
    select e.actor_id as "personId", coalesce(p.name, 'Somebody of another region') as name,
      to_char(e.local::date, 'YYYY-MM-DD') as on,
      count(*) filter (where e.outcome = 'refused')::int as refusals,
      coalesce(max(b.cases), 0)::int as "casesInAnHour",
      count(distinct e.subject_id) filter (where e.outcome = 'allowed' and e.subject_kind = 'disruption'
        and (extract(hour from e.local) >= 22 or extract(hour from e.local) < 6))::int as "atNight",
      count(*) filter (where 'same-family-name' = any (e.marks))::int as "sameName",
      count(*) filter (where 'same-postcode' = any (e.marks))::int as "samePostcode",
      count(*) filter (where e.act = 'break-glass' and e.outcome = 'allowed' and e.subject_kind = 'disruption')::int
        as "openedWithoutBeingOn",
      count(*) filter (where e.act = 'open-vault' and e.outcome = 'allowed')::int as vaults,
      count(*) filter (where e.act in ('export-audit', 'take-bag') and e.outcome = 'allowed')::int as exports
    from entry e left join person p on p.id = e.actor_id
      left join busiest b on b.actor_id = e.actor_id and b.on_day = e.local::date
    group by e.actor_id, p.name, e.local::date order by e.local::date desc, p.name limit 5000`.execute(tx);
  return rows;
};

export type AuditHealth = {
  readonly sealedAt: Date | null;
  readonly seals: number;
  readonly anchoredAt: Date | null;
  readonly problem: string;
  readonly unreviewed: number;
};

/** How the audit itself is kept: when it was last sealed and written down outside, and what waits for a review. */
export const auditHealth = async (tx: Transaction): Promise<AuditHealth> => {
  const { rows } = await sql<AuditHealth>`
    select (select max(sealed_at) from audit_seal) as "sealedAt", (select count(*) from audit_seal)::int as seals,
      (select max(at) from audit_anchor where problem = '') as "anchoredAt",
      coalesce((select problem from audit_anchor order by at desc limit 1), '') as problem,
      (select count(*) from break_glass where organisation_id = app_organisation() and reviewed_at is null)::int as unreviewed
  `.execute(tx);
  return rows[0] ?? { sealedAt: null, seals: 0, anchoredAt: null, problem: '', unreviewed: 0 };
};
