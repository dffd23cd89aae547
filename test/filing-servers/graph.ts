import { randomUUID } from 'node:crypto';
import { type Asked, type Reply, startServer } from './faults.ts';

export const graphLogin = {
  ...{ tenant: 'council.example', client: 'd2b5e4a2-0a65-4a39-8ad0-6a1b8c8c0b11' },
  clientSecret: 'a client secret of the tests',
} as const;

type Session = { readonly path: string; readonly parts: Buffer[]; next: number; total: number | null };

const fault = (status: number, code: string): Reply => ({ status, json: { error: { code, message: code } } });
const KIB_320 = 320 * 1024;
const SIMPLE = 4 * 1024 * 1024;

/**
 * A document library that speaks what is used here of Microsoft Graph v1.0 and of the Microsoft identity platform, written
 * from their published reference (driveItem: get by path, upload, createUploadSession, content, delete; OAuth 2.0 client
 * credentials) for these tests; it is no product. It is strict: chunks in order and of whole 320 KiB, no token where the
 * address is one, sizes as published.
 */
export const startGraphServer = async (folders: readonly string[]) => {
  const items = new Map<string, { readonly id: string; content: Buffer }>();
  const tokens = new Set<string>();
  const sessions = new Map<string, Session>();
  const downloads = new Map<string, string>();

  const token = ({ body }: Asked): Reply => {
    const form = new URLSearchParams(body.toString());
    const isRight =
      form.get('grant_type') === 'client_credentials' &&
      form.get('client_id') === graphLogin.client &&
      form.get('client_secret') === graphLogin.clientSecret &&
      form.get('scope') === 'https://graph.microsoft.com/.default';
    if (!isRight) return { status: 401, json: { error: 'invalid_client' } };
    const made = randomUUID();
    tokens.add(made);
    return { status: 200, json: { token_type: 'Bearer', expires_in: 3599, access_token: made } };
  };

  const itemOf = (path: string): Reply | undefined => {
    const item = items.get(path);
    return (
      item && { status: 200, json: { id: item.id, name: path.split('/').at(-1), size: item.content.length } }
    );
  };
  const add = (path: string, content: Buffer): Reply => {
    if (items.has(path)) return fault(409, 'nameAlreadyExists');
    const id = `01${randomUUID().replaceAll('-', '').toUpperCase()}`;
    items.set(path, { id, content });
    return { status: 201, json: { id, name: path.split('/').at(-1), size: content.length } };
  };
  const hasFolder = (path: string): boolean => folders.includes(path.split('/').slice(0, -1).join('/'));

  const simple = ({ body, url }: Asked, path: string): Reply => {
    if (body.length > SIMPLE) return fault(413, 'invalidRequest');
    if (url.searchParams.get('@microsoft.graph.conflictBehavior') !== 'fail') {
      // What is there is replaced unless it is said otherwise.
      items.delete(path);
    }
    return add(path, body);
  };
  const begin = ({ body, url }: Asked, path: string): Reply => {
    const { item } = JSON.parse(body.toString()) as { item: Record<string, string> };
    if (item['@microsoft.graph.conflictBehavior'] !== 'fail') items.delete(path);
    if (items.has(path)) return fault(409, 'nameAlreadyExists');
    const id = randomUUID();
    sessions.set(id, { path, parts: [], next: 0, total: null });
    return {
      status: 200,
      json: { uploadUrl: `${url.origin}/up/${id}`, expirationDateTime: '2026-12-31T00:00:00Z' },
    };
  };
  const piece = ({ headers, body }: Asked, session: Session): Reply => {
    const [, from, to, total] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers['content-range'] ?? '') ?? [];
    if (headers.authorization !== undefined) return fault(401, 'unauthenticated');
    const end = Number(to) + 1;
    if (total === undefined || end - Number(from) !== body.length) return fault(400, 'invalidRequest');
    if (session.total !== null && session.total !== Number(total)) return fault(400, 'invalidRequest');
    if (Number(from) !== session.next) return fault(416, 'invalidRange');
    const isLast = end === Number(total);
    if (!isLast && (body.length % KIB_320 !== 0 || body.length > 60 * 1024 * 1024))
      return fault(400, 'invalidRequest');
    session.total = Number(total);
    session.parts.push(body);
    session.next = end;
    if (isLast) return add(session.path, Buffer.concat(session.parts));
    return { status: 202, json: { nextExpectedRanges: [`${end}-`] } };
  };

  const byId = ({ method, url }: Asked, id: string, rest: string): Reply => {
    const [path, item] = [...items].find(([, one]) => one.id === id) ?? [];
    if (path === undefined || item === undefined) return fault(404, 'itemNotFound');
    if (method === 'DELETE' && rest === '') {
      items.delete(path);
      return { status: 204 };
    }
    if (method !== 'GET' || rest !== '/content') return fault(400, 'invalidRequest');
    const signed = randomUUID();
    downloads.set(signed, path);
    return { status: 302, headers: { location: `${url.origin}/down/${signed}` } };
  };

  const byPath = (asked: Asked, path: string, action: string): Reply => {
    if (!hasFolder(path)) return fault(404, 'itemNotFound');
    const key = `${asked.method} ${action}`;
    if (key === 'GET ') return itemOf(path) ?? fault(404, 'itemNotFound');
    if (key === 'PUT content') return simple(asked, path);
    return key === 'POST createUploadSession' ? begin(asked, path) : fault(400, 'invalidRequest');
  };

  const server = await startServer((asked) => {
    const { url, headers, method } = asked;
    const { pathname } = url;
    if (pathname === `/${graphLogin.tenant}/oauth2/v2.0/token` && method === 'POST') return token(asked);
    const session = sessions.get(pathname.replace('/up/', ''));
    if (session !== undefined && method === 'PUT') return piece(asked, session);
    const signed = downloads.get(pathname.replace('/down/', ''));
    if (signed !== undefined)
      return headers.authorization === undefined
        ? { status: 200, bytes: items.get(signed)?.content ?? Buffer.alloc(0) }
        : fault(401, 'unauthenticated');
    if (!tokens.has((headers.authorization ?? '').replace('Bearer ', '')))
      return fault(401, 'unauthenticated');
    const [, id, rest = ''] = /^\/v1\.0\/drives\/library\/items\/([^/]+)(\/.*)?$/.exec(pathname) ?? [];
    if (id !== undefined) return byId(asked, decodeURIComponent(id), rest);
    const [, path, action = ''] =
      /^\/v1\.0\/drives\/library\/root:\/([^:]+)(?::\/(\w+))?$/.exec(pathname) ?? [];
    if (path === undefined) return fault(400, 'invalidRequest');
    return byPath(asked, path.split('/').map(decodeURIComponent).join('/'), action);
  });
  return {
    ...server,
    documents: () => [...items.keys()].map((path) => path.split('/').at(-1) ?? ''),
    flip: (name: string, offset: number) => {
      const [, item] = [...items].find(([path]) => path.endsWith(`/${name}`)) ?? [];
      if (item) item.content[offset] = (item.content[offset] ?? 0) ^ 1;
    },
    empty: () => items.clear(),
    /** Forgets every token that it gave. */
    forgetTokens: () => tokens.clear(),
  };
};
