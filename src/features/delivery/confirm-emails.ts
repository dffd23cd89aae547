import { confirmChannels, loadReach } from '../../database/contact-channels.ts';
import { addHistory } from '../../database/history.ts';
import { queueSending } from '../../database/messages.ts';
import { openVault, vaultOf } from '../../database/vault.ts';
import { carerOfSource } from '../../domain/carer-identity.ts';
import { confirmEmails, type WithEmail } from '../../domain/confirm-emails.ts';
import { notConfirmed, peopleToReach } from '../../domain/contact-channel.ts';
import { dateInLondon } from '../../domain/dates.ts';
import { listInWords } from '../../domain/words.ts';
import { readDate, readList, readText, type Typed, typedDate } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { confirmEmailsView } from './confirm-emails.view.ts';
import { requeueFor } from './reach-store.ts';

/** Everybody on the case with the e-mail address on record; carers' come from the vault. */
const withEmails = async (service: Service, { tx, record }: OpenCase): Promise<readonly WithEmail[]> => {
  const { placement } = record;
  const kept =
    placement.carers.length === 0 ? {} : await openVault(tx, service, vaultOf(record), 'confirms-channel');
  return peopleToReach(placement).map((person) => {
    const carerId = carerOfSource(person.source);
    const email =
      carerId === undefined
        ? placement.contacts.find(({ id }) => `contact-${id}` === person.source)?.email
        : kept[carerId]?.[0].email;
    return { ...person, email: email ?? '' };
  });
};

/** Confirms that the e-mail addresses of several people are right, and sends what waited for it. */
const save = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'confirm-channel' }, async (open) => {
    const { tx, record, now, today } = open;
    const confirmed = insist(
      confirmEmails(
        {
          sources: readList(typed, 'sources'),
          how: readText(typed, 'how'),
          confirmedOn: readDate(typed, 'confirmedOn'),
        },
        { people: await withEmails(service, open), brokeDownOn: record.brokeDownOn, today },
      ),
    );
    const { people, how, confirmedOn } = confirmed;
    for (const { source } of people) {
      const of = { placementId: record.placement.id, source };
      await confirmChannels(tx, of, { channels: ['email'], how, confirmedOn }, { by: actor.id, at: now });
      await queueSending(tx, ...(await requeueFor(tx, of)));
    }
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'confirm-channel',
      summary: `Confirmed the e-mail addresses of ${listInWords(people.map(({ name }) => name))}`,
    });
    return `/disruptions/${record.id}/reach`;
  });

export const confirmEmailsForm: FormOnCase = {
  act: 'confirm-channel',
  save,
  atFirst: ({ now }) => typedDate('confirmedOn', dateInLondon(now)),
  show: async (shell, page) => {
    const { tx, record } = page;
    const reach = await loadReach(tx, record.placement.id);
    const open = notConfirmed(peopleToReach(record.placement), reach, {
      brokeDownOn: record.brokeDownOn,
      channel: 'email',
    });
    return confirmEmailsView(shell, { ...page, people: open });
  },
};
