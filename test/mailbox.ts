import { setTimeout as wait } from 'node:timers/promises';
import { type ReceivedMail, startDemonstrationMailbox } from '../src/delivery/demonstration-mailbox.ts';

/** A real mail server for tests. It keeps what it takes, and can be told to refuse what comes next. */
export const startTestMailbox = async () => {
  const received: ReceivedMail[] = [];
  const refusals: number[] = [];
  const { smtpUrl, stop } = await startDemonstrationMailbox({
    onMessage: async (mail) => {
      const responseCode = refusals.shift();
      if (responseCode !== undefined) throw Object.assign(new Error('Refused by the test'), { responseCode });
      received.push(mail);
    },
  });
  return {
    smtpUrl,
    stop,
    received: received as readonly ReceivedMail[],
    /** Refuses the next `count` messages: 4xx for now, 5xx for good. */
    failNext: (count: number, responseCode: number): void => {
      refusals.push(...Array.from({ length: count }, () => responseCode));
    },
    /** The newest mail to an address that fits, as soon as there is one. */
    waitFor: async (
      to: string,
      fits: (mail: ReceivedMail) => boolean = () => true,
      milliseconds = 10_000,
    ): Promise<ReceivedMail> => {
      for (const until = Date.now() + milliseconds; ; await wait(20)) {
        const mail = received.findLast((each) => each.to === to && fits(each));
        if (mail !== undefined) return mail;
        const subjects = received.map((each) => `${each.to}: ${each.subject}`).join('; ');
        if (Date.now() > until) throw new Error(`No such mail to ${to}. There is: ${subjects || 'none'}`);
      }
    },
  };
};
