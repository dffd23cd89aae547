import type { CaseRecord, Invitation, Reader } from './case.ts';
import { readerInWords, stillInvited } from './minutes.ts';
import { type IsOrdinary, nearMisses, nearnessInWords } from './near-miss.ts';
import type { KeptApart } from './private-people.ts';
import { mentionsIn, tell, type Withheld, withheldFrom } from './withhold.ts';
import { listInWords } from './words.ts';

/** Words in the minutes that some readers are told in others, or that come near something they must not learn. */
export type Marks = {
  readonly told: readonly {
    readonly words: string;
    readonly by: string;
    readonly readers: readonly Reader[];
  }[];
  readonly near: readonly string[];
};

type Rules = readonly { readonly reader: Reader; readonly rules: Withheld }[];

/** What each of those who get a copy and are not staff must not learn, once for those who must not learn the same. */
export const rulesForMarks = (record: CaseRecord, keptApart: KeptApart, frame: readonly string[]): Rules => {
  const readers = stillInvited(record.meeting?.invitations ?? []).filter(({ reader }) => reader !== 'staff');
  // A household must not learn the same; each professional from elsewhere may know themselves.
  const alike = new Map<string, Invitation>(
    readers.map((invitation) => [
      invitation.reader === 'professionals' || invitation.reader === 'carers'
        ? invitation.id
        : invitation.reader,
      invitation,
    ]),
  );
  return [...alike.values()].map((invitation) => ({
    reader: invitation.reader,
    rules: withheldFrom(record, { ...invitation, mayKnowPlace: true }, keptApart, frame),
  }));
};

/** Marks in one text as it is written: what is told otherwise, to whom, and what a person should look at again. */
export const marksIn = (text: string, rules: Rules, isOrdinary: IsOrdinary): Marks => {
  const told = new Map<string, { words: string; by: string; readers: Set<Reader> }>();
  const near = new Set<string>();
  for (const { reader, rules: withheld } of rules) {
    for (const { words, by } of mentionsIn(text, withheld)) {
      const key = `${words}\n${by}`;
      const one = told.get(key) ?? { words, by, readers: new Set() };
      one.readers.add(reader);
      told.set(key, one);
    }
    const rest = tell(text, withheld).replace(withheld.known, '\u{e000}');
    for (const { found, how, label } of nearMisses([{ part: '', text: rest }], withheld.secrets, isOrdinary))
      near.add(`“${found}” ${nearnessInWords[how]} ${label}`);
  }
  return {
    told: [...told.values()].map(({ readers, ...one }) => ({ ...one, readers: [...readers] })),
    near: [...near],
  };
};

/** "“Jane Ash” is told as “Adopter 1” to parents and family and current carers". */
export const toldInWords = ({ words, by, readers }: Marks['told'][number]): string =>
  `“${words.replace(/\s+/g, ' ')}” is told as “${by}” to ${listInWords(readers.map((reader) => readerInWords[reader]))}`;
