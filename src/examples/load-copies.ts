import { addDays, type PlainDate } from '../domain/dates.ts';
import { clearDoubts } from '../features/copies/clear-doubts.ts';
import { letCopyGo } from '../features/copies/let-copy-go.ts';
import { prepareCopies } from '../features/copies/prepare-copies.ts';
import { releaseCopies } from '../features/copies/release-copies.ts';
import { copiesToRelease, doubtsToClear, openPreview } from '../features/copies/see-copies.ts';
import { earlier, insistOn, type Loading } from './loading.ts';

/**
 * A copy for everybody who was invited: prepared by the minute taker and, if they were released, seen and released by the
 * service manager. One released a moment ago still waits to go.
 */
export const loadCopies = async (loading: Loading, agreedOn: PlainDate): Promise<void> => {
  const { example, at, form, today, disruptionId } = loading;
  const { minuteTaker, serviceManager } = example.staff;
  const preparedOn = earlier(addDays(agreedOn, 1), today);
  await insistOn(prepareCopies(at(preparedOn, '09:10'), minuteTaker, form('prepare')));
  if (example.progress === 'prepared') return;
  const then = at(earlier(addDays(agreedOn, 3), today), '15:30');
  const copies = await copiesToRelease(then, serviceManager, disruptionId);
  const ids = copies.map((choice) => choice.slice(0, choice.indexOf('.')));
  for (const id of ids) await openPreview(then, serviceManager, disruptionId, id);
  const doubts = await doubtsToClear(then, serviceManager, disruptionId);
  if (doubts.length > 0) {
    const typed = { doubts, because: 'All of it is invented, and these cases share their words' };
    await insistOn(clearDoubts(then, serviceManager, form('look'), typed));
  }
  await insistOn(releaseCopies(then, serviceManager, form('release'), { copies, confirmed: 'yes' }));
  for (const id of ids) await letCopyGo(at(earlier(addDays(agreedOn, 3), today), '15:41'), id);
};
