import { type FileFormat, fileFormats } from './files/format.ts';

/** Where a file that somebody gave is kept. */
export type FileOfItem = { readonly table: 'contribution_file' | 'view_file'; readonly id: string };

/** A file that comes with a bag: under what name, and the checksum by which it is known to be the one that was decided. */
export type BagFile = { readonly name: string; readonly sha256: string };

/** The key of a thing that stands for a file which was given; one that is somebody's alone has another. */
export const keyOfFile = ({ table, id }: FileOfItem): string =>
  table === 'contribution_file' ? `file-${id}` : `view-file-${id}`;

/** Which file a thing stands for, by its key: a view's goes by the view. Null where it stands for words alone. */
export const fileOfKey = (key: string): FileOfItem | null => {
  const [, isOfView, id] = /^(view-)?file-([0-9a-f-]{36})$/.exec(key) ?? [];
  return id === undefined ? null : { table: isOfView ? 'view_file' : 'contribution_file', id };
};

/** The name of a file in a bag: by its place in it, and of nobody. */
export const bagFileName = (place: number, format: FileFormat): string =>
  `file-${place}.${fileFormats[format].ending}`;
