import type { CaseRecord } from './case.ts';
import { dateInLondon, instantInWords, inWords, type PlainDate, timeInWords } from './dates.ts';
import type { MeetingEvent } from './meeting-room.ts';

/** One thing of how a meeting went, for a request: see subject-rows.ts. */
export type RoomRow = {
  readonly key: string;
  readonly on: PlainDate;
  readonly text: string;
  /** Those it is about, by their source. */
  readonly of: readonly string[];
  /** Whether somebody wrote why. */
  readonly isTyped: boolean;
  readonly recordedBy: string;
};

const happened: Readonly<Record<MeetingEvent['kind'], string>> = {
  started: 'The meeting started',
  item: 'The meeting came to an item of its agenda',
  paused: 'The meeting was paused',
  resumed: 'The meeting went on',
  adjourned: 'The meeting was adjourned',
  ended: 'The meeting ended',
  heard: 'Heard in the meeting',
  'not-heard': 'Not heard on an item after all',
  'said-why': 'Why somebody was not heard in the meeting',
};

/** What is held of how the meetings of a case went: who was heard, and what was written of a pause, a day or a reason. */
export const roomRows = (
  events: readonly (MeetingEvent & { readonly id: number })[],
  { placement, meeting }: Pick<CaseRecord, 'placement' | 'meeting'>,
): readonly RoomRow[] => {
  const sources = new Map([
    ...placement.children.map(({ id }): [string, string] => [id, `child-${id}`]),
    ...(meeting?.invitations ?? []).map(({ id, source }): [string, string] => [id, source]),
  ]);
  return events.map(({ id, kind, at, people, reason, nextOn, nextAt, by }) => {
    const next = nextOn === null ? '' : `, to ${inWords(nextOn)} at ${timeInWords(nextAt ?? '')}`;
    return {
      ...{ key: `room-${id}`, on: dateInLondon(at), recordedBy: by, isTyped: reason !== '' },
      text: `${happened[kind]}, ${instantInWords(at)}${next}${reason === '' ? '.' : `: ${reason}`}`,
      of: people.flatMap((one) => sources.get(one) ?? []),
    };
  });
};
