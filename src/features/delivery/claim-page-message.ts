import { sql } from 'kysely';
import type { Transaction } from '../../database/connection.ts';
import { linkToken, oneTimeCode } from '../../database/private-secrets.ts';
import { type ChildMessage, childMessage } from '../../domain/child-message.ts';
import type { Service } from '../service.ts';
import { holdPageLink } from './hold-message.ts';

export type ClaimedForChild = ChildMessage & {
  readonly channel: 'email' | 'text-message';
  readonly to: string;
  readonly organisationId: string;
};

/**
 * Takes a message to a child about their own page to send it now, as claimMessage does one to somebody invited. Null when
 * it is none, has left already, may not leave yet by the procedure's hours, or not any more: the page was closed, the link is handed over now, or what is in
 * it has run out.
 */
export const claimPageMessage = async (
  tx: Transaction,
  service: Pick<Service, 'clock' | 'secretKey' | 'publicUrl' | 'procedures' | 'bankHolidays'>,
  id: string,
): Promise<ClaimedForChild | null> => {
  const { secretKey, publicUrl } = service;
  const now = service.clock();
  const row = await tx
    .selectFrom('message')
    .innerJoin('child_page as page', 'page.id', 'message.child_page_id')
    .innerJoin('disruption', 'disruption.id', 'message.disruption_id')
    .innerJoin('organisation', 'organisation.id', 'disruption.organisation_id')
    .where('message.id', '=', id)
    .where('message.status', '=', 'queued')
    .select([
      'disruption.id as disruptionId',
      'disruption.placement_id as placementId',
      'disruption.procedure_id as procedureId',
      'disruption.procedure_version as procedureVersion',
      'page.channel',
      'page.address as to',
      'page.closed_at as closedAt',
      'organisation.id as organisationId',
      'organisation.name as organisation',
      sql<string | null>`(select l.id from guest_link l where l.id = (message.content ->> 'linkId')::uuid
        and l.withdrawn_at is null and l.expires_at > ${now})`.as('linkId'),
      sql<string | null>`(select c.id from guest_code c join guest_link l on l.id = c.link_id
        where c.id = (message.content ->> 'codeId')::uuid and c.spent_at is null and c.expires_at > ${now}
          and l.withdrawn_at is null)`.as('codeId'),
    ])
    .forUpdate('message')
    .executeTakeFirst();
  if (row === undefined) return null;
  const { channel, to, closedAt, organisationId, organisation, linkId, codeId } = row;
  const message = tx.updateTable('message').where('id', '=', id);
  if (closedAt !== null || channel === 'by-hand' || (linkId === null && codeId === null)) {
    await message.set({ status: 'not-needed' }).execute();
    return null;
  }
  // A code is asked for and awaited; a link leaves by the procedure's hours, as to everybody.
  if (codeId === null && (await holdPageLink(service, tx, { ...row, id }, now))) return null;
  await message.set((from) => ({ attempts: from('attempts', '+', 1), channel })).execute();
  const secret =
    codeId === null
      ? { link: `${publicUrl}/mine/${linkToken(secretKey, linkId ?? '')}` }
      : { code: oneTimeCode(secretKey, codeId) };
  return { ...childMessage({ organisation, channel }, secret), channel, to, organisationId };
};
