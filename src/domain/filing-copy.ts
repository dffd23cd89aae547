import type { Child, Invitation } from './case.ts';
import { type Copy, type CopyFacts, composeCopy, frameOf, passageSecret } from './copy.ts';
import { copyWords, paragraph } from './copy-sections.ts';
import { inWords } from './dates.ts';
import type { Section } from './document.ts';
import type { FilingOf, RecordKind } from './filing.ts';
import { foundTexts } from './found-sections.ts';
import type { Secret } from './leak-check.ts';
import { type Withheld, withheldFrom } from './withhold.ts';

type Facts = Omit<CopyFacts, 'reader'>;

/** The council's own staff read a record; the place of a meeting can be somebody's home. */
const readerOf = (kind: RecordKind): Invitation => ({
  ...{ id: '', source: 'record', personId: null, capacity: 'other-professional', reader: 'staff' },
  ...{ name: '', email: '', mode: 'contribute', mayKnowPlace: kind !== 'looked-after', addedReason: '' },
  ...{ status: 'invited', withdrawnReason: '', reply: null, replyNote: '', attended: null },
  ...{ contribution: '', contributionAnswers: [], contributionFiles: [], contributionRead: false },
  ...{ contributionShare: 'everyone', contributionChairShare: null, ownWay: null },
});

const isAbout =
  (child: Child) =>
  ({ aboutChildId }: { readonly aboutChildId: string | null }): boolean =>
    aboutChildId === null || aboutChildId === child.id;

/** The facts without what is only about a brother or sister (docs/domain.md, 4.4), and the texts that this leaves out. */
const aboutOne = (
  facts: Facts,
  child: Child,
): { readonly facts: Facts; readonly others: readonly string[] } => {
  const { record, passages, found } = facts;
  const own = isAbout(child);
  const views = record.views.filter(({ childId }) => childId === child.id);
  const leftOut = { ...found, findings: found.findings.filter((one) => !own(one)), purposes: [] };
  return {
    facts: {
      ...facts,
      record: { ...record, views, placement: { ...record.placement, children: [child] } },
      passages: passages.filter(own),
      found: { ...found, findings: found.findings.filter(own) },
    },
    others: [
      ...passages.filter((one) => !own(one)).map(({ text }) => text),
      ...record.views.filter(({ childId }) => childId !== child.id).map(({ words }) => words),
      ...foundTexts(leftOut),
    ],
  };
};

const titles: Record<RecordKind, string> = {
  'looked-after': 'Record of a meeting',
  adoption: 'Minutes of the meeting, for the adoption record',
  child: 'Minutes of the meeting, for the file',
};

/** What a copy says to its reader has no place on a record. */
const asRecorded = (sections: readonly Section[]): readonly Section[] =>
  sections
    .filter(({ heading }) => heading !== copyWords.wrong)
    .map((section) => ({
      ...section,
      blocks: section.blocks.map((block) =>
        block.is === 'paragraph' && block.text === copyWords.replaces
          ? paragraph('These minutes were put right. This version takes the place of the one before it.')
          : block,
      ),
    }));

/**
 * What of a case is looked at for a record: the facts without what is only about a brother or sister, what is told
 * otherwise there and must not be found, and the texts that this leaves out (docs/domain.md, 4.4, 4.5 and 4.16). A
 * looked-after record has nothing that names the adopters or says where they are, nor by which the adoption record could
 * be found. Throws when the child is not of the case.
 */
export const narrowedTo = (
  facts: Facts,
  { kind, childId }: FilingOf,
): { readonly facts: CopyFacts; readonly rules: Withheld; readonly others: readonly string[] } => {
  const { record, keptApart } = facts;
  const child = record.placement.children.find(({ id }) => id === childId);
  if (childId !== null && child === undefined) throw new Error(`No child ${childId} in case ${record.id}`);
  const about = child === undefined ? { facts, others: [] } : aboutOne(facts, child);
  const reader = readerOf(kind);
  const narrowed = { ...about.facts, reader };
  const frame = frameOf(narrowed);
  const hidden = [record.reference, record.follows?.reference, record.ledTo?.reference].flatMap(
    (reference) =>
      reference === undefined
        ? []
        : [
            {
              secret: {
                kind: 'passage',
                value: reference,
                label: 'the reference of the adoption record',
              } as const,
              by: '(reference not here)',
            },
          ],
  );
  const rules =
    kind === 'looked-after'
      ? withheldFrom(narrowed.record, { ...reader, reader: 'looked-after-record' }, keptApart, frame, hidden)
      : withheldFrom(narrowed.record, reader, keptApart, frame);
  return { facts: narrowed, rules, others: about.others };
};

/** What must not be found on a child's record of texts that are only about a brother or sister. */
export const ofOthers = (others: readonly string[]): readonly Secret[] =>
  others.flatMap((text) => passageSecret(text, 'something that is only about a brother or sister'));

/**
 * What of agreed minutes belongs on a record, composed as a copy is, with what its check must not find there. Throws when
 * there is no meeting, or the child is not of the case.
 */
export const composeFiling = (facts: Facts, { kind, childId }: FilingOf): Copy => {
  const { record } = facts;
  const { facts: narrowed, rules, others } = narrowedTo(facts, { kind, childId });
  const copy = composeCopy(narrowed, rules);
  const on = record.meeting === null ? '' : inWords(record.meeting.heldOn);
  const child = record.placement.children.find(({ id }) => id === childId);
  const whose = child === undefined ? record.reference : `${child.givenName} ${child.familyName}`;
  return {
    ...copy,
    doc: {
      ...copy.doc,
      title: titles[kind],
      subtitle: `${whose}, ${on}`,
      sections: asRecorded(copy.doc.sections),
    },
    secrets: [...copy.secrets, ...ofOthers(others)],
  };
};
