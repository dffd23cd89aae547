import { randomUUID } from 'node:crypto';
import { saveDisruption } from '../src/features/disruptions/record-disruption.ts';
import { saveMeeting } from '../src/features/meetings/arrange-meeting.ts';
import type { TestApp } from './app.ts';
import { reachEverybody } from './reached.ts';

/** Records the example placement as ended on 1 March 2026 (or as told), through the screen's own function. */
export const recordExample = async (
  running: TestApp,
  changes: Readonly<Record<string, string>> = {},
): Promise<string> => {
  const { service, example } = running;
  const id = randomUUID();
  const typed = {
    placementId: example.placementId,
    'brokeDownOn-day': '1',
    'brokeDownOn-month': '3',
    'brokeDownOn-year': '2026',
    happened: 'unplanned',
    account: 'Robin’s former carers came for him on Sunday.',
    ...changes,
  };
  const outcome = await saveDisruption(service, example.actors.amina, typed, { key: randomUUID(), id });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  await reachEverybody(running);
  return id;
};

/** What a convener types: Tuesday 31 March 2026 at ten, chaired from another council. */
export const meetingTyped = ({ example }: TestApp): Readonly<Record<string, string>> => ({
  'heldOn-day': '31',
  'heldOn-month': '3',
  'heldOn-year': '2026',
  startsAt: '10am',
  minutesLong: '120',
  place: 'The Council House, room 3',
  chairId: example.people.chair,
  minuteTakerId: example.people.minutes,
});

/** Convenes the example meeting, through the screen's own function. */
export const conveneExample = async (
  running: TestApp,
  disruptionId: string,
  changes: Readonly<Record<string, string>> = {},
): Promise<void> => {
  const { service, example } = running;
  const typed = { ...meetingTyped(running), ...changes };
  const form = { disruptionId, key: randomUUID() };
  const outcome = await saveMeeting(service, example.actors.amina, form, typed);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
};
