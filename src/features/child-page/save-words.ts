import { randomUUID } from 'node:crypto';
import { saveDraft } from '../../database/child-pages.ts';
import { asService, type Transaction } from '../../database/connection.ts';
import { addHistory } from '../../database/history.ts';
import { submitOnce } from '../../database/submit-once.ts';
import {
  giveAnswers,
  isPageField,
  isSheetName,
  keepAnswers,
  readAnswers,
  type SheetName,
} from '../../domain/child-page.ts';
import { ownPageWords } from '../../domain/child-words/own-page.ts';
import { dateInLondon } from '../../domain/dates.ts';
import type { Problem } from '../../domain/result.ts';
import { readText, readVerbatim, type Typed } from '../../web/typed.ts';
import { isUuid, notThere, renewNextStep } from '../case-door.ts';
import type { Outcome, Service } from '../service.ts';
import { doAsChild, type Giver } from './page-door.ts';
import { besideFile, carriedFields } from './start.view.ts';
import { insertGiven, removeDraft, tellWorkers } from './store.ts';

/** The sheet that a form is of; throws a 404 for one that is none. */
export const sheetIn = (typed: Typed): SheetName => {
  const sheet = readText(typed, 'sheet');
  if (!isSheetName(sheet)) throw notThere();
  return sheet;
};

/** Where a child goes on, with what came of it. */
export const pageOf = (sheet: SheetName, saved: string): string => `/mine/page?sheet=${sheet}&saved=${saved}`;

const contentOf = (went: string | readonly Problem[]): string | null =>
  typeof went === 'string' ? null : 'content';
const outcomeOf = (went: string | readonly Problem[]): Outcome =>
  typeof went === 'string' ? { ok: true, location: went } : { ok: false, problems: went };

/** Keeps what a child has written, exactly as it stands and for them alone. */
export const keepWords = async (service: Service, child: Giver, typed: Typed): Promise<Outcome> => {
  const sheet = sheetIn(typed);
  const keep = async (tx: Transaction): Promise<string | readonly Problem[]> => {
    const kept = keepAnswers(readAnswers(sheet, (name) => readVerbatim(typed, name)));
    if (!kept.ok) return kept.problems;
    const { pageId, disruptionId } = child;
    await saveDraft(tx, { pageId, disruptionId, sheet }, kept.value, service.clock());
    return pageOf(sheet, 'kept');
  };
  return outcomeOf(await doAsChild(service, child, 'save-draft', keep, contentOf));
};

/**
 * Gives what a child has written to their worker, word for word (DC-2b): a view of its own each time. Their social workers
 * are told that there is something, and no word of it.
 */
export const giveWords = async (service: Service, child: Giver, typed: Typed): Promise<Outcome> => {
  const sheet = sheetIn(typed);
  const key = readText(typed, '_key');
  if (!isUuid(key)) throw notThere();
  const give = async (tx: Transaction): Promise<string | readonly Problem[]> => {
    const given = giveAnswers(
      sheet,
      readAnswers(sheet, (name) => readVerbatim(typed, name)),
    );
    if (!given.ok) return given.problems;
    return submitOnce(tx, child.pageId, key, async () => {
      const at = service.clock();
      const id = randomUUID();
      await insertGiven(tx, child, { id, way: 'wrote', answers: given.value, at, saidOn: dateInLondon(at) });
      await removeDraft(tx, child.pageId, sheet);
      await addHistory(tx, child.disruptionId, {
        ...{ at, by: { id: null, name: child.givenName }, act: 'give-words' },
        ...{ summary: 'Gave something on their own page', facts: { viewId: id } },
      });
      await tellWorkers(tx);
      return pageOf(sheet, 'given');
    });
  };
  const outcome = outcomeOf(await doAsChild(service, child, 'give-words', give, contentOf));
  if (outcome.ok) await seeWhatIsNext(service, child);
  return outcome;
};

/** Works out what is next on the case, now that a child was heard: the child sees nothing of that. */
export const seeWhatIsNext = (
  service: Service,
  { disruptionId }: Pick<Giver, 'disruptionId'>,
): Promise<void> => asService(service, (tx) => renewNextStep(service, tx, disruptionId));

/**
 * Keeps what a child had written when their session ran out; null when there was nothing. Words beside a picture or a
 * recording are kept with it alone, which no browser sends again: the child is asked to choose it once more.
 */
export const keepCarried = async (service: Service, child: Giver, typed: Typed): Promise<Outcome | null> => {
  const carried = carriedFields(typed);
  if (carried.some(isPageField)) return keepWords(service, child, typed);
  const fields = Object.entries(besideFile).flatMap(([name, field]) =>
    carried.includes(name) ? [field] : [],
  );
  if (fields.length === 0) return null;
  return { ok: false, problems: fields.map((field) => ({ field, message: ownPageWords.noFile })) };
};
