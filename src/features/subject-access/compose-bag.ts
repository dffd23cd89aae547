import { createHash } from 'node:crypto';
import { beyondTheirSight, type Transaction } from '../../database/connection.ts';
import { openVault } from '../../database/vault.ts';
import { renderPdf } from '../../documents/pdf.ts';
import { identityInWords } from '../../domain/carer-identity.ts';
import { dateInLondon } from '../../domain/dates.ts';
import { type Bag, bagAsData, bagDocument, composeBag, type NumberedItem } from '../../domain/subject-bag.ts';
import type { Actor, Service } from '../service.ts';
import { filesOfGiven } from './item-files.ts';
import { loadItems, type StoredItem } from './item-store.ts';
import { namesIn, type StoredRequest } from './store.ts';

/** What the vault holds of whom the request is about, for the things of theirs that are given: read, and kept nowhere. */
const fromVault = async (
  tx: Transaction,
  service: Service,
  organisationId: string,
  items: readonly StoredItem[],
): Promise<ReadonlyMap<string, string>> => {
  const texts = new Map<string, string>();
  for (const { id, carerId, decided } of items) {
    if (carerId === null || decided?.decision !== 'give') continue;
    const identities = await beyondTheirSight(tx, async () => {
      const { placementId } = await tx
        .selectFrom('placement_carer')
        .where('id', '=', carerId)
        .select('placement_id as placementId')
        .executeTakeFirstOrThrow();
      return openVault(
        tx,
        service,
        { placementId, disruptionId: null, organisationId },
        'gathers-for-request',
      );
    });
    texts.set(id, (identities[carerId] ?? []).map(identityInWords).join('\n\n'));
  }
  return texts;
};

/** A bag with everything it was put together from. */
export type OpenedBag = {
  readonly bag: Bag;
  readonly items: readonly (NumberedItem & StoredItem)[];
  /** Of the bag as data: the page and the PDF are made of the same. */
  readonly sha256: string;
  /** The files that come with it, by their names. */
  readonly contents: ReadonlyMap<string, Uint8Array>;
};

/** The bag as a file that another system reads. */
export const bagJson = (bag: Bag): string => JSON.stringify(bagAsData(bag), null, 2);

/** The bag as a file for a person. The same bag gives the same bytes. */
export const bagPdf = (bag: Bag, madeAt: Date): Promise<Uint8Array> => {
  const doc = bagDocument(bag);
  return renderPdf(doc, { title: doc.title, author: bag.council, createdAt: madeAt });
};

/** Puts together what somebody gets, from what is decided now, as of an instant. */
export const openBag = async (
  tx: Transaction,
  service: Service,
  actor: Pick<Actor, 'organisationId'>,
  { request, madeAt }: { readonly request: StoredRequest; readonly madeAt: Date },
): Promise<OpenedBag> => {
  const { organisationId } = actor;
  const stored = await loadItems(tx, request.id);
  const texts = await fromVault(tx, service, organisationId, stored);
  const { byItem, contents } = await filesOfGiven(tx, service, stored);
  const items = stored.map((item) => ({
    ...item,
    fromVault: texts.get(item.id) ?? null,
    file: byItem.get(item.id) ?? null,
  }));
  const { name: council } = await tx
    .selectFrom('organisation')
    .where('id', '=', organisationId)
    .select('name')
    .executeTakeFirstOrThrow();
  const { reference, asker, about: aboutWhom } = request;
  const about = namesIn(request);
  const bag = composeBag(
    { reference, asker, aboutWhom, council, about, madeOn: dateInLondon(madeAt) },
    items,
  );
  return { bag, items, contents, sha256: createHash('sha256').update(bagJson(bag)).digest('hex') };
};
