import type { TaskList } from 'graphile-worker';
import { z } from 'zod';
import { asService } from '../../database/connection.ts';
import { requeueForgotten } from '../../database/filings.ts';
import type { Service } from '../service.ts';
import { checkFilings } from './check-filed.ts';
import { fileMinutes } from './file-minutes.ts';
import { tryConnection } from './try-connection.ts';

const fileShape = z.object({ filingId: z.uuid() });
const tryShape = z.object({ connectionId: z.uuid() });
const checkShape = z.object({ organisationId: z.uuid().optional() });

/** After how long something that should have been tried counts as forgotten. */
const FORGOTTEN = 10 * 60_000;

/** Every ten minutes what a killed process had is queued again; at night, when few work, what is on file is read back. */
export const filingSchedule = ['*/10 * * * * recall-filings', '40 1 * * * check-filings'].join('\n');

export const filingJobs = (service: Service): TaskList => ({
  'file-minutes': (payload) => fileMinutes(service, fileShape.parse(payload).filingId),
  'try-filing': (payload) => tryConnection(service, tryShape.parse(payload).connectionId),
  'check-filings': (payload) => checkFilings(service, checkShape.parse(payload).organisationId ?? null),
  'recall-filings': () =>
    asService(service, (tx) => requeueForgotten(tx, new Date(service.clock().getTime() - FORGOTTEN))),
});
