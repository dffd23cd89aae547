import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export type ReceivedMail = {
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly calendar: string | null;
  /** What arrived, byte by byte. */
  readonly raw: Uint8Array;
  readonly receivedAt: Date;
};

export type DemonstrationMailbox = { readonly smtpUrl: string; readonly stop: () => Promise<void> };

const mebibyte = 1024 * 1024;

const answer = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode });

const read = async (raw: Buffer): Promise<Pick<ReceivedMail, 'subject' | 'text' | 'calendar' | 'raw'>> => {
  const { subject = '', text = '', attachments } = await simpleParser(raw);
  const calendar = attachments.find(({ contentType }) => contentType === 'text/calendar');
  return { subject, text, calendar: calendar?.content.toString('utf8') ?? null, raw };
};

/**
 * A mail server of this machine alone that delivers nowhere: each message, to one person and of at most a mebibyte, is
 * handed to `onMessage` before it is acknowledged. When that fails the sender is told to try again, or what the error's
 * `responseCode` says.
 */
export const startDemonstrationMailbox = async ({
  onMessage,
}: {
  readonly onMessage: (mail: ReceivedMail) => Promise<void>;
}): Promise<DemonstrationMailbox> => {
  const server = new SMTPServer({
    name: 'localhost',
    banner: 'Demonstration',
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: mebibyte,
    closeTimeout: 1000,
    onRcptTo: (_, { envelope }, done) =>
      done(envelope.rcptTo.length > 0 ? answer(452, 'One person a message') : undefined),
    onData: (stream, { envelope }, done) => {
      const receive = async (): Promise<void> => {
        const chunks: Uint8Array[] = [];
        for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk);
        if (stream.sizeExceeded) throw answer(552, 'Too large');
        const [recipient] = envelope.rcptTo;
        await onMessage({
          to: recipient?.address ?? '',
          from: envelope.mailFrom ? envelope.mailFrom.address : '',
          ...(await read(Buffer.concat(chunks))),
          receivedAt: new Date(),
        });
      };
      receive().then(() => done(), done);
    },
  });
  await new Promise<void>((resolve, reject) => {
    // Once it listens this does nothing: a sender that goes away in the middle is no reason for the service to stop.
    server.on('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    smtpUrl: `smtp://127.0.0.1:${port}`,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
};
