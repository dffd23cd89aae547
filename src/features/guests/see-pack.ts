import { openOwnPack, openPackFile } from '../../database/packs.ts';
import type { Service } from '../service.ts';
import { doAsGuest } from './guest-audit.ts';
import { forGuest, guestShell } from './guest-door.ts';
import { seePackView } from './see-pack.view.ts';
import { sendToGuest } from './send-file.ts';

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
  sendToGuest(service, 'see-pack-file', (tx, { invitationId }, fileId) =>
    openPackFile(tx, service.vaultKeys, { invitationId }, fileId),
  );
