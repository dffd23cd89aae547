import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, misused, refused, said } from './answer.ts';
import { skeleton } from './skeleton.ts';

/** A council's name as a folder is called: "kent-county-council". */
const folderName = (council: string): string =>
  council
    // Without their accents, letters are letters of a name that everybody can type.
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');

/** `new <council>`: a procedure with one rule and its case, explained line by line, to be made into a council's own. */
export const newCommand: Command = ({ words, folder, calendar }) => {
  const council = words.join(' ');
  const name = folderName(council);
  if (name === '') return misused('new takes the name of a council');
  const files = Object.entries(skeleton(council, name, calendar.today)).map(([file, text]) => ({
    path: join(folder, name, file),
    text,
  }));
  const there = files.find(({ path }) => existsSync(path));
  if (there !== undefined) return refused(`${there.path} is there already: nothing was written`);
  mkdirSync(join(folder, name), { recursive: true });
  for (const { path, text } of files) writeFileSync(path, text, { flag: 'wx' });
  const [procedure, cases] = files.map(({ path }) => path);
  return said(
    [
      `Wrote ${procedure}`,
      `Wrote ${cases}`,
      '',
      'Next:',
      `1. Have your own document beside you, and write a rule for each thing it asks in ${procedure}.`,
      `2. For each rule write a case that reaches it in ${cases}: what is known, and what has to follow.`,
      `3. script/procedure check ${folder}`,
      'docs/how-to/add-a-council.md explains every key and every fact.',
    ].join('\n'),
  );
};
