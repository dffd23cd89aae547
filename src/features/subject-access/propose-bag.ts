import type { Transaction } from '../../database/connection.ts';
import { readBackHtml, readBackJson, readBackPdf } from '../../documents/read-back.ts';
import type { Part } from '../../domain/leak-check.ts';
import { refused } from '../../domain/result.ts';
import { bagDocument, goesOn, leaksOf, readyToCheck } from '../../domain/subject-bag.ts';
import { documentBody } from '../../web/document-view.ts';
import { insist } from '../case-door.ts';
import type { Actor, Service } from '../service.ts';
import { insertBag } from './bag-store.ts';
import { bagJson, bagPdf, type OpenedBag, openBag } from './compose-bag.ts';
import { type GatheredItem, gatherItems } from './gather.ts';
import { notGatheredYet } from './item-store.ts';
import { postOnRequest } from './post-on-request.ts';
import { holdUndecided } from './request-door.ts';
import { loadCases, type StoredRequest, subjectsOf } from './store.ts';

const sayWhere = (what: string, parts: readonly Part[]): readonly Part[] =>
  parts.map(({ part, text }) => ({ part: `${what} (${part})`, text }));

/** Every text in the finished page, PDF and data, read back out of their bytes. */
/** What the documents among the files say: a photo and a recording are looked at and heard by whoever decides. */
const readBackFiles = async ({ contents }: OpenedBag): Promise<readonly Part[]> => {
  const parts: Part[] = [];
  for (const [name, bytes] of contents)
    if (name.endsWith('.pdf')) parts.push(...sayWhere(name, await readBackPdf(bytes)));
  return parts;
};

const readBack = async (opened: OpenedBag, madeAt: Date): Promise<readonly Part[]> => {
  const { bag } = opened;
  return [
    ...sayWhere('the page', readBackHtml(String(documentBody(bagDocument(bag))))),
    ...sayWhere('the PDF', await readBackPdf(await bagPdf(bag, madeAt))),
    ...sayWhere('the data', readBackJson(bagJson(bag))),
    ...(await readBackFiles(opened)),
  ];
};

/** Throws back that there is more than was gathered: what came since has to be decided as well. */
const insistOnEverything = async (
  tx: Transaction,
  service: Service,
  actor: Actor,
  request: StoredRequest,
): Promise<readonly GatheredItem[]> => {
  const cases = await loadCases(tx, request.id);
  const held = await gatherItems(tx, service, actor, { subjects: subjectsOf(request), cases });
  const fresh = await notGatheredYet(tx, request.id, held);
  if (fresh.some((item) => !goesOn(item)))
    insist(
      refused([{ field: '', message: 'There is more than was gathered. Gather again, and decide on it' }]),
    );
  return held;
};

/** Throws back what somebody did on a case that was restricted since: it is not held for this any more. */
const insistOnStillHeld = ({ items }: OpenedBag, held: readonly GatheredItem[]): void => {
  const keys = new Set(held.map(({ key }) => key));
  const gone = items.filter(
    (item) =>
      item.caseId === null && !goesOn(item) && !keys.has(item.key) && item.decided?.decision !== 'withhold',
  );
  if (gone.length > 0)
    insist(
      refused(
        gone.map(({ number }) => ({
          field: '',
          message: `Number ${number} is of a case that was restricted since. Give nothing of it`,
        })),
      ),
    );
};

/** Puts a bag together for somebody else to check: nothing open, nothing new, and nothing in its bytes that is left out. */
export const postBag = (service: Service) =>
  postOnRequest(service, async (tx, actor, params) => {
    const request = await holdUndecided(tx, params);
    const held = await insistOnEverything(tx, service, actor, request);
    const proposedAt = service.clock();
    const opened = await openBag(tx, service, actor, { request, madeAt: proposedAt });
    insistOnStillHeld(opened, held);
    insist(readyToCheck(opened.bag, opened.items));
    const leaks = leaksOf(opened.items, await readBack(opened, proposedAt));
    if (leaks.length > 0) insist(refused(leaks));
    const makers = new Set(opened.items.flatMap(({ decidedBy }) => (decidedBy ? [decidedBy.id] : [])));
    await insertBag(
      tx,
      { makers: [...makers], sha256: opened.sha256, proposedBy: actor.id, proposedAt },
      { requestId: request.id, organisationId: actor.organisationId },
    );
  });
