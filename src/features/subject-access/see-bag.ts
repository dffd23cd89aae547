import { extname } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Transaction } from '../../database/connection.ts';
import { unseal } from '../../database/sealing.ts';
import { packBag } from '../../documents/bag-zip.ts';
import type { PostAct } from '../../domain/access.ts';
import { refused } from '../../domain/result.ts';
import { type Bag, filesIn } from '../../domain/subject-bag.ts';
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
  /** The files that come with it, by their names. */
  readonly contents: ReadonlyMap<string, Uint8Array>;
};

/** A bag as it is kept once it is released: with its files. */
export type HandedBag = Bag & { readonly contents?: Readonly<Record<string, string>> };

/** What is sealed as a bag is released. */
export const asHanded = ({ bag, contents }: Pick<WholeBag, 'bag' | 'contents'>): HandedBag => ({
  ...bag,
  contents: Object.fromEntries(
    [...contents].map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]),
  ),
});

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
    const { contents: kept = {}, ...bag } = unseal(service.vaultKeys, row, sealed) as HandedBag;
    const contents = new Map(
      Object.entries(kept).map(([name, text]) => [name, new Uint8Array(Buffer.from(text, 'base64'))]),
    );
    return { request, stored, bag, contents, items: await loadItems(tx, request.id), isSame: true };
  }
  const opened = await openBag(tx, service, actor, { request, madeAt: stored.proposedAt });
  const { bag, items, contents, sha256 } = opened;
  return { request, stored, bag, items, contents, isSame: sha256 === stored.sha256 };
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

const mediaTypes: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.json': 'application/json',
  '.zip': 'application/zip',
};

/** Serves a released bag as a file, under a name that says nothing on a shared computer. */
const sendBag =
  (service: Service, file: string, write: (whole: WholeBag) => Promise<Uint8Array> | string) =>
  async (request: Visit, reply: FastifyReply) => {
    const whole = await withBag(service, request, 'take-bag');
    if (whole.stored.releasedAt === null) throw notThere('post');
    return reply
      .type(mediaTypes[extname(file)] ?? 'application/octet-stream')
      .header('content-disposition', `attachment; filename="${file}"`)
      .send(await write(whole));
  };

export const sendBagPdf = (service: Service) =>
  sendBag(service, 'copy.pdf', ({ bag, stored }) => bagPdf(bag, stored.proposedAt));
export const sendBagJson = (service: Service) => sendBag(service, 'copy.json', ({ bag }) => bagJson(bag));
/** All of it: what is to be read, and every file, held against its checksum. */
export const sendBagZip = (service: Service) =>
  sendBag(service, 'copy.zip', async ({ bag, stored, contents }) =>
    packBag(
      { 'copy.pdf': await bagPdf(bag, stored.proposedAt), 'copy.json': Buffer.from(bagJson(bag)) },
      contents,
      filesIn(bag),
    ),
  );
