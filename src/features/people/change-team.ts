import type { Transaction } from '../../database/connection.ts';
import { refused } from '../../domain/result.ts';
import { teamProblems } from '../../domain/staffing.ts';
import { readDate, readText } from '../../web/typed.ts';
import { insist, notThere } from '../case-door.ts';
import type { FormByPost } from '../post-door.ts';
import type { Actor } from '../service.ts';
import { teamView } from './change-team.view.ts';
import { insertTeam, listTeams, saveTeam, type Team } from './store.ts';

const act = 'administer-people' as const;

const isTaken = async (
  tx: Transaction,
  { organisationId }: Actor,
  name: string,
  id?: string,
): Promise<boolean> =>
  (await listTeams(tx, organisationId)).some(
    (team) => team.id !== id && team.name.toLowerCase() === name.toLowerCase(),
  );

export const addTeamForm: FormByPost<unknown, null> = {
  act,
  load: async () => null,
  show: teamView,
  save: async (tx, { actor, typed }) => {
    const name = readText(typed, 'name');
    const problems = teamProblems(name, { isTaken: await isTaken(tx, actor, name) });
    if (problems.length > 0) return insist(refused(problems));
    await insertTeam(tx, actor.organisationId, name);
    return '/teams';
  },
};

export const changeTeamForm: FormByPost<{ readonly id: string }, Team> = {
  act,
  load: async (tx, { actor, params }) => {
    const team = (await listTeams(tx, actor.organisationId)).find(({ id }) => id === params.id);
    if (team === undefined) throw notThere();
    return team;
  },
  show: teamView,
  save: async (tx, { actor, params, typed }) => {
    const team = (await listTeams(tx, actor.organisationId)).find(({ id }) => id === params.id);
    if (team === undefined) throw notThere();
    const name = readText(typed, 'name');
    const problems = teamProblems(name, { isTaken: await isTaken(tx, actor, name, team.id) });
    if (problems.length > 0) return insist(refused(problems));
    await saveTeam(tx, team.id, { name, until: readDate(typed, 'until') });
    return '/teams';
  },
};
