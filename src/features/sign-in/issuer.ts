import type { FastifyReply, FastifyRequest } from 'fastify';
import * as client from 'openid-client';
import type { Vouching } from '../../domain/identity-provider.ts';
import { isReading } from '../../web/refusals.ts';
import { shellFor } from '../../web/visitor.ts';
import { onTheWay } from './sign-in.view.ts';

/** An identity provider that staff sign in with, and whose people it vouches for. */
export type IdentityProvider = Vouching & {
  /** What the log calls it. */
  readonly name: string;
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** How to reach it, when it is not reached over the network. */
  readonly fetch?: client.CustomFetch;
};

/** An identity provider, and how to find out what it publishes about itself (OpenID Connect Discovery 1.0). */
export type Reachable = IdentityProvider & { readonly discover: () => Promise<client.Configuration> };

/**
 * A provider that is asked when first needed, and asked again after a failure: one that is down must not keep the
 * service from starting, nor the people of the others from signing in.
 */
export const reachable = (provider: IdentityProvider): Reachable => {
  let known: Promise<client.Configuration> | null = null;
  return {
    ...provider,
    discover: () => {
      known ??= discover(provider).catch((error: unknown) => {
        known = null;
        throw error;
      });
      return known;
    },
  };
};

/** The provider that made an ID token, by the issuer in it; null when it is none of these. The token was checked before. */
export const providerOf = (providers: readonly Reachable[], idToken: string | null): Reachable | null => {
  const [, claims = ''] = idToken?.split('.') ?? [];
  if (claims === '') return null;
  const { iss } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { readonly iss: string };
  return providers.find(({ url }) => new URL(url).href === URL.parse(iss)?.href) ?? null;
};

/**
 * Sends a browser to an identity provider. After a form, Chromium holds every redirect to the page's `form-action`, those by
 * which a provider passes people on to a third site too: a page that goes on by itself begins anew.
 */
export const leadTo = (request: FastifyRequest, reply: FastifyReply, address: string): FastifyReply =>
  isReading(request)
    ? reply.redirect(address, 303)
    : reply.header('refresh', `0; url=${address}`).html(onTheWay(shellFor(request, reply), address));

const discover = ({ url, clientId, clientSecret, fetch }: IdentityProvider): Promise<client.Configuration> =>
  client.discovery(new URL(url), clientId, clientSecret, undefined, {
    timeout: 5,
    ...(fetch && { [client.customFetch]: fetch }),
    execute: [
      // The signature of an ID token is checked, although it comes straight from the provider: whoever stands between
      // the two, a proxy of the council's too, cannot make one up.
      client.enableNonRepudiationChecks,
      // Only ever a provider on this machine: the configuration refuses http to any other.
      ...(url.startsWith('http:') ? [client.allowInsecureRequests] : []),
    ],
  });
