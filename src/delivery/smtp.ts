import { createTransport } from 'nodemailer';

/** A message for one person. The id stays the same however often it is tried, and so does the Message-ID. */
export type Outgoing = {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly calendar: { readonly method: 'REQUEST' | 'CANCEL'; readonly file: string } | null;
};

export type Mailer = {
  readonly send: (message: Outgoing) => Promise<{ readonly messageId: string }>;
  readonly close: () => void;
};

// One address and nothing else: no list, no name, no comment, no line. What RFC 5321 allows in quotes, nobody has.
const address = /^[^\s\p{C}@<>()[\]\\,;:"]+@[^\s\p{C}@<>()[\]\\,;:"]+$/u;

/** Why something did not leave, in words that hold no address and nothing of it, and whether to give up. */
export type Refusal = { readonly reason: string; readonly isPermanent: boolean };

type Failure = { readonly responseCode?: number; readonly code?: string; readonly refusal?: Refusal };

/** An error that refusalOf reads a refusal out of. */
export const refusedWith = (refusal: Refusal): Error => Object.assign(new Error(refusal.reason), { refusal });

const unsendable = (reason: string): Error => refusedWith({ reason, isPermanent: true });

/** Throws, for good, unless a message goes to one address, has a subject of one line, and an id of plain signs. */
export const insistOnSendable = ({ id, to, subject }: Pick<Outgoing, 'id' | 'to' | 'subject'>): void => {
  if (!address.test(to)) throw unsendable('The address is not an e-mail address');
  if (/\p{Cc}/u.test(subject))
    throw unsendable('The subject has a line break or another sign that cannot be sent');
  if (!/^[\w-]+$/.test(id)) throw unsendable('The message has no plain id');
};

/**
 * Says of an error from sending whether to give up, and why in words that hold no address and nothing of the message. A
 * 5xx answer to the message is for good (RFC 5321, 4.2.1); one to a sign-in or to TLS is mended on our side.
 */
export const refusalOf = (error: unknown): Refusal => {
  const { responseCode, code, refusal } = (error instanceof Error ? error : {}) as Failure;
  if (refusal) return refusal;
  if (code !== 'EENVELOPE' && code !== 'EMESSAGE')
    return { reason: `The mail server could not be used${code ? ` (${code})` : ''}`, isPermanent: false };
  // Without a number it is the mail server's limits that the message does not fit.
  return (responseCode ?? 552) >= 500
    ? { reason: `The mail server refused it (${responseCode ?? 552})`, isPermanent: true }
    : { reason: `The mail server cannot take it now (${responseCode})`, isPermanent: false };
};

const isLoopback = (host: string): boolean => /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(host);

/**
 * Sends by SMTP (RFC 5321), each message to one person, from one address, with nobody copied in. Outside this machine it
 * sends over TLS only, unless the URL says `?requireTLS=false`. `send` fails with an error that refusalOf explains.
 */
export const createMailer = ({
  smtpUrl,
  from,
}: {
  readonly smtpUrl: string;
  readonly from: string;
}): Mailer => {
  const { hostname, searchParams } = new URL(smtpUrl);
  const sender = /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from;
  if (!address.test(sender)) throw new Error('E-mail needs one address that it comes from');
  const transport = createTransport({
    url: smtpUrl,
    requireTLS: !isLoopback(hostname) && searchParams.get('requireTLS') !== 'false',
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async ({ id, to, subject, text, calendar }) => {
      insistOnSendable({ id, to, subject });
      const { messageId } = await transport.sendMail({
        envelope: { from: sender, to: [to] },
        messageId: `<${id}@${sender.slice(sender.indexOf('@') + 1)}>`,
        from,
        to: { name: '', address: to },
        subject,
        text,
        // So that no out-of-office answers it (RFC 3834, 5).
        headers: { 'Auto-Submitted': 'auto-generated' },
        // Calendars want the method beside the type too (RFC 6047, 2.4).
        alternatives: calendar
          ? [
              {
                contentType: `text/calendar; charset=utf-8; method=${calendar.method}`,
                content: calendar.file,
              },
            ]
          : [],
      });
      return { messageId };
    },
    close: () => transport.close(),
  };
};
