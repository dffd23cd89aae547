import { randomUUID } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { Transaction } from '../../database/connection.ts';
import { loadReach } from '../../database/contact-channels.ts';
import { addHistory } from '../../database/history.ts';
import { openVault, vaultOf } from '../../database/vault.ts';
import { renderPdf } from '../../documents/pdf.ts';
import { carerOfSource } from '../../domain/carer-identity.ts';
import { addressLines, reachNobodyAsked, writtenIn } from '../../domain/contact-channel.ts';
import { contactOfSource } from '../../domain/invitation.ts';
import { composeLetter } from '../../domain/letter.ts';
import { readText } from '../../web/typed.ts';
import { signedIn } from '../../web/visitor.ts';
import { changeCase, isUuid, notThere, type OpenCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { detailsOf } from './reach-store.ts';
import type { Visit } from './see-invitations.ts';
import { messageToPrint } from './store.ts';

type Addressee = { readonly name: string; readonly source: string };

const noteOpening = async (
  tx: Transaction,
  { record, now }: OpenCase,
  personId: string,
  name: string,
): Promise<void> => {
  await tx
    .insertInto('vault_opening')
    .values({
      ...{ id: randomUUID(), disruption_id: record.id, person_id: personId, at: now },
      reason: `To print a letter to ${name}`,
    })
    .execute();
};

/** What stands in the window of the envelope: of a carer it comes from the vault, and that is written down. */
const windowOf = async (
  service: Service,
  open: OpenCase,
  actorId: string,
  { name, source }: Addressee,
): Promise<readonly string[]> => {
  const carerId = carerOfSource(source);
  if (carerId === undefined) {
    const { address } = await detailsOf(open.tx, contactOfSource(source));
    return [name, ...addressLines(address)];
  }
  const [present] = (await openVault(open.tx, service, vaultOf(open.record), 'prints-letter'))[carerId] ?? [];
  await noteOpening(open.tx, open, actorId, name);
  return present === undefined ? [name] : [present.name, ...addressLines(present.address)];
};

/** Prints what is to be posted or handed over, addressed for a window envelope, and in large print where that is wished. */
export const printLetter = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const { id, messageId } = request.params;
  const actor = signedIn(request);
  const form = { disruptionId: id, act: 'open-vault', key: readText(request.body, '_key') } as const;
  let letter: Uint8Array | undefined;
  const outcome = await changeCase(service, actor, form, async (open) => {
    const { tx, record, now } = open;
    if (!isUuid(messageId)) throw notThere();
    const back = `/disruptions/${record.id}/invitations`;
    const message = await messageToPrint(tx, record.id, messageId);
    // Somebody has posted it meanwhile, or it is not needed any more.
    if (message === undefined) return back;
    const { kind, content, name, source } = message;
    const { format, language } = (await loadReach(tx, record.placement.id))[source] ?? reachNobodyAsked;
    const doc = composeLetter(kind, content, now, writtenIn(language));
    letter = await renderPdf(
      doc,
      {
        title: doc.title,
        author: content.organisation,
        createdAt: now,
        type: format === 'large-print' ? 'large' : 'ordinary',
      },
      {
        to: await windowOf(service, open, actor.id, { name, source }),
        from: content.organisation,
      },
    );
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'print-letter',
      summary: `Printed a letter to ${name}`,
    });
    return back;
  });
  if (!outcome.ok) throw new Error('A letter has nothing to refuse');
  return letter === undefined
    ? reply.redirect(outcome.location, 303)
    : reply
        .type('application/pdf')
        .header('content-disposition', 'attachment; filename="letter.pdf"')
        .send(Buffer.from(letter));
};
