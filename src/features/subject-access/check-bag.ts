import type { FastifyReply, FastifyRequest } from 'fastify';
import { seal } from '../../database/sealing.ts';
import { checkBag, releaseBag } from '../../domain/subject-handover.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { signedIn } from '../../web/visitor.ts';
import { insist } from '../case-door.ts';
import { changeByPost, type FormByPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import { saveCheck, saveRelease } from './bag-store.ts';
import { checkBagView } from './check-bag.view.ts';
import { holdOpenRequest, ofRequest, type RequestParams } from './request-door.ts';
import { insistOnSame, openStandingBag, type WholeBag } from './see-bag.ts';
import { showRequestPage } from './see-request.ts';
import { loadCases } from './store.ts';

/** Whether a bag is right: said by somebody who made nothing of it, and kept for good. */
export const checkForm = (service: Service): FormByPost<RequestParams, WholeBag> => ({
  act: 'check-subject-access',
  subject: ofRequest,
  load: (tx, { actor, params }) => openStandingBag(tx, service, actor, params),
  show: checkBagView,
  save: async (tx, { actor, params, typed }) => {
    const request = await holdOpenRequest(tx, params);
    const whole = await openStandingBag(tx, service, actor, params);
    const cases = await loadCases(tx, request.id);
    const checked = insist(
      checkBag(
        { outcome: readText(typed, 'outcome'), note: readText(typed, 'note') },
        {
          bag: whole.stored,
          by: actor,
          holdsRestricted: cases.some(({ guardianSays }) => guardianSays === 'yes'),
        },
      ),
    );
    if (checked.outcome === 'right') insistOnSame(whole);
    await saveCheck(tx, whole.stored.id, { ...checked, by: actor.id, at: service.clock() });
    return `/subject-access/${request.id}`;
  },
});

type Visit = FastifyRequest<{ Params: RequestParams; Body: Typed }>;

/** Releases a bag that was found right, so that it can be handed over. */
export const postRelease = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const actor = signedIn(request);
  const { params } = request;
  const form = {
    act: 'prepare-subject-access',
    key: readText(request.body, '_key'),
    subject: ofRequest(params),
  } as const;
  const outcome = await changeByPost(service, actor, form, async (tx) => {
    await holdOpenRequest(tx, params);
    const whole = await openStandingBag(tx, service, actor, params);
    const answers = (await loadCases(tx, params.id)).flatMap(({ guardianAt }) => guardianAt ?? []);
    const guardianAt = answers.toSorted((a, b) => b.getTime() - a.getTime())[0] ?? null;
    insist(releaseBag(whole.stored, { by: actor, request: whole.request, guardianAt }));
    insistOnSame(whole);
    const { id } = whole.stored;
    const sealed = seal(service.vaultKeys, { id, organisationId: actor.organisationId }, whole.bag);
    await saveRelease(tx, id, { by: actor.id, at: service.clock(), sealed });
    return `/subject-access/${params.id}`;
  });
  return outcome.ok
    ? reply.redirect(outcome.location, 303)
    : showRequestPage(service, request, reply, outcome.problems);
};
