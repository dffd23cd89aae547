import { randomUUID } from 'node:crypto';
import { startTestApp, type TestApp, type Visitor } from './app.ts';
import { csrfTokenIn } from './identity-provider.ts';
import { conveneExample, recordExample } from './recorded.ts';

export type MinutesApp = TestApp & {
  readonly id: string;
  readonly minutes: string;
  /** Sends the form at the page for minutes as a browser without JavaScript does, with these fields changed. */
  readonly sendPage: (visitor: Visitor, changes?: Fields, to?: string, page?: string) => Promise<Sent>;
  /** Sends words as autosave.mjs does. */
  readonly type: (visitor: Visitor, passageId: string, typed: Typing) => Promise<Sent>;
};

type Fields = Readonly<Record<string, string | readonly string[]>>;
type Sent = { readonly status: number; readonly location: string; readonly body: string };
type Typing = {
  readonly text: string;
  readonly base?: string;
  readonly from: string;
  readonly page?: string;
  readonly edit?: number;
  readonly person: string;
};

/** The service with the example meeting convened, at eleven o'clock on the day it is held. */
export const startMinutesApp = async (
  options: Parameters<typeof startTestApp>[0] = {},
): Promise<MinutesApp> => {
  const running = await startTestApp(options);
  const { app } = running;
  const id = await recordExample(running);
  await conveneExample(running, id);
  running.time.now = new Date('2026-03-31T10:00:00Z');
  const minutes = `/disruptions/${id}/minutes`;

  const inject = async (visitor: Visitor, url: string, type: string, payload: string): Promise<Sent> => {
    const cookie = Object.entries(visitor.cookies)
      .map((pair) => pair.join('='))
      .join('; ');
    const accept = type.includes('json') ? 'application/json' : 'text/html';
    const account = await app.inject({ url: '/account', headers: { cookie, accept: 'text/html' } });
    const headers = { cookie, accept, 'content-type': type, 'x-csrf-token': csrfTokenIn(account.body) };
    const {
      statusCode,
      body,
      headers: answered,
    } = await app.inject({ method: 'POST', url, headers, payload });
    return { status: statusCode, body, location: String(answered.location ?? '') };
  };

  return {
    ...running,
    id,
    minutes,
    sendPage: async (visitor, changes = {}, to = minutes, page) => {
      const fields = { ...fieldsIn(page ?? (await visitor.get(minutes)).body), ...changes };
      const body = new URLSearchParams(
        Object.entries(fields).flatMap(([name, values]) =>
          [values].flat().map((value): [string, string] => [name, value]),
        ),
      );
      body.delete('_csrf');
      return inject(visitor, to, 'application/x-www-form-urlencoded', body.toString());
    },
    type: (visitor, passageId, typing) =>
      inject(
        visitor,
        `${minutes}/passages/${passageId}`,
        'application/json',
        JSON.stringify({ page: randomUUID(), edit: 1, ...typing }),
      ),
  };
};

/** Every field of a page's form as it would be sent: hidden ones, texts, and what is ticked. */
export const fieldsIn = (page: string): Readonly<Record<string, string[]>> => {
  const fields: Record<string, string[]> = {};
  const add = (name = '', value = '') => {
    fields[name] = [...(fields[name] ?? []), unescaped(value)];
  };
  for (const [input] of page.matchAll(/<input [^>]*>/g)) {
    const attribute = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(input)?.[1];
    const isTick = /type="(checkbox|radio)"/.test(input);
    if (!isTick || / checked/.test(input)) add(attribute('name'), attribute('value'));
  }
  for (const [, name, options = ''] of page.matchAll(
    /<select[^>]* name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g,
  )) {
    const chosen = /<option[^>]* selected/.exec(options)?.[0] ?? /<option[^>]*/.exec(options)?.[0] ?? '';
    add(name, / value="([^"]*)"/.exec(chosen)?.[1]);
  }
  for (const [, name, text] of page.matchAll(/<textarea[^>]* name="([^"]+)"[^>]*>([^<]*)</g)) add(name, text);
  return fields;
};

const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&#10;', '\n')
    .replaceAll('&amp;', '&');
