/** How far one filing has come, as it is kept. */
export type FilingProgress = {
  /**
   * `queued`: nothing is known to be at the other side. `sent`: the other side's reference has come back. `filed`: what is
   * there was read back, and has the checksum of what was sent. `failed`: it waits for a person.
   */
  readonly status: 'queued' | 'sent' | 'filed' | 'failed';
  readonly attempts: number;
  /** The checksum of what a try sent, or was about to; kept before anything leaves. */
  readonly expects: string | null;
  readonly reference: string | null;
  /** The checksum that was read back. */
  readonly checksum: string | null;
  /** Why the last try failed; empty when none did. */
  readonly lastError: string;
  /** When it is tried next; null when nothing waits for a time. */
  readonly nextTryAt: Date | null;
};

export type FilingEvent =
  /** What will be sent was composed, and is about to leave. */
  | { readonly what: 'begins'; readonly expects: string }
  /** The other side answered by what it knows it, having it already or from this try. */
  | { readonly what: 'has-reference'; readonly reference: string }
  /** All of it was read back. */
  | { readonly what: 'read-back'; readonly checksum: string }
  /** The other side says that what it had is not there. */
  | { readonly what: 'not-there' }
  | {
      readonly what: 'trouble';
      readonly because: string;
      /** Whether waiting mends it. */
      readonly isFinal: boolean;
      /** For how many seconds the other side asks to be left alone. */
      readonly waitSeconds: number;
      readonly at: Date;
    }
  /** A person asks for it to be tried again. */
  | { readonly what: 'asked-again' };

/** How often it is tried before it waits for a person: some two days. */
export const MOST_TRIES = 14;

const LONGEST_WAIT = 6 * 3600;

/** For how many seconds nothing is tried after so many tries: twice as long each time, and never less than was asked for. */
export const backOff = (attempts: number, asked: number): number =>
  Math.max(asked, Math.min(LONGEST_WAIT, 15 * 2 ** (attempts - 1)));

/** What is done next: send it (or find that it was sent), read it back, or nothing. */
export const nextStepOf = ({ status }: FilingProgress): 'send' | 'read-back' | 'nothing' => {
  if (status === 'queued') return 'send';
  return status === 'sent' ? 'read-back' : 'nothing';
};

const failedTry = (
  before: FilingProgress,
  { because, isFinal, waitSeconds, at }: Extract<FilingEvent, { what: 'trouble' }>,
): FilingProgress => {
  const attempts = before.attempts + 1;
  const givesUp = isFinal || attempts >= MOST_TRIES;
  return {
    ...before,
    ...{ attempts, lastError: because, status: givesUp ? 'failed' : before.status },
    nextTryAt: givesUp ? null : new Date(at.getTime() + backOff(attempts, waitSeconds) * 1000),
  };
};

/**
 * How far a filing has come after something happened. It is filed only by reading back the checksum of what was sent, under
 * a reference of the other side (PG-10); what is filed stays filed, and what has a reference is never sent again unless the
 * other side says that it is not there. What does not fit where a filing stands changes nothing.
 */
export const afterFiling = (before: FilingProgress, event: FilingEvent): FilingProgress => {
  const { status } = before;
  if (event.what === 'begins') return status === 'queued' ? { ...before, expects: event.expects } : before;
  if (event.what === 'has-reference')
    return status === 'queued' && before.expects !== null
      ? { ...before, status: 'sent', reference: event.reference }
      : before;
  if (event.what === 'read-back')
    return status === 'sent' && event.checksum === before.expects
      ? {
          ...before,
          ...{ status: 'filed', checksum: event.checksum, attempts: before.attempts + 1 },
          ...{ lastError: '', nextTryAt: null },
        }
      : before;
  if (event.what === 'not-there')
    return status === 'sent' || status === 'queued'
      ? { ...before, status: 'queued', reference: null, expects: null }
      : before;
  if (event.what === 'asked-again')
    return status === 'failed'
      ? {
          ...before,
          ...{ status: before.reference === null ? 'queued' : 'sent', attempts: 0 },
          ...{ lastError: '', nextTryAt: null },
        }
      : before;
  return nextStepOf(before) === 'nothing' ? before : failedTry(before, event);
};
