import { calendarFile } from '../../delivery/calendar.ts';
import { composeMessage } from '../../domain/compose-message.ts';
import { addressIn } from '../../domain/delivery.ts';
import { meetingMessage } from '../../domain/message.ts';
import { languageOf } from '../../web/language-choice.ts';
import { notThere } from '../case-door.ts';
import type { Service } from '../service.ts';
import { doAsGuest } from './guest-audit.ts';
import { forGuest } from './guest-door.ts';
import { loadOwn } from './store.ts';

/** The meeting as a file for the guest's own calendar, with the entry of their invitation, in the language of their page. */
export const sendCalendar = (service: Service, mail: { readonly from: string }) =>
  forGuest(service, async (guest, request, reply) => {
    if (guest.isAskedWhen) throw notThere();
    const own = await doAsGuest(service, guest, 'take-calendar', (tx) => loadOwn(tx, guest.invitationId));
    // Their own times already: loadOwn answers nothing of anybody else's.
    const content = meetingMessage('invitation', {
      record: guest,
      meeting: own.meeting,
      invitee: { ...own, ownWay: null },
    });
    const { calendar } = composeMessage('invitation', content, {}, languageOf(service, request));
    if (calendar === null || own.meeting.status === 'held') throw notThere();
    const file = calendarFile({
      ...calendar,
      organiserEmail: addressIn(mail.from),
      organiserName: guest.council.name,
      attendeeEmail: own.email,
      stampedAt: service.clock(),
    });
    return reply
      .type('text/calendar; charset=utf-8')
      .header('content-disposition', 'attachment; filename="meeting.ics"')
      .send(file);
  });
