import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from '../../src/examples/chance.ts';
import { csrfTokenIn } from '../identity-provider.ts';

type Answer = { readonly from: string; readonly isBeside: boolean };
type News = {
  readonly csrfToken: string;
  readonly passages: readonly (Answer & { readonly id: string; readonly text: string })[];
};
type Open = { text: string; from: string; saved: string; answered: number };

/** What somebody was told is saved: a word that they typed, and where. */
export type Told = { readonly passageId: string; readonly word: string };

const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

/**
 * Somebody with the page of minutes open, who types words that nobody else types and takes none out, and whose page keeps them
 * saved as `assets/autosave.mjs` does: the same requests, and the same answers taken in.
 */
export const openWriter = async (options: {
  readonly name: string;
  readonly personId: string;
  readonly cookies: Readonly<Record<string, string>>;
  readonly minutes: string;
  readonly chance: Chance;
}) => {
  const { name, personId, minutes, chance } = options;
  const cookie = Object.entries(options.cookies)
    .map(([key, value]) => `${key}=${value}`)
    .join('; ');
  const told: Told[] = [];
  let passages = new Map<string, Open>();
  let [csrf, page, edit, typed] = ['', '', 0, 0];

  const ask = (path: string, request: RequestInit = {}) =>
    fetch(`${minutes}${path}`, {
      ...request,
      headers: { cookie, accept: 'application/json', ...request.headers },
      redirect: 'manual',
      signal: AbortSignal.timeout(20_000),
    });

  /** Opens the page anew, with its words as they are saved; false when it did not come. */
  const open = async (): Promise<boolean> => {
    const response = await ask('', { headers: { accept: 'text/html' } }).catch(() => undefined);
    const body = await response?.text().catch(() => undefined);
    if (response?.status !== 200 || body === undefined) return false;
    csrf = csrfTokenIn(body);
    [page, edit] = [randomUUID(), 0];
    passages = new Map(
      [...body.matchAll(/<textarea[^>]*name="text-([0-9a-f-]{36})"[^>]*>([^<]*)<\/textarea>/g)].map(
        ([, id = '', inside = '']) => {
          const text = unescaped(inside).replace(/^\n/, '');
          const from = new RegExp(`name="from-${id}" value="([^"]*)"`).exec(body)?.[1] ?? '';
          return [id, { text, from, saved: text, answered: 0 }];
        },
      ),
    );
    return passages.size > 0;
  };

  /** Types one new word somewhere between the words of a passage. Answers the word. */
  const type = (passage: Open): string => {
    typed += 1;
    const word = `${name}${typed}`;
    const words = passage.text.split(' ').filter((each) => each !== '');
    words.splice(chance.whole(0, words.length), 0, word);
    passage.text = words.join(' ');
    return word;
  };

  /** Sends a passage as it is now; what its answer says is saved, was told. */
  const save = async (id: string, passage: Open): Promise<boolean> => {
    const { text } = passage;
    edit += 1;
    const sent = { text, from: passage.from, page, edit, person: personId };
    const mine = edit;
    const response = await ask(`/passages/${id}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-csrf-token': csrf },
      body: JSON.stringify(sent),
    }).catch(() => undefined);
    const answer = (await response?.json().catch(() => undefined)) as Answer | undefined;
    if (response?.status !== 200 || answer === undefined) {
      if (response && ![403, 500, 502, 503].includes(response.status))
        throw new Error(`${name} was answered ${response.status}: ${JSON.stringify(answer)}`);
      return false;
    }
    passage.saved = text;
    for (const word of text.split(' ')) if (word.startsWith(name)) told.push({ passageId: id, word });
    if (mine < passage.answered) return true;
    passage.answered = mine;
    if (!answer.isBeside) passage.from = answer.from;
    return true;
  };

  /** Hears what others have typed, and takes it in where nothing is unsaved here. */
  const hear = async (): Promise<void> => {
    const knew = [...passages].map(([id, { from }]): [string, string] => [id, from]);
    const response = await ask(`/revisions?${new URLSearchParams([['page', page], ...knew])}`).catch(
      () => undefined,
    );
    const news = (await response?.json().catch(() => undefined)) as News | undefined;
    if (response?.status !== 200 || news === undefined) return;
    csrf = news.csrfToken;
    for (const { id, text, from, isBeside } of news.passages) {
      const passage = passages.get(id);
      if (passage === undefined || isBeside || passage.text !== passage.saved) continue;
      Object.assign(passage, { text, from, saved: text });
    }
  };

  /** One edit, and whatever else a page does now and then. */
  const step = async (): Promise<void> => {
    if (passages.size === 0 && !(await open())) return;
    const [id, passage] = chance.pick([...passages]);
    type(passage);
    // Not every word is waited for: some are saved with the next.
    // Somebody whose words are not saved goes on typing, but not a thousand words a second.
    if (chance.whole(1, 4) > 1 && !(await save(id, passage))) await pause(100);
    if (chance.whole(1, 5) === 1) await hear();
    // Whoever opens the page anew has first saved all, as it asks before it goes.
    if (chance.whole(1, 150) === 1 && (await finish())) await open();
  };

  /** Saves everything that is not saved yet; false when something could not be. */
  const finish = async (): Promise<boolean> => {
    for (const [id, passage] of passages)
      if (passage.text !== passage.saved && !(await save(id, passage))) return false;
    return true;
  };

  return { step, finish, open, told: (): readonly Told[] => told, edits: (): number => typed };
};
