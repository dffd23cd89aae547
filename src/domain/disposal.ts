import { dateInLondon, instantInWords, inWords, type PlainDate } from './dates.ts';
import type { Doc } from './document.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';
import { caseKeptUntil, type KeptRecord } from './retention.ts';
import { inFigures } from './words.ts';

/**
 * A case goes when its day has come, nothing keeps it, one person proposed it and another, who had no part in it, approved.
 * What remains is a certificate that names nobody of the family.
 */

/** What keeps a case, whatever day it is. The database answers which: app_disposal_holds in 0048-retention.sql. */
export const holdInWords = {
  'legal-hold': 'A legal hold is on it',
  inquiry: 'An inquiry, review or court case goes on',
  'open-case': 'The case is still open',
  'open-action': 'Something that was agreed is not done yet',
  'subject-access': 'Somebody has asked to see what is held, and has no answer yet',
  'shared-request': 'An answer to somebody who asked what is held is shared with a case that stays',
  filing: 'Minutes are not on file yet',
  day: 'Its day has not come',
} as const;
export type DisposalHold = keyof typeof holdInWords;

/** What was written down as holding a disposal up, in sentences. */
export const heldUpInWords = (heldUp: string): readonly string[] =>
  heldUp
    .split(' ')
    .filter((hold): hold is DisposalHold => Object.hasOwn(holdInWords, hold))
    .map((hold) => holdInWords[hold]);

/** Why it goes: chosen, and not written, so that no certificate holds a name. */
export const disposalReasonInWords = {
  'day-reached': 'Its day has come, and nobody needs it any more',
  'kept-elsewhere': 'Its day has come, and what is worth keeping is in the council’s archive',
} as const;
export type DisposalReason = keyof typeof disposalReasonInWords;
const isReason = (text: string): text is DisposalReason => Object.hasOwn(disposalReasonInWords, text);

/** What went of each table, with a checksum of it; queued work has none. */
export type Removed = Readonly<Record<string, { readonly rows: number; readonly sha256?: string }>>;

/** A folder that minutes were filed in. */
export type FiledBag = { readonly id: string; readonly kind: 'looked-after' | 'adoption' | 'child' };

/** What a case is kept by today. */
export type DisposalStanding = {
  readonly records: readonly KeptRecord[];
  readonly holds: readonly DisposalHold[];
  readonly today: PlainDate;
  /** Whether whoever asks is on the case, or ever was. */
  readonly wasOnCase: boolean;
};

/** Why a case stays, each in a sentence; none when it may be proposed to go. A hold goes before every day. */
export const whatKeeps = ({ records, holds, today }: DisposalStanding): readonly string[] => {
  const until = caseKeptUntil(records);
  const open = records.filter((record) => record.until === null);
  return [
    ...holds.map((hold) => holdInWords[hold]),
    ...new Set(open.map(({ title, why }) => `${title}: ${why.charAt(0).toLowerCase()}${why.slice(1)}`)),
    ...(until !== null && until > today ? [`It is kept until ${inWords(until)}`] : []),
    ...(records.length === 0 ? ['Nothing says how long it is kept'] : []),
  ];
};

const whyNot = (standing: DisposalStanding): readonly Problem[] => [
  ...(standing.wasOnCase
    ? [
        {
          field: '',
          message: 'You are or were on this case, so it does not go by your hand. Ask a colleague',
        },
      ]
    : []),
  ...whatKeeps(standing).map((message) => ({ field: '', message })),
];

/** Proposes that a case goes, for a reason. Refused while anything keeps it, and to whoever had a part in it. */
export const proposeDisposal = (
  { because, note }: { readonly because: string; readonly note: string },
  standing: DisposalStanding,
): Result<{ readonly because: DisposalReason; readonly note: string; readonly dueOn: PlainDate }> => {
  const problems: Problem[] = [...whyNot(standing)];
  if (!isReason(because)) problems.push({ field: 'because', message: 'Choose why it can go' });
  const dueOn = caseKeptUntil(standing.records);
  if (problems.length > 0 || !isReason(because) || dueOn === null) return refused(problems);
  return allowed({ because, note, dueOn });
};

export const decisionInWords = {
  approved: 'It can go',
  refused: 'It stays',
} as const;

/** A disposal as far as deciding on it asks. */
export type ProposedDisposal = {
  readonly proposedBy: string;
  readonly outcome: keyof typeof decisionInWords | null;
  readonly carriedOutAt: Date | null;
};

/**
 * Decides on a proposal. That it goes is for somebody else than who proposed it, who had no part in the case, while nothing
 * keeps it; that it stays anybody who deals with records may say, until it is gone, with a reason.
 */
