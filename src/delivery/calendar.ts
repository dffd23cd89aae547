import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventClass,
  ICalEventStatus,
} from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import type { CalendarEntry } from '../domain/compose-message.ts';

const LONDON = 'Europe/London';

// The rules since 1996: clocks change at 01:00 UTC on the last Sundays of March and October (SI 2002/262).
const londonTime = `BEGIN:VTIMEZONE
TZID:${LONDON}
BEGIN:DAYLIGHT
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
TZNAME:BST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
TZNAME:GMT
END:STANDARD
END:VTIMEZONE`;

/**
 * Writes a meeting, or its cancellation, as a calendar file for one attendee alone (RFC 5545; RFC 5546, 3.2.2 and
 * 3.2.5). The same uid and a higher sequence change an entry that is there. Answers are given elsewhere, so none is
 * asked for. `attendeeEmail` is empty for somebody who takes their own file. Throws on a uid that is not plain letters, digits and hyphens.
 */
export const calendarFile = ({
  method,
  uid,
  sequence,
  heldOn,
  startsAt,
  minutesLong,
  title,
  place,
  description,
  organiserEmail,
  organiserName,
  attendeeEmail,
  stampedAt,
}: CalendarEntry & {
  readonly organiserEmail: string;
  readonly organiserName: string;
  readonly attendeeEmail: string;
  readonly stampedAt: Date;
}): string => {
  if (!/^[\w-]+$/.test(uid)) throw new Error('A calendar entry needs a plain uid');
  // No zone for the calendar as a whole: with one, the stamp would not be in UTC (RFC 5545, 3.8.7.2).
  const calendar = ical({
    prodId: { company: 'Council', product: 'Meetings', language: 'EN' },
    // A request has somebody it is to (RFC 5546, 3.2.2).
    method: ICalCalendarMethod[attendeeEmail === '' ? 'PUBLISH' : method],
    timezone: { name: null, generator: () => londonTime },
  });
  const start = Temporal.PlainDate.from(heldOn).toZonedDateTime({ timeZone: LONDON, plainTime: startsAt });
  calendar.createEvent({
    id: uid,
    sequence,
    stamp: Temporal.Instant.fromEpochMilliseconds(stampedAt.getTime()).toZonedDateTimeISO('UTC'),
    timezone: LONDON,
    start,
    end: start.add({ minutes: minutesLong }),
    summary: title,
    location: place,
    description,
    class: ICalEventClass.PRIVATE,
    status: method === 'CANCEL' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: organiserName, email: organiserEmail },
    attendees:
      attendeeEmail === ''
        ? []
        : [
            {
              email: attendeeEmail,
              role: ICalAttendeeRole.REQ,
              status: ICalAttendeeStatus.NEEDSACTION,
              rsvp: false,
            },
          ],
  });
  return `${calendar.toString()}\r\n`;
};
