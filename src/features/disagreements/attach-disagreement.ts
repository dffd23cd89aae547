import { randomUUID } from 'node:crypto';
import { loadUnattached } from '../../database/disagreements.ts';
import { addHistory } from '../../database/history.ts';
import { dateInLondon } from '../../domain/dates.ts';
import {
  attachDisagreement,
  disputables,
  type SentDisagreement,
  whoMayDisagree,
} from '../../domain/disagreement.ts';
import { withholdableFrom } from '../../domain/minutes.ts';
import { refused } from '../../domain/result.ts';
import { readDate, readList, readText, type Typed, typedDate } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { attachDisagreementView } from './attach-disagreement.view.ts';
import { copiesOut, insertDisagreement } from './store.ts';

const choicesOn = async ({ tx, record }: OpenCase) => ({
  records: disputables(record, await copiesOut(tx, record.id)),
  people: whoMayDisagree(record),
});

const attachedAlready = {
  field: '',
  message: 'Somebody has attached this statement already: it stands on the case',
};

/** What somebody sent that the form is about: their words stand as they sent them, whatever a form says. */
const sentOn = async ({ tx, record }: OpenCase, typed: Typed): Promise<SentDisagreement | undefined> => {
  const id = readText(typed, 'sent');
  if (id === '') return undefined;
  const sent = (await loadUnattached(tx, record.id)).find((one) => one.id === id);
  return sent ?? insist(refused([attachedAlready]));
};

/** Attaches a statement of disagreement to a record, which stays as it is (UK GDPR, article 16). */
export const saveDisagreement = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'attach-disagreement' }, async (open) => {
    const { tx, record, now, today } = open;
    const sent = await sentOn(open, typed);
    const attached = insist(
      attachDisagreement(
        {
          about: readText(typed, 'about'),
          whose: readText(typed, 'whose'),
          otherName: readText(typed, 'otherName'),
          words: sent?.words ?? readText(typed, 'words'),
          receivedOn: sent === undefined ? readDate(typed, 'receivedOn') : dateInLondon(sent.sentAt),
        },
        { ...(await choicesOn(open)), today },
      ),
    );
    const chosen = readList(typed, 'withheldFrom');
    const withheldFrom = withholdableFrom.filter((reader) => chosen.includes(reader));
    const id = randomUUID();
    const kept = { id, withheldFrom, sentId: sent?.id ?? null };
    await insertDisagreement(tx, attached, {
      ...{ ...kept, disruptionId: record.id },
      ...{ recordedBy: actor.id, at: now },
    });
    const { whose, beside, about, recordId, receivedOn } = attached;
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'attach-disagreement',
      summary: `Attached a statement by ${whose}, who does not agree with: ${beside}`,
      facts: { disagreementId: id, about, recordId, receivedOn, withheldFrom },
    });
    return `/disruptions/${record.id}`;
  });

/** What was sent fills the form in: whose it is where the case has one of that name, and which copy it is about. */
const asSent = async (open: OpenCase, sent: SentDisagreement): Promise<Typed> => {
  const { records, people } = await choicesOn(open);
  const whose = people.find(({ text }) => text === sent.name)?.value ?? 'other';
  return {
    sent: sent.id,
    about: records.find(({ recordId }) => recordId === sent.copyId)?.value,
    whose,
    ...(whose === 'other' && { otherName: sent.name }),
  };
};

export const disagreementForm: FormOnCase = {
  act: 'attach-disagreement',
  atFirst: ({ today }, { sent }) => ({ ...typedDate('receivedOn', today), sent }),
  save: saveDisagreement,
  show: async (shell, page) => {
    const id = readText(page.typed, 'sent');
    const sent = (await loadUnattached(page.tx, page.record.id)).find((one) => one.id === id);
    const isFirst = page.problems.length === 0;
    const typed =
      sent !== undefined && isFirst ? { ...page.typed, ...(await asSent(page, sent)) } : page.typed;
    return attachDisagreementView(shell, {
      record: page.record,
      ...(await choicesOn(page)),
      sent: sent ?? null,
      typed,
      problems: page.problems,
    });
  },
};
