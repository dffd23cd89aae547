import { addDays, type PlainDate } from '../domain/dates.ts';
import { familyOnTheCase, type Invitee, proposeInvitees } from '../domain/invitation.ts';
import { saveReply } from '../features/guests/save-answer.ts';
import { saveWords } from '../features/guests/save-words.ts';
import { saveMeeting } from '../features/meetings/arrange-meeting.ts';
import { saveCancellation } from '../features/meetings/cancel-meeting.ts';
import type { Outcome, Service } from '../features/service.ts';
import { type Typed, typedDate } from '../web/typed.ts';
import { drawingOfAHouse } from './drawing.ts';
import { leaveEarlierMessages } from './earlier-messages.ts';
import { loadApart } from './load-apart.ts';
import { dutiesOf, earlier, insistOn, type Loading, recordOf } from './loading.ts';
import type { ExampleCase } from './plan-cases.ts';
import { guestOf, type Invited, invitedTo, reachPeople } from './reach-people.ts';
import * as words from './words.ts';

/** Most of those the procedure lists are invited; now and then somebody is asked to write, or is left out. */
const choicesFor = async (loading: Loading): Promise<Typed> => {
  const { number, chance } = loading.example;
  const record = await recordOf(loading);
  const duties = dutiesOf(loading, record);
  const choose = ({ source }: Invitee, choice: string, reason = ''): Typed => ({
    [`choice-${source}`]: choice,
    [`reason-${source}`]: reason,
  });
  const proposed = proposeInvitees(duties, record).map((invitee) => {
    if (invitee.capacity === 'adopters' && number % 4 === 0) return choose(invitee, 'contribute');
    if (invitee.capacity === 'current-carer' && number % 11 === 0)
      return choose(
        invitee,
        'leave-out',
        'Has known the child for a few days only and prefers to be told later',
      );
    return choose(invitee, 'attend');
  });
  const family = familyOnTheCase(duties, record).map((relative) =>
    choose(
      relative,
      chance.pick(['attend', 'contribute', 'contribute']),
      'Wishes to be heard, as agreed with the team manager',
    ),
  );
  return Object.assign({}, ...proposed, ...family);
};

const typedMeeting = async (loading: Loading, heldOn: PlainDate): Promise<Typed> => {
  const { chance, staff, meeting, number } = loading.example;
  const isByVideo = number % 3 === 0;
  return {
    ...typedDate('heldOn', heldOn),
    startsAt: chance.pick(['10:00', '13:30', '14:00']),
    minutesLong: chance.pick(['120', '150', '180']),
    place: isByVideo ? '' : chance.pick(words.rooms),
    videoLink: isByVideo ? `https://video.example/meeting-${number}` : '',
    outsideWindowReason: meeting?.isInWindow === false ? chance.pick(words.outsideWindowReasons) : '',
    chairId: staff.chair.id,
    minuteTakerId: staff.minuteTaker.id,
    ...(await choicesFor(loading)),
  };
};

/** Saves a meeting and, where the form asks whether people are to take part as it was planned, says yes. */
const confirmPlans = async (save: (confirmed: Typed) => Promise<Outcome>): Promise<Outcome> => {
  const outcome = await save({});
  const asked = outcome.ok ? undefined : outcome.problems.find(({ field }) => field === 'plansConfirmed');
  return asked === undefined ? outcome : save({ plansConfirmed: asked.message });
};

/** Convenes the meeting; of every eighth that is still to come the time is changed, once everybody has heard of it. */
const convene = async (loading: Loading, { convenedOn, heldOn }: NonNullable<ExampleCase['meeting']>) => {
  const { service, example, at, form, today } = loading;
  const { socialWorker } = example.staff;
  const typed = await typedMeeting(loading, heldOn);
  await loadApart(loading, typed, convenedOn);
  const save = (confirmed: Typed) =>
    saveMeeting(at(convenedOn, '11:00'), socialWorker, form('convene'), { ...typed, ...confirmed });
  await insistOn(confirmPlans(save));
  const haveHeard = addDays(convenedOn, 2) <= today;
  if (example.progress !== 'convened' || example.number % 8 > 0 || !haveHeard) return;
  await leaveEarlierMessages(service, today);
  const changedOn = earlier(addDays(convenedOn, 1), heldOn);
  const change = (confirmed: Typed) => {
    const changed = { ...typed, ...confirmed, startsAt: '15:00' };
    return saveMeeting(at(changedOn, '09:15'), socialWorker, form('change'), changed);
  };
  await insistOn(confirmPlans(change));
};

/** What the child drew goes with what their carer writes, before it is given. */
const addDrawing = async (
  then: Service,
  guest: ReturnType<typeof guestOf>,
  written: Typed,
  { key }: { readonly key: string },
): Promise<void> => {
  const upload = { bytes: await drawingOfAHouse(), isTooLarge: false };
  const typed = { ...written, do: 'add-file', description: words.drawing };
  await insistOn(saveWords(then, guest, typed, { key, upload }));
};

/** Somebody's answer, by chance: most come, some write instead, and many never answer or have not yet. */
const answer = async (loading: Loading, invitation: Invited, day: PlainDate): Promise<void> => {
  const { example, at, form } = loading;
  const { chance } = example;
  const { mode, capacity } = invitation;
  const guest = guestOf(loading, invitation);
  const luck = chance.whole(1, 10);
  const texts = words.contributions[capacity];
  if (luck > (texts === undefined ? 4 : 8)) return;
  const writes = texts !== undefined && (mode === 'contribute' || luck === 2);
  const reply = mode === 'contribute' || writes ? 'will-write' : luck === 1 ? 'not-coming' : 'coming';
  const then = at(day, `${chance.whole(10, 19)}:${chance.whole(10, 59)}`);
  const step = `${example.number} ${invitation.source}`;
  await insistOn(
    saveReply(then, guest, { reply, note: chance.pick(words.replyNotes) }, form(`reply ${step}`)),
  );
  // What a parent writes is often for few: it is not always read out before the people their child lived with.
  const share = capacity === 'birth-family' ? 'chair-and-social-workers' : 'everyone';
  if (!writes) return;
  const written = { words: chance.pick(texts), share };
  if (capacity === 'current-carer') await addDrawing(then, guest, written, form(`drawing ${step}`));
  await insistOn(saveWords(then, guest, written, form(`words ${step}`)));
};

/** Convenes the meeting of a case, and lets people answer or calls it off. */
export const loadMeeting = async (
  loading: Loading,
  meeting: NonNullable<ExampleCase['meeting']>,
): Promise<void> => {
  const { example, at, form, today } = loading;
  const { chance, staff } = example;
  await reachPeople(loading, meeting.convenedOn);
  await convene(loading, meeting);
  for (const invitation of await invitedTo(loading)) {
    const day = earlier(addDays(meeting.convenedOn, chance.whole(1, 6)), addDays(meeting.heldOn, -1), today);
    if (invitation.person_id !== staff.socialWorker.id && day > meeting.convenedOn)
      await answer(loading, invitation, day);
  }
  if (example.progress === 'cancelled') {
    const day = earlier(addDays(meeting.convenedOn, 4), today);
    const then = at(day, '17:20');
    await insistOn(
      saveCancellation(then, staff.socialWorker, form('cancel'), { reason: words.cancelReason }),
    );
  }
};
