import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { beyondTheirSight, type Transaction } from '../../database/connection.ts';
import { openGivenFile } from '../../database/contribution-files.ts';
import { openViewFile } from '../../database/view-files.ts';
import type { FileFormat } from '../../domain/files/format.ts';
import { type BagFile, bagFileName, fileOfKey } from '../../domain/subject-files.ts';
import { sendGivenFile } from '../../web/given-file.ts';
import { signedIn } from '../../web/visitor.ts';
import { isUuid, notThere } from '../case-door.ts';
import { withPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import { loadItems, type StoredItem } from './item-store.ts';
import { ofRequest, openRequest, type RequestParams } from './request-door.ts';

type Opened = { readonly format: FileFormat; readonly bytes: Buffer };

/** The file that a thing stands for; undefined where it stands for none, or it was taken back since. */
const openFileOf = async (
  tx: Transaction,
  { vaultKeys }: Pick<Service, 'vaultKeys'>,
  { key }: Pick<StoredItem, 'key'>,
): Promise<Opened | undefined> => {
  const of = fileOfKey(key);
  if (of === null) return undefined;
  return beyondTheirSight(tx, () =>
    of.table === 'view_file' ? openViewFile(tx, vaultKeys, of.id) : openGivenFile(tx, vaultKeys, of.id),
  );
};

/** Each given thing's file, under the name it has in the bag. */
export type FilesOfBag = {
  readonly byItem: ReadonlyMap<string, BagFile>;
  readonly contents: ReadonlyMap<string, Uint8Array>;
};

/** The files of what is given, in the order of the bag: each whole, with its checksum. */
export const filesOfGiven = async (
  tx: Transaction,
  service: Pick<Service, 'vaultKeys'>,
  items: readonly StoredItem[],
): Promise<FilesOfBag> => {
  const byItem = new Map<string, BagFile>();
  const contents = new Map<string, Uint8Array>();
  for (const item of items) {
    if (item.decided?.decision !== 'give') continue;
    const file = await openFileOf(tx, service, item);
    if (file === undefined) continue;
    const name = bagFileName(contents.size + 1, file.format);
    byItem.set(item.id, { name, sha256: createHash('sha256').update(file.bytes).digest('hex') });
    contents.set(name, file.bytes);
  }
  return { byItem, contents };
};

type Visit = FastifyRequest<{ Params: RequestParams & { readonly itemId: string } }>;

/** The file of something that was gathered, for whoever decides whether it is given, and whoever checks that it was right. */
export const sendItemFile = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const { params } = request;
  const file = await withPost(
    service,
    signedIn(request),
    'check-subject-access',
    async (tx) => {
      const { id } = await openRequest(tx, params);
      const [item] = isUuid(params.itemId) ? await loadItems(tx, id, { id: params.itemId }) : [];
      const found = item && (await openFileOf(tx, service, item));
      if (found === undefined) throw notThere('post');
      return found;
    },
    ofRequest(params),
  );
  return sendGivenFile(reply, file);
};
