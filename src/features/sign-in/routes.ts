import type { FastifyInstance } from 'fastify';
import { SIGN_IN_LIMIT } from '../../web/security.ts';
import { shellFor } from '../../web/visitor.ts';
import { discoverWhenNeeded, type IdentityProvider } from './issuer.ts';
import type { SessionService } from './session.ts';
import { finishSignIn, startSignIn } from './sign-in.ts';
import { signedOut } from './sign-in.view.ts';
import { showAccount, signOut, signOutEverywhere } from './sign-out.ts';

type SignInService = SessionService & { readonly identityProvider: IdentityProvider };

const anyone = { config: { may: 'anyone' } } as const;
const signedIn = { config: { may: 'signed-in' } } as const;
const limited = { config: { may: 'anyone', ...SIGN_IN_LIMIT } } as const;

/** Staff sign in at their council's identity provider, see where they are signed in, and sign out. */
export const signInFeature = async (app: FastifyInstance, service: SignInService): Promise<void> => {
  const discover = discoverWhenNeeded(service.identityProvider);
  app.get('/sign-in', limited, startSignIn(service, discover));
  app.get('/sign-in/callback', limited, finishSignIn(service, discover));
  app.get('/account', signedIn, showAccount(service));
  // Anyone, because a session that ran out meanwhile must still end at the identity provider.
  app.post('/sign-out', anyone, signOut(service, discover));
  app.post('/sign-out-everywhere', signedIn, signOutEverywhere(service, discover));
  app.get('/signed-out', anyone, (request, reply) => reply.html(signedOut(shellFor(request, reply))));
};
