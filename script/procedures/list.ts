import { inWords } from '../../src/domain/dates.ts';
import { type Command, misused, said, withProcedures } from './answer.ts';
import { table } from './table.ts';

/** `list`: every version of every procedure. */
export const listCommand: Command = ({ words, folder }) => {
  if (words.length > 0) return misused('list takes no further words');
  return withProcedures(folder, (read) =>
    said(
      table(
        ['Procedure', 'Version', 'In force', 'Title', 'Council'],
        read.map(({ procedure: { id, version, inForce, title, council } }) => [
          id,
          version,
          `from ${inWords(inForce.from)}${inForce.until === undefined ? '' : ` until ${inWords(inForce.until)}`}`,
          title,
          council,
        ]),
      ),
    ),
  );
};
