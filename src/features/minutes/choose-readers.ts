import { randomUUID } from 'node:crypto';
import { addHistory } from '../../database/history.ts';
import { agendaOf } from '../../domain/agenda.ts';
import type { Reader } from '../../domain/case.ts';
import { applyTicks, readerInWords, withholdableFrom } from '../../domain/minutes.ts';
import { refused } from '../../domain/result.ts';
import { chooseReaders, passageInWords, readWhose, whoseChosen } from '../../domain/whose.ts';
import { listInWords } from '../../domain/words.ts';
import { readList, readText, type Typed } from '../../web/typed.ts';
import { changeCase, insist, notThere, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { lockPassage, type OpenPassage } from './passage-store.ts';
import { insertPassage, saveReaders } from './store.ts';
import { isChanged, readTicks } from './ticks.ts';
import { whyLocked } from './type-passage.ts';

type Form = { readonly disruptionId: string; readonly key: string };

const openMeeting = ({ record }: OpenCase) => {
  if (record.meeting === null) throw notThere();
  const { minutesStatus } = record.meeting;
  return minutesStatus === 'draft' ? record.meeting : insist(refused([whyLocked(minutesStatus)]));
};

const asReaders = (chosen: readonly string[]): readonly Exclude<Reader, 'staff'>[] =>
  withholdableFrom.filter((reader) => chosen.includes(reader));

/**
 * Adds a passage under the agenda item named in `add`, for some readers only. Until somebody says otherwise
 * (`withheldFrom`) it is kept from everybody who is not staff on the case.
 */
export const addPassage = (
  service: Service,
  actor: Actor,
  form: Form & { readonly id?: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'write-minutes' }, async (open) => {
    const { tx, record, procedure, now } = open;
    const meeting = openMeeting(open);
    const item = agendaOf({ record, procedure }).find(({ key }) => key === readText(typed, 'add'));
    if (item === undefined) throw notThere();
    const passage = {
      id: form.id ?? randomUUID(),
      withheldFrom:
        typed.withheldFrom === undefined ? withholdableFrom : asReaders(readList(typed, 'withheldFrom')),
      aboutChildId: childOf(open, readText(typed, 'aboutChildId')),
      whose: 'nobody' as const,
    };
    await insertPassage(tx, { disruptionId: record.id, meetingId: meeting.id, at: now }, item, passage);
    await remember(open, `Added a passage under “${item.title}”`, passage);
    return `/disruptions/${record.id}/minutes#text-${passage.id}`;
  });

/** Whether a form changes who may read a passage. */
export const changesReaders = (typed: Typed): boolean => passagesWithReaders(typed).length > 0;

/** Saves whose information passages are, who may read each, and which child it is about. */
export const saveChosenReaders = (
  service: Service,
  actor: Actor,
  form: Form,
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'write-minutes' }, async (open) => {
    const meeting = openMeeting(open);
    for (const id of passagesWithReaders(typed)) {
      const passage = await lockPassage(open.tx, meeting.id, id);
      if (passage === undefined) throw notThere();
      const { widened, why, ...chosen } = insist(
        chooseReaders(passage, {
          ...whoseOf(open, passage, typed),
          withheldFrom: asReaders(
            applyTicks<string>(passage.withheldFrom, readTicks(typed, `readers-${id}`)),
          ),
          aboutChildId: isChildChanged(typed, id)
            ? childOf(open, readText(typed, `child-${id}`))
            : passage.aboutChildId,
          why: readText(typed, `why-${id}`),
        }),
      );
      const changed = { ...passage, ...chosen };
      await saveReaders(open.tx, changed);
      const item = agendaOf(open).find(({ key }) => key === passage.agendaKey);
      await remember(
        open,
        `Changed who may read a passage under “${item?.title ?? passage.agendaKey}”`,
        changed,
        { widened, why },
      );
    }
    return `/disruptions/${open.record.id}/minutes`;
  });

const passagesWithReaders = (typed: Typed): readonly string[] =>
  Object.keys(typed)
    .flatMap((name) => (name.startsWith('was-readers-') ? [name.slice('was-readers-'.length)] : []))
    .filter(
      (id) =>
        isChanged(readTicks(typed, `readers-${id}`)) ||
        isChildChanged(typed, id) ||
        isWhoseChanged(typed, id),
    )
    .sort();

const isWhoseChanged = (typed: Typed, id: string): boolean =>
  readText(typed, `whose-${id}`) !== readText(typed, `was-whose-${id}`);

/** Whose information the form says a passage is; where it says nothing new, as it is. */
const whoseOf = ({ record }: OpenCase, passage: OpenPassage, typed: Typed) => {
  const { children } = record.placement;
  const choice = isWhoseChanged(typed, passage.id)
    ? readText(typed, `whose-${passage.id}`)
    : whoseChosen(passage);
  const said = readWhose(choice, children);
  if (said === undefined) throw notThere();
  return said;
};

const isChildChanged = (typed: Typed, id: string): boolean =>
  readText(typed, `child-${id}`) !== readText(typed, `was-child-${id}`);

const childOf = ({ record }: OpenCase, id: string): string | null =>
  record.placement.children.find((child) => child.id === id)?.id ?? null;

const remember = (
  { tx, record, actor, now }: OpenCase,
  what: string,
  passage: Pick<OpenPassage, 'id' | 'whose' | 'withheldFrom' | 'aboutChildId'>,
  { widened, why }: { readonly widened: readonly Reader[]; readonly why: string } = { widened: [], why: '' },
): Promise<void> =>
  addHistory(tx, record.id, {
    at: now,
    by: actor,
    act: 'choose-readers',
    summary: [
      `${what}. ${passageInWords(passage, record.placement.children)}`,
      ...(widened.length === 0
        ? []
        : [` Now also for ${listInWords(widened.map((reader) => readerInWords[reader]))}.`]),
      ...(why === '' ? [] : [` Because: ${why}`]),
    ].join(''),
    facts: {
      passageId: passage.id,
      whose: passage.whose,
      withheldFrom: passage.withheldFrom,
      ...(passage.aboutChildId !== null && { aboutChildId: passage.aboutChildId }),
      ...(why !== '' && { widened, why }),
    },
  });
