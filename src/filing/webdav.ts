import { randomUUID } from 'node:crypto';
import { type Connector, partsOf, WRITING } from './connector.ts';
import { type Answer, ask, basic, unexpected } from './http.ts';
import type { FilingSystem } from './system.ts';

type WebDav = Extract<FilingSystem, { way: 'webdav' }>;

/**
 * Files into a collection of a WebDAV server (RFC 4918), which is made when it is not there. A bag is one ZIP file: put
 * under `.writing` (`If-None-Match: *`), and moved to its name without overwriting once all of it is there. The reference is
 * its ETag, or its path where the server has none.
 */
export const webDavConnector = ({ url, user, password }: WebDav, folder: string): Connector => {
  const base = url.replace(/\/+$/, '');
  const segments = partsOf(folder).map(encodeURIComponent);
  const within = [base, ...segments].join('/');
  const writing = `${within}/${WRITING}`;
  const pathOf = (key: string): string => `${within}/${key}.zip`;
  const authorization = basic(user, password);
  const request = (
    method: string,
    at: string,
    headers: Readonly<Record<string, string>> = {},
    body?: Uint8Array<ArrayBuffer>,
  ): Promise<Answer> => ask(at, { method, headers: { authorization, ...headers }, ...(body && { body }) });

  const referenceOf = ({ headers }: Answer, key: string): string =>
    headers.get('etag') ?? new URL(pathOf(key)).pathname;
  const find = async (key: string): Promise<string | undefined> => {
    const answer = await request('HEAD', pathOf(key));
    if (answer.status === 404 || answer.status === 409) return undefined;
    return answer.status === 200 ? referenceOf(answer, key) : unexpected(answer);
  };

  /** 405: there is one already (RFC 4918, 9.3.1). */
  const makeCollections = async (): Promise<void> => {
    const all = [...segments, WRITING];
    for (const [index] of all.entries()) {
      const answer = await request('MKCOL', `${[base, ...all.slice(0, index + 1)].join('/')}/`);
      if (![200, 201, 405].includes(answer.status)) unexpected(answer);
    }
  };

  const remove = async (at: string): Promise<void> => {
    const answer = await request('DELETE', at);
    if (![200, 202, 204, 404].includes(answer.status)) unexpected(answer);
  };

  /** Takes away what tries that were killed had begun; each wrote under a name of its own. */
  const removeBegun = async (key: string): Promise<void> => {
    const answer = await request('PROPFIND', `${writing}/`, { depth: '1' });
    if (answer.status === 404) return;
    if (answer.status !== 207) unexpected(answer);
    const listed = [...answer.bytes.toString('utf8').matchAll(/<[^<>]*\bhref[^<>]*>([^<]+)</gi)];
    for (const [, href = ''] of listed) {
      const name = partsOf(decodeURIComponent(href)).at(-1) ?? '';
      if (name.startsWith(`${key}.`)) await remove(`${writing}/${encodeURIComponent(name)}`);
    }
  };

  return {
    keeps: 'files',
    find,
    put: async ({ key, packed }) => {
      const found = await find(key);
      await removeBegun(key);
      if (found !== undefined) return found;
      await makeCollections();
      const made = `${writing}/${key}.${randomUUID()}.zip`;
      const put = await request(
        'PUT',
        made,
        { 'if-none-match': '*', 'content-type': 'application/zip' },
        Uint8Array.from(packed),
      );
      if (put.status !== 201 && put.status !== 204) unexpected(put);
      const moved = await request('MOVE', made, { destination: pathOf(key), overwrite: 'F' });
      // 412: a try before this one, whose request came late, was first (RFC 4918, 9.9.4).
      if (moved.status === 412) await remove(made);
      else if (moved.status !== 201) unexpected(moved);
      return (await find(key)) ?? unexpected(moved);
    },
    readBack: async (key) => {
      const answer = await request('GET', pathOf(key));
      if (answer.status === 404) return undefined;
      return answer.status === 200 ? answer.bytes : unexpected(answer);
    },
    remove: (key) => remove(pathOf(key)),
    close: async () => {},
  };
};
