import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Transaction } from '../../database/connection.ts';
import { unseal } from '../../database/sealing.ts';
import type { PostAct } from '../../domain/access.ts';
import { refused } from '../../domain/result.ts';
import type { Bag } from '../../domain/subject-bag.ts';
import { standingOf } from '../../domain/subject-handover.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { insist, notThere } from '../case-door.ts';
import { withPost } from '../post-door.ts';
import type { Actor, Service } from '../service.ts';
import { loadBags, loadSealed, type StoredBag } from './bag-store.ts';
import { bagJson, bagPdf, openBag } from './compose-bag.ts';
import { loadItems, type StoredItem } from './item-store.ts';
import { ofRequest, openRequest, type RequestParams } from './request-door.ts';
import { seeBagView } from './see-bag.view.ts';
import type { StoredRequest } from './store.ts';

export type WholeBag = {
  readonly request: StoredRequest;
  readonly stored: StoredBag;
  readonly bag: Bag;
  readonly items: readonly StoredItem[];
  /** Whether it is what was put together: what it is made of can be restricted, or corrected in the vault, since. */
  readonly isSame: boolean;
};

/** The bag of a request that stands: as it was handed over, or as it would be now. Throws a 404 while there is none. */
export const openStandingBag = async (
  tx: Transaction,
  service: Service,
  actor: Pick<Actor, 'organisationId'>,
  params: RequestParams,
): Promise<WholeBag> => {
  const request = await openRequest(tx, params);
  const stored = standingOf(await loadBags(tx, request.id));
  if (stored === undefined) throw notThere('post');
  const sealed = await loadSealed(tx, stored.id);
  if (sealed !== null) {
    const row = { id: stored.id, organisationId: actor.organisationId };
    const bag = unseal(service.vaultKeys, row, sealed) as Bag;
    return { request, stored, bag, items: await loadItems(tx, request.id), isSame: true };
  }
  const { bag, items, sha256 } = await openBag(tx, service, actor, { request, madeAt: stored.proposedAt });
  return { request, stored, bag, items, isSame: sha256 === stored.sha256 };
};

/** Throws back a bag whose contents are no longer those that were put together. */
export const insistOnSame = ({ isSame }: WholeBag): void => {
  if (isSame) return;
  insist(
    refused([
      {
        field: '',
        message:
          'What is in it has changed since it was put together: a case was restricted, or the vault corrected. Say that it is not right, and put it together again',
      },
    ]),
  );
};

type Visit = FastifyRequest<{ Params: RequestParams }>;

const withBag = (service: Service, request: Visit, act: PostAct): Promise<WholeBag> => {
  const actor = signedIn(request);
  const { params } = request;
  return withPost(
    service,
    actor,
    act,
    (tx) => openStandingBag(tx, service, actor, params),
    ofRequest(params),
  );
};

/** What they get, as a page. */
export const showBag = (service: Service) => async (request: Visit, reply: FastifyReply) =>
  reply.html(seeBagView(shellFor(request, reply), await withBag(service, request, 'check-subject-access')));

/** Serves a released bag as a file, under a name that says nothing on a shared computer. */
const sendBag =
  (service: Service, file: string, write: (whole: WholeBag) => Promise<Uint8Array> | string) =>
  async (request: Visit, reply: FastifyReply) => {
    const whole = await withBag(service, request, 'take-bag');
    if (whole.stored.releasedAt === null) throw notThere('post');
    return reply
      .type(file.endsWith('.pdf') ? 'application/pdf' : 'application/json')
      .header('content-disposition', `attachment; filename="${file}"`)
      .send(await write(whole));
  };

export const sendBagPdf = (service: Service) =>
  sendBag(service, 'copy.pdf', ({ bag, stored }) => bagPdf(bag, stored.proposedAt));
export const sendBagJson = (service: Service) => sendBag(service, 'copy.json', ({ bag }) => bagJson(bag));
