import type { ReceivedMail } from './demonstration-mailbox.ts';

/** A text message for one telephone. The id stays the same however often it is tried. */
export type OutgoingText = { readonly id: string; readonly to: string; readonly text: string };

/** Sends text messages. `send` fails with an error that refusalOf (smtp.ts) explains. */
export type Texter = {
  readonly send: (message: OutgoingText) => Promise<{ readonly reference: string }>;
  readonly close: () => void;
};

/**
 * A texter that sends nothing: each message is handed to `onMessage`, beside the demonstration's e-mail, as what it is.
 * `send` fails when that does.
 */
export const demonstrationTexter = ({
  onMessage,
  clock,
}: {
  readonly onMessage: (mail: ReceivedMail) => Promise<void>;
  readonly clock: () => Date;
}): Texter => ({
  send: async ({ id, to, text }) => {
    // A text message has no headers; the outbox reads what it keeps as a mail that has just this one.
    const raw = Buffer.from(`Content-Type: text/plain; charset=utf-8\r\n\r\n${text}`);
    await onMessage({
      to,
      from: '',
      subject: 'Text message',
      text,
      calendar: null,
      raw,
      receivedAt: clock(),
    });
    return { reference: id };
  },
  close: () => {},
});
