import { type Found, type IdentifyingKind, identifyingInWords, refusesOutright } from './identifying.ts';
import { findInText, type Known } from './identifying-of-case.ts';
import { findPatterns } from './identifying-patterns.ts';
import type { IsOrdinary } from './near-miss.ts';

/** Words in one part of a lesson that can lead back to somebody, and where they stand. */
export type Identifying = Found & { readonly field: string; readonly words: string };

/** What tells one such place from another, wherever the text around it moves. */
export const keyOfIdentifying = ({
  field,
  kind,
  words,
}: Pick<Identifying, 'field' | 'kind' | 'words'>): string => `${field} ${kind} ${words}`;

/** The gravest of what stands at one place. */
const gravest = (found: readonly Found[]): readonly Found[] => {
  const rank = Object.keys(identifyingInWords);
  const kept: Found[] = [];
  for (const one of found.toSorted(
    (a, b) => rank.indexOf(a.kind) - rank.indexOf(b.kind) || a.start - b.start,
  ))
    if (!kept.some(({ start, end }) => one.start < end && start < one.end)) kept.push(one);
  return kept.toSorted((a, b) => a.start - b.start);
};

/** What is rare only together: two kinds of it anywhere in a lesson. */
const isQuasi = (kind: string): boolean =>
  !(kind in identifyingInWords) || kind === 'age' || kind === 'siblings';

/**
 * Finds what in the parts of a lesson could lead back to somebody: names and details of the case it was written from, words
 * taken from its record, and in any text places, days, ages, brothers and sisters, work, events and rare combinations
 * (ICO, Anonymisation guidance, 2025: the motivated intruder). Each place once, by the gravest reason.
 */
export const findIdentifying = (
  parts: readonly { readonly field: string; readonly text: string }[],
  known: Known,
  isOrdinary: IsOrdinary,
): readonly Identifying[] => {
  const patterns = parts.map(({ text }) => findPatterns(text, isOrdinary));
  const together = new Set(patterns.flat().flatMap(({ kind }) => (isQuasi(kind) ? [kind] : []))).size > 1;
  return parts.flatMap(({ field, text }, at) => {
    const general = (patterns[at] ?? []).flatMap(({ kind, start, end }): readonly Found[] =>
      kind in identifyingInWords
        ? [{ kind: kind as IdentifyingKind, start, end }]
        : together
          ? [{ kind: 'combination', start, end }]
          : [],
    );
    return gravest([...findInText(text, known, isOrdinary), ...general]).map((one) => ({
      ...one,
      field,
      words: text.slice(one.start, one.end),
    }));
  });
};

/** What was answered about words that may stay, by the key of each. */
export type Answers = ReadonlyMap<string, string>;

/** What still stands in the way: what is never let through, and what nobody said a reason for. */
export const yetToAnswer = (found: readonly Identifying[], answers: Answers): readonly Identifying[] =>
  found.filter((one) => refusesOutright.has(one.kind) || !answers.get(keyOfIdentifying(one)));
