import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { audit } from '../database/audit.ts';
import { asPerson, type Transaction } from '../database/connection.ts';
import { decideByPost, type PostAct } from '../domain/access.ts';
import type { AuditIntent } from '../domain/audit-outcome.ts';
import type { Problem } from '../domain/result.ts';
import type { Shell } from '../web/page.ts';
import { readText, type Typed } from '../web/typed.ts';
import type { Upload } from '../web/uploads.ts';
import { shellFor, signedIn } from '../web/visitor.ts';
import { isUuid, notThere, submit } from './case-door.ts';
import type { Actor, Outcome, Service } from './service.ts';
import { howItWent, insistOnFreshSignIn } from './turning-away.ts';

/** What somebody comes for by their post, whether it is to see or to change something, and what it is about. */
type PostVisit = {
  readonly act: PostAct;
  readonly intent: AuditIntent;
  readonly subject?: { readonly kind: string; readonly id: string } | undefined;
};

/** Lets somebody do an act that goes by their post, and writes that down. Throws a 404 where they may not. */
const admitByPost = async (
  service: Service,
  tx: Transaction,
  actor: Actor,
  { act, intent, subject }: PostVisit,
): Promise<void> => {
  const decision = decideByPost(actor, act);
  if (!decision.allowed) throw notThere(decision.rule);
  if (decision.wantsFreshSignIn) insistOnFreshSignIn(service, actor);
  await audit(tx, {
    act,
    ...howItWent(actor, decision.rule, intent),
    // What an address names need be no id at all.
    ...(subject && { subject: { ...subject, id: isUuid(subject.id) ? subject.id : null } }),
    organisationId: actor.organisationId,
  });
};

/** Reads for an act that goes by somebody's post, in one transaction that sees what they may see. */
export const withPost = <T>(
  service: Service,
  actor: Actor,
  act: PostAct,
  work: (tx: Transaction) => Promise<T>,
  subject?: { readonly kind: string; readonly id: string },
): Promise<T> =>
  asPerson(service, actor, async (tx) => {
    await admitByPost(service, tx, actor, { act, intent: 'see', subject });
    return work(tx);
  });

/** Does the work of one form for an act that goes by somebody's post, once for each key; `work` answers where next. */
export const changeByPost = (
  service: Service,
  actor: Actor,
  form: {
    readonly act: PostAct;
    readonly key: string;
    readonly subject?: { readonly kind: string; readonly id: string };
  },
  work: (tx: Transaction) => Promise<string>,
): Promise<Outcome> =>
  submit(service, actor, form.key, async (tx) => {
    await admitByPost(service, tx, actor, { ...form, intent: 'change' });
    return work(tx);
  });

type Visit<Params> = FastifyRequest<{ Params: Params; Querystring: Typed; Body: Typed }>;

/** A screen with one form that goes by somebody's post. `Params` are those of its address. */
export type FormByPost<Params, Loaded> = {
  readonly act: PostAct;
  /** Whether a file can come with it. */
  readonly takesFile?: true;
  /** What the audit says it is about; nothing when left out. */
  readonly subject?: (params: Params) => { readonly kind: string; readonly id: string };
  /** What the page is made from; `query` is what its address asks. Throws `notThere()` for what is not there. */
  readonly load: (
    tx: Transaction,
    about: { readonly actor: Actor; readonly params: Params; readonly query: Typed },
  ) => Promise<Loaded>;
  readonly show: (
    shell: Shell,
    page: {
      readonly loaded: Loaded;
      readonly actor: Actor;
      readonly params: Params;
      readonly query: Typed;
      readonly typed: Typed;
      readonly problems: readonly Problem[];
    },
  ) => string | Promise<string>;
  /** What sending it does, in a transaction that has let the person in; `insist` throws back what is refused. */
  readonly save: (
    tx: Transaction,
    about: {
      readonly actor: Actor;
      readonly params: Params;
      readonly typed: Typed;
      readonly upload: Upload | null;
    },
  ) => Promise<string>;
};

/** Serves a screen's form at a path, as `formOnCase` does for one on a case. */
export const formByPost = <Params, Loaded>(
  app: FastifyInstance,
  service: Service,
  path: string,
  { act, takesFile, subject, load, show, save }: FormByPost<Params, Loaded>,
): void => {
  const showPage = async (
    request: Visit<Params>,
    reply: FastifyReply,
    typed: Typed = {},
    problems: readonly Problem[] = [],
  ) => {
    const actor = signedIn(request);
    const { params, query } = request as { readonly params: Params; readonly query: Typed };
    const about = subject?.(params);
    const loaded = await withPost(service, actor, act, (tx) => load(tx, { actor, params, query }), about);
    const page = { loaded, actor, params, query, typed, problems };
    return reply.code(problems.length > 0 ? 422 : 200).html(await show(shellFor(request, reply), page));
  };
  const options = { config: { may: act, ...(takesFile && { takesFile }) } };
  app.get(path, options, (request, reply) => showPage(request as Visit<Params>, reply));
  app.post(path, options, async (request, reply) => {
    const { body: typed, params, upload } = request as Visit<Params> & { readonly params: Params };
    const actor = signedIn(request);
    const about = subject?.(params);
    const form = { act, key: readText(typed, '_key'), ...(about && { subject: about }) };
    const outcome = await changeByPost(service, actor, form, (tx) =>
      save(tx, { actor, params, typed, upload }),
    );
    return outcome.ok
      ? reply.redirect(outcome.location, 303)
      : showPage(request as Visit<Params>, reply, typed, outcome.problems);
  });
};
