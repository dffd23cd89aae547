import { parentPort, workerData } from 'node:worker_threads';
import { RefusedFile } from '../../domain/files/bytes.ts';
import { cleanFile } from './intake.ts';
import type { Answer } from './take-in.ts';

/** Reads the one file that it was started with, and says what came of it; what no reader of ours expected ends it. */
const answer: Answer = await cleanFile(workerData).catch((error: unknown) => {
  if (error instanceof RefusedFile) return { refused: error.message };
  throw error;
});
parentPort?.postMessage(answer);
