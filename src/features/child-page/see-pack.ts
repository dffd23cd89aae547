import { openOwnPack, openPackFile } from '../../database/packs.ts';
import { sendGivenFile } from '../../web/given-file.ts';
import { isUuid, notThere } from '../case-door.ts';
import type { Service } from '../service.ts';
import { childShell, doAsChild, forChild } from './page-door.ts';
import { seePackView } from './see-pack.view.ts';

/** What a child may read of a meeting's pack: their own, which from then on they have opened. */
export const showPack = (service: Service) =>
  forChild(service, async (child, request, reply) => {
    const parts = await doAsChild(service, child, 'see-pack', (tx) =>
      openOwnPack(tx, { childId: child.childId }, service.clock()),
    );
    return reply.html(seePackView(childShell(service, request, reply, child), parts, child.workers));
  });

/** A file that came with a paper in their pack, as long as nobody took either back. */
export const sendPackFile = (service: Service) =>
  forChild(service, async (child, request, reply) => {
    const { fileId } = request.params;
    const { childId } = child;
    const file = await doAsChild(
      service,
      child,
      'see-pack-file',
      async (tx) => (isUuid(fileId) ? openPackFile(tx, service.vaultKeys, { childId }, fileId) : undefined),
      (found) => (found === undefined ? 'not-theirs' : null),
    );
    if (file === undefined) throw notThere();
    return sendGivenFile(reply, file);
  });
