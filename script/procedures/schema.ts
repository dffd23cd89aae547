import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formSchemaCopies, schemaCopies } from '../../src/procedures/json-schema.ts';
import { type Command, misused, said } from './answer.ts';

/** `schema`: writes the schemas that editors read among the procedures, and the forms beside them, as the code has them. */
export const schemaCommand: Command = ({ words, folder }) => {
  if (words.length > 0) return misused('schema takes no further words');
  const forms = join(folder, '../reference/forms');
  const copies = [
    ...schemaCopies().map(({ name, text }) => ({ path: join(folder, name), text })),
    ...(existsSync(forms) ? formSchemaCopies() : []).map(({ name, text }) => ({
      path: join(forms, name),
      text,
    })),
  ];
  for (const { path, text } of copies) writeFileSync(path, text);
  return said(copies.map(({ path }) => `Wrote ${path}`).join('\n'));
};
