import { randomUUID } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import type { TaskList } from 'graphile-worker';
import { audit } from '../../database/audit.ts';
import { isAnchoredSince, lastSeal, saveAnchor, sealAudit } from '../../database/audit-chain.ts';
import { asService } from '../../database/connection.ts';
import { type Mailer, type Outgoing, refusalOf } from '../../delivery/smtp.ts';
import type { Service } from '../service.ts';

type Anchors = {
  readonly mailer: Mailer;
  readonly file: string | undefined;
  readonly email: string | undefined;
  readonly say?: Say;
};

type Place = 'file' | 'email';
/** Where what went wrong is said, for whoever runs the service. */
type Say = (problem: string) => void;

/** Every five minutes what was written is sealed; once a day, just after midnight UTC, its head is written down outside. */
export const auditCrontab = ['*/5 * * * * seal-audit', '5 0 * * * anchor-audit'].join('\n');

/** One line of an anchor file, as `script/audit verify --anchor` reads it. */
export const anchorLine = (seal: { readonly number: number; readonly sha256: string }, at: Date): string =>
  JSON.stringify({ number: seal.number, sha256: seal.sha256, at: at.toISOString() });

/** What went wrong, in words that hold nothing of what was written: a database's own may. */
const sealingProblem = (error: unknown): string => {
  const { code } = error as { readonly code?: unknown };
  const why =
    code === '55P03' ? 'its turn did not come within 2 seconds' : `${code ?? 'the database is not there'}`;
  return `The audit could not be sealed: ${why}`;
};

/** Seals what is open; answers what went wrong, or nothing. */
const seal = (service: Service): Promise<readonly string[]> =>
  sealAudit(service).then(
    () => [],
    (error: unknown) => [sealingProblem(error)],
  );

/** Seals what is still open as the service stops. That it could not is said, and keeps nothing from stopping. */
export const sealAtTheEnd = async (service: Service, say: Say): Promise<void> => {
  for (const problem of await seal(service)) say(problem);
};

/** Says what went wrong, and lets the queue try again. */
const insistOnNone = (problems: readonly string[], say: Say): void => {
  for (const problem of problems) say(problem);
  if (problems.length > 0) throw new Error(problems.join('. '));
};

/** For how long what was written down in one place is not written there again because the other has failed. */
const A_DAYS_TRIES = 12 * 3_600_000;

/**
 * Seals the audit, and writes the head of its chain down outside the database, for what only that can show. Each place is
 * written to whatever becomes of the other and of the sealing; `say` is told of everything that went wrong.
 */
export const auditJobs = (service: Service, { mailer, file, email, say = () => {} }: Anchors): TaskList => ({
  'seal-audit': async () => insistOnNone(await seal(service), say),
  'anchor-audit': async (_payload, helpers) => {
    const problems = [...(await seal(service))];
    const head = await asService(service, lastSeal);
    const at = service.clock();
    const isTriedAgain = (helpers.job?.attempts ?? 1) > 1;
    const anchor = async (
      place: Place,
      number: number,
      write: () => Promise<unknown>,
    ): Promise<readonly string[]> => {
      const since = new Date(at.getTime() - A_DAYS_TRIES);
      if (isTriedAgain && (await asService(service, (tx) => isAnchoredSince(tx, place, since)))) return [];
      const problem = await write().then(
        () => '',
        (error: unknown) => (place === 'email' ? refusalOf(error).reason : 'The file could not be written'),
      );
      await asService(service, async (tx) => {
        await saveAnchor(tx, { place, sealNumber: number, at, problem });
        const outcome = problem === '' ? 'allowed' : 'failed';
        await audit(tx, { act: 'anchor-audit', rule: `by-${place}`, outcome, intent: 'change' });
      });
      return problem === '' ? [] : [`The audit could not be anchored by ${place}: ${problem}`];
    };
    if (head !== undefined) {
      const line = anchorLine(head, at);
      const tries = await Promise.allSettled([
        file === undefined
          ? []
          : anchor('file', head.number, () => appendFile(file, `${line}\n`, { mode: 0o600 })),
        email === undefined
          ? []
          : anchor('email', head.number, () => mailer.send(headMail(head, email, line))),
      ]);
      for (const one of tries)
        problems.push(
          ...(one.status === 'fulfilled' ? one.value : ['That the audit is anchored could not be kept']),
        );
    }
    insistOnNone(problems, say);
  },
});

const headMail = (head: { readonly number: number }, to: string, line: string): Outgoing => ({
  id: randomUUID(),
  to,
  subject: `Head of the audit: seal ${head.number}`,
  text: `Keep this message: it shows later whether entries were cut off.\n\n${line}\n`,
  calendar: null,
});
