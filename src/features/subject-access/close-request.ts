import { dateInLondon, type PlainDate } from '../../domain/dates.ts';
import { closeRequest, standingOf } from '../../domain/subject-handover.ts';
import { readDate, readText, typedDate } from '../../web/typed.ts';
import { insist } from '../case-door.ts';
import type { FormByPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import { loadBags } from './bag-store.ts';
import { closeRequestView } from './close-request.view.ts';
import { sketchItems } from './item-store.ts';
import { holdOpenRequest, ofRequest, openRequest, type RequestParams } from './request-door.ts';
import { loadCases, type StoredRequest, saveClosing } from './store.ts';

type Loaded = { readonly request: StoredRequest; readonly today: PlainDate };

/** Closes a request, with the day and how it ended. */
export const closeForm = ({ clock }: Service): FormByPost<RequestParams, Loaded> => ({
  act: 'prepare-subject-access',
  subject: ofRequest,
  load: async (tx, { params }) => ({ request: await openRequest(tx, params), today: dateInLondon(clock()) }),
  show: (shell, { loaded, typed, problems }) =>
    closeRequestView(shell, {
      request: loaded.request,
      typed: problems.length === 0 ? typedDate('closedOn', loaded.today) : typed,
      problems,
    }),
  save: async (tx, { actor, params, typed }) => {
    const request = await holdOpenRequest(tx, params);
    const at = clock();
    const releasedAt = standingOf(await loadBags(tx, request.id))?.releasedAt ?? null;
    const cases = await loadCases(tx, request.id);
    const closing = insist(
      closeRequest(
        {
          closedAs: readText(typed, 'closedAs'),
          closedOn: readDate(typed, 'closedOn'),
          note: readText(typed, 'note'),
        },
        {
          receivedOn: request.receivedOn,
          today: dateInLondon(at),
          releasedOn: releasedAt && dateInLondon(releasedAt),
          isGathered: request.gatheredAt !== null,
          held: (await sketchItems(tx, request.id)).length + cases.filter(({ isOpen }) => !isOpen).length,
        },
      ),
    );
    await saveClosing(tx, request.id, closing, { by: actor.id, at });
    return `/subject-access/${request.id}`;
  },
});
