import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { writeCsv } from '../../domain/csv.ts';
import { planImport } from '../../domain/people-import.ts';
import { importColumns } from '../../domain/people-import-row.ts';
import { allowed, type Result, refused } from '../../domain/result.ts';
import { readTextFile } from '../../domain/text-file.ts';
import { readText } from '../../web/typed.ts';
import { MOST_BYTES_OF_FILE, type Upload } from '../../web/uploads.ts';
import { signedIn } from '../../web/visitor.ts';
import { insist } from '../case-door.ts';
import { type FormByPost, withPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import { importPeopleView } from './import-people.view.ts';
import { keepList, type ListedImport, recentImports, staffOf } from './import-store.ts';

/** The text of the list that somebody brought. */
const listIn = (upload: Upload | null, pasted: string): Result<string> => {
  const no = (message: string) => refused([{ field: 'file', message }]);
  if (upload === null)
    return pasted === '' ? no('Choose a file, or paste its rows with the headings') : allowed(pasted);
  if (pasted !== '') return no('Choose a file or paste rows, not both');
  if (upload.bytes.length === 0) return no('The file is empty');
  const text = readTextFile(upload.bytes);
  return text.ok && upload.isTooLarge
    ? no(`The file is larger than ${MOST_BYTES_OF_FILE / 1_000_000} MB. Bring it in parts`)
    : text;
};

/** Says what a list would change, and keeps it until somebody confirms that. A list with a problem is not kept. */
export const importForm = (service: Service): FormByPost<unknown, readonly ListedImport[]> => ({
  act: 'import-people',
  takesFile: true,
  load: (tx, { actor }) => recentImports(tx, actor.organisationId),
  show: importPeopleView,
  save: async (tx, { actor, typed, upload }) => {
    const { organisationId } = actor;
    const list = insist(listIn(upload, readText(typed, 'rows')));
    const plan = planImport(list, await staffOf(tx, organisationId));
    const field = upload === null ? 'rows' : 'file';
    if (plan.problems.length > 0) insist(refused(plan.problems.map((problem) => ({ ...problem, field }))));
    const id = randomUUID();
    await keepList(tx, { id, organisationId, by: actor.id, at: service.clock(), list, rows: plan.rows });
    return `/people/imports/${id}`;
  },
});

/** A file to fill in: the headings, and nobody. */
export const sendTemplate = (service: Service) => async (request: FastifyRequest, reply: FastifyReply) => {
  await withPost(service, signedIn(request), 'import-people', async () => {});
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', 'attachment; filename="people.csv"')
    .send(
      writeCsv(
        importColumns.map(({ heading }) => heading),
        [],
      ),
    );
};
