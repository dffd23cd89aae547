import { dateInLondon, type PlainDate } from '../../domain/dates.ts';
import { endRequestPause, pauseRequest, type RequestPause } from '../../domain/subject-access.ts';
import { readDate, readText, typedDate } from '../../web/typed.ts';
import { insist, notThere } from '../case-door.ts';
import type { FormByPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import { endPauseView, pauseRequestView } from './pause-request.view.ts';
import { holdOpenRequest, ofRequest, openRequest, type RequestParams } from './request-door.ts';
import { insertPause, type StoredRequest, saveEndOfPause } from './store.ts';

type Loaded = { readonly request: StoredRequest; readonly today: PlainDate };

/** Stops the time of a request while it is not clear who asks, or for what. */
export const pauseForm = ({ clock }: Service): FormByPost<RequestParams, Loaded> => ({
  act: 'prepare-subject-access',
  subject: ofRequest,
  load: async (tx, { params }) => ({ request: await openRequest(tx, params), today: dateInLondon(clock()) }),
  show: (shell, { loaded, typed, problems }) =>
    pauseRequestView(shell, {
      request: loaded.request,
      typed: problems.length === 0 ? typedDate('fromOn', loaded.today) : typed,
      problems,
    }),
  save: async (tx, { actor, params, typed }) => {
    const request = await holdOpenRequest(tx, params);
    const paused = insist(
      pauseRequest(
        {
          reason: readText(typed, 'reason'),
          note: readText(typed, 'note'),
          fromOn: readDate(typed, 'fromOn'),
        },
        { request, today: dateInLondon(clock()) },
      ),
    );
    await insertPause(tx, request.id, paused, { organisationId: actor.organisationId, by: actor.id });
    return `/subject-access/${request.id}`;
  },
});

type PauseParams = RequestParams & { readonly pauseId: string };

const openPauseOf = (request: StoredRequest, { pauseId }: PauseParams): RequestPause => {
  const pause = request.pauses.find(({ id, untilOn }) => id === pauseId && untilOn === null);
  if (pause === undefined) throw notThere('post');
  return pause;
};

/** Lets the time of a request go on. */
export const endPauseForm = ({
  clock,
}: Service): FormByPost<PauseParams, Loaded & { readonly pause: RequestPause }> => ({
  act: 'prepare-subject-access',
  subject: ofRequest,
  load: async (tx, { params }) => {
    const request = await openRequest(tx, params);
    return { request, pause: openPauseOf(request, params), today: dateInLondon(clock()) };
  },
  show: (shell, { loaded, typed, problems }) =>
    endPauseView(shell, {
      ...loaded,
      typed: problems.length === 0 ? typedDate('untilOn', loaded.today) : typed,
      problems,
    }),
  save: async (tx, { actor, params, typed }) => {
    const request = await holdOpenRequest(tx, params);
    const pause = openPauseOf(request, params);
    const ended = insist(
      endRequestPause(
        { untilOn: readDate(typed, 'untilOn'), identityProof: readText(typed, 'identityProof') },
        { pause, today: dateInLondon(clock()) },
      ),
    );
    await saveEndOfPause(tx, pause, { ...ended, requestId: request.id, by: actor.id });
    return `/subject-access/${request.id}`;
  },
});
