import { randomBytes, randomUUID } from 'node:crypto';
import { dateInLondon } from '../../domain/dates.ts';
import { referenceFrom } from '../../domain/reference.ts';
import { refused } from '../../domain/result.ts';
import { recordRequest } from '../../domain/subject-access.ts';
import { readDate, readText, typedDate } from '../../web/typed.ts';
import { insist } from '../case-door.ts';
import type { FormByPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import { recordRequestView } from './record-request.view.ts';
import { insertPause, insertRequest, isOwnAddress } from './store.ts';

/** Takes a request down. Where it is not clear who asks, the time stands still from the first day. */
export const requestForm = ({ clock }: Service): FormByPost<unknown, { readonly today: string }> => ({
  act: 'prepare-subject-access',
  load: () => Promise.resolve({ today: dateInLondon(clock()) }),
  show: (shell, { loaded, typed, problems }) =>
    recordRequestView(shell, {
      typed: problems.length === 0 ? typedDate('receivedOn', loaded.today) : typed,
      problems,
    }),
  save: async (tx, { actor, typed }) => {
    const now = clock();
    const text = (name: string) => readText(typed, name);
    const recorded = insist(
      recordRequest(
        {
          ...{ asker: text('asker'), about: text('about'), name: text('name') },
          ...{ caseNumber: text('caseNumber'), bornOn: readDate(typed, 'bornOn'), email: text('email') },
          ...{ authority: text('authority'), identityProof: text('identityProof') },
          receivedOn: readDate(typed, 'receivedOn'),
        },
        { today: dateInLondon(now) },
      ),
    );
    if (recorded.about === 'staff' && (await isOwnAddress(tx, actor.id, recorded.email)))
      return insist(
        refused([{ field: 'email', message: 'This is you: somebody else deals with what you ask for' }]),
      );
    const id = randomUUID();
    const reference = referenceFrom(randomBytes(6).readUIntBE(0, 6));
    const by = { organisationId: actor.organisationId, by: actor.id, at: now };
    await insertRequest(tx, { ...recorded, id, reference }, by);
    if (recorded.identityProof === '') {
      const note = 'Asked them to show who they are';
      await insertPause(tx, id, { reason: 'identity', note, fromOn: recorded.receivedOn }, by);
    }
    return `/subject-access/${id}`;
  },
});
