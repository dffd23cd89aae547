import { seal } from '../../database/sealing.ts';
import { checkBag, releaseBag } from '../../domain/subject-handover.ts';
import { readText } from '../../web/typed.ts';
import { insist } from '../case-door.ts';
import type { FormByPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import { saveCheck, saveRelease } from './bag-store.ts';
import { checkBagView } from './check-bag.view.ts';
import { postOnRequest } from './post-on-request.ts';
import { holdOpenRequest, ofRequest, type RequestParams } from './request-door.ts';
import { asHanded, insistOnSame, openStandingBag, type WholeBag } from './see-bag.ts';
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

/** Releases a bag that was found right, so that it can be handed over. */
export const postRelease = (service: Service) =>
  postOnRequest(service, async (tx, actor, params) => {
    await holdOpenRequest(tx, params);
    const whole = await openStandingBag(tx, service, actor, params);
    const { stored, request } = whole;
    const guardianAnsweredAt = (await loadCases(tx, request.id)).flatMap(
      ({ guardianAt }) => guardianAt ?? [],
    );
    insist(releaseBag(stored, { by: actor, request, guardianAnsweredAt }));
    insistOnSame(whole);
    const sealed = seal(
      service.vaultKeys,
      { id: stored.id, organisationId: actor.organisationId },
      asHanded(whole),
    );
    await saveRelease(tx, stored.id, { by: actor.id, at: service.clock(), sealed });
  });
