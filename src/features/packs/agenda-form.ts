import { type Attendee, choosable, type ProposedItem } from '../../domain/agenda.ts';
import type { MeetingItem } from '../../domain/procedure.ts';
import { readList, readText, type Typed } from '../../web/typed.ts';
import type { OpenCase } from '../case-door.ts';

const readItem = (typed: Typed, key: string | null): ProposedItem => {
  const name = key ?? 'new';
  const text = (field: string) => readText(typed, `${field}-${name}`);
  return {
    key,
    isOn: key === null || text('on') === 'yes',
    place: text('place'),
    minutes: text('minutes'),
    ledBy: text('ledBy'),
    isForSome: text('there') === 'some',
    for: readList(typed, `for-${name}`),
    title: text('title'),
    prompt: text('prompt'),
    plain: text('plain'),
  };
};

/** The agenda as a form says it: every item that can be on it, and a new one where anything was typed for it. */
export const readItems = (
  typed: Typed,
  open: Pick<OpenCase, 'record' | 'procedure'>,
): readonly ProposedItem[] => {
  const added = readItem(typed, null);
  const isAdded = [added.title, added.prompt, added.plain, added.minutes].some((text) => text !== '');
  return [...choosable(open).map(({ key }) => readItem(typed, key)), ...(isAdded ? [added] : [])];
};

/** What the fields of an item hold before anybody types. `place` is null for one that is not on the agenda. */
const typedOf = (item: MeetingItem, place: number | null): Typed => ({
  [`on-${item.key}`]: place === null ? '' : 'yes',
  [`place-${item.key}`]: place === null ? '' : String(place),
  [`minutes-${item.key}`]: item.minutes === undefined ? '' : String(item.minutes),
  [`ledBy-${item.key}`]: item.ledBy ?? '',
  [`there-${item.key}`]: item.for === undefined ? 'everybody' : 'some',
  [`for-${item.key}`]: [...(item.for ?? [])],
  [`title-${item.key}`]: item.title,
  [`prompt-${item.key}`]: item.prompt,
  [`plain-${item.key}`]: item['for-families'] ?? '',
});

/** The form as it is before anybody types: the agenda as it is now, and the suggestions that are not on it. */
export const asTyped = (agenda: readonly MeetingItem[], all: readonly MeetingItem[]): Typed =>
  Object.assign(
    { 'there-new': 'everybody' },
    ...all.map((item) => {
      const at = agenda.findIndex(({ key }) => key === item.key);
      return typedOf(item, at < 0 ? null : at + 1);
    }),
  );

/** Somebody whom an item can be for, as a choice: a child by their given name. */
export type Choice = Pick<Attendee, 'id' | 'name'>;
