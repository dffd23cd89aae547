import { sql } from 'kysely';
import type { Transaction } from '../../database/connection.ts';
import { isOrdinaryWord } from '../../documents/ordinary-words.ts';
import type { CaseRecord, Invitation } from '../../domain/case.ts';
import { type Copy, type CopyFacts, typedIn } from '../../domain/copy.ts';
import { nearMisses } from '../../domain/near-miss.ts';
import type { KeptApart } from '../../domain/private-people.ts';
import {
  type Doubt,
  doubtKey,
  doubtsOfMisses,
  joinRuns,
  namesNotLinked,
  pairsIn,
} from '../../domain/release-doubt.ts';
import { textsInSections } from '../finish-copy.ts';

type Facts = Omit<CopyFacts, 'reader'>;

/** Everybody who belongs to a case, by every name they have or had. */
const namesOnCase = (
  { placement, meeting, views, council }: CaseRecord,
  { identities, details }: KeptApart,
): readonly string[] => [
  council.name,
  ...placement.children.map(({ givenName, familyName }) => `${givenName} ${familyName}`),
  ...placement.roles.map(({ person }) => person.name),
  ...placement.contacts.map(({ name }) => name),
  ...Object.values(identities).flatMap((onRecord) => onRecord.map(({ name }) => name)),
  ...(meeting === null ? [] : [meeting.chair, ...meeting.invitations]).map(({ name }) => name),
  ...views.map(({ recordedBy }) => recordedBy),
  ...details.filter(({ kind }) => kind === 'name').map(({ value }) => value),
];

/** What in one reader’s copy comes near something that they must not learn. */
export const nearIn = (
  { doc, secrets, known }: Pick<Copy, 'doc' | 'secrets' | 'known'>,
  { name, reader }: Pick<Invitation, 'name' | 'reader'>,
): readonly Doubt[] => {
  if (reader === 'staff') return [];
  const parts = textsInSections(doc).map(({ part, text }) => ({
    part,
    text: text.replace(known, '\u{e000}'),
  }));
  return doubtsOfMisses(nearMisses(parts, secrets, isOrdinaryWord), `the copy for ${name}`);
};

/** What stands in the minutes of another child of the same council, by the item of the agenda it was written under. */
const inOtherMinutes = async (tx: Transaction, { record, agenda }: Facts): Promise<readonly Doubt[]> => {
  if (record.meeting === null) return [];
  const { rows } = await sql<{ key: string; words: string }>`
    select p.agenda_key as key, r.words from app_runs_elsewhere(${record.id}, ${record.meeting.id}) with ordinality
      as r (passage_id, words, n) join passage p on p.id = r.passage_id order by r.n`.execute(tx);
  return [...Map.groupBy(rows, ({ key }) => key)].flatMap(([key, runs]) =>
    joinRuns(runs.map(({ words }) => words)).map((found) => ({
      kind: 'other-minutes' as const,
      found,
      place: `“${agenda.find((item) => item.key === key)?.title ?? key}”`,
      what: 'also stands in the minutes of another child',
    })),
  );
};

const namedElsewhere = async (
  tx: Transaction,
  disruptionId: string,
  names: readonly string[],
): Promise<readonly string[]> => {
  const { rows } = await sql<{ name: string }>`
    select name from app_named_elsewhere(${disruptionId}, ${[...names]}) as name`.execute(tx);
  return rows.map(({ name }) => name);
};

/**
 * Everything in agreed minutes that a person has to look at before copies leave, each once: what comes near what one of the
 * readers must not learn (`near`, from each copy), what stands in another child's minutes, and who is not linked to this child.
 */
export const findDoubts = async (
  tx: Transaction,
  facts: Facts,
  near: readonly Doubt[],
): Promise<readonly Doubt[]> => {
  const { record, keptApart } = facts;
  const texts = typedIn(facts);
  const onCase = namesOnCase(record, keptApart);
  const elsewhere = await namedElsewhere(
    tx,
    record.id,
    texts.flatMap(({ text }) => pairsIn(text)),
  );
  const found = [
    ...near,
    ...(await inOtherMinutes(tx, facts)),
    ...texts.flatMap((text) => namesNotLinked(text, onCase, elsewhere)),
  ];
  return [...new Map(found.map((doubt) => [doubtKey(doubt), doubt])).values()];
};
