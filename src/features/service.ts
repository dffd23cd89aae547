import type { Acting, Database } from '../database/connection.ts';
import type { VaultKeys } from '../database/sealing.ts';
import type { Channel } from '../domain/contact-channel.ts';
import { dateInLondon, type PlainDate } from '../domain/dates.ts';
import type { FactorList } from '../domain/factor.ts';
import type { PanelForm } from '../domain/panel-form.ts';
import type { Procedures } from '../domain/procedure.ts';
import type { Problem } from '../domain/result.ts';
import type { Schedule } from '../domain/retention.ts';
import type { CodeList } from '../domain/ssda903/codes.ts';
import type { Calendar } from '../domain/window.ts';
import type { FilingSystem } from '../filing/system.ts';

/** What every feature is given; the composition root makes it once. */
export type Service = {
  readonly db: Database;
  readonly clock: () => Date;
  readonly procedures: Procedures;
  /** What played a part, in words that meetings share: every version, in the order in which they come into force. */
  readonly factorLists: readonly FactorList[];
  /** How long each kind of record is kept, and what each council decided. */
  readonly retention: Schedule;
  /** The codes of the yearly return, by column and collection year. */
  readonly returnCodes: readonly CodeList[];
  /** The forms that panels are sent: every version of each, in the order in which they come into force. */
  readonly panelForms: readonly PanelForm[];
  readonly bankHolidays: ReadonlyMap<PlainDate, string>;
  /** The last day up to which the bank holidays are known. */
  readonly knownUntil: PlainDate;
  /** Where people outside reach the service, without a slash at the end. */
  readonly publicUrl: string;
  /** What private links and one-time codes are made from; never leaves the process. */
  readonly secretKey: string;
  /** What seals and opens who the carers of a placement are; never leaves the process either. */
  readonly vaultKeys: VaultKeys;
  /** Minutes for which a sign-in counts as fresh. */
  readonly stepUpMinutes: number;
  /** The folder that minutes are filed in. */
  readonly filingDir: string;
  /** The systems that councils file in, of all councils. */
  readonly filingSystems: readonly FilingSystem[];
  readonly isDemonstration: boolean;
  /** The ways that messages leave by themselves; letters and what is handed over are for people. */
  readonly sends: ReadonlySet<Channel>;
};

/** Which days are worked, and what today is at an instant. */
export const calendarAt = ({ bankHolidays, knownUntil }: Service, now: Date): Calendar => ({
  bankHolidays,
  knownUntil,
  today: dateInLondon(now),
});

/** Who does something: what rules, the history and the audit need of a signed-in person. */
export type Actor = Acting & {
  readonly name: string;
  /** The post they are known by, and every post they hold today. */
  readonly post: string;
  readonly posts: readonly string[];
  readonly organisationId: string;
  /** When they last proved who they are. */
  readonly authenticatedAt: Date;
};

/** What a form came to: where the person goes next, or what they must mend. */
export type Outcome =
  | { readonly ok: true; readonly location: string }
  | { readonly ok: false; readonly problems: readonly Problem[] };
