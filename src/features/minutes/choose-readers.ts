import { randomUUID } from 'node:crypto';
import { addHistory } from '../../database/history.ts';
import { minutesAreOpen } from '../../domain/access.ts';
import { agendaOf } from '../../domain/agenda.ts';
import type { Reader } from '../../domain/case.ts';
import { applyTicks, readersInWords, withholdableFrom } from '../../domain/minutes.ts';
import { refused } from '../../domain/result.ts';
import { readList, readText, type Typed } from '../../web/typed.ts';
import { changeCase, insist, notThere, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { lockPassage, type OpenPassage } from './passage-store.ts';
import { insertPassage, saveReaders } from './store.ts';
import { isChanged, readTicks } from './ticks.ts';
import { AGREED } from './type-passage.ts';

type Form = { readonly disruptionId: string; readonly key: string };

const openMeeting = ({ record }: OpenCase) => {
  if (record.meeting === null) throw notThere();
  return minutesAreOpen(record) ? record.meeting : insist(refused([AGREED]));
};

const asReaders = (chosen: readonly string[]): readonly Reader[] =>
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
    };
    await insertPassage(tx, { disruptionId: record.id, meetingId: meeting.id, at: now }, item, passage);
    await remember(open, `Added a passage under “${item.title}”`, passage);
    return `/disruptions/${record.id}/minutes#text-${passage.id}`;
  });

/** Whether a form changes who may read a passage. */
export const changesReaders = (typed: Typed): boolean => passagesWithReaders(typed).length > 0;

/** Saves who may read each passage that has readers of its own, and which child it is about. */
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
      if (passage === undefined || passage.isFirst) throw notThere();
      const changed = {
        ...passage,
        withheldFrom: asReaders(applyTicks<string>(passage.withheldFrom, readTicks(typed, `readers-${id}`))),
        aboutChildId: isChildChanged(typed, id)
          ? childOf(open, readText(typed, `child-${id}`))
          : passage.aboutChildId,
      };
      await saveReaders(open.tx, changed);
      const item = agendaOf(open).find(({ key }) => key === passage.agendaKey);
      await remember(
        open,
        `Changed who may read a passage under “${item?.title ?? passage.agendaKey}”`,
        changed,
      );
    }
    return `/disruptions/${open.record.id}/minutes`;
  });

const passagesWithReaders = (typed: Typed): readonly string[] =>
  Object.keys(typed)
    .flatMap((name) => (name.startsWith('was-readers-') ? [name.slice('was-readers-'.length)] : []))
    .filter((id) => isChanged(readTicks(typed, `readers-${id}`)) || isChildChanged(typed, id))
    .sort();

const isChildChanged = (typed: Typed, id: string): boolean =>
  readText(typed, `child-${id}`) !== readText(typed, `was-child-${id}`);

const childOf = ({ record }: OpenCase, id: string): string | null =>
  record.placement.children.find((child) => child.id === id)?.id ?? null;

const remember = (
  { tx, record, actor, now }: OpenCase,
  what: string,
  passage: Pick<OpenPassage, 'id' | 'withheldFrom' | 'aboutChildId'>,
): Promise<void> =>
  addHistory(tx, record.id, {
    at: now,
    by: actor,
    act: 'choose-readers',
    summary: `${what}. ${readersInWords(passage, record.placement.children)}`,
    facts:
      passage.aboutChildId === null
        ? { passageId: passage.id, withheldFrom: passage.withheldFrom }
        : { passageId: passage.id, withheldFrom: passage.withheldFrom, aboutChildId: passage.aboutChildId },
  });
