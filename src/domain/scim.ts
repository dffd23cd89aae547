import { looksLikeEmail } from './email.ts';
import { isPost, type Post, posts } from './post.ts';

/** RFC 7643 and 7644, as far as a council’s directory uses them to say who works there. */
export const schemaOf = {
  user: 'urn:ietf:params:scim:schemas:core:2.0:User',
  enterprise: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  group: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  list: 'urn:ietf:params:scim:api:messages:2.0:ListResponse',
  error: 'urn:ietf:params:scim:api:messages:2.0:Error',
  patch: 'urn:ietf:params:scim:api:messages:2.0:PatchOp',
} as const;

/** Why a request is refused, as RFC 7644 section 3.12 names it. */
export type ScimProblem = {
  readonly status: 400 | 404 | 409 | 412;
  readonly type?:
    | 'invalidFilter'
    | 'uniqueness'
    | 'invalidSyntax'
    | 'invalidPath'
    | 'invalidValue'
    | 'noTarget';
  readonly detail: string;
};

/** What carries a refusal out of the reading of a request; the edge answers it. */
export class ScimRefusal extends Error {
  readonly problem: ScimProblem;
  constructor(problem: ScimProblem) {
    super(problem.detail);
    this.problem = problem;
  }
}

export const refuse = (type: NonNullable<ScimProblem['type']>, detail: string): never => {
  throw new ScimRefusal({ status: 400, type, detail });
};

/** What a request changes of somebody; what it does not name is left out. Null takes something away. */
export type UserChanges = {
  userName?: string;
  externalId?: string | null;
  displayName?: string;
  givenName?: string;
  familyName?: string;
  title?: string | null;
  active?: boolean;
  managerId?: string | null;
  workEmail?: string;
};

/** What a request changes of a team. `replace` stands for all its members. */
export type GroupChanges = {
  displayName?: string;
  externalId?: string | null;
  members: { readonly op: 'add' | 'remove' | 'replace'; readonly ids: readonly string[] }[];
};

const MOST_CHARACTERS = 200;
const MOST_OPERATIONS = 1_000;

const text = (value: unknown, attribute: string): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (typeof value !== 'string' || value.length > MOST_CHARACTERS || /[\u0000-\u001f]/.test(value))
    return refuse(
      'invalidValue',
      `${attribute} is a text of one line and at most ${MOST_CHARACTERS} characters.`,
    );
  return value.trim();
};
const textOrNull = (value: unknown, attribute: string): string | null =>
  value === null || value === undefined || value === '' ? null : text(value, attribute);

const filled = (value: unknown, attribute: string): string => {
  const words = text(value, attribute);
  return words === '' ? refuse('invalidValue', `${attribute} is needed.`) : words;
};

const address = (value: unknown, attribute: string): string => {
  const email = filled(value, attribute);
  return looksLikeEmail(email) ? email : refuse('invalidValue', `${attribute} is an e-mail address.`);
};

/** Entra ID sends "False" as a text. */
const yesOrNo = (value: unknown): boolean => {
  const said = textOf(value).toLowerCase();
  if (said !== 'true' && said !== 'false') return refuse('invalidValue', 'active is true or false.');
  return said === 'true';
};

/** What was sent as text; nothing of an object, which may have no text at all: {"toString": {}}. */
export const textOf = (value: unknown): string => (typeof value === 'object' ? '' : String(value));

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value of `{ value }`, of a list of one, or what stands there itself. */
const referenced = (value: unknown): unknown => {
  const one = Array.isArray(value) ? value[0] : value;
  return isObject(one) ? (one.value ?? null) : (one ?? null);
};

const workEmailIn = (value: unknown): unknown => {
  if (!Array.isArray(value)) return referenced(value);
  const all = value.filter(isObject);
  return (
    all.find(({ type }) => textOf(type).toLowerCase() === 'work') ??
    all.find(({ primary }) => primary) ??
    all[0]
  )?.value;
};

