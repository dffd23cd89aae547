import { randomUUID } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import type { TaskList } from 'graphile-worker';
import { lastSeal, saveAnchor, sealAudit } from '../../database/audit-chain.ts';
import { asService } from '../../database/connection.ts';
import { type Mailer, refusalOf } from '../../delivery/smtp.ts';
import type { Service } from '../service.ts';

type Anchors = {
  readonly mailer: Mailer;
  readonly file: string | undefined;
  readonly email: string | undefined;
};

/** Every five minutes what was written is sealed; once a day, just after midnight UTC, its head is written down outside. */
export const auditCrontab = ['*/5 * * * * seal-audit', '5 0 * * * anchor-audit'].join('\n');

/** One line of an anchor file, as `script/audit verify --anchor` reads it. */
export const anchorLine = (seal: { readonly number: number; readonly sha256: string }, at: Date): string =>
  JSON.stringify({ number: seal.number, sha256: seal.sha256, at: at.toISOString() });

/** Seals the audit, and writes the head of its chain down outside the database, for what only that can show. */
export const auditJobs = (service: Service, { mailer, file, email }: Anchors): TaskList => ({
  'seal-audit': async () => {
    await sealAudit(service);
  },
  'anchor-audit': async () => {
    await sealAudit(service);
    const head = await asService(service, lastSeal);
    if (head === undefined) return;
    const at = service.clock();
    const line = anchorLine(head, at);
    const anchor = async (place: 'file' | 'email', write: () => Promise<unknown>): Promise<void> => {
      const problem = await write().then(
        () => '',
        (error: unknown) => (place === 'email' ? refusalOf(error).reason : 'The file could not be written'),
      );
      await asService(service, (tx) => saveAnchor(tx, { place, sealNumber: head.number, at, problem }));
      if (problem !== '') throw new Error(`The audit could not be anchored by ${place}: ${problem}`);
    };
    if (file !== undefined) await anchor('file', () => appendFile(file, `${line}\n`, { mode: 0o600 }));
    if (email !== undefined)
      await anchor('email', () =>
        mailer.send({
          id: randomUUID(),
          to: email,
          subject: `Head of the audit: seal ${head.number}`,
          text: `Keep this message: it shows later whether entries were cut off.\n\n${line}\n`,
          calendar: null,
        }),
      );
  },
});
