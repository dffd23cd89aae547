import { addDays, type PlainDate } from '../domain/dates.ts';
import { clearDoubts } from '../features/copies/clear-doubts.ts';
import { prepareCopies } from '../features/copies/prepare-copies.ts';
import { releaseCopies } from '../features/copies/release-copies.ts';
import { copiesToRelease, doubtsToClear } from '../features/copies/see-copies.ts';
import { earlier, insistOn, type Loading } from './loading.ts';

/** A copy for everybody who was invited: prepared by the minute taker and released, if it was, by the service manager. */
export const loadCopies = async (loading: Loading, agreedOn: PlainDate): Promise<void> => {
  const { example, at, form, today, disruptionId } = loading;
  const { minuteTaker, serviceManager } = example.staff;
  const preparedOn = earlier(addDays(agreedOn, 1), today);
  await insistOn(prepareCopies(at(preparedOn, '09:10'), minuteTaker, form('prepare')));
  if (example.progress === 'prepared') return;
  const then = at(earlier(addDays(agreedOn, 3), today), '15:30');
  const copies = await copiesToRelease(then, serviceManager, disruptionId);
  const doubts = await doubtsToClear(then, serviceManager, disruptionId);
  if (doubts.length > 0) {
    const typed = { doubts, because: 'All of it is invented, and these cases share their words' };
    await insistOn(clearDoubts(then, serviceManager, form('look'), typed));
  }
  await insistOn(releaseCopies(then, serviceManager, form('release'), { copies, confirmed: 'yes' }));
};
