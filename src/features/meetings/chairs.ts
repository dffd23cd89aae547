import { assessChairs, type Eligibility } from '../../domain/chair.ts';
import { chairDuties } from '../../domain/chair-agreement.ts';
import type { PlainDate } from '../../domain/dates.ts';
import type { OpenCase } from '../case-door.ts';
import {
  type ChairCandidate,
  chairCandidates,
  managementAbove,
  rolesElsewhere,
  teamsOf,
} from './people-store.ts';

export type AssessedChair = { readonly candidate: ChairCandidate; readonly eligibility: Eligibility };

/** Everybody who might chair on a date, each with what speaks against them by the procedure (DC-1c, PG-4). */
export const assessChairsOn = async (
  { tx, record, plan }: OpenCase,
  on: PlainDate,
): Promise<readonly AssessedChair[]> => {
  const { placement } = record;
  const rules = chairDuties(plan.duties);
  const named = rules.flatMap(({ chair }) => chair['on-the-case'] ?? []);
  const candidates = await chairCandidates(tx, {
    organisationId: placement.organisationId,
    personIds: placement.roles
      .filter(({ role }) => named.some((capacity) => capacity === role))
      .map(({ personId }) => personId),
  });
  const elsewhere = await rolesElsewhere(tx, placement.id);
  const roles = [...placement.roles, ...elsewhere];
  const workers = roles.filter(({ role }) => role === 'child-social-worker').map(({ personId }) => personId);
  const { teams, names: managersOfTeams } = await teamsOf(tx, workers);
  const { links, names } = await managementAbove(tx, [...workers, ...managersOfTeams.keys()]);
  for (const [personId, name] of managersOfTeams) names.set(personId, name);
  for (const { personId, person } of placement.roles) names.set(personId, person.name);
  for (const { personId, name } of elsewhere) names.set(personId, name);
  const facts = {
    since: placement.introductionsOn ?? placement.startedOn ?? record.brokeDownOn,
    meetingOn: on,
    management: links,
    teams,
    roles,
    nameOf: (id: string) => names.get(id) ?? 'somebody',
  };
  return assessChairs(candidates, facts, rules);
};
