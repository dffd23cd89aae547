import { dateInLondon } from '../../domain/dates.ts';
import { type GroupChanges, ScimRefusal } from '../../domain/scim.ts';
import { isUuid } from '../case-door.ts';
import { type Change, noSuchResource } from './change-user.ts';
import {
  addGroup,
  endGroup,
  findGroup,
  type GroupRow,
  groupNamed,
  groupWithDirectoryId,
  peopleAmong,
  saveGroup,
  saveMembers,
} from './groups-store.ts';
import { holdDirectory, placeInPosts } from './users-store.ts';

const inUse = (attribute: string): never => {
  throw new ScimRefusal({
    status: 409,
    type: 'uniqueness',
    detail: `A group of this organisation has this ${attribute} already.`,
  });
};

const insistOnUnique = async (
  { tx }: Change,
  { name, directoryId }: { readonly name: string; readonly directoryId: string | null },
  id: string | undefined,
): Promise<void> => {
  const sameName = await groupNamed(tx, name);
  if (sameName !== undefined && sameName.id !== id) inUse('displayName');
  const sameId = directoryId === null ? undefined : await groupWithDirectoryId(tx, directoryId);
  if (sameId !== undefined && sameId.id !== id) inUse('externalId');
};

/** Who is in the group once everything asked is done, in the order asked. */
const membersAfter = (
  before: readonly string[],
  operations: GroupChanges['members'],
): ReadonlySet<string> => {
  const members = new Set(before);
  for (const { op, ids } of operations) {
    if (op === 'replace') members.clear();
    for (const id of ids) op === 'remove' ? members.delete(id) : members.add(id);
  }
  return members;
};

const applyMembers = async (
  { service, tx, organisationId }: Change,
  group: Pick<GroupRow, 'id' | 'members'>,
  operations: GroupChanges['members'],
): Promise<void> => {
  const before = group.members.map(({ id }) => id);
  const after = membersAfter(before, operations);
  const joining = [...after].filter((id) => !before.includes(id));
  const leaving = before.filter((id) => !after.has(id));
  const known = await peopleAmong(tx, joining.filter(isUuid));
  if (joining.some((id) => !known.has(id)))
    throw new ScimRefusal({
      status: 400,
      type: 'invalidValue',
      detail: 'Each member is the id of a user of this organisation.',
    });
  await saveMembers(tx, organisationId, group.id, { joining, leaving });
  const today = dateInLondon(service.clock());
  for (const id of [...joining, ...leaving]) await placeInPosts(tx, organisationId, id, today);
};

/** Adds a team as the directory has it; one of this name that was added by hand is taken over. Answers its id. */
export const createGroup = async (
  change: Change,
  changes: GroupChanges & { readonly displayName: string },
): Promise<string> => {
  const { service, tx, organisationId } = change;
  await holdDirectory(tx);
  const name = changes.displayName;
  const found = await groupNamed(tx, name);
  if (found?.state === 'linked') return inUse('displayName');
  const group = { name, directoryId: changes.externalId ?? null };
  await insistOnUnique(change, group, found?.id);
  const id = found?.id ?? (await addGroup(tx, organisationId, name, dateInLondon(service.clock())));
  await saveGroup(tx, id, group);
  await applyMembers(change, { id, members: found?.members ?? [] }, changes.members);
  return id;
};

const held = async ({ tx }: Change, id: string): Promise<GroupRow> => {
  await holdDirectory(tx);
  return (isUuid(id) ? await findGroup(tx, id) : undefined) ?? noSuchResource();
};

/** Changes a team and who is in it, if it is still as the directory last read it. */
export const changeGroup = async (
  change: Change,
  id: string,
  changes: GroupChanges,
  insistOnVersion: (row: GroupRow) => void,
): Promise<void> => {
  const group = await held(change, id);
  insistOnVersion(group);
  const after = {
    name: changes.displayName ?? group.name,
    directoryId: changes.externalId === undefined ? group.directoryId : changes.externalId,
  };
  await insistOnUnique(change, after, id);
  await saveGroup(change.tx, id, after);
  await applyMembers(change, group, changes.members);
};

/** Ends a team: nobody is in it any more, and it is not there for the directory. */
export const deleteGroup = async (
  change: Change,
  id: string,
  insistOnVersion: (row: GroupRow) => void,
): Promise<void> => {
  const group = await held(change, id);
  insistOnVersion(group);
  await applyMembers(change, group, [{ op: 'replace', ids: [] }]);
  await endGroup(change.tx, id, dateInLondon(change.service.clock()));
};
