import * as client from 'openid-client';

/** The identity provider that the council's staff sign in with. */
export type IdentityProvider = {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** How to reach it, when it is not reached over the network. */
  readonly fetch?: client.CustomFetch;
};

/**
 * What the identity provider publishes about itself (OpenID Connect Discovery 1.0), asked for when first needed and
 * asked for again after a failure: a provider that is down must not keep the service from starting.
 */
export const discoverWhenNeeded = (provider: IdentityProvider): (() => Promise<client.Configuration>) => {
  let known: Promise<client.Configuration> | null = null;
  return () => {
    known ??= discover(provider).catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  };
};

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
