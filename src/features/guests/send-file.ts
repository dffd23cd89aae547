import type { Transaction } from '../../database/connection.ts';
import type { FileFormat } from '../../domain/files/format.ts';
import type { GuestAct } from '../../domain/guest-act.ts';
import { sendGivenFile } from '../../web/given-file.ts';
import { isUuid } from '../case-door.ts';
import type { Service } from '../service.ts';
import { doAsGuest } from './guest-audit.ts';
import { forGuest, guestShell, type Holder } from './guest-door.ts';
import { refusedView } from './start.view.ts';

type Opened = { readonly format: FileFormat; readonly bytes: Buffer } | undefined;

/** A file that is a guest's to open, as `open` finds it for them at that moment; one that is not is not there. */
export const sendToGuest = (
  service: Service,
  act: GuestAct,
  open: (tx: Transaction, guest: Holder, fileId: string) => Promise<Opened>,
) =>
  forGuest(service, async (guest, request, reply) => {
    const { fileId } = request.params;
    const file = await doAsGuest(
      service,
      guest,
      act,
      async (tx) => (isUuid(fileId) ? open(tx, guest, fileId) : undefined),
      (found) => (found === undefined ? 'not-theirs' : null),
    );
    return file === undefined
      ? reply.code(404).html(refusedView(guestShell(service, request, reply, guest)))
      : sendGivenFile(reply, file);
  });
