import { randomUUID } from 'node:crypto';
import { asService } from '../src/database/connection.ts';
import type { Reader } from '../src/domain/case.ts';
import { saveAction } from '../src/features/actions/record-action.ts';
import { letCopyGo } from '../src/features/copies/let-copy-go.ts';
import { openPreview } from '../src/features/copies/see-copies.ts';
import { agree } from '../src/features/minutes/agree-minutes.ts';
import { addPassage } from '../src/features/minutes/choose-readers.ts';
import { saveAttendance } from '../src/features/minutes/record-attendance.ts';
import { passagesOf, saveMinutes } from '../src/features/minutes/write-minutes.ts';
import type { Outcome } from '../src/features/service.ts';
import { saveView } from '../src/features/views/record-view.ts';
import { startTestApp, type TestApp } from './app.ts';
import type { StaffKey } from './example-case.ts';
import { inviteFamily } from './guest.ts';

export type CopiesApp = TestApp & { readonly id: string; readonly copies: string };

type Written = {
  /** Who types: the minute taker, unless told otherwise. */
  readonly by?: StaffKey;
  /** What the minute taker types under an item of the agenda. */
  readonly texts?: Readonly<Record<string, string>>;
  readonly kept?: readonly {
    readonly under: string;
    readonly text: string;
    readonly from: readonly Reader[];
  }[];
  readonly views?: readonly {
    readonly words: string;
    readonly from?: readonly Reader[];
    /** What the child agreed to: everybody may know it, unless told otherwise. */
    readonly agreed?: string;
  }[];
  readonly actions?: readonly { readonly what: string; readonly owner: string }[];
};

const form = (disruptionId: string) => ({ disruptionId, key: randomUUID() });
const done = (outcome: Outcome): string => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.location;
};

const plain = {
  placement: 'Robin slept well at first and then woke most nights.',
  findings: 'Support came late.',
  lessons: 'Ask for support in the first week.',
};

/** Writes minutes of the example meeting and agrees them as the chair, through the functions behind the screens. */
export const writeAndAgree = async (running: TestApp, id: string, written: Written = {}): Promise<void> => {
  await write(running, id, written);
  await agreeWritten(running, id);
};

const agreeWritten = async ({ service, example }: TestApp, id: string): Promise<void> => {
  done(
    await agree(service, example.actors.chair, form(id), {
      'unchecked-because': 'They were read out',
      whyNotHeard: 'They had said all they wanted to say',
    }),
  );
};

/** Writes minutes of the example meeting, ready to be sent to be checked or to be agreed. */
const write = async (running: TestApp, id: string, written: Written = {}): Promise<void> => {
  const { service, example } = running;
  const { amina } = example.actors;
  const typist = example.actors[written.by ?? 'minutes'];
  const type = async (texts: Readonly<Record<string, string>>) => {
    const passages = await passagesOf(service, typist, id);
    const typed = passages.flatMap((passage) => {
      const text = texts[passage.id] ?? (passage.isFirst ? texts[passage.agendaKey] : undefined);
      return text === undefined
        ? []
        : [
            [`text-${passage.id}`, text],
            [`from-${passage.id}`, `${passage.revision}`],
          ];
    });
    done(await saveMinutes(service, typist, { disruptionId: id }, Object.fromEntries(typed)));
  };
  await type({ ...plain, ...written.texts });
  for (const { under, text, from } of written.kept ?? []) {
    const passageId = randomUUID();
    done(
      await addPassage(service, typist, { ...form(id), id: passageId }, { add: under, withheldFrom: from }),
    );
    await type({ [passageId]: text });
  }
  for (const { words, from = [], agreed = 'everyone' } of written.views ?? [{ words: 'I miss the dog.' }])
    done(
      await saveView(service, amina, form(id), {
        childId: example.childIds[0],
        words,
        whoseWords: 'child',
        way: 'drew',
        agreed,
        how: 'Drawing',
        'saidOn-day': '20',
        'saidOn-month': '3',
        'saidOn-year': '2026',
        withheldFrom: from,
      }),
    );
  for (const { what, owner } of written.actions ?? [])
    done(
      await saveAction(service, typist, form(id), {
        what,
        owner: 'other',
        ownerName: owner,
        'dueOn-day': '1',
        'dueOn-month': '5',
        'dueOn-year': '2026',
      }),
    );
  const came = await asService(service, (tx) =>
    tx
      .selectFrom('invitation')
      .where('disruption_id', '=', id)
      .where('mode', '=', 'attend')
      .select('id')
      .execute(),
  );
  done(await saveAttendance(service, typist, form(id), { came: came.map((invitation) => invitation.id) }));
};

/** The service with the example meeting held at noon, the mother among those invited, and a whole draft of its minutes. */
export const startDraftApp = async (
  written: Written = {},
  options: Parameters<typeof startTestApp>[0] = {},
): Promise<CopiesApp> => {
  const running = await startTestApp(options);
  const id = await inviteFamily(running);
  running.time.now = new Date('2026-03-31T12:00:00Z');
  await write(running, id, written);
  return { ...running, id, copies: `/disruptions/${id}/copies` };
};

/** The service with the example meeting held at noon, the mother among those invited, and its minutes agreed. */
export const startCopiesApp = async (
  written: Written = {},
  options: Parameters<typeof startTestApp>[0] = {},
): Promise<CopiesApp> => {
  const running = await startDraftApp(written, options);
  await agreeWritten(running, running.id);
  return running;
};

/** What a person's copy is in the database, newest version first. */
export const copyOf = ({ service, id }: CopiesApp, name: string) =>
  asService(service, (tx) =>
    tx
      .selectFrom('copy')
      .innerJoin('invitation', 'invitation.id', 'copy.invitation_id')
      .where('copy.disruption_id', '=', id)
      .where('invitation.name', '=', name)
      .orderBy('copy.version', 'desc')
      .selectAll('copy')
      .executeTakeFirstOrThrow(),
  );

/** Somebody opens the preview of these copies, as they must before they release them. */
export const openPreviews = async (
  { service, example }: TestApp,
  who: StaffKey,
  disruptionId: string,
  copyIds: readonly string[],
): Promise<void> => {
  for (const id of copyIds) await openPreview(service, example.actors[who], disruptionId, id);
};

/** Ten minutes go by, and every copy that waits goes. */
export const letHeldGo = async ({ service, time }: Pick<TestApp, 'service' | 'time'>): Promise<void> => {
  time.now = new Date(time.now.getTime() + 10 * 60_000);
  const held = await asService(service, (tx) =>
    tx
      .selectFrom('copy')
      .where('held_at', 'is not', null)
      .where('released_at', 'is', null)
      .orderBy('id')
      .select('id')
      .execute(),
  );
  for (const { id } of held) await letCopyGo(service, id);
};
