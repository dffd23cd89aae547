import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as z from 'zod';
import type { Vouching } from './domain/identity-provider.ts';
import { allowed, type Result, refused } from './domain/result.ts';
import { isPrivate } from './private-address.ts';

/** An OpenID Connect provider that staff sign in with, and whose people it signs in. */
export type ConfiguredProvider = Vouching & {
  readonly name: string;
  /** Its issuer, under which it publishes what it is (OpenID Connect Discovery 1.0). */
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
};

const text = z.string({ error: 'must be given, as text' }).trim().min(1, 'must not be empty');
const domain = z
  .string({ error: 'must be text' })
  .regex(
    /^([a-z\d]([a-z\d-]*[a-z\d])?\.)+[a-z\d-]+$/,
    'must be a domain in small letters, such as council.example',
  );

const shape = z.strictObject({
  /** The organisation's name as the service has it, for a provider that is one organisation's alone. */
  organisation: text.optional(),
  /** What the provider is called in the log. */
  name: text,
  domains: z
    .array(domain, { error: 'must be a list of e-mail domains' })
    .min(1, 'must have at least one e-mail domain'),
  issuer: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://login.council.example' })
    .refine((url) => !URL.canParse(url) || isPrivate(url), 'must begin with https://'),
  clientId: text,
  clientSecret: text.optional(),
  /** A file with the secret instead, beside this one unless its path is whole. */
  clientSecretFile: text.optional(),
});
type Entry = z.infer<typeof shape>;

/**
 * Reads the file that IDENTITY_PROVIDERS names: a JSON list, a provider each. Answers with every problem at once;
 * an e-mail domain, or an issuer, leads to one provider only.
 */
export const readIdentityProviders = (path: string): Result<readonly ConfiguredProvider[]> => {
  const file = resolve(path);
  const refuse = (messages: readonly string[]) =>
    refused(
      messages.map((message) => ({
        field: 'IDENTITY_PROVIDERS',
        message: `IDENTITY_PROVIDERS: ${message}.`,
      })),
    );
  const listed = read(file);
  if (typeof listed === 'string') return refuse([`${file} ${listed}`]);
  const entries = listed.map((given, index) => {
    const { data, error } = shape.safeParse(given);
    const secret = secretOf(given, dirname(file));
    const messages = [...(error?.issues.map(inWords) ?? []), ...(secret.ok ? [] : [secret.message])];
    return {
      messages: messages.map((message) => `provider ${index + 1}: ${message}`),
      provider: data && secret.ok ? configured(data, secret.value) : null,
    };
  });
  const messages = [
    ...entries.flatMap((entry) => entry.messages),
    ...twice(listed.flatMap(domainsIn)).map((one) => `the domain ${one} is there twice`),
    ...twice(listed.flatMap(issuerIn)).map(
      (one) => `the issuer ${one} is there twice: list its domains together`,
    ),
  ];
  if (messages.length > 0) return refuse(messages);
  return allowed(entries.flatMap(({ provider }) => provider ?? []));
};

/** The list in the file, or what is wrong with it. */
const read = (file: string): readonly unknown[] | string => {
  try {
    const listed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return Array.isArray(listed) && listed.length > 0 ? listed : 'must be a list of at least one provider';
  } catch (error) {
    return error instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
  }
};

const configured = ({ organisation, name, domains, issuer, clientId }: Entry, clientSecret: string) => ({
  organisation: organisation ?? null,
  name,
  domains,
  url: issuer,
  clientId,
  clientSecret,
});

type Secret =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly message: string };

/** Found apart from the rest, so that it is told of even when the rest is wrong as well. */
const secretOf = (given: unknown, folder: string): Secret => {
  const { clientSecret, clientSecretFile } = partsOf(given);
  if ((clientSecret === undefined) === (clientSecretFile === undefined))
    return { ok: false, message: 'needs either clientSecret or clientSecretFile' };
  if (typeof clientSecretFile !== 'string') return { ok: true, value: String(clientSecret).trim() };
  try {
    const value = readFileSync(resolve(folder, clientSecretFile), 'utf8').trim();
    return value === '' ? { ok: false, message: 'clientSecretFile is empty' } : { ok: true, value };
  } catch {
    return { ok: false, message: 'clientSecretFile cannot be read' };
  }
};

const partsOf = (given: unknown): Readonly<Record<string, unknown>> =>
  typeof given === 'object' && given !== null ? (given as Readonly<Record<string, unknown>>) : {};

const domainsIn = (given: unknown): readonly string[] => {
  const { domains } = partsOf(given);
  return Array.isArray(domains) ? domains.filter((one) => typeof one === 'string') : [];
};

const issuerIn = (given: unknown): readonly string[] => {
  const { issuer } = partsOf(given);
  return typeof issuer === 'string' && URL.canParse(issuer) ? [new URL(issuer).href] : [];
};

const twice = (texts: readonly string[]): readonly string[] => [
  ...new Set(texts.filter((text, index) => texts.indexOf(text) !== index)),
];

const inWords = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'unrecognized_keys') return `nothing is called ${issue.keys.join(', ')}`;
  return issue.path.length === 0 ? 'must be an object' : `${issue.path.join('.')} ${issue.message}`;
};
