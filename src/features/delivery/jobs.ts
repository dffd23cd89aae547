import type { TaskList } from 'graphile-worker';
import { z } from 'zod';
import { type AuditEntry, audit } from '../../database/audit.ts';
import { asService, type Transaction } from '../../database/connection.ts';
import { linkToken, oneTimeCode } from '../../database/private-secrets.ts';
import { calendarFile } from '../../delivery/calendar.ts';
import { type Mailer, type Outgoing, refusalOf } from '../../delivery/smtp.ts';
import type { Texter } from '../../delivery/texter.ts';
import { composeMessage } from '../../domain/compose-message.ts';
import { addressIn } from '../../domain/delivery.ts';
import { composeTextMessage } from '../../domain/text-message.ts';
import type { Service } from '../service.ts';
import { type Claimed, claimMessage, saveFailure, saveSent } from './claim-message.ts';
import { type ClaimedForChild, claimPageMessage } from './claim-page-message.ts';

type Mail = { readonly mailer: Mailer; readonly from: string; readonly texter?: Texter | undefined };

const payloadShape = z.object({ messageId: z.uuid() });

/** The link and the code of a message, which only it and the service's key can make. */
const secretsOf = (
  { publicUrl, secretKey }: Service,
  { content: { linkId, codeId }, language }: Claimed,
) => ({
  // The link says which language the page begins in: the page itself says nothing about anybody.
  ...(linkId && {
    link: `${publicUrl}/private/${linkToken(secretKey, linkId)}${language === 'en' ? '' : `?language=${language}`}`,
  }),
  ...(codeId && { code: oneTimeCode(secretKey, codeId) }),
});

/** Writes a message out as e-mail. */
const asMail = (service: Service, { from }: Mail, id: string, claimed: Claimed): Outgoing => {
  const { kind, content, to, language } = claimed;
  const { subject, text, calendar } = composeMessage(kind, content, secretsOf(service, claimed), language);
  const sentBy = {
    organiserEmail: addressIn(from),
    organiserName: content.organisation,
    attendeeEmail: to,
  };
  return {
    id,
    to,
    subject,
    text,
    calendar: calendar && {
      method: calendar.method,
      file: calendarFile({ ...calendar, ...sentBy, stampedAt: service.clock() }),
    },
  };
};

/** Sends a child what is about their own page. */
const sendToChild = async (
  { mailer, texter }: Mail,
  id: string,
  { channel, to, subject, text }: ClaimedForChild,
): Promise<void> => {
  if (channel === 'email') await mailer.send({ id, to, subject, text, calendar: null });
  else if (texter === undefined) throw new Error('Nothing here sends text messages');
  else await texter.send({ id, to, text });
};

const send = async (
  service: Service,
  mail: Mail,
  id: string,
  claimed: Claimed | ClaimedForChild,
): Promise<void> => {
  if ('text' in claimed) return sendToChild(mail, id, claimed);
  const { kind, content, channel, to, language } = claimed;
  if (channel === 'email') await mail.mailer.send(asMail(service, mail, id, claimed));
  else if (mail.texter === undefined) throw new Error('Nothing here sends text messages');
  else
    await mail.texter.send({
      id,
      to,
      text: composeTextMessage(kind, content, secretsOf(service, claimed), language),
    });
};

/**
 * Sends messages, each once as far as e-mail allows. A message marked as sent is never sent again; but when a mail
 * server has taken one and its answer is lost, or the mark is, SMTP leaves no way to know (RFC 5321, 4.5.4), and it is
 * sent once more. It then has the same Message-ID, link and code, so that mail programs can show one, and either works.
 */
export const deliveryJobs = (service: Service, mail: Mail): TaskList => ({
  'send-message': async (payload, { job }) => {
    const { messageId } = payloadShape.parse(payload);
    const note = (
      tx: Transaction,
      entry: Pick<AuditEntry, 'rule' | 'outcome' | 'organisationId'> & { readonly act?: string },
    ) => {
      const { act = 'send-message', rule, outcome, organisationId } = entry;
      const subject = { kind: 'message', id: messageId };
      return audit(tx, { act, rule, outcome, intent: 'change', subject, organisationId });
    };
    // Written before it leaves: while the audit takes nothing, nothing is sent.
    const claimed = await asService(service, async (tx) => {
      const taken =
        (await claimMessage(tx, service, messageId)) ?? (await claimPageMessage(tx, service, messageId));
      if (taken !== null) await note(tx, { act: 'try-message', outcome: 'allowed', rule: 'job', ...taken });
      return taken;
    });
    if (claimed === null) return;
    try {
      await send(service, mail, messageId, claimed);
    } catch (error) {
      const { reason, isPermanent } = refusalOf(error);
      const gaveUp = isPermanent || job.attempts >= job.max_attempts;
      await asService(service, async (tx) => {
        await saveFailure(tx, messageId, { reason, gaveUp });
        await note(tx, { outcome: 'failed', rule: gaveUp ? 'gave-up' : 'not-taken', ...claimed });
      });
      if (gaveUp) return;
      // The queue tries again, each time later. What it logs must hold no address, as a mail server's own words may.
      throw new Error(`Message ${messageId} was not taken: ${reason}`);
    }
    await asService(service, async (tx) => {
      await saveSent(tx, messageId, service.clock());
      await note(tx, { outcome: 'allowed', rule: 'job', ...claimed });
    });
  },
});
