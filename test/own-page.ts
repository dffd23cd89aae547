import assert from 'node:assert/strict';
import type { TestApp } from './app.ts';
import { type GuestVisitor, openGuest } from './guest.ts';

/** Where a worker opens the page of a child's own. */
export const ownPageOf = (disruptionId: string, childId: string): string =>
  `/disruptions/${disruptionId}/child-voice/${childId}/page`;

/** Their social worker opens a child's own page, and reads a link and a code off the screen. */
export const linkAndCode = async (
  running: TestApp,
  of: { readonly disruptionId: string; readonly childId: string },
  fields: Readonly<Record<string, string>> = {},
): Promise<{ readonly link: string; readonly code: string }> => {
  const amina = await running.as('amina');
  const at = ownPageOf(of.disruptionId, of.childId);
  const opened = await amina.post(at, { sheet: 'pictures', channel: 'by-hand', ...fields });
  assert.equal(opened.status, 303, opened.body.slice(0, 300));
  const { body } = await amina.post(`${at}/code`, {});
  const [, link = ''] = body.match(/<strong>(http[^<]+\/mine\/[^<]+)<\/strong>/) ?? [];
  const [, code = ''] = body.match(/Code: <strong>(\d{6})<\/strong>/) ?? [];
  return { link, code };
};

/** A child at a browser of their own, with their link open and their code typed in. */
export const enterAsChild = async (
  running: TestApp,
  of: { readonly disruptionId: string; readonly childId: string },
  fields: Readonly<Record<string, string>> = {},
): Promise<GuestVisitor> => {
  const { link, code } = await linkAndCode(running, of, fields);
  const child = openGuest(running);
  await child.get(link);
  await child.get('/mine');
  const answer = await child.post('/mine/code/check', { code });
  assert.equal(answer.location, '/mine/page');
  await child.get('/mine/page');
  return child;
};
