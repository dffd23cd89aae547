import { refuse, textOf } from './scim.ts';

const filterable = [
  'id',
  'username',
  'externalid',
  'displayname',
  'emails[type eq "work"].value',
  'members',
] as const;
export type Filtered = { readonly by: (typeof filterable)[number]; readonly value: string };

/** Reads a filter: comparisons by eq, joined by and. Throws a ScimRefusal for every other. */
export const readFilter = (filter: string): readonly Filtered[] => {
  const comparison =
    /\s*([a-z]+(?:\[type\s+eq\s+"work"\])?(?:\.value)?)\s+eq\s+"((?:[^"\\]|\\["\\])*)"\s*(?:(and)\s|$)/iy;
  const all: Filtered[] = [];
  let joined = true;
  if (filter.length > 1_000) return refuse('invalidFilter', 'The filter is too long.');
  while (joined) {
    const found = comparison.exec(filter);
    const path = found?.[1]?.toLowerCase().replaceAll(/\s+/g, ' ') ?? '';
    const by = filterable.find((one) => one === path || (path === 'members.value' && one === 'members'));
    if (found === null || by === undefined)
      return refuse(
        'invalidFilter',
        'Filters compare userName, externalId, displayName or the work e-mail by eq, joined by and.',
      );
    all.push({ by, value: (found[2] ?? '').replaceAll(/\\(.)/g, '$1') });
    joined = found[3] !== undefined;
  }
  return all;
};

/** The attributes of a resource that were asked for; its schemas and id always. Names are compared without case. */
export const chosenAttributes = (
  resource: Readonly<Record<string, unknown>>,
  { attributes, excludedAttributes }: { readonly attributes?: string; readonly excludedAttributes?: string },
): Readonly<Record<string, unknown>> => {
  const listed = (list: string) =>
    list
      .toLowerCase()
      .split(',')
      .map((one) => one.trim());
  const always = ['schemas', 'id'];
  const isIn = (list: readonly string[], key: string): boolean =>
    list.some(
      (one) =>
        one === key || one.startsWith(`${key}.`) || one.startsWith(`${key}:`) || one.startsWith(`${key}[`),
    );
  const wanted = attributes === undefined ? null : listed(attributes);
  const unwanted = excludedAttributes === undefined ? [] : listed(excludedAttributes);
  return Object.fromEntries(
    Object.entries(resource).filter(([key]) => {
      const name = key.toLowerCase();
      if (always.includes(name)) return true;
      return wanted === null ? !unwanted.includes(name) : isIn(wanted, name);
    }),
  );
};

const MOST_RESULTS = 200;
/** Which part of a list is asked for: from 1, and never more than 200 at a time. */
export const pageAsked = (
  startIndex: unknown,
  count: unknown,
): { readonly start: number; readonly count: number } => {
  const whole = (value: unknown, otherwise: number): number => {
    const number = Number.parseInt(textOf(value), 10);
    return Number.isNaN(number) ? otherwise : number;
  };
  return {
    start: Math.min(1_000_000, Math.max(1, whole(startIndex, 1))),
    count: Math.min(MOST_RESULTS, Math.max(0, whole(count, 100))),
  };
};
