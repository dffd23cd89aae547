import type { Transaction } from '../../database/connection.ts';
import { refused } from '../../domain/result.ts';
import { decideItem, isPlainlyTheirs, markedIn } from '../../domain/subject-decision.ts';
import { fileOfKey } from '../../domain/subject-files.ts';
import { standingOf } from '../../domain/subject-handover.ts';
import { type Row, readRows, readText, rowField, type Typed, typedRows, withRows } from '../../web/typed.ts';
import { insist, isUuid, notThere } from '../case-door.ts';
import type { FormByPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import { loadBags } from './bag-store.ts';
import { decideItemView } from './decide-item.view.ts';
import { loadItems, nextToDecide, type StoredItem, saveDecision, sketchItems } from './item-store.ts';
import { postOnRequest } from './post-on-request.ts';
import { holdUndecided, ofRequest, openRequest, type RequestParams } from './request-door.ts';
import { namesIn, type StoredRequest } from './store.ts';

type ItemParams = RequestParams & { readonly itemId: string };

const openItem = async (tx: Transaction, { id, itemId }: ItemParams): Promise<StoredItem> => {
  const [item] = isUuid(itemId) ? await loadItems(tx, id, { id: itemId }) : [];
  if (item === undefined) throw notThere('post');
  return item;
};

const alreadyDecided = () =>
  refused([{ field: '', message: 'Somebody decided it while you read. Look at it again' }]);

/** Where the officer goes on: at the next thing that nobody has decided, or back where they began. */
const onwards = async (tx: Transaction, requestId: string, after: number): Promise<string> => {
  const next = await nextToDecide(tx, requestId, after);
  return `/subject-access/${requestId}${next ? `/items/${next.id}` : ''}`;
};

/** What was decided, or what is marked to be left out while nothing is. */
const asTyped = ({ item, request }: Loaded): Typed =>
  item.decided === null
    ? typedRows('left', markedIn(item, namesIn(request)))
    : {
        ...typedRows('left', item.decided.redactions),
        ...{ decision: item.decided.decision, because: item.decided.because ?? '' },
        ...{ reason: item.decided.reason ?? '', note: item.decided.note },
      };

/** The rows of words to leave out. One that only has a reason was emptied. */
const rowsIn = (typed: Typed): readonly Row[] =>
  readRows(typed, 'left', ['words', 'reason', 'note']).filter(
    ({ words, note }) => words !== '' || note !== '',
  );

type Loaded = {
  readonly request: StoredRequest;
  readonly item: StoredItem;
  /** Whether it can still be decided: no bag is being checked, or was released. */
  readonly isOpen: boolean;
};

/** What somebody gets of one thing: all of it, some words left out with a reason each, or nothing. */
export const decideForm = ({ clock }: Service): FormByPost<ItemParams, Loaded> => ({
  act: 'prepare-subject-access',
  subject: ofRequest,
  load: async (tx, { params }) => ({
    request: await openRequest(tx, params),
    item: await openItem(tx, params),
    isOpen: standingOf(await loadBags(tx, params.id)) === undefined,
  }),
  show: (shell, { loaded, typed, problems }) =>
    decideItemView(shell, {
      ...loaded,
      typed: problems.length === 0 ? asTyped(loaded) : withRows(typed, 'left', rowsIn(typed)),
      problems,
    }),
  save: async (tx, { actor, params, typed }) => {
    const request = await holdUndecided(tx, params);
    const item = await openItem(tx, params);
    const decided = insist(
      decideItem(
        {
          redactions: rowsIn(typed).map(({ words = '', reason = '', note = '' }) => ({
            words,
            reason,
            note,
          })),
          decision: readText(typed, 'decision'),
          because: readText(typed, 'because'),
          reason: readText(typed, 'reason'),
          note: readText(typed, 'note'),
        },
        {
          item: { ...item, isSealed: item.carerId !== null || fileOfKey(item.key) !== null },
          own: namesIn(request),
          field: (row, field) => rowField('left', row, field),
        },
      ),
    );
    const seen = { id: item.id, revision: Number(readText(typed, 'revision')) };
    const isSaved = await saveDecision(tx, [seen], { decided, by: actor.id, at: clock() });
    return isSaved ? onwards(tx, request.id, item.number) : insist(alreadyDecided());
  },
});

/** Gives at once all that the service wrote down itself and that nobody else is in. */
export const postGivePlain = (service: Service) =>
  postOnRequest(service, async (tx, actor, params) => {
    const { id } = await holdUndecided(tx, params);
    const plain = (await sketchItems(tx, id)).filter(
      (item) => item.decided === null && isPlainlyTheirs(item),
    );
    const decided = { decision: 'give', redactions: [], because: null, reason: null, note: '' } as const;
    await saveDecision(tx, plain, { decided, by: actor.id, at: service.clock() });
  });
