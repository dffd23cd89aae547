import { looksLikeEmail } from './email.ts';
import type { Problem } from './result.ts';

/**
 * Whose people an identity provider may sign in: those with an address at its e-mail domains and, where it is one
 * organisation's alone, of that organisation. `any` is for the demonstration, whose people are invented.
 */
export type Vouching = {
  readonly domains: readonly string[] | 'any';
  /** The organisation's name, as the service has it; null for every organisation that the domains are of. */
  readonly organisation: string | null;
};

/** True when an address is at one of the provider's domains; one of a domain below them is not. */
export const looksAfter = ({ domains }: Pick<Vouching, 'domains'>, email: string): boolean =>
  domains === 'any' || (looksLikeEmail(email) && domains.includes(domainOf(email)));

/** True when the provider may sign in this person: no provider vouches for the people of another. */
export const vouchesFor = (
  provider: Vouching,
  person: { readonly email: string; readonly organisation: string },
): boolean =>
  looksAfter(provider, person.email) &&
  (provider.organisation === null || provider.organisation === person.organisation);

/** The provider of whoever has an address, which may be nobody's; null when no provider has its domain. */
export const providerFor = <Provider extends Vouching>(
  providers: readonly Provider[],
  email: string,
): Provider | null => providers.find((provider) => looksAfter(provider, email)) ?? null;

/** A problem for each provider that is for an organisation nobody has heard of: it would sign in no one, and not say why. */
export const forNoOrganisation = (
  providers: readonly (Pick<Vouching, 'organisation'> & { readonly name: string })[],
  known: readonly string[],
): readonly Problem[] =>
  providers.flatMap(({ name, organisation }) =>
    organisation === null || known.includes(organisation)
      ? []
      : {
          field: 'IDENTITY_PROVIDERS',
          message: `IDENTITY_PROVIDERS: ${name}: there is no organisation called “${organisation}”. There ${known.length === 0 ? 'are none yet' : `are: ${known.join('; ')}`}.`,
        },
  );

const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase();
