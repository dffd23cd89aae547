import type { Transaction } from '../../database/connection.ts';
import { settleWords, type WrittenFeedback } from '../../database/feedback.ts';
import { refused } from '../../domain/result.ts';
import { readText } from '../../web/typed.ts';
import { insist } from '../case-door.ts';
import type { FormByPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import { readWordsView } from './read-words.view.ts';
import { shownFeedback } from './see-feedback.ts';

type Unread = readonly WrittenFeedback[];

/** Reads what people wrote before others see it: shown, or left out where it could tell who wrote it or of whom. */
export const readWordsForm = (service: Service): FormByPost<unknown, Unread> => {
  const load = async (tx: Transaction, organisationId: string): Promise<Unread> =>
    (await shownFeedback(service, tx, organisationId))
      .flatMap(({ written }) => written)
      .filter(({ state }) => state === 'unread');
  return {
    act: 'read-feedback-words',
    load: (tx, { actor }) => load(tx, actor.organisationId),
    show: (shell, { loaded, problems }) => readWordsView(shell, { unread: loaded, problems }),
    save: async (tx, { actor, typed }) => {
      const [id, settle] = [readText(typed, 'words'), readText(typed, 'do')];
      if (settle !== 'show' && settle !== 'leave-out')
        return insist(refused([{ field: '', message: 'Choose whether to show it or to leave it out' }]));
      const unread = await load(tx, actor.organisationId);
      if (!unread.some((one) => one.id === id))
        insist({ ok: false, problems: [{ field: '', message: 'Somebody has read this already' }] });
      await settleWords(tx, id, settle === 'show' ? 'shown' : 'left-out');
      return '/feedback/words';
    },
  };
};
