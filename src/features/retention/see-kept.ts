import type { FastifyReply, FastifyRequest } from 'fastify';
import { addHistory } from '../../database/history.ts';
import { mayDo } from '../../domain/access.ts';
import { inWords } from '../../domain/dates.ts';
import { lifeEventInWords, recordLifeEvent } from '../../domain/life-event.ts';
import { readDate, readText, type Typed } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import {
  changeCase,
  type FormOnCase,
  insist,
  isUuid,
  notThere,
  type OpenCase,
  withCase,
} from '../case-door.ts';
import type { Service } from '../service.ts';
import { type KeptCase, loadKept } from './facts-store.ts';
import { recordEventView } from './record-event.view.ts';
import { seeKeptView } from './see-kept.view.ts';
import { findEvent, insertEvent, loadHolds, takeEventBack } from './store.ts';

type Visit = FastifyRequest<{ Params: { id: string } }>;

const openKept = async (
  { tx, record }: Pick<OpenCase, 'tx' | 'record'>,
  { retention }: Service,
): Promise<KeptCase> => {
  const kept = await loadKept(tx, retention, record.placement.id);
  if (kept === undefined) throw notThere();
  return kept;
};

/** How long a case is kept, why, and what changed that. */
export const showKept = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const shown = await withCase(
    service,
    signedIn(request),
    request.params.id,
    'see-disruption',
    async (open) => ({
      record: open.record,
      kept: await openKept(open, service),
      holds: await loadHolds(open.tx, open.record.placement.id),
      mayRecord: mayDo('record-life-event', open.capacities),
      mayHold: mayDo('hold-case', open.capacities),
    }),
  );
  return reply.html(seeKeptView(shellFor(request, reply), shown));
};

/** Takes down what happened long after, since it changes how long a case is kept. */
export const eventForm = (service: Service): FormOnCase => ({
  act: 'record-life-event',
  show: recordEventView,
  save: (_, actor, form, typed) =>
    changeCase(service, actor, { ...form, act: 'record-life-event' }, async (open) => {
      const { tx, record, now, today } = open;
      const { events } = await openKept(open, service);
      const { children, organisationId, id: placementId } = record.placement;
      const event = insist(
        recordLifeEvent(
          {
            kind: readText(typed, 'kind'),
            childId: readText(typed, 'childId'),
            on: readDate(typed, 'on'),
            evidence: readText(typed, 'evidence'),
          },
          { children, events, today },
        ),
      );
      await insertEvent(tx, { organisationId, placementId }, event, { by: actor.id, at: now });
      await addHistory(tx, record.id, {
        ...{ at: now, by: actor, act: 'record-life-event' },
        summary: `Recorded for how long this is kept: ${lifeEventInWords[event.kind]}, ${inWords(event.on)}`,
      });
      return `/disruptions/${record.id}/kept`;
    }),
});

/** Takes back what was recorded by mistake. */
export const postTakeBack =
  (service: Service) =>
  async (
    request: FastifyRequest<{ Params: { id: string; eventId: string }; Body: Typed }>,
    reply: FastifyReply,
  ) => {
    const actor = signedIn(request);
    const { id, eventId } = request.params;
    const form = {
      disruptionId: id,
      act: 'record-life-event',
      key: readText(request.body, '_key'),
    } as const;
    const outcome = await changeCase(service, actor, form, async (open) => {
      const { tx, record, now } = open;
      const event = isUuid(eventId) ? await findEvent(tx, record.placement.id, eventId) : undefined;
      if (event === undefined) throw notThere();
      // Somebody else was a moment faster.
      if (event.takenBackAt !== null) return `/disruptions/${record.id}/kept`;
      await takeEventBack(tx, eventId, { by: actor.id, at: now });
      await addHistory(tx, record.id, {
        ...{ at: now, by: actor, act: 'record-life-event' },
        summary: `Took back, as a mistake: ${lifeEventInWords[event.kind]}, ${inWords(event.on)}`,
      });
      return `/disruptions/${record.id}/kept`;
    });
    return reply.redirect(outcome.ok ? outcome.location : `/disruptions/${id}/kept`, 303);
  };