const enterprise = schemaOf.enterprise.toLowerCase();
const core = `${schemaOf.user.toLowerCase()}:`;

/** Puts one attribute, by its path, into the changes. What is not known here is passed over (RFC 7644, 3.5.1). */
const changeUser = (changes: UserChanges, path: string, value: unknown): void => {
  const asked = path.toLowerCase().replaceAll(/\s+/g, ' ').trim();
  const attribute = asked.startsWith(core) ? asked.slice(core.length) : asked;
  switch (attribute) {
    case 'username':
      changes.userName = address(value, 'userName');
      break;
    case 'externalid':
      changes.externalId = textOrNull(value, 'externalId');
      break;
    case 'displayname':
    case 'name.formatted':
      if (attribute === 'displayname' || changes.displayName === undefined)
        if (textOrNull(value, 'displayName') !== null) changes.displayName = text(value, 'displayName');
      break;
    case 'name.givenname':
      changes.givenName = textOrNull(value, 'name.givenName') ?? '';
      break;
    case 'name.familyname':
      changes.familyName = textOrNull(value, 'name.familyName') ?? '';
      break;
    case 'title':
      changes.title = textOrNull(value, 'title');
      break;
    case 'active':
      if (value !== null) changes.active = yesOrNo(value);
      break;
    case 'emails[type eq "work"].value':
      if (value !== null) changes.workEmail = address(value, 'emails');
      break;
    case 'emails': {
      const email = workEmailIn(value);
      if (email != null) changes.workEmail = address(email, 'emails');
      break;
    }
    case `${enterprise}:manager`:
    case `${enterprise}:manager.value`:
      changes.managerId = textOrNull(referenced(value), 'manager');
      break;
    case 'name':
      if (isObject(value))
        for (const [key, one] of Object.entries(value)) changeUser(changes, `name.${key}`, one);
      break;
    case enterprise:
      if (isObject(value))
        for (const [key, one] of Object.entries(value)) changeUser(changes, `${enterprise}:${key}`, one);
      break;
  }
};

/** Reads a whole user, as POST and PUT have it. Throws a ScimRefusal. */
export const readUser = (body: unknown): UserChanges & { readonly userName: string } => {
  if (!isObject(body)) return refuse('invalidSyntax', 'The body is a user.');
  const changes: UserChanges = {};
  for (const [attribute, value] of Object.entries(body)) changeUser(changes, attribute, value);
  return { ...changes, userName: changes.userName ?? refuse('invalidValue', 'userName is needed.') };
};

type Operation = {
  readonly op: 'add' | 'remove' | 'replace';
  readonly path?: string;
  readonly value: unknown;
};

const operationsIn = (body: unknown): readonly Operation[] => {
  if (!isObject(body)) return refuse('invalidSyntax', 'The body is a list of operations.');
  const all = Object.entries(body).find(([key]) => key.toLowerCase() === 'operations')?.[1];
  if (!Array.isArray(all) || all.length === 0 || all.length > MOST_OPERATIONS)
    return refuse('invalidSyntax', `Operations is a list of 1 to ${MOST_OPERATIONS}.`);
  return all.map((one): Operation => {
    const op = isObject(one) ? textOf(one.op).toLowerCase() : '';
    if (!isObject(one) || (op !== 'add' && op !== 'remove' && op !== 'replace'))
      return refuse('invalidSyntax', 'op is add, remove or replace.');
    if (one.path !== undefined && typeof one.path !== 'string')
      return refuse('invalidPath', 'path is a text.');
    if (op === 'remove' && one.path === undefined) return refuse('noTarget', 'remove needs a path.');
    return { op, value: one.value ?? null, ...(one.path === undefined ? {} : { path: one.path }) };
  });
};

