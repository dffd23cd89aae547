import { createHash } from 'node:crypto';
import ical, { ICalEventBusyStatus, ICalEventTransparency } from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import { asksInWords } from '../domain/asks.ts';
import { capacityInWords } from '../domain/capacity.ts';
import { citationInWords, type Duty } from '../domain/duty.ts';
import { type Procedure, strengthInWords } from '../domain/procedure.ts';
import type { Window } from '../domain/window.ts';
import { listInWords } from '../domain/words.ts';

const isDated = (duty: Duty): duty is Duty & { readonly window: Window } => duty.window !== undefined;

/**
 * Writes what a procedure asks as a calendar file (RFC 5545): for each duty with days one entry of whole days, which
 * keeps nobody busy, in the procedure's words alone. The same duty on the same days always has the same uid: a file
 * that is opened twice adds nothing twice. Throws without a dated duty: a calendar holds at least one entry.
 */
export const planCalendar = (
  procedure: Pick<Procedure, 'id' | 'version' | 'council'>,
  duties: readonly Duty[],
  stampedAt: Date,
): string => {
  const dated = duties.filter(isDated);
  if (dated.length === 0) throw new Error('A calendar file needs an entry');
  const calendar = ical({
    prodId: { company: 'Council', product: 'Procedures', language: 'EN' },
  });
  const stamp = Temporal.Instant.fromEpochMilliseconds(stampedAt.getTime()).toZonedDateTimeISO('UTC');
  for (const { rule, duty, by, with: others = [], asks, window, because } of dated)
    calendar.createEvent({
      id: uidOf([procedure.id, procedure.version, rule, window.from ?? '', window.to]),
      stamp,
      allDay: true,
      start: Temporal.PlainDate.from(window.from ?? window.to),
      end: Temporal.PlainDate.from(window.to).add({ days: 1 }), // the first day after it (RFC 5545, 3.6.1)
      summary: `${asksInWords(asks)}${window.from === undefined ? ' (last day)' : ''}`,
      description: [
        `${strengthInWords[duty]}. The ${listInWords([by, ...others].map((who) => capacityInWords[who]))}.`,
        because.says,
        `${procedure.council}: ${citationInWords(because)} (rule ${rule}).`,
      ].join('\n\n'),
      transparency: ICalEventTransparency.TRANSPARENT,
      busystatus: ICalEventBusyStatus.FREE,
    });
  return `${calendar.toString()}\r\n`;
};

/** Plain letters and digits, however a council writes its versions and rules. */
const uidOf = (parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40);
