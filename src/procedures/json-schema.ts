import { z } from 'zod';
import { formCasesFile, formFile } from './form-schema.ts';
import { casesFile, procedureFile } from './procedure-schema.ts';
import { retentionFile } from './retention-schema.ts';

/** A JSON Schema (2020-12) as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const jsonSchema = (schema: z.ZodType, title: string, $id: string): JsonSchema => {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12' });
  return { $schema, $id, title, ...rest };
};

// Without an address of a service a schema is known by the name of its copy among the procedures.
const idOf = (publicUrl: string | undefined, published: string, copy: string): string =>
  publicUrl === undefined ? copy : new URL(`schemas/${published}`, `${publicUrl.replace(/\/$/, '')}/`).href;

/** The JSON Schema of procedure files, as a service at this address publishes it. */
export const procedureJsonSchema = (publicUrl?: string): JsonSchema =>
  jsonSchema(
    procedureFile,
    'A council’s procedure',
    idOf(publicUrl, 'procedure.json', 'procedure.schema.json'),
  );

/** The JSON Schema of the cases files beside them, as a service at this address publishes it. */
export const casesJsonSchema = (publicUrl?: string): JsonSchema =>
  jsonSchema(
    casesFile,
    'Cases a procedure has to answer',
    idOf(publicUrl, 'procedure-cases.json', 'procedure-cases.schema.json'),
  );

/** The copies that lie among the procedures, for editors: the name and the text of each file. */
export const schemaCopies = (): readonly { readonly name: string; readonly text: string }[] =>
  [
    { name: 'procedure.schema.json', schema: procedureJsonSchema() },
    { name: 'procedure-cases.schema.json', schema: casesJsonSchema() },
    {
      name: 'retention.schema.json',
      schema: jsonSchema(retentionFile, 'How long records are kept', 'retention.schema.json'),
    },
  ].map(({ name, schema }) => ({ name, text: `${JSON.stringify(schema, null, 2)}\n` }));

/** The JSON Schema of files that hold a version of a panel’s form, as a service at this address publishes it. */
export const formJsonSchema = (publicUrl?: string): JsonSchema =>
  jsonSchema(formFile, 'A form that a panel is sent', idOf(publicUrl, 'form.json', 'form.schema.json'));

/** The JSON Schema of the cases files beside them, as a service at this address publishes it. */
export const formCasesJsonSchema = (publicUrl?: string): JsonSchema =>
  jsonSchema(
    formCasesFile,
    'Cases that a form has to fit',
    idOf(publicUrl, 'form-cases.json', 'form-cases.schema.json'),
  );

/** The copies of those two that lie among the forms, for editors. */
export const formSchemaCopies = (): readonly { readonly name: string; readonly text: string }[] =>
  [
    { name: 'form.schema.json', schema: formJsonSchema() },
    { name: 'form-cases.schema.json', schema: formCasesJsonSchema() },
  ].map(({ name, schema }) => ({ name, text: `${JSON.stringify(schema, null, 2)}\n` }));
