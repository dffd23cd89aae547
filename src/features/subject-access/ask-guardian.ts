import { refused } from '../../domain/result.ts';
import { readText } from '../../web/typed.ts';
import { insist, notThere } from '../case-door.ts';
import type { FormByPost } from '../post-door.ts';
import type { Actor, Service } from '../service.ts';
import { askGuardianView } from './ask-guardian.view.ts';
import { holdOpenRequest, ofRequest, openRequest, type RequestParams } from './request-door.ts';
import { loadCases, type StoredRequest, saveGuardianSays } from './store.ts';

type CaseParams = RequestParams & { readonly caseId: string };
type Loaded = { readonly request: StoredRequest; readonly caseId: string };

const openQuestion = async (
  tx: Parameters<typeof loadCases>[0],
  actor: Pick<Actor, 'posts'>,
  { id, caseId }: CaseParams,
): Promise<string> => {
  if (!actor.posts.includes('caldicott-guardian')) throw notThere('post');
  const found = (await loadCases(tx, id)).find((one) => one.id === caseId);
  if (found === undefined || found.isOpen || found.guardianSays !== null) throw notThere('post');
  return found.id;
};

/** The council's Caldicott guardian says whether a restricted case may be part of what somebody gets. */
export const guardianForm = ({ clock }: Service): FormByPost<CaseParams, Loaded> => ({
  act: 'check-subject-access',
  subject: ofRequest,
  load: async (tx, { actor, params }) => ({
    request: await openRequest(tx, params),
    caseId: await openQuestion(tx, actor, params),
  }),
  show: askGuardianView,
  save: async (tx, { actor, params, typed }) => {
    const request = await holdOpenRequest(tx, params);
    const caseId = await openQuestion(tx, actor, params);
    const says = readText(typed, 'says');
    const reason = readText(typed, 'reason');
    const problems = [
      ...(says === 'yes' || says === 'no' ? [] : [{ field: 'says', message: 'Choose yes or no' }]),
      ...(reason === '' ? [{ field: 'reason', message: 'Enter why' }] : []),
    ];
    if (problems.length > 0 || (says !== 'yes' && says !== 'no')) return insist(refused(problems));
    await saveGuardianSays(tx, caseId, { says, reason, by: actor.id, at: clock() });
    return `/subject-access/${request.id}`;
  },
});
