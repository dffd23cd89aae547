import * as z from 'zod';
import { type Connector, FilingTrouble, partsOf } from './connector.ts';
import { type Answer, ask, basic, jsonOf, unexpected } from './http.ts';
import type { FilingSystem } from './system.ts';

type Cmis = Extract<FilingSystem, { way: 'cmis' }>;

const repositoriesShape = z.record(
  z.string(),
  z.object({ repositoryId: z.string(), repositoryUrl: z.url(), rootFolderUrl: z.url() }),
);
const objectShape = z.object({
  succinctProperties: z.object({ 'cmis:objectId': z.string().min(1), 'cmis:name': z.string() }),
});
const exceptionShape = z.object({ exception: z.string() });

/** Which of the exceptions of CMIS an answer is (CMIS 1.1, 5.2.10); empty when it is none. */
const exceptionOf = (answer: Answer): string =>
  exceptionShape.safeParse(jsonOf(answer)).data?.exception ?? '';

const objectOf = (answer: Answer): { readonly id: string; readonly name: string } => {
  const { data } = objectShape.safeParse(jsonOf(answer));
  if (data === undefined) return unexpected(answer);
  return { id: data.succinctProperties['cmis:objectId'], name: data.succinctProperties['cmis:name'] };
};

/** A request to do something (CMIS 1.1, 5.4.4.3): its controls, its properties, numbered, and what it is about. */
const formOf = (
  action: string,
  controls: Readonly<Record<string, string>>,
  properties: readonly (readonly [string, string])[] = [],
): FormData => {
  const form = new FormData();
  form.set('cmisaction', action);
  for (const [name, value] of Object.entries(controls)) form.set(name, value);
  for (const [index, [id, value]] of properties.entries()) {
    form.set(`propertyId[${index}]`, id);
    form.set(`propertyValue[${index}]`, value);
  }
  return form;
};

/**
 * Files into a folder of a repository by the browser binding of CMIS 1.1 (OASIS), as EDRMSs have. The folder is one of the
 * repository's own file plan, and is not made here. A bag is one ZIP document, named by its key, which no other of the folder
 * is; it is there whole or not at all. The reference is its cmis:objectId.
 */
export const cmisConnector = (system: Cmis, folder: string): Connector => {
  const headers = { authorization: basic(system.user, system.password) };
  const nameOf = (key: string): string => `${key}.zip`;
  const get = (url: string): Promise<Answer> => ask(url, { method: 'GET', headers });
  const post = (url: string, body: FormData): Promise<Answer> => ask(url, { method: 'POST', headers, body });

  let found: Promise<string> | undefined;
  /** Where the repository says that its root folder is (5.3.1). */
  const findRoot = async (): Promise<string> => {
    const answer = await get(system.url);
    if (answer.status !== 200) unexpected(answer);
    const { data } = repositoriesShape.safeParse(jsonOf(answer));
    const repository =
      data && Object.values(data).find(({ repositoryId }) => repositoryId === system.repository);
    if (repository === undefined) throw new FilingTrouble('It has no repository of that name');
    // Our name and password go nowhere but where they are for.
    if (new URL(repository.rootFolderUrl).origin !== new URL(system.url).origin)
      throw new FilingTrouble('It sends us to another machine');
    return repository.rootFolderUrl.replace(/\/+$/, '');
  };
  const root = (): Promise<string> => {
    found ??= findRoot();
    found.catch(() => {
      found = undefined;
    });
    return found;
  };
  const urlOf = async (parts: readonly string[]): Promise<string> =>
    [await root(), ...parts.map(encodeURIComponent)].join('/');
  const within = partsOf(folder);

  const find = async (key: string): Promise<string | undefined> => {
    const answer = await get(`${await urlOf([...within, nameOf(key)])}?cmisselector=object&succinct=true`);
    if (answer.status === 404 && exceptionOf(answer) === 'objectNotFound') return undefined;
    return answer.status === 200 ? objectOf(answer).id : unexpected(answer);
  };
  const remove = async (id: string): Promise<void> => {
    const form = formOf('delete', { objectId: id, allVersions: 'true' });
    const answer = await post(await root(), form);
    if (answer.status !== 200 && exceptionOf(answer) !== 'objectNotFound') unexpected(answer);
  };

  return {
    keeps: 'files',
    find,
    put: async ({ key, packed }) => {
      const already = await find(key);
      if (already !== undefined) return already;
      const form = formOf('createDocument', { succinct: 'true' }, [
        ['cmis:objectTypeId', system.objectType],
        ['cmis:name', nameOf(key)],
      ]);
      form.set('content', new Blob([Uint8Array.from(packed)], { type: 'application/zip' }), nameOf(key));
      const answer = await post(await urlOf(within), form);
      if (answer.status === 409) {
        // A try before this one, whose request came late, was first.
        const first = await find(key);
        if (first !== undefined) return first;
      }
      if (answer.status === 404) throw new FilingTrouble('The folder is not there');
      if (answer.status !== 201) unexpected(answer);
      const { id, name } = objectOf(answer);
      if (name === nameOf(key)) return id;
      // A repository may give another name in the place of saying that there is one of it (2.2.4.1).
      await remove(id);
      throw new FilingTrouble('It gave the document another name');
    },
    readBack: async (_key, reference) => {
      const query = new URLSearchParams({ objectId: reference, cmisselector: 'content' });
      const answer = await get(`${await root()}?${query}`);
      if (answer.status === 404) return undefined;
      return answer.status === 200 ? answer.bytes : unexpected(answer);
    },
    remove: (_key, reference) => remove(reference),
    close: async () => {},
  };
};
