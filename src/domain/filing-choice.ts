import { type RecordKind, recordInWords } from './filing.ts';
import type { Problem } from './result.ts';

/** A folder, by the parts of where it is, the outermost first. */
type Place = readonly string[];

/** Where one kind of record is filed. */
export type FiledAt = { readonly kind: RecordKind; readonly place: Place };

const isWithin = (inner: Place, outer: Place): boolean => outer.every((part, index) => inner[index] === part);

/** Whether neither of two folders is the other or within it. */
export const areApart = (one: Place, other: Place): boolean => !isWithin(one, other) && !isWithin(other, one);

/** A part of a folder's path that every kind of system can have. */
const isPart = (part: string): boolean =>
  part === part.trim() &&
  /^[^\p{Cc}\\:*?"<>|%#~.][^\p{Cc}\\:*?"<>|%#~]{0,79}$/u.test(part) &&
  !part.endsWith('.');

/** A folder as somebody typed it, without slashes around it. */
export const readFolder = (typed: string): string =>
  typed
    .split('/')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('/');

/**
 * What is wrong with where a council wants to file one kind of record: no two kinds are filed in one folder, or one within
 * the other, and the folder of a looked-after record does not say that there is an adoption record (docs/domain.md, 4.16).
 */
export const problemsOfChoice = (
  { kind, folder, place }: FiledAt & { readonly folder: string },
  others: readonly FiledAt[],
): readonly Problem[] => {
  const parts = folder.split('/');
  if (folder === '')
    return [{ field: 'folder', message: 'Enter the folder that is for this record and nothing else' }];
  if (folder.length > 200 || parts.length > 8 || !parts.every(isPart))
    return [
      {
        field: 'folder',
        message: 'Enter a folder with names of letters, digits, spaces and hyphens, and slashes between them',
      },
    ];
  if (kind === 'looked-after' && /adopt/i.test(folder))
    return [
      {
        field: 'folder',
        message: 'Choose a folder whose name does not speak of adoption: it goes on the looked-after record',
      },
    ];
  const shared = others.find((other) => other.kind !== kind && !areApart(place, other.place));
  return shared === undefined
    ? []
    : [
        {
          field: 'folder',
          message: `Choose another folder: this one is shared with where each ${recordInWords[shared.kind]} goes, and the two never lie together`,
        },
      ];
};
