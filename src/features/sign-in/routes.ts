import type { FastifyInstance } from 'fastify';
import { SIGN_IN_LIMIT } from '../../web/security.ts';
import { shellFor } from '../../web/visitor.ts';
import { type IdentityProvider, reachable } from './issuer.ts';
import type { SessionService } from './session.ts';
import { chooseProvider, finishSignIn, startSignIn } from './sign-in.ts';
import { signedOut } from './sign-in.view.ts';
import { showAccount, signOut, signOutEverywhere } from './sign-out.ts';

type SignInService = SessionService & { readonly identityProviders: readonly IdentityProvider[] };

const anyone = { config: { may: 'anyone' } } as const;
const signedIn = { config: { may: 'signed-in' } } as const;
const limited = { config: { may: 'anyone', ...SIGN_IN_LIMIT } } as const;

/** Staff sign in at their organisation's identity provider, see where they are signed in, and sign out. */
export const signInFeature = async (app: FastifyInstance, service: SignInService): Promise<void> => {
  const providers = service.identityProviders.map(reachable);
  app.get('/sign-in', limited, startSignIn(service, providers));
  app.post('/sign-in', limited, chooseProvider(service, providers));
  app.get('/sign-in/callback', limited, finishSignIn(service, providers));
  app.get('/account', signedIn, showAccount(service));
  // Anyone, because a session that ran out meanwhile must still end at the identity provider.
  app.post('/sign-out', anyone, signOut(service, providers));
  app.post('/sign-out-everywhere', signedIn, signOutEverywhere(service, providers));
  app.get('/signed-out', anyone, (request, reply) => reply.html(signedOut(shellFor(request, reply))));
};
