import { partInWords } from './attendance.ts';
import { capacityInWords } from './capacity.ts';
import type { Invitation } from './case.ts';
import { replyInWords } from './contribution.ts';
import { fileInWords } from './contribution-file.ts';
import { isShared } from './contribution-mark.ts';
import { dateInLondon, inWords } from './dates.ts';
import { fileFormats } from './files/format.ts';
import { withholdableFrom } from './minutes.ts';
import { recordedInWords } from './recorded-contribution.ts';
import { by, type CaseFile, type FoundRow, row, typed } from './subject-case-file.ts';
import { keyOfFile } from './subject-files.ts';

/** That somebody saved words for later: they alone read them, by the page on which they wrote them. */
const draftRow = ({ savedAt }: CaseFile['drafts'][number], { id, name, source }: Invitation): FoundRow =>
  row({
    ...{ key: `draft-${id}`, category: 'written', on: dateInLondon(savedAt), of: [source] },
    text: `${name} saved words for the meeting that they have not given to it. Nobody but them has read these: they see them on the page on which they wrote them.`,
    isOnlyTheirs: true,
  });

const fileRow = (
  { id, format, description, isGiven, addedAt }: CaseFile['files'][number],
  { name, source, ...marks }: Invitation,
): FoundRow =>
  row({
    ...{
      key: isGiven ? keyOfFile({ table: 'contribution_file', id }) : `own-file-${id}`,
      category: 'written',
      on: dateInLondon(addedAt),
      of: [source],
    },
    text: isGiven
      ? `${name} gave a file to the meeting: ${fileInWords({ format, description })}`
      : `${name} added a file to what they write to the meeting (${fileFormats[format].inWords}), and has not given it. It is theirs alone, at their private link or where they write`,
    ...(isGiven ? { whose: { source, name } } : { isOnlyTheirs: true }),
    ...(isGiven && !isShared(marks) ? { keptFrom: withholdableFrom } : {}),
  });

const invitedRows = ({ record: { meeting }, drafts, files }: CaseFile): readonly FoundRow[] => {
  if (meeting === null) return [];
  const on = meeting.heldOn;
  return [
    row({
      ...{ key: `meeting-${meeting.id}`, category: 'meeting', on },
      text: `A meeting on ${inWords(on)}, chaired by ${meeting.chair.name}. It ${meeting.status === 'held' ? 'was held' : 'is arranged'}.`,
    }),
    ...typed({
      ...{ key: `outside-${meeting.id}`, category: 'meeting', on, text: meeting.outsideWindowReason },
      whose: by('Whoever convened it'),
    }),
    ...meeting.leftOut.flatMap(({ name, capacity, reason }) =>
      typed({
        ...{ key: `left-out-${meeting.id}-${capacity}-${name}`, category: 'meeting', on },
        text: `${name}, ${capacity.replaceAll('-', ' ')}, was not invited: ${reason}`,
      }),
    ),
    ...meeting.invitations.flatMap((one) => {
      const about = { on, of: [one.source] } as const;
      const reply =
        one.reply === null ? 'They have not answered' : `They answered: ${replyInWords[one.reply]}`;
      const whose = { source: one.source, name: one.name };
      return [
        row({
          ...{ ...about, key: `invitation-${one.id}`, category: 'meeting' },
          text: `${one.name}, ${capacityInWords[one.capacity]}, was ${one.mode === 'attend' ? 'invited' : 'asked to write'}. ${reply}.${one.attended === true ? ' They came.' : ''}${notedInWords(one)}`,
        }),
        ...typed({
          ...{ ...about, key: `why-${one.id}`, category: 'meeting', text: one.addedReason },
          whose: by('Whoever convened it'),
        }),
        ...typed({
          ...{ ...about, key: `withdrawn-${one.id}`, category: 'meeting', text: one.withdrawnReason },
          whose: by('Whoever convened it'),
        }),
        ...typed({ ...about, key: `note-${one.id}`, category: 'meeting', text: one.replyNote, whose }),
        ...typed({
          ...{ ...about, key: `written-${one.id}`, category: 'written', text: one.contribution, whose },
          ...(isShared(one) ? {} : { keptFrom: withholdableFrom }),
        }),
        ...(one.contributionRecorded
          ? [
              row({
                ...{ ...about, key: `recorded-${one.id}`, category: 'written' },
                text: `${one.name} gave it by hand. ${recordedInWords(one.contributionRecorded)}`,
                ...(isShared(one) ? {} : { keptFrom: withholdableFrom }),
              }),
            ]
          : []),
        ...files.flatMap((file) => (file.invitationId === one.id ? [fileRow(file, one)] : [])),
        ...drafts.flatMap((draft) => (draft.invitationId === one.id ? [draftRow(draft, one)] : [])),
      ];
    }),
  ];
};

const notedInWords = (one: Invitation): string => {
  const noted = partInWords(one);
  return noted === '' ? '' : ` Noted: ${noted}.`;
};

/** How a meeting went: who was heard, and what somebody wrote of a pause or of who was not. */
const wentRows = ({ room }: CaseFile): readonly FoundRow[] =>
  room.map(({ recordedBy, isTyped, ...one }) =>
    row({ ...one, category: 'meeting', isTyped, whose: isTyped ? by(`Recorded by ${recordedBy}`) : null }),
  );

const timesRows = ({ times }: CaseFile): readonly FoundRow[] =>
  times.map((one) => row({ ...one, category: 'meeting', of: [one.whose.source] }));

/** Why people must not meet is for whoever decides to let out of the case, to none of its readers by itself. */
const apartHeld = ({ apart }: CaseFile): readonly FoundRow[] =>
  apart.map(({ recordedBy, ...one }) =>
    recordedBy === null
      ? row({ ...one, category: 'meeting', isOnlyTheirs: true })
      : row({
          ...{ ...one, category: 'decision', isTyped: true, whose: by(`Recorded by ${recordedBy}`) },
          keptFrom: withholdableFrom,
        }),
  );

/** What is held of the meeting of a case: who was asked and what they gave, the times they were asked about, who must not meet. */
export const meetingRows = (file: CaseFile): readonly FoundRow[] =>
  [invitedRows, wentRows, timesRows, apartHeld].flatMap((part) => part(file));
