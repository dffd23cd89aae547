import { addDays, type PlainDate } from './dates.ts';
import { allowed, type Result, refused } from './result.ts';

/** A key by which a council's directory proves itself. It holds before `expiresOn`. */
export type DirectoryKey = {
  readonly id: string;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly expiresOn: PlainDate;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
};

/** So that the old one goes on while the new one is put in its place. */
const MOST_LIVE = 2;
const DAYS_OF_A_KEY = 365;

export const isLive = ({ expiresOn, revokedAt }: DirectoryKey, today: PlainDate): boolean =>
  revokedAt === null && expiresOn > today;

/** The day from which a new key no longer holds, 365 days on; refused while two hold already. */
export const newKeyExpires = (keys: readonly DirectoryKey[], today: PlainDate): Result<PlainDate> =>
  keys.filter((key) => isLive(key, today)).length >= MOST_LIVE
    ? refused([{ field: '', message: 'There are two keys already. Revoke one before you make another' }])
    : allowed(addDays(today, DAYS_OF_A_KEY));
