import { asService } from '../database/connection.ts';
import { addDays, instantInLondon, type PlainDate } from '../domain/dates.ts';
import type { Service } from '../features/service.ts';

/** Messages of today and yesterday really leave, so that the outbox has something in it. */
const DAYS_IN_OUTBOX = 2;

/** Marks older messages as having left when they were queued: nobody is to get them today. */
export const leaveEarlierMessages = async (service: Service, today: PlainDate): Promise<void> => {
  await asService(service, (tx) =>
    tx
      .updateTable('message')
      .where('message.status', '=', 'queued')
      .where('message.queued_at', '<', instantInLondon(addDays(today, 1 - DAYS_IN_OUTBOX), '00:00'))
      .set((from) => ({
        status: 'sent',
        channel: 'email',
        attempts: 1,
        sent_at: from.ref('message.queued_at'),
      }))
      .execute(),
  );
};
