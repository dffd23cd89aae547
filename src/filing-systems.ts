import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as z from 'zod';
import { allowed, type Result, refused } from './domain/result.ts';
import type { FilingSystem } from './filing/system.ts';
import { isPrivate } from './private-address.ts';

const text = z.string({ error: 'must be given, as text' }).trim().min(1, 'must not be empty');
const address = z
  .url({ protocol: /^https?$/, error: 'must be an address such as https://records.council.example' })
  .refine((url) => !URL.canParse(url) || isPrivate(url), 'must begin with https://')
  .refine((url) => !URL.canParse(url) || new URL(url).username === '', 'must have no user in it');

const common = {
  id: z
    .string({ error: 'must be given, as text' })
    .regex(/^[a-z\d][a-z\d-]{0,39}$/, 'must be small letters, digits and hyphens'),
  organisation: text,
  name: text,
};

const shape = z.discriminatedUnion(
  'way',
  [
    z.strictObject({ ...common, way: z.literal('folder'), path: text }),
    z.strictObject({
      ...{ ...common, way: z.literal('sftp'), host: text, user: text },
      port: z.int().min(1).max(65_535).default(22),
      hostKey: z
        .string({ error: 'must be given: ssh-keygen -l prints it' })
        .regex(/^SHA256:[\w+/]{43}$/, 'must be a fingerprint such as SHA256:…, as ssh-keygen -l prints it'),
      base: text.default('.'),
      keyFile: text.optional(),
      passwordFile: text.optional(),
    }),
    z.strictObject({ ...common, way: z.literal('webdav'), url: address, user: text, passwordFile: text }),
    z.strictObject({
      ...{
        ...common,
        way: z.literal('cmis'),
        url: address,
        repository: text,
        user: text,
        passwordFile: text,
      },
      objectType: text.default('cmis:document'),
    }),
    z.strictObject({
      ...{
        ...common,
        way: z.literal('graph'),
        tenant: text,
        client: text,
        drive: text,
        clientSecretFile: text,
      },
      url: address.default('https://graph.microsoft.com/v1.0'),
      loginUrl: address.default('https://login.microsoftonline.com'),
    }),
  ],
  { error: 'way must be folder, sftp, webdav, cmis or graph' },
);

type Entry = z.infer<typeof shape>;

/** What is wrong with an entry beyond its shape. */
class Wrong extends Error {}

/** What a file beside the configuration holds, unless its path is whole. */
const secretIn = (folder: string, setting: string, file: string): string => {
  let value: string;
  try {
    value = readFileSync(resolve(folder, file), 'utf8');
  } catch {
    throw new Wrong(`${setting} cannot be read`);
  }
  if (value.trim() === '') throw new Wrong(`${setting} is empty`);
  return setting === 'keyFile' ? value : value.trim();
};

const configured = (entry: Entry, folder: string): FilingSystem => {
  switch (entry.way) {
    case 'folder':
      return { ...entry, path: resolve(folder, entry.path) };
    case 'sftp': {
      const { keyFile, passwordFile, ...rest } = entry;
      if ((keyFile === undefined) === (passwordFile === undefined))
        throw new Wrong('needs either keyFile or passwordFile');
      const secret =
        keyFile === undefined
          ? ({ kind: 'password', value: secretIn(folder, 'passwordFile', passwordFile ?? '') } as const)
          : ({ kind: 'key', value: secretIn(folder, 'keyFile', keyFile) } as const);
      return { ...rest, secret };
    }
    case 'graph': {
      const { clientSecretFile, ...rest } = entry;
      return { ...rest, clientSecret: secretIn(folder, 'clientSecretFile', clientSecretFile) };
    }
    default: {
      const { passwordFile, ...rest } = entry;
      return { ...rest, password: secretIn(folder, 'passwordFile', passwordFile) };
    }
  }
};

const inWords = ({ path, message, code, ...issue }: z.core.$ZodIssue): string => {
  if (code === 'unrecognized_keys' && 'keys' in issue) return `nothing is called ${String(issue.keys)}`;
  return path.length === 0 || path[0] === 'way' ? message : `${path.join('.')} ${message}`;
};

const readEntry = (given: unknown, folder: string): Result<FilingSystem> => {
  const { data, error } = shape.safeParse(given);
  if (data === undefined)
    return refused((error?.issues ?? []).map((issue) => ({ field: '', message: inWords(issue) })));
  try {
    return allowed(configured(data, folder));
  } catch (wrong) {
    if (!(wrong instanceof Wrong)) throw wrong;
    return refused([{ field: '', message: wrong.message }]);
  }
};

const read = (file: string): readonly unknown[] | string => {
  try {
    const listed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return Array.isArray(listed) && listed.length > 0 ? listed : 'must be a list of at least one system';
  } catch (error) {
    return error instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
  }
};

/**
 * Reads the file that FILING_SYSTEMS names: a JSON list, a system each, with its secrets in files of their own. Answers with
 * every problem at once; no two systems of a council have the same id.
 */
export const readFilingSystems = (path: string): Result<readonly FilingSystem[]> => {
  const file = resolve(path);
  const refuse = (messages: readonly string[]) =>
    refused(messages.map((message) => ({ field: 'FILING_SYSTEMS', message: `FILING_SYSTEMS: ${message}.` })));
  const listed = read(file);
  if (typeof listed === 'string') return refuse([`${file} ${listed}`]);
  const entries = listed.map((given) => readEntry(given, dirname(file)));
  const systems = entries.flatMap((entry) => (entry.ok ? [entry.value] : []));
  const ids = systems.map(({ organisation, id }) => `${id} of ${organisation}`);
  const messages = [
    ...entries.flatMap((entry, index) =>
      entry.ok ? [] : entry.problems.map(({ message }) => `system ${index + 1}: ${message}`),
    ),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} is there twice`),
  ];
  return messages.length > 0 ? refuse(messages) : allowed(systems);
};
