import { randomUUID } from 'node:crypto';
import { type Asked, type Reply, startServer } from './faults.ts';

export const cmisLogin = { user: 'filing', password: 'a password of the tests' } as const;

type Entry = {
  readonly id: string;
  readonly parent: string;
  readonly name: string;
  readonly content: Buffer | null;
};

const fault = (status: number, exception: string): Reply => ({
  status,
  json: { exception, message: exception },
});

/**
 * A repository that speaks the browser binding of CMIS 1.1 (OASIS Standard, 23 May 2013, chapter 5), written from the
 * specification for these tests; it is no product. It is strict: it refuses what the specification lets a repository refuse.
 */
export const startCmisServer = async (folders: readonly string[]) => {
  const root: Entry = { id: 'root', parent: '', name: '', content: null };
  const entries = new Map<string, Entry>([[root.id, root]]);
  const childOf = (parent: string, name: string): Entry | undefined =>
    [...entries.values()].find((one) => one.parent === parent && one.name === name);
  for (const folder of folders) {
    let parent = root.id;
    for (const name of folder.split('/')) {
      const there = childOf(parent, name) ?? { id: randomUUID(), parent, name, content: null };
      entries.set(there.id, there);
      parent = there.id;
    }
  }
  const at = (path: string): Entry | undefined => {
    let entry: Entry | undefined = root;
    for (const name of path.split('/').filter((part) => part !== ''))
      entry = entry && childOf(entry.id, decodeURIComponent(name));
    return entry;
  };
  const succinct = ({ id, name, content }: Entry) => ({
    succinctProperties: {
      'cmis:objectId': id,
      'cmis:name': name,
      'cmis:baseTypeId': content === null ? 'cmis:folder' : 'cmis:document',
    },
  });

  const read = (asked: Asked, path: string): Reply => {
    const id = asked.url.searchParams.get('objectId');
    const entry = id === null ? at(path) : entries.get(id);
    if (entry === undefined) return fault(404, 'objectNotFound');
    const selector = asked.url.searchParams.get('cmisselector');
    if (selector === 'object')
      return asked.url.searchParams.get('succinct') === 'true'
        ? { status: 200, json: succinct(entry) }
        : fault(400, 'invalidArgument');
    if (selector !== 'content') return fault(405, 'notSupported');
    return entry.content === null
      ? fault(409, 'constraint')
      : { status: 200, bytes: entry.content, headers: { 'content-type': 'application/zip' } };
  };

  /** Numbered from 0 without a gap, each with its value (5.4.4.3.2). */
  const propertiesOf = (form: FormData): ReadonlyMap<string, string> | undefined => {
    const ids = [...form.keys()].filter((name) => name.startsWith('propertyId['));
    const pairs = ids.map((_, index) => [
      form.get(`propertyId[${index}]`),
      form.get(`propertyValue[${index}]`),
    ]);
    return pairs.every(([id, value]) => typeof id === 'string' && typeof value === 'string')
      ? new Map(pairs as [string, string][])
      : undefined;
  };

  const create = async (form: FormData, path: string): Promise<Reply> => {
    const parent = at(path);
    const properties = propertiesOf(form);
    const content = form.get('content');
    if (parent === undefined) return fault(404, 'objectNotFound');
    if (parent.content !== null) return fault(400, 'invalidArgument');
    const name = properties?.get('cmis:name') ?? '';
    if (properties?.get('cmis:objectTypeId') !== 'cmis:document') return fault(400, 'invalidArgument');
    if (name === '' || /[\\/:*?"<>|]/.test(name)) return fault(400, 'invalidArgument');
    if (properties.size !== 2 || !(content instanceof File) || content.name !== name)
      return fault(409, 'constraint');
    if (childOf(parent.id, name) !== undefined) return fault(409, 'nameConstraintViolation');
    const bytes = Buffer.from(await content.arrayBuffer());
    const entry = { id: randomUUID(), parent: parent.id, name, content: bytes };
    entries.set(entry.id, entry);
    return { status: 201, json: succinct(entry) };
  };

  const change = async ({ headers, body }: Asked, path: string): Promise<Reply> => {
    const type = headers['content-type'] ?? '';
    if (!type.startsWith('multipart/form-data')) return fault(400, 'invalidArgument');
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    const action = form.get('cmisaction');
    if (action === 'createDocument') return create(form, path);
    if (action !== 'delete') return fault(405, 'notSupported');
    return entries.delete(String(form.get('objectId'))) ? { status: 200 } : fault(404, 'objectNotFound');
  };

  const wanted = `Basic ${Buffer.from(`${cmisLogin.user}:${cmisLogin.password}`).toString('base64')}`;
  const server = await startServer((asked) => {
    const { url, headers, method } = asked;
    if (headers.authorization !== wanted) return fault(401, 'permissionDenied');
    const rootFolderUrl = `${url.origin}/browser/main/root`;
    if (url.pathname === '/browser')
      return {
        status: 200,
        json: { main: { repositoryId: 'main', repositoryUrl: `${url.origin}/browser/main`, rootFolderUrl } },
      };
    if (!url.pathname.startsWith('/browser/main/root')) return fault(404, 'objectNotFound');
    const path = url.pathname.slice('/browser/main/root'.length);
    return method === 'POST' ? change(asked, path) : read(asked, path);
  });
  const documents = () => [...entries.values()].filter(({ content }) => content !== null);
  return {
    ...server,
    /** The names of all documents, wherever they are. */
    documents: () => documents().map(({ name }) => name),
    flip: (name: string, offset: number) => {
      const content = documents().find((one) => one.name === name)?.content;
      if (content) content[offset] = (content[offset] ?? 0) ^ 1;
    },
    empty: () => {
      for (const { id } of documents()) entries.delete(id);
    },
  };
};
