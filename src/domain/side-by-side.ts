import type { Reader } from './case.ts';
import { besideCopy, type CopyFacts, frameOf, mayRead, mayReadPassage } from './copy.ts';
import { copyWords } from './copy-sections.ts';
import { findingInWords } from './finding.ts';
import { textAlone } from './leak-check.ts';
import { readerInWords } from './minutes.ts';
import { asSpoken, speakerNamed, speakerTold } from './speaker.ts';
import { isSharedWith } from './view-sharing.ts';
import { keptBecause } from './whose.ts';
import { leaksIn, tell, type Withheld, withheldFrom } from './withhold.ts';

/** One text of the full minutes, what a reader's copy has in its place (null: nothing), and why, in words. */
export type BesideRow = {
  readonly full: string;
  readonly own: string | null;
  readonly because: readonly string[];
};
export type Beside = readonly { readonly heading: string; readonly rows: readonly BesideRow[] }[];

const keptFrom = (reader: Reader): BesideRow['because'] => [`Kept from ${readerInWords[reader]}`];

/** A text as the reader has it, and in what it was told otherwise. */
const told = (full: string, rules: Withheld, own = tell(full, rules)): BesideRow => {
  const isTold = (only: Partial<Withheld>): boolean =>
    tell(full, { ...rules, names: [], details: [], ...only }) !== full;
  return {
    full,
    own,
    because: [
      ...(isTold({ names: rules.names }) ? ['Names told by their part'] : []),
      ...(isTold({ details: rules.details }) ? ['An address, a number or a place left out'] : []),
    ],
  };
};

/**
 * The full minutes beside one reader's copy, text by text, each that was kept or told otherwise with the reason. For those
 * who check a copy before it is released; nothing of it is in the copy.
 */
export const besideFull = (facts: CopyFacts): Beside => {
  const { record, passages, agenda, keptApart, found, reader: person } = facts;
  const { reader } = person;
  const rules = withheldFrom(record, person, keptApart, frameOf(facts));
  const asItIs = (full: string): BesideRow =>
    leaksIn([textAlone(full)], rules.secrets, rules.known).length === 0
      ? { full, own: full, because: [] }
      : { full, own: null, because: ['In somebody’s own words, which would tell who a person is'] };
  const readOrKept = (written: { readonly withheldFrom: readonly Reader[] }, full: string): BesideRow =>
    mayRead(reader, written) ? told(full, rules) : { full, own: null, because: keptFrom(reader) };
  const keys = new Set(agenda.map(({ key }) => key));
  const items = [...agenda, { key: '', title: copyWords.other, kind: 'note' as const }];
  return [
    ...record.placement.children.map(({ id, givenName }) => ({
      heading: `${givenName}’s views and feelings`,
      rows: record.views
        .filter(({ childId, words }) => childId === id && words !== '')
        .map((view): BesideRow => {
          if (isSharedWith(view, reader)) return asItIs(view.words);
          const because = view.sharing === null ? ['Not asked yet who may know it'] : keptFrom(reader);
          return { full: view.words, own: null, because };
        }),
    })),
    ...items.map(({ key, title, kind }) => ({
      heading: title,
      rows: passages
        .filter(({ agendaKey, text }) => text.trim() !== '' && (keys.has(agendaKey) ? agendaKey : '') === key)
        .map((passage): BesideRow => {
          const { children } = record.placement;
          const as = (text: string, speaker: string | null) =>
            asSpoken(text, { of: passage.kind, under: kind }, speaker);
          const full = as(passage.text, speakerNamed(passage.saidBy, record));
          const speaker = speakerTold(passage.saidBy, facts, (name) => tell(name, rules));
          if (mayReadPassage(person, passage, agenda))
            return told(full, rules, as(tell(passage.text, rules), speaker));
          const because = mayRead(reader, passage)
            ? 'They are not there for this item'
            : keptBecause(passage, reader, children);
          return { full, own: null, because: [because] };
        }),
    })),
    {
      heading: copyWords.found,
      rows: found.findings.map((finding) => readOrKept(finding, findingInWords(finding))),
    },
    {
      heading: copyWords.notAnswered,
      rows: found.purposes.flatMap(({ title, isWritten, whyNot }) =>
        isWritten || whyNot === null ? [] : [readOrKept(whyNot, `${title}: ${whyNot.why}`)],
      ),
    },
    {
      heading: copyWords.actions,
      rows: record.actions.map(({ what, ownerName }) => told(`${what}: ${ownerName}`, rules)),
    },
    {
      heading: copyWords.disagreed,
      rows: besideCopy(facts, record.views).map(
        (statement): BesideRow =>
          mayRead(reader, statement)
            ? asItIs(statement.words)
            : { full: statement.words, own: null, because: keptFrom(reader) },
      ),
    },
  ].filter(({ rows }) => rows.length > 0);
};
