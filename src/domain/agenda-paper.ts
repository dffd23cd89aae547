import { type Attendee, agendaOf, attendees, isThereFor, timesOf } from './agenda.ts';
import { capacityInWords } from './capacity.ts';
import { type CaseRecord, childrenInWords, type Meeting } from './case.ts';
import { inWordsWithWeekday, timeInWords } from './dates.ts';
import type { Block, Doc } from './document.ts';
import type { OneReader } from './private-people.ts';
import type { MeetingItem, Procedure } from './procedure.ts';
import { listInWords } from './words.ts';

/** The service's own words in an agenda. */
export const agendaWords = {
  heading: 'What we will talk about',
  none: 'We will tell you at the meeting what we talk about.',
  order: 'We talk about one thing after the other. You can ask for a break.',
  changed: 'We have changed this. It takes the place of what you had before.',
  led: 'led by the',
} as const;

type Facts = {
  readonly record: Pick<CaseRecord, 'meeting'>;
  readonly agenda: readonly MeetingItem[];
};

const minutesInWords = (minutes: number): string => (minutes === 1 ? '1 minute' : `${minutes} minutes`);

/** "10am: Findings (led by the chair, 15 minutes)", with what is known of it. */
const itemInWords = (title: string, time: string, details: readonly string[]): string =>
  `${time === '' ? '' : `${time}: `}${title} (${details.join(', ')})`;

const paragraph = (text: string): Block => ({ is: 'paragraph', text });

/**
 * The agenda for one reader, without the items that they are not there for. Families and children read it in plain words,
 * and only what there are plain words for; `tell` says what somebody added in words this reader may read. Times are given
 * where nothing is left out: a gap between two of them would tell of it.
 */
export const agendaBlocks = (
  reader: OneReader & { readonly id: string },
  { record, agenda }: Facts,
  tell: (text: string) => string,
): readonly Block[] => {
  const isStaff = reader.reader === 'staff';
  const theirs = isStaff ? agenda : agenda.filter((item) => isThereFor(item, reader));
  const say = (item: MeetingItem, text: string) => (item.isOwn ? tell(text) : text);
  if (!isStaff && reader.reader !== 'professionals') {
    const items = theirs.flatMap((item) => {
      const { 'for-families': plain } = item;
      return plain === undefined ? [] : [say(item, plain)];
    });
    return items.length === 0
      ? [paragraph(agendaWords.none)]
      : [paragraph(agendaWords.order), { is: 'list', items }];
  }
  const times = timesOf(agenda, record.meeting?.startsAt ?? '00:00');
  const isWhole = theirs.length === agenda.length && record.meeting !== null;
  const people = record.meeting === null ? [] : attendees(record.meeting);
  const items = theirs.map((item) => {
    const { title, owner = 'chair', minutes, ledBy } = item;
    const time = times[agenda.indexOf(item)] ?? null;
    const leader = isStaff ? people.find(({ id }) => id === ledBy) : undefined;
    return itemInWords(say(item, title), isWhole && time !== null ? timeInWords(time) : '', [
      leader === undefined ? `${agendaWords.led} ${capacityInWords[owner]}` : `led by ${leader.name}`,
      ...(minutes === undefined ? [] : [minutesInWords(minutes)]),
    ]);
  });
  return [{ is: 'list', items }];
};

/** Who leads an item, by name where somebody was chosen. */
export const ledInWords = ({ owner = 'chair', ledBy }: MeetingItem, people: readonly Attendee[]): string =>
  people.find(({ id }) => id === ledBy)?.name ?? capacityInWords[owner];

/** "Everybody", or those who are there for an item by name, with whoever runs the meeting. */
export const thereInWords = ({ for: some }: MeetingItem, people: readonly Attendee[]): string =>
  some === undefined
    ? 'Everybody'
    : listInWords(people.filter(({ id }) => some.includes(id)).map(({ name }) => name));

/** The whole agenda of a meeting on paper, for those on the case who come. */
export const agendaOnPaper = (
  record: CaseRecord,
  meeting: Meeting,
  {
    procedure,
    people,
  }: { readonly procedure: Pick<Procedure, 'agenda'>; readonly people: readonly Attendee[] },
): Doc => {
  const { placement, reference } = record;
  const agenda = agendaOf({ record, procedure });
  const times = timesOf(agenda, meeting.startsAt);
  return {
    title: `Agenda of the meeting about ${childrenInWords(placement.children)}`,
    language: 'en',
    subtitle: `${reference}, ${inWordsWithWeekday(meeting.heldOn)} at ${timeInWords(meeting.startsAt)}. For staff on the case: others have an agenda of their own`,
    sections: [
      {
        heading: agendaWords.heading,
        level: 2,
        blocks: [
          {
            is: 'table',
            headings: ['When', 'What', 'Led by', 'Who is there'],
            rows: agenda.map((item, at) => {
              const time = times[at] ?? null;
              return [
                time === null ? '' : timeInWords(time),
                [
                  `${item.title}${item.minutes === undefined ? '' : ` (${minutesInWords(item.minutes)})`}`,
                  ...(item.prompt === '' ? [] : [item.prompt]),
                ].join('\n'),
                ledInWords(item, people),
                thereInWords(item, people),
              ];
            }),
          },
        ],
      },
    ],
  };
};
