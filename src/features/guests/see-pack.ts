import { openOwnPack } from '../../database/packs.ts';
import type { Service } from '../service.ts';
import { doAsGuest } from './guest-audit.ts';
import { forGuest, guestShell } from './guest-door.ts';
import { seePackView } from './see-pack.view.ts';

/** What a guest reads before the meeting: their own pack, which from then on they have opened. */
export const showPack = (service: Service) =>
  forGuest(service, async (guest, request, reply) => {
    const parts = await doAsGuest(service, guest, 'see-pack', (tx) =>
      openOwnPack(tx, guest.invitationId, service.clock()),
    );
    return reply.html(seePackView(guestShell(service, request, reply, guest), parts));
  });
