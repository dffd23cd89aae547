import { loadWhyNots } from '../../database/findings.ts';
import { addHistory } from '../../database/history.ts';
import { minutesAreOpen } from '../../domain/access.ts';
import { withholdableFrom } from '../../domain/minutes.ts';
import type { Purpose } from '../../domain/procedure.ts';
import { sayWhyNot } from '../../domain/purpose.ts';
import { readList, readText, type Typed } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, notThere, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { meetingOf, openMeeting } from './record-finding.ts';
import { deleteWhyNot, saveWhyNot } from './store.ts';
import { whyNotView } from './why-not.view.ts';

const purposeOf = ({ procedure }: OpenCase, purpose: string): Purpose => {
  const found = procedure.purposes.find(({ key }) => key === purpose);
  if (found === undefined) throw notThere();
  return found;
};

const saidOf = async (open: OpenCase, purpose: Purpose) =>
  (await loadWhyNots(open.tx, meetingOf(open).id)).find((one) => one.purpose === purpose.key) ?? null;

/** Says why the meeting did not answer what it was there to answer (PG-9); nothing typed takes it back. */
const saveReason = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string; readonly purpose: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'write-minutes' }, async (open) => {
    const { tx, record, now } = open;
    const meeting = openMeeting(open);
    const purpose = purposeOf(open, form.purpose);
    const said = await saidOf(open, purpose);
    const { why } = insist(sayWhyNot(readText(typed, 'why'), said !== null));
    const chosen = readList(typed, 'withheldFrom');
    const withheldFrom = withholdableFrom.filter((reader) => chosen.includes(reader));
    const of = { disruptionId: record.id, meetingId: meeting.id };
    if (why === '') await deleteWhyNot(tx, meeting.id, purpose.key);
    else
      await saveWhyNot(
        tx,
        of,
        { purpose: purpose.key, why, withheldFrom, authors: said?.authors ?? [] },
        { by: actor.id, at: now },
      );
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'say-why-not-answered',
      summary: `${why === '' ? 'Took back' : 'Said'} why the meeting did not answer: ${purpose.title}`,
      facts: { purpose: purpose.key, withheldFrom },
    });
    return `/disruptions/${record.id}/findings`;
  });

export const whyNotForm: FormOnCase<'purpose'> = {
  act: 'write-minutes',
  save: (service, actor, form, typed, { purpose }) => saveReason(service, actor, { ...form, purpose }, typed),
  show: async (shell, page) => {
    const purpose = purposeOf(page, page.params.purpose);
    const said = await saidOf(page, purpose);
    const before: Typed = { why: said?.why ?? '', withheldFrom: said?.withheldFrom ?? withholdableFrom };
    return whyNotView(shell, {
      ...{ record: page.record, purpose, isOpen: minutesAreOpen(page.record), problems: page.problems },
      typed: page.problems.length === 0 ? before : page.typed,
    });
  },
};
