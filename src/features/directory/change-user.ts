import type { Transaction } from '../../database/connection.ts';
import { addDays, dateInLondon, type PlainDate } from '../../domain/dates.ts';
import { nameAfter, ScimRefusal, type UserChanges } from '../../domain/scim.ts';
import { isUuid } from '../case-door.ts';
import { bringBack, endEmployment } from '../leavers.ts';
import type { Service } from '../service.ts';
import {
  addUser,
  findUser,
  holdDirectory,
  placeInPosts,
  saveUser,
  setManager,
  type UserRow,
  userWithAddress,
  userWithDirectoryId,
} from './users-store.ts';

/** A change that a directory makes, in its own transaction. */
export type Change = {
  readonly service: Service;
  readonly tx: Transaction;
  readonly organisationId: string;
};

const inUse = (attribute: string): never => {
  throw new ScimRefusal({
    status: 409,
    type: 'uniqueness',
    detail: `Somebody of this organisation has this ${attribute} already.`,
  });
};

/** Whatever is not there, of this organisation or of another, is told in the same words. */
export const noSuchResource = (): never => {
  throw new ScimRefusal({ status: 404, detail: 'There is no such resource.' });
};

/** What the two unique attributes of somebody become; refused where somebody else has one. */
const identityAfter = async (
  tx: Transaction,
  changes: UserChanges,
  before: UserRow | undefined,
): Promise<{ readonly email: string; readonly directoryId: string | null }> => {
  const email = changes.userName ?? changes.workEmail ?? before?.email ?? '';
  const directoryId = changes.externalId === undefined ? (before?.directoryId ?? null) : changes.externalId;
  const sameAddress = await userWithAddress(tx, email);
  if (sameAddress !== undefined && sameAddress.id !== before?.id) inUse('userName');
  const sameId = directoryId === null ? undefined : await userWithDirectoryId(tx, directoryId);
  if (sameId !== undefined && sameId.id !== before?.id) inUse('externalId');
  return { email, directoryId };
};

const by = async (tx: Transaction, organisationId: string) => {
  const { name } = await tx
    .selectFrom('organisation')
    .where('id', '=', organisationId)
    .select('name')
    .executeTakeFirstOrThrow();
  return { id: null, name: `The directory of ${name}` };
};

/** Ends somebody's work with yesterday, so that they have no access from now on. */
const endNow = async ({ service, tx, organisationId }: Change, personId: string, today: PlainDate) =>
  endEmployment(service, tx, {
    personId,
    lastDay: addDays(today, -1),
    by: await by(tx, organisationId),
  });

const applyActive = async (
  change: Change,
  { id, leftOn }: Pick<UserRow, 'id' | 'leftOn'>,
  active: boolean | undefined,
  today: PlainDate,
): Promise<void> => {
  const isGone = leftOn !== null && leftOn <= today;
  if (active === false && !isGone) await endNow(change, id, today);
  if (active === true && leftOn !== null) await bringBack(change.tx, id);
};

const applyManager = async (
  tx: Transaction,
  personId: string,
  managerId: string | null | undefined,
  today: PlainDate,
): Promise<void> => {
  if (managerId === undefined) return;
  const isSomebody =
    managerId === null ||
    (managerId !== personId && isUuid(managerId) && (await findUser(tx, managerId)) !== undefined);
  if (!isSomebody)
    throw new ScimRefusal({
      status: 400,
      type: 'invalidValue',
      detail: 'manager is the id of another user of this organisation.',
    });
  await setManager(tx, personId, managerId, today);
};

const apply = async (
  change: Change,
  person: Pick<UserRow, 'id' | 'leftOn' | 'name' | 'title'>,
  identity: { readonly email: string; readonly directoryId: string | null },
  changes: UserChanges,
): Promise<void> => {
  const { service, tx, organisationId } = change;
  const today = dateInLondon(service.clock());
  await saveUser(tx, person.id, {
    ...identity,
    name: nameAfter(changes, person.name),
    state: 'linked',
    title: changes.title === undefined ? person.title : (changes.title ?? ''),
  });
  // Whoever goes leaves to the manager they had; whoever comes back is given what the same request says.
  if (changes.active === false) await applyActive(change, person, false, today);
  else {
    await applyActive(change, person, changes.active, today);
    await applyManager(tx, person.id, changes.managerId, today);
    await placeInPosts(tx, organisationId, person.id, today);
  }
};

/**
 * Adds somebody as the directory has them. Whoever has the address already, added by hand or deleted by the directory
 * before, is taken over and not doubled; whom the directory has already is refused. Answers their id.
 */
export const createUser = async (
  change: Change,
  changes: UserChanges & { readonly userName: string },
): Promise<string> => {
  const { service, tx, organisationId } = change;
  await holdDirectory(tx);
  const found = await userWithAddress(tx, changes.userName);
  if (found?.state === 'linked') return inUse('userName');
  const identity = await identityAfter(tx, changes, found);
  const today = dateInLondon(service.clock());
  const name = nameAfter(changes, found?.name ?? changes.userName);
  const id =
    found?.id ?? (await addUser(tx, organisationId, { name, email: identity.email, joinedOn: today }));
  const person = { id, name, title: found?.title ?? '', leftOn: found?.leftOn ?? null };
  await apply(change, person, identity, { active: true, ...changes });
  return id;
};

/** The person with an id, while no other change of the directory is under way. */
const held = async ({ tx }: Change, id: string): Promise<UserRow> => {
  await holdDirectory(tx);
  return (isUuid(id) ? await findUser(tx, id) : undefined) ?? noSuchResource();
};

/** Changes somebody, if they are still as the directory last read them. */
export const changeUser = async (
  change: Change,
  id: string,
  changes: UserChanges,
  insistOnVersion: (row: UserRow) => void,
): Promise<void> => {
  const person = await held(change, id);
  insistOnVersion(person);
  await apply(change, person, await identityAfter(change.tx, changes, person), changes);
};

/** What PUT leaves out is taken away. */
export const wholly = (changes: UserChanges): UserChanges => ({
  externalId: null,
  title: null,
  managerId: null,
  active: true,
  ...changes,
});

/** Takes somebody out of the directory: they have no access from now on, and are not there for it any more. */
export const deleteUser = async (
  change: Change,
  id: string,
  insistOnVersion: (row: UserRow) => void,
): Promise<void> => {
  const person = await held(change, id);
  insistOnVersion(person);
  const today = dateInLondon(change.service.clock());
  await applyActive(change, person, false, today);
  await saveUser(change.tx, id, {
    name: person.name,
    email: person.email,
    directoryId: null,
    state: 'deleted',
    title: person.title,
  });
  await change.tx.deleteFrom('directory_member').where('person_id', '=', id).execute();
};
