import { openOwnPack, openPackFile } from '../../database/packs.ts';
import { sendGivenFile } from '../../web/given-file.ts';
import { isUuid, notThere } from '../case-door.ts';
import type { Service } from '../service.ts';
import { doAsGuest } from './guest-audit.ts';
import { forGuest, guestShell } from './guest-door.ts';
import { seePackView } from './see-pack.view.ts';

/** What a guest reads before the meeting: their own pack, which from then on they have opened. */
export const showPack = (service: Service) =>
  forGuest(service, async (guest, request, reply) => {
    const { invitationId } = guest;
    const parts = await doAsGuest(service, guest, 'see-pack', (tx) =>
      openOwnPack(tx, { invitationId }, service.clock()),
    );
    return reply.html(seePackView(guestShell(service, request, reply, guest), parts));
  });

/** A file that came with a paper in their pack, as long as nobody took either back. */
export const sendPackFile = (service: Service) =>
  forGuest(service, async (guest, request, reply) => {
    const { fileId } = request.params;
    const { invitationId } = guest;
    const file = await doAsGuest(
      service,
      guest,
      'see-pack-file',
      async (tx) =>
        isUuid(fileId) ? openPackFile(tx, service.vaultKeys, { invitationId }, fileId) : undefined,
      (found) => (found === undefined ? 'not-theirs' : null),
    );
    if (file === undefined) throw notThere();
    return sendGivenFile(reply, file);
  });
