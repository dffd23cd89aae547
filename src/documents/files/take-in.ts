import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { tooLargeFile } from '../../domain/files/format.ts';
import { allowed, type Result, refused } from '../../domain/result.ts';
import type { CleanFile } from './intake.ts';

/** How long a file may take to be read; a file that is made to take for ever takes no longer. */
const mostMilliseconds = 30_000;
const notRead =
  'We could not read this file. It may be damaged, or too large. Save it again, or add a photo of it';

/** All of our environment that a reader gets: where Node keeps what it has compiled, which halves the time to start one. */
const kept = getCompileCacheDir();
const compiled = kept === undefined ? {} : { NODE_COMPILE_CACHE: dirname(kept) };

/** What the worker answers. */
export type Answer = CleanFile | { readonly refused: string };

const inWorker = (bytes: Uint8Array): Promise<Answer> =>
  new Promise((resolve) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: bytes,
      resourceLimits: { maxOldGenerationSizeMb: 512 },
      env: compiled,
      // What a reader mutters of a file is nothing for the log.
      stdout: true,
      stderr: true,
    });
    const end = (answer: Answer): void => {
      clearTimeout(timer);
      resolve(answer);
      void worker.terminate();
    };
    const timer = setTimeout(() => end({ refused: notRead }), mostMilliseconds);
    worker.once('message', end);
    worker.once('error', () => end({ refused: notRead }));
    worker.once('exit', () => end({ refused: notRead }));
  });

// One at a time: a photo takes 500 MB while it is drawn anew.
let before: Promise<unknown> = Promise.resolve();

/**
 * Takes in a file that somebody sent: tells by its content what it is, and gives it back as it may be kept, in a form of
 * ours and with nothing in it but what it shows or says aloud. Refuses, at the field `file`, what is not a picture, PDF,
 * Word document or sound, and what cannot be cleaned, with what to do instead; `isTooLarge` where a form's reader has cut it off. Its readers run in a thread of their own:
 * no file can stop the service.
 */
export const takeFileIn = async (bytes: Uint8Array, isTooLarge = false): Promise<Result<CleanFile>> => {
  if (isTooLarge) return refused([{ field: 'file', message: tooLargeFile }]);
  const answering = before.then(() => inWorker(bytes));
  before = answering;
  const answer = await answering;
  return 'refused' in answer ? refused([{ field: 'file', message: answer.refused }]) : allowed(answer);
};
