import { type RawBuilder, sql } from 'kysely';
import { workers } from '../domain/access.ts';

/** The placements that a person is on, or whose workers they manage, for a question about many cases. */
export const placementsUnder = (personId: string): RawBuilder<string> => sql`
  select placement_id from placement_access where person_id = ${personId}
  union all select placement_id from placement_access where person_id = any ((select app_uuids('app.below'))::uuid[])
    and capacity in (${sql.join([...workers])})`;

/** The open actions of every case that a person is on, or whose workers they manage. */
export const openActions = (personId: string): RawBuilder<unknown> => sql`
  select a.id, a.disruption_id as "disruptionId", d.reference, a.what, a.owner_name as "ownerName", a.answer,
      a.due_on as "dueOn", coalesce(theirs.name, 'No team') as team, council.name as council,
      case when before.id is null then a.due_on
        when coalesce(before.done_on, before.not_needed_on) is not null
          then greatest(a.due_on, before.done_on, before.not_needed_on) end as due
    from action a join disruption d on d.id = a.disruption_id join organisation council on council.id = d.organisation_id
      left join action before on before.id = a.depends_on
      left join lateral (select t.name from person_post p join team t on t.id = p.team_id
        where p.person_id = a.owner_id and coalesce(p.from_on, '-infinity') <= app_today()
          and coalesce(p.until_on, 'infinity') >= app_today() order by t.name limit 1) theirs on true
    where a.done_on is null and a.not_needed_on is null and d.placement_id in (
${placementsUnder(personId)})`;
