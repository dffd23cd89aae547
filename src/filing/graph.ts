import * as z from 'zod';
import { type Connector, FilingTrouble, partsOf } from './connector.ts';
import { type Answer, ask, jsonOf, unexpected } from './http.ts';
import type { FilingSystem } from './system.ts';

type Graph = Extract<FilingSystem, { way: 'graph' }>;

const tokenShape = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number() });
const itemShape = z.object({ id: z.string().min(1) });
const sessionShape = z.object({ uploadUrl: z.url() });

/** What goes up in one request; more goes by an upload session. */
const SIMPLE = 4 * 1024 * 1024;
/** A multiple of 320 KiB, as an upload session asks. */
const CHUNK = 10 * 320 * 1024;

const itemOf = (answer: Answer): string => {
  const { data } = itemShape.safeParse(jsonOf(answer));
  return data === undefined ? unexpected(answer) : data.id;
};

/** Tokens by client credentials (RFC 6749, 4.4), one kept until a minute before it runs out. */
const tokensOf = ({ loginUrl, tenant, client, clientSecret }: Graph): (() => Promise<string>) => {
  let kept: { readonly token: string; readonly until: number } | undefined;
  return async () => {
    if (kept !== undefined && kept.until > Date.now()) return kept.token;
    const answer = await ask(`${loginUrl}/${encodeURIComponent(tenant)}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        ...{ grant_type: 'client_credentials', client_id: client, client_secret: clientSecret },
        scope: 'https://graph.microsoft.com/.default',
      }),
    });
    if (answer.status !== 200) throw new FilingTrouble(`It does not accept our settings (${answer.status})`);
    const { data } = tokenShape.safeParse(jsonOf(answer));
    if (data === undefined) return unexpected(answer);
    kept = { token: data.access_token, until: Date.now() + (data.expires_in - 60) * 1000 };
    return kept.token;
  };
};

/**
 * Files into a folder of a document library of SharePoint by Microsoft Graph v1.0. The folder is one of the library's own,
 * and is not made here. A bag is one ZIP file, because a library rewrites Word files that are put into it: sent at once, or
 * above 4 MiB by an upload session, never in the place of another (conflictBehavior). The reference is the driveItem's id.
 */
export const graphConnector = (system: Graph, folder: string): Connector => {
  const tokenNow = tokensOf(system);
  const drive = `${system.url.replace(/\/+$/, '')}/drives/${encodeURIComponent(system.drive)}`;
  const at = (key: string): string =>
    `${drive}/root:/${[...partsOf(folder), `${key}.zip`].map(encodeURIComponent).join('/')}`;
  const request = async (
    method: string,
    url: string,
    body?: NonNullable<RequestInit['body']>,
    type = 'application/json',
  ): Promise<Answer> =>
    ask(url, {
      ...{ method, mayLeadOn: true },
      headers: {
        authorization: `Bearer ${await tokenNow()}`,
        ...(body !== undefined && { 'content-type': type }),
      },
      ...(body !== undefined && { body }),
    });

  const find = async (key: string): Promise<string | undefined> => {
    const answer = await request('GET', at(key));
    if (answer.status === 404) return undefined;
    return answer.status === 200 ? itemOf(answer) : unexpected(answer);
  };

  /** Sends in pieces, in order; the address of a session is a secret of its own and is sent no token. */
  const sendInPieces = async (key: string, bytes: Uint8Array): Promise<Answer> => {
    const item = { '@microsoft.graph.conflictBehavior': 'fail', name: `${key}.zip` };
    const begun = await request('POST', `${at(key)}:/createUploadSession`, JSON.stringify({ item }));
    if (begun.status !== 200) return begun;
    const { data } = sessionShape.safeParse(jsonOf(begun));
    if (data === undefined) return unexpected(begun);
    let answer = begun;
    for (let from = 0; from < bytes.length; from += CHUNK) {
      const to = Math.min(from + CHUNK, bytes.length);
      const body = Uint8Array.from(bytes.subarray(from, to));
      const headers = { 'content-range': `bytes ${from}-${to - 1}/${bytes.length}` };
      answer = await ask(data.uploadUrl, { method: 'PUT', headers, body });
      if (to < bytes.length && answer.status !== 202) return answer;
    }
    return answer;
  };

  const send = (key: string, bytes: Uint8Array): Promise<Answer> =>
    bytes.length > SIMPLE
      ? sendInPieces(key, bytes)
      : request(
          'PUT',
          `${at(key)}:/content?@microsoft.graph.conflictBehavior=fail`,
          Uint8Array.from(bytes),
          'application/zip',
        );

  return {
    keeps: 'files',
    find,
    put: async ({ key, packed }) => {
      const already = await find(key);
      if (already !== undefined) return already;
      const answer = await send(key, packed);
      if (answer.status === 201) return itemOf(answer);
      // A try before this one, whose request came late, was first.
      const first = answer.status === 409 ? await find(key) : undefined;
      if (first !== undefined) return first;
      if (answer.status === 404) throw new FilingTrouble('The folder is not there');
      return unexpected(answer);
    },
    readBack: async (_key, reference) => {
      const answer = await request('GET', `${drive}/items/${encodeURIComponent(reference)}/content`);
      if (answer.status === 404) return undefined;
      if (answer.status === 200) return answer.bytes;
      const location = answer.status === 302 ? answer.headers.get('location') : null;
      if (location === null) return unexpected(answer);
      // Where it leads is signed for the moment, and is sent no token.
      const led = await ask(location, { method: 'GET' });
      return led.status === 200 ? led.bytes : unexpected(led);
    },
    remove: async (_key, reference) => {
      const answer = await request('DELETE', `${drive}/items/${encodeURIComponent(reference)}`);
      if (answer.status !== 204 && answer.status !== 404) unexpected(answer);
    },
    close: async () => {},
  };
};