/** Reads what a PATCH changes of a user. Throws a ScimRefusal. */
export const readUserPatch = (body: unknown): UserChanges => {
  const changes: UserChanges = {};
  for (const { op, path, value } of operationsIn(body)) {
    if (path !== undefined) changeUser(changes, path, op === 'remove' ? null : value);
    else if (isObject(value)) for (const [key, one] of Object.entries(value)) changeUser(changes, key, one);
    else refuse('invalidValue', 'Without a path the value is an object.');
  }
  return changes;
};

const memberIds = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : value === null || value === undefined ? [] : [value]).map((one) =>
    filled(referenced(one), 'members'),
  );

const changeGroup = (changes: GroupChanges, op: Operation['op'], path: string, value: unknown): void => {
  const one = /^members\s*\[\s*value\s+eq\s+"([^"]*)"\s*\]$/i.exec(path.trim());
  if (one?.[1] !== undefined) {
    changes.members.push({ op, ids: [one[1]] });
    return;
  }
  switch (path.trim().toLowerCase()) {
    case 'displayname':
      changes.displayName = filled(value, 'displayName');
      break;
    case 'externalid':
      changes.externalId = textOrNull(value, 'externalId');
      break;
    case 'members':
      // To remove without saying whom is to remove everybody (RFC 7644, 3.5.2.2).
      if (op === 'remove' && value === null) changes.members.push({ op: 'replace', ids: [] });
      else changes.members.push({ op, ids: memberIds(value) });
      break;
  }
};

/** Reads a whole group, as POST and PUT have it. Throws a ScimRefusal. */
export const readGroup = (body: unknown): GroupChanges & { readonly displayName: string } => {
  if (!isObject(body)) return refuse('invalidSyntax', 'The body is a group.');
  const changes: GroupChanges = { members: [] };
  for (const [attribute, value] of Object.entries(body)) changeGroup(changes, 'replace', attribute, value);
  return { ...changes, displayName: changes.displayName ?? refuse('invalidValue', 'displayName is needed.') };
};

/** Reads what a PATCH changes of a group. Throws a ScimRefusal. */
export const readGroupPatch = (body: unknown): GroupChanges => {
  const changes: GroupChanges = { members: [] };
  for (const { op, path, value } of operationsIn(body)) {
    if (path !== undefined)
      changeGroup(
        changes,
        op,
        path,
        op === 'remove' && path.trim().toLowerCase() !== 'members' ? null : value,
      );
    else if (isObject(value))
      for (const [key, one] of Object.entries(value)) changeGroup(changes, op, key, one);
    else refuse('invalidValue', 'Without a path the value is an object.');
  }
  return changes;
};

const plain = (words: string): string =>
  words
    .trim()
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll(/[\s-]+/g, ' ');

/**
 * The post that a title of the directory is; null for none of ours. A title makes nobody an administrator of this
 * service: people in an office are called that whose work is another.
 */
export const postOfTitle = (title: string): Post | null => {
  const asked = plain(title);
  const found = Object.entries(posts).find(
    ([post, words]) => plain(post) === asked || plain(words) === asked,
  )?.[0];
  return found === undefined || !isPost(found) || found === 'administrator' ? null : found;
};

/** A name in the two parts that the protocol has, the last word being the family’s. */
export const nameParts = (name: string): { readonly givenName: string; readonly familyName: string } => {
  const words = name.split(/\s+/);
  return { givenName: words.slice(0, -1).join(' '), familyName: words.at(-1) ?? '' };
};

/** What somebody is called after a change: as displayed, or by the parts that were said, or as before. */
export const nameAfter = (changes: UserChanges, before: string): string => {
  if (changes.displayName !== undefined) return changes.displayName;
  const { givenName, familyName } = { ...nameParts(before), ...definedParts(changes) };
  const name = `${givenName} ${familyName}`.trim();
  return name === '' ? before : name;
};

const definedParts = ({ givenName, familyName }: UserChanges) => ({
  ...(givenName === undefined ? {} : { givenName }),
  ...(familyName === undefined ? {} : { familyName }),
});
