import type { TaskList } from 'graphile-worker';
import { z } from 'zod';
import { audit } from '../../database/audit.ts';
import { asService } from '../../database/connection.ts';
import { type Mailer, refusalOf } from '../../delivery/smtp.ts';
import { noticeInWords } from '../../domain/notice.ts';
import type { Service } from '../service.ts';
import { noticeToSend, saveNoticeSent } from './store.ts';

const payloadShape = z.object({ noticeId: z.uuid() });

/** Sends colleagues word of what they are to know, by the reference of a case and nothing else of it. */
export const noticeJobs = (service: Service, { mailer }: { readonly mailer: Mailer }): TaskList => ({
  'send-notice': async (payload, { job }) => {
    const { noticeId } = payloadShape.parse(payload);
    const noted = { rule: 'job', intent: 'change', subject: { kind: 'notice', id: noticeId } } as const;
    // Written before it leaves: while the audit takes nothing, nothing is sent.
    const due = await asService(service, async (tx) => {
      const waiting = await noticeToSend(tx, noticeId);
      if (waiting) await audit(tx, { ...noted, act: 'try-notice', outcome: 'allowed' });
      return waiting;
    });
    if (due === undefined) return;
    const save = (outcome: Parameters<typeof saveNoticeSent>[2]) =>
      asService(service, async (tx) => {
        await saveNoticeSent(tx, noticeId, outcome);
        await audit(tx, {
          ...noted,
          act: 'send-notice',
          outcome: outcome.status === 'sent' ? 'allowed' : 'failed',
        });
      });
    try {
      await mailer.send({
        id: noticeId,
        to: due.email,
        ...noticeInWords({ ...due, publicUrl: service.publicUrl }),
        calendar: null,
      });
    } catch (error) {
      const { reason, isPermanent } = refusalOf(error);
      const gaveUp = isPermanent || job.attempts >= job.max_attempts;
      await save({ status: gaveUp ? 'failed' : 'queued', at: service.clock(), error: reason });
      if (gaveUp) return;
      throw new Error(`Notice ${noticeId} was not taken: ${reason}`);
    }
    await save({ status: 'sent', at: service.clock() });
  },
});
