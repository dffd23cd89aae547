import { randomUUID } from 'node:crypto';
import { asService } from '../src/database/connection.ts';
import type { Doc } from '../src/domain/document.ts';
import { releaseCopies } from '../src/features/copies/release-copies.ts';
import { copiesToRelease } from '../src/features/copies/see-copies.ts';
import { sendToBeChecked } from '../src/features/minutes/check-draft.ts';
import { partsAsked } from '../src/web/check-fields.ts';
import { typedDate } from '../src/web/typed.ts';
import type { TestApp } from './app.ts';
import { type CopiesApp, copyOf, letHeldGo, openPreviews, startDraftApp } from './copies-app.ts';
import type { StaffKey } from './example-case.ts';

const done = (outcome: { readonly ok: boolean }): void => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
};

/** Sends a draft to be checked until 10 April, and releases the copies of it as somebody who did not write. */
export const sendDraft = async (running: CopiesApp, by: StaffKey = 'minutes'): Promise<void> => {
  const { service, example, id } = running;
  const form = { disruptionId: id, key: randomUUID() };
  done(
    await sendToBeChecked(service, example.actors[by], form, {
      ...typedDate('by', '2026-04-10'),
      whyNotHeard: 'They had said all',
    }),
  );
  await releaseAll(running);
};

/** Releases every copy that waits, as somebody who did not write. */
export const releaseAll = async (running: CopiesApp, as: StaffKey = 'amina'): Promise<void> => {
  const { service, example, id } = running;
  const copies = await copiesToRelease(service, example.actors[as], id);
  await openPreviews(
    running,
    as,
    id,
    copies.map((choice) => choice.split('.')[0] ?? ''),
  );
  const form = { disruptionId: id, key: randomUUID() };
  done(await releaseCopies(service, example.actors[as], form, { copies, confirmed: 'yes' }));
  await letHeldGo(running);
};

/** The service with the example meeting held and its draft with those who came, to be checked until 10 April. */
export const startCheckingApp = async (
  written: Parameters<typeof startDraftApp>[0] = {},
): Promise<CopiesApp> => {
  const running = await startDraftApp(written);
  await sendDraft(running);
  return running;
};

/** Somebody’s copy with the parts that it asks about, by the passages they come from. */
export const partsOf = async (running: CopiesApp, name: string) => {
  const copy = await copyOf(running, name);
  const refs = partsAsked(copy.document as Doc);
  const rows = await asService(running.service, (tx) =>
    tx.selectFrom('copy_passage').where('copy_id', '=', copy.id).select(['ref', 'passage_id']).execute(),
  );
  return { copyId: copy.id, refs, passageOf: new Map(rows.map(({ ref, passage_id }) => [ref, passage_id])) };
};

/** What was said of drafts, in the order it was said. */
export const comments = ({ service }: Pick<TestApp, 'service'>) =>
  asService(service, (tx) =>
    tx.selectFrom('minutes_comment').orderBy('said_at').orderBy('id').selectAll().execute(),
  );