export const decideDisposal = (
  { outcome, note }: { readonly outcome: string; readonly note: string },
  about: { readonly disposal: ProposedDisposal; readonly by: string; readonly standing: DisposalStanding },
): Result<{ readonly outcome: keyof typeof decisionInWords; readonly note: string }> => {
  const { disposal, by, standing } = about;
  const no = (message: string, field = '') => refused([{ field, message }]);
  if (disposal.carriedOutAt !== null) return no('It is gone already');
  if (disposal.outcome === 'refused') return no('It was decided that it stays. Propose it again');
  if (outcome === 'refused')
    return note === '' ? no('Enter why it stays', 'note') : allowed({ outcome, note });
  if (outcome !== 'approved') return no('Choose whether it can go', 'outcome');
  if (disposal.outcome === 'approved') return no('It was approved already');
  const problems: Problem[] = [...whyNot(standing)];
  if (disposal.proposedBy === by)
    problems.push({ field: '', message: 'You proposed it, so somebody else decides' });
  return problems.length > 0 ? refused(problems) : allowed({ outcome, note });
};

/** What is left of a case that went. */
export type Certificate = {
  readonly reference: string;
  readonly council: string;
  readonly scheduleVersion: string;
  readonly kept: readonly KeptRecord[];
  readonly because: DisposalReason;
  readonly proposer: string;
  readonly proposedAt: Date;
  readonly decider: string;
  readonly decidedAt: Date;
  readonly carriedOutAt: Date;
  readonly removed: Removed;
  readonly files: readonly FiledBag[];
  readonly filesGoneAt: Date | null;
  readonly sha256: string;
};

const tableInWords = (table: string): string => table.replaceAll('_', ' ');

/** The certificate as a document: what went, by which rule, who said so and when. It names nobody of the family. */
export const certificateDocument = (certificate: Certificate): Doc => {
  const { removed, files, kept } = certificate;
  const gone = Object.entries(removed).toSorted(([a], [b]) => a.localeCompare(b));
  const all = gone.reduce((sum, [, { rows }]) => sum + rows, 0);
  const folders = files.length === 1 ? 'One folder' : `${files.length} folders`;
  return {
    title: `Certificate of disposal: ${certificate.reference}`,
    language: 'en',
    subtitle: certificate.council,
    sections: [
      {
        heading: 'What was done',
        level: 2,
        blocks: [
          {
            is: 'paragraph',
            text: `On ${instantInWords(certificate.carriedOutAt)} everything held of case ${certificate.reference} was deleted: ${inFigures(all)} records. Nothing can bring it back from the service; copies made for a backup go as backups do.`,
          },
          {
            is: 'list',
            items: [
              `Why: ${disposalReasonInWords[certificate.because]}`,
              `Proposed by ${certificate.proposer} on ${instantInWords(certificate.proposedAt)}`,
              `Approved by ${certificate.decider} on ${instantInWords(certificate.decidedAt)}, who had no part in the case`,
              `Retention schedule, version ${certificate.scheduleVersion}`,
              ...(files.length === 0
                ? []
                : [
                    certificate.filesGoneAt === null
                      ? `${folders} with filed minutes: still to be taken off the disk`
                      : `${folders} with filed minutes: taken off the disk on ${inWords(dateInLondon(certificate.filesGoneAt))}`,
                  ]),
            ],
          },
        ],
      },
      {
        heading: 'By which rules',
        level: 2,
        blocks: [
          {
            is: 'table',
            headings: ['Record', 'Kept until', 'What says so'],
            rows: kept.map(({ title, child, until, source }) => [
              child === null ? title : `${title} (child ${child + 1})`,
              until === null ? '' : inWords(until),
              `${source.text}. ${source.says}`,
            ]),
          },
        ],
      },
      {
        heading: 'What went',
        level: 2,
        blocks: [
          {
            is: 'table',
            headings: ['Kind of record', 'How many', 'Checksum (SHA-256)'],
            rows: gone.map(([table, { rows, sha256 }]) => [
              tableInWords(table),
              inFigures(rows),
              sha256 ?? '',
            ]),
          },
        ],
      },
      {
        heading: 'What stays',
        level: 2,
        blocks: [
          {
            is: 'paragraph',
            text: 'This certificate, and the audit of who did what, which names nobody of the family.',
          },
          { is: 'paragraph', text: `Checksum of this certificate: ${certificate.sha256}` },
        ],
      },
    ],
  };
};

/** Places a legal hold: a reason is all it takes. */
export const placeHold = (reason: string): Result<string> =>
  reason === '' ? refused([{ field: 'reason', message: 'Enter why nothing of it may go' }]) : allowed(reason);

/** Lifts a legal hold that stands, with a reason. */
export const liftHold = (hold: { readonly liftedAt: Date | null }, because: string): Result<string> => {
  if (hold.liftedAt !== null) return refused([{ field: '', message: 'It was lifted already' }]);
  return because === ''
    ? refused([{ field: 'because', message: 'Enter why it is no longer needed' }])
    : allowed(because);
};
