import { confirmChannels, loadReach, saveReachOf } from '../../database/contact-channels.ts';
import { addHistory } from '../../database/history.ts';
import { queueSending } from '../../database/messages.ts';
import { loadProposal } from '../../database/proposed-times.ts';
import { openVault, vaultOf } from '../../database/vault.ts';
import { carerOfSource } from '../../domain/carer-identity.ts';
import {
  type Channel,
  channelInWords,
  type PersonToReach,
  peopleToReach,
  reachNobodyAsked,
  saveReach,
  wrongEmailOf,
} from '../../domain/contact-channel.ts';
import { contactOfSource } from '../../domain/invitation.ts';
import { listInWords } from '../../domain/words.ts';
import { readDate, readList, readText, type Typed } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, notThere, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { reachView } from './reach.view.ts';
import { type Details, detailsOf, requeueFor, saveDetails } from './reach-store.ts';

const personOn = ({ record }: Pick<OpenCase, 'record'>, source: string): PersonToReach => {
  const person = peopleToReach(record.placement).find((one) => one.source === source);
  if (person === undefined) throw notThere();
  return person;
};

/** Whether somebody is invited, or asked which times they can: either way they were sent a link. */
const isInvited = async (
  { tx, record: { id, meeting } }: Pick<OpenCase, 'tx' | 'record'>,
  source: string,
): Promise<boolean> => {
  if (meeting === null)
    return (await loadProposal(tx, id))?.people.some((one) => one.source === source) ?? false;
  return meeting.invitations.some((one) => one.source === source && one.status === 'invited');
};

/** Where each way leads: what was typed for somebody on the case, what is in the vault for a carer. */
const whereItLeads = async (
  { tx, record }: OpenCase,
  service: Service,
  source: string,
  typed: Details,
): Promise<Readonly<Record<Exclude<Channel, 'by-hand'>, string>>> => {
  const carerId = carerOfSource(source);
  const [found] =
    carerId === undefined
      ? [typed]
      : ((await openVault(tx, service, vaultOf(record), 'confirms-channel'))[carerId] ?? []);
  const { email = '', phone = '', address = '' } = found ?? {};
  return { email, 'text-message': phone, letter: address };
};

/**
 * Keeps how somebody is reached and what was made sure of. What waited for that is sent; nothing more is to somebody who is
 * to be left alone.
 */
const save = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly source: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'confirm-channel' }, async (open) => {
    const { tx, record, now, today } = open;
    const { source, name } = personOn(open, form.source);
    const contactId = contactOfSource(source);
    const before = await detailsOf(tx, contactId);
    const details: Details = {
      // Where messages have gone, their links are closed with the address: see correct-address.ts.
      email: (await isInvited(open, source)) ? before.email : readText(typed, 'email'),
      phone: readText(typed, 'phone'),
      address: readText(typed, 'address'),
    };
    const problem = wrongEmailOf({ source, email: details.email }, record.placement.contacts);
    const saved = insist(
      saveReach(
        {
          confirms: readList(typed, 'confirms'),
          how: readText(typed, 'how'),
          confirmedOn: readDate(typed, 'confirmedOn'),
          prefers: readText(typed, 'prefers') || 'any',
          language: readText(typed, 'language'),
          format: readText(typed, 'format'),
          needs: readText(typed, 'needs'),
          stopped: readText(typed, 'stopped'),
          stoppedNote: readText(typed, 'stoppedNote'),
        },
        { brokeDownOn: record.brokeDownOn, today, at: await whereItLeads(open, service, source, details) },
        problem,
      ),
    );
    if (contactId !== undefined) await saveDetails(tx, contactId, details);
    const of = { placementId: record.placement.id, source };
    const by = { by: actor.id, at: now };
    await saveReachOf(tx, of, saved, by);
    await confirmChannels(tx, of, { ...saved, channels: saved.confirms }, by);
    await queueSending(tx, ...(await requeueFor(tx, of)));
    const confirmed = saved.confirms.map((channel) => channelInWords[channel].toLowerCase());
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'confirm-channel',
      summary:
        saved.stopped !== null
          ? `Noted that nothing is to be sent to ${name} any more`
          : confirmed.length > 0
            ? `Confirmed how ${name} is reached: ${listInWords(confirmed)}`
            : `Noted how ${name} wants to be reached`,
      facts: { source, channels: saved.confirms },
    });
    return `/disruptions/${record.id}/reach`;
  });

export const reachForm: FormOnCase<'source'> = {
  act: 'confirm-channel',
  save: (service, actor, form, typed, { source }) => save(service, actor, { ...form, source }, typed),
  show: async (shell, page) => {
    const { tx, record, params } = page;
    const person = personOn(page, params.source);
    const reach = (await loadReach(tx, record.placement.id))[params.source] ?? reachNobodyAsked;
    const contactId = contactOfSource(params.source);
    const atFirst: Typed = {
      ...(await detailsOf(tx, contactId)),
      prefers: reach.prefers ?? 'any',
      language: reach.language,
      format: reach.format,
      needs: reach.needs,
      stopped: reach.stopped?.because ?? '',
      stoppedNote: reach.stopped?.note ?? '',
    };
    return reachView(shell, {
      ...page,
      person,
      reach,
      isKept: contactId === undefined,
      isInvited: await isInvited(page, params.source),
      typed: Object.keys(page.typed).length > 0 ? page.typed : atFirst,
    });
  },
};
