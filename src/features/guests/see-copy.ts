import type { FastifyReply } from 'fastify';
import { asGuest } from '../../database/connection.ts';
import { addHistory } from '../../database/history.ts';
import { isUuid } from '../case-door.ts';
import type { Service } from '../service.ts';
import { forGuest, guestShell, type Visit } from './guest-door.ts';
import { seeCopyView } from './see-copy.view.ts';
import { refusedView } from './start.view.ts';
import { type Link, openCopy } from './store.ts';

type Copy = NonNullable<Awaited<ReturnType<typeof openCopy>>>;

/** Opens one of the guest's own copies; that they first opened it goes into the history. */
const withCopy = (
  service: Service,
  show: (copy: Copy, guest: Link, request: Visit, reply: FastifyReply) => FastifyReply,
) =>
  forGuest(service, async (guest, request, reply) => {
    const { copyId } = request.params;
    const copy = await asGuest(service, { id: guest.invitationId }, async (tx) => {
      if (!isUuid(copyId)) return undefined;
      const at = service.clock();
      const opened = await openCopy(tx, guest.invitationId, copyId, at);
      if (opened?.isFirst)
        await addHistory(tx, guest.disruptionId, {
          at,
          by: { id: null, name: guest.name },
          act: 'open-copy',
          summary: 'Opened their copy of the minutes',
          facts: { copyId },
        });
      return opened;
    });
    return copy === undefined
      ? reply.code(404).html(refusedView(guestShell(request, reply, guest)))
      : show(copy, guest, request, reply);
  });

export const showCopy = (service: Service) =>
  withCopy(service, ({ document }, guest, request, reply) =>
    reply.html(seeCopyView(guestShell(request, reply, guest), document, `${request.url}/minutes.pdf`)),
  );

/** The copy as a file, under a name that says nothing on a shared computer. */
export const sendCopyPdf = (service: Service) =>
  withCopy(service, ({ pdf }, _guest, _request, reply) =>
    reply
      .type('application/pdf')
      .header('content-disposition', 'attachment; filename="minutes.pdf"')
      .send(pdf),
  );
