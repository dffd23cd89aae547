import type { FastifyReply, FastifyRequest } from 'fastify';
import { simpleParser } from 'mailparser';
import { asPerson } from '../../database/connection.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { isUuid, notThere } from '../case-door.ts';
import type { Service } from '../service.ts';
import { outboxView, sentView } from './see-outbox.view.ts';
import { findSent, listSent } from './store.ts';

const SHOWN = 100;

export const showOutbox = (service: Service) => async (request: FastifyRequest, reply: FastifyReply) => {
  const messages = await asPerson(service, signedIn(request), (tx) => listSent(tx, SHOWN));
  return reply.html(outboxView(shellFor(request, reply), { messages, most: SHOWN }));
};

type Visit = FastifyRequest<{ Params: { id: string } }>;

export const showSent = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const { id } = request.params;
  if (!isUuid(id)) throw notThere();
  const message = await asPerson(service, signedIn(request), (tx) => findSent(tx, id));
  if (message === undefined) throw notThere();
  const { text = '', headerLines, attachments } = await simpleParser(message.raw);
  return reply.html(
    sentView(shellFor(request, reply), {
      ...message,
      text,
      headers: headerLines.map(({ line }) => line),
      calendars: attachments.map(({ content }) => content.toString('utf8')),
      linksTo: service.publicUrl,
    }),
  );
};
