import type { FastifyReply } from 'fastify';
import type { Transaction } from '../../database/connection.ts';
import { addHistory } from '../../database/history.ts';
import { ownCommentsOn } from '../../database/minutes-comments.ts';
import { fileFormats } from '../../domain/files/format.ts';
import type { Problem } from '../../domain/result.ts';
import type { SaidBefore } from '../../web/check-fields.ts';
import { isUuid } from '../case-door.ts';
import type { Service } from '../service.ts';
import { saveCheck } from './check-copy.ts';
import { doAsGuest } from './guest-audit.ts';
import { forGuest, guestForm, guestShell, type Visit } from './guest-door.ts';
import { saveDisagreement } from './save-answer.ts';
import { seeCopyView } from './see-copy.view.ts';
import { refusedView } from './start.view.ts';
import { type Link, openCopy, ownDisagreements } from './store.ts';

type Copy = NonNullable<Awaited<ReturnType<typeof openCopy>>> & {
  readonly sent: Awaited<ReturnType<typeof ownDisagreements>>;
  readonly said: readonly SaidBefore[];
};

/** Opens one of the guest's own copies; that they first opened it goes into the history. */
const withCopy = (
  service: Service,
  act: 'see-copy' | 'download-copy',
  show: (copy: Copy, guest: Link, request: Visit, reply: FastifyReply) => FastifyReply,
) =>
  forGuest(service, async (guest, request, reply) => {
    const { copyId } = request.params;
    const open = async (tx: Transaction) => {
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
      return (
        opened && {
          ...opened,
          sent: await ownDisagreements(tx, copyId),
          said: await ownCommentsOn(tx, copyId),
        }
      );
    };
    const copy = await doAsGuest(service, guest, act, open, (found) =>
      found === undefined ? 'not-theirs' : null,
    );
    return copy === undefined
      ? reply.code(404).html(refusedView(guestShell(service, request, reply, guest)))
      : show(copy, guest, request, reply);
  });

export const showCopy = (service: Service) => withCopy(service, 'see-copy', copyPage(service, []));

/** A copy with what its reader does not agree with; with problems, what they typed. */
const copyPage =
  (service: Service, problems: readonly Problem[]) =>
  (
    { document, docx, readableUntil, sent, said, checkBy }: Copy,
    guest: Link,
    request: Visit,
    reply: FastifyReply,
  ): FastifyReply =>
    reply.code(problems.length > 0 ? 422 : 200).html(
      seeCopyView(guestShell(service, request, reply, guest), {
        hasWordFile: docx !== null,
        readableUntil,
        ...{ document, sent, said, checkBy, problems, copyId: request.params.copyId },
        justSaved: request.query.saved ?? '',
        typed: problems.length > 0 ? request.body : {},
      }),
    );

/** Sends what a guest does not agree with. When the session has run out, what was typed waits for a new code. */
export const postDisagreement = (service: Service) =>
  guestForm(
    service,
    (guest, { body, params: { copyId } }, key) => saveDisagreement(service, guest, body, { key, copyId }),
    (_service, _guest, request, reply, problems) =>
      withCopy(service, 'see-copy', copyPage(service, problems))(request, reply),
  );

/** Sends what a guest says of the parts of their copy of a draft. What was typed waits for a new code, as above. */
export const postCheck = (service: Service) =>
  guestForm(
    service,
    (guest, { body, params: { copyId } }, key) => saveCheck(service, guest, body, { key, copyId }),
    (_service, _guest, request, reply, problems) =>
      withCopy(service, 'see-copy', copyPage(service, problems))(request, reply),
  );

/** The copy as a Word file, for whoever would rather have one; of an older copy there is none. */
export const sendCopyDocx = (service: Service) =>
  withCopy(service, 'download-copy', ({ docx }, guest, request, reply) =>
    docx === null
      ? reply.code(404).html(refusedView(guestShell(service, request, reply, guest)))
      : reply
          .type(fileFormats.docx.mediaType)
          .header('content-disposition', 'attachment; filename="minutes.docx"')
          .send(docx),
  );

/** The copy as a file, under a name that says nothing on a shared computer. */
export const sendCopyPdf = (service: Service) =>
  withCopy(service, 'download-copy', ({ pdf }, _guest, _request, reply) =>
    reply
      .type('application/pdf')
      .header('content-disposition', 'attachment; filename="minutes.pdf"')
      .send(pdf),
  );
