import { Logger, makeWorkerUtils, run } from 'graphile-worker';
import pg from 'pg';
import { senderOf } from './app.ts';
import type { Config } from './config.ts';
import { startDemonstrationMailbox } from './delivery/demonstration-mailbox.ts';
import { createNotify } from './delivery/notify.ts';
import { createMailer, type Mailer } from './delivery/smtp.ts';
import { demonstrationTexter, type Texter } from './delivery/texter.ts';
import { actionJobs, actionSchedule } from './features/actions/chase.ts';
import { auditCrontab, auditJobs } from './features/audit/jobs.ts';
import { copyJobs } from './features/copies/let-copy-go.ts';
import { copyReminderJobs, copyReminderSchedule } from './features/copies/remind-of-copies.ts';
import { feedbackJobs, feedbackSchedule } from './features/delivery/ask-for-feedback.ts';
import { deliveryJobs } from './features/delivery/jobs.ts';
import { reminderJobs, reminderSchedule } from './features/delivery/reminder-jobs.ts';
import { keepTaken } from './features/delivery-receipts/store.ts';
import { figureJobs, figureSchedule } from './features/figures/make-figures.ts';
import { filingJobs, filingSchedule } from './features/filing/jobs.ts';
import { leaverJobs, leaverSchedule } from './features/leavers.ts';
import { noticeJobs } from './features/notices/jobs.ts';
import { startOutbox } from './features/outbox/store.ts';
import { importJobs, importSchedule } from './features/people/import-jobs.ts';
import { disposalJobs } from './features/retention/jobs.ts';
import type { Service } from './features/service.ts';

// What goes wrong with a job is kept with its message and shown on its case; a log of every job tells nobody anything.
const quiet = new Logger(() => () => {});

/** What messages leave by; without a texter, no text messages do. */
type Senders = { readonly mailer: Mailer; readonly texter: Texter | undefined; readonly from: string };

/**
 * GOV.UK Notify when it is configured, else the configured mail server, which carries no text messages, else what the
 * demonstration has: a mail server of its own, which puts everything into the outbox. Leaves in `running` how to stop.
 */
const startSenders = async (
  config: Config,
  service: Service,
  running: AsyncDisposableStack,
): Promise<Senders> => {
  const { clock } = service;
  const from = senderOf(config);
  if (config.notify)
    return { ...createNotify({ ...config.notify, clock, onTaken: keepTaken(service) }), from };
  const smtpUrl = config.mail?.smtpUrl ?? (await demonstrationMail(service, running));
  const mailer = createMailer({ smtpUrl, from });
  running.defer(() => mailer.close());
  const texter = config.mail ? undefined : demonstrationTexter({ onMessage: startOutbox(service.db), clock });
  return { mailer, texter, from };
};

/** Starts doing what was queued, in this process. Leaves in `running` how to stop. */
export const startWork = async (
  config: Config,
  service: Service,
  databaseUrl: string,
  running: AsyncDisposableStack,
): Promise<void> => {
  const senders = await startSenders(config, service, running);
  const { mailer } = senders;
  // The built-in database has one service: whatever holds a job now was killed.
  if (config.databaseUrl === undefined) await takeBackJobs(databaseUrl);
  const runner = await run({
    connectionString: databaseUrl,
    taskList: {
      ...deliveryJobs(service, senders),
      ...copyJobs(service),
      ...copyReminderJobs(service),
      ...filingJobs(service),
      ...disposalJobs(service),
      ...noticeJobs(service, { mailer }),
      ...leaverJobs(service),
      ...reminderJobs(service),
      ...feedbackJobs(service),
      ...importJobs(service),
      ...actionJobs(service),
      ...figureJobs(service),
      ...auditJobs(service, { mailer, ...config.auditAnchors, say: console.error }),
    },
    crontab: [
      ...[leaverSchedule, importSchedule, reminderSchedule, copyReminderSchedule],
      ...[actionSchedule, figureSchedule, filingSchedule, auditCrontab, feedbackSchedule],
    ].join('\n'),
    concurrency: 4,
    noHandleSignals: true,
    logger: quiet,
  });
  running.defer(() => runner.stop());
};

const demonstrationMail = async (service: Service, running: AsyncDisposableStack): Promise<string> => {
  const mailbox = await startDemonstrationMailbox({ onMessage: startOutbox(service.db) });
  running.defer(() => mailbox.stop());
  return mailbox.smtpUrl;
};

/** The queue holds a killed process's jobs for hours; they may be sent at once, each marked once as far as mail allows. */
const takeBackJobs = async (connectionString: string): Promise<void> => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const held = await client.query<{ locked_by: string }>(
    'select distinct locked_by from graphile_worker._private_jobs where locked_by is not null',
  );
  await client.end();
  const utils = await makeWorkerUtils({ connectionString, logger: quiet });
  await utils.forceUnlockWorkers(held.rows.map(({ locked_by }) => locked_by));
  await utils.release();
};
