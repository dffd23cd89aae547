import type { FastifyReply } from 'fastify';
import { loadApart } from '../../database/kept-apart.ts';
import { loadPacks } from '../../database/packs.ts';
import { mayDo } from '../../domain/access.ts';
import { clashesOf } from '../../domain/kept-apart.ts';
import { packDueOn } from '../../domain/pack.ts';
import { seenOf } from '../../domain/pack-release.ts';
import { heardOf, preparationOf } from '../../domain/preparation.ts';
import { meetingReminders } from '../../domain/procedure.ts';
import { remindersFor } from '../../domain/reminder.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { withCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { loadTold } from './held-store.ts';
import type { Visit } from './see-invitations.ts';
import { seePreparationView } from './see-preparation.view.ts';
import { listInvited } from './store.ts';

export const showPreparation = (service: Service) => async (request: Visit, reply: FastifyReply) =>
  reply.html(
    await withCase(
      service,
      signedIn(request),
      request.params.id,
      'see-disruption',
      async ({ tx, record, procedure, capacities, now, today }) =>
        seePreparationView(shellFor(request, reply), {
          record,
          clashes: clashesOf(record, await loadApart(tx, record.id)),
          prepared: preparationOf(await listInvited(tx, record.id), now),
          reminders:
            record.meeting === null
              ? []
              : remindersFor(meetingReminders(procedure.reminders), record.meeting, service.bankHolidays),
          told: await loadTold(tx, record.id),
          tellsChildFirst: procedure.sending?.['child-told-first'] === 'yes',
          mayTellChild: mayDo('tell-child', capacities),
          packs:
            record.meeting === null
              ? []
              : seenOf(
                  await loadPacks(tx, record.meeting.id),
                  record.meeting.invitations,
                  record.placement.children,
                ),
          packDueOn:
            record.meeting === null || procedure.pack === undefined
              ? null
              : packDueOn(procedure.pack.before, record.meeting.heldOn, service.bankHolidays),
          today,
          heard: heardOf(record.placement.children, record.views),
          mayRemind: mayDo('retry-message', capacities),
          mayRecordViews: mayDo('record-views', capacities),
        }),
    ),
  );
