import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { type Configuration, type KoaContextWithOIDC, Provider } from 'oidc-provider';
import { inMemory } from './in-memory.ts';
import type { DemonstrationPerson } from './store.ts';

type Setup = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  readonly findPerson: (id: string) => Promise<DemonstrationPerson | undefined>;
  readonly chooseAt: (interaction: string) => string;
  readonly explain: () => string;
};

/**
 * A real OpenID provider with one client and no passwords. What it remembers dies with the process, keys and all.
 */
export const createProvider = (setup: Setup): Provider => {
  const { issuer, clientId, clientSecret, redirectUri, findPerson, chooseAt, explain } = setup;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    adapter: inMemory(),
    jwks: { keys: [signingKey()] },
    cookies: { keys: [randomBytes(32).toString('base64url')], long: { path: new URL(issuer).pathname } },
    claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'] },
    // So that the ID token alone says who it is, as council providers do.
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    findAccount: async (_ctx, id) => {
      const person = await findPerson(id);
      return (
        person && {
          accountId: id,
          claims: async () => ({ sub: id, name: person.name, email: person.email, email_verified: true }),
        }
      );
    },
    interactions: { url: (_ctx, { uid }) => chooseAt(uid) },
    ttl: SECONDS,
    loadExistingGrant: grantEverything,
    renderError: (ctx) => {
      ctx.type = 'html';
      ctx.body = explain();
    },
  } satisfies Configuration);
  return provider;
};

/** How long what a provider issues is good for; the choice of a person may wait for an hour. */
export const SECONDS = {
  Interaction: 3_600,
  Session: 3_600,
  Grant: 3_600,
  AuthorizationCode: 60,
  AccessToken: 600,
  IdToken: 3_600,
};

const signingKey = () => ({
  ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }),
  alg: 'ES256',
  use: 'sig',
});

/** The client is ours: there is no third party whose use of the data anybody would have to agree to. */
export const grantEverything = async ({ oidc }: KoaContextWithOIDC) => {
  const grant = new oidc.provider.Grant({
    accountId: oidc.session?.accountId,
    clientId: oidc.client?.clientId,
  });
  grant.addOIDCScope('openid profile email');
  await grant.save();
  return grant;
};
