/** Milliseconds without a word after which nobody is reading a return any more: its process was killed. */
const SILENT = 60_000;

/** The moment since which whoever reads a return has to have said something, to be taken for reading it still. */
export const silentSince = (now: Date): Date => new Date(now.getTime() - SILENT);

/** Whether a return is being read, by somebody who still says so. */
export const isBeingRead = (
  { state, movedAt }: { readonly state: string; readonly movedAt: Date },
  now: Date,
): boolean => state === 'reading' && movedAt >= silentSince(now);
