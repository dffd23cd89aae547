import { randomUUID } from 'node:crypto';
import type { Transaction } from '../../database/connection.ts';
import type { Participation } from '../../domain/participation.ts';
import type { VoiceChoice } from '../../domain/voice.ts';

/** Whose record it is, and who signs for it when. */
export type About = {
  readonly disruptionId: string;
  readonly childId: string;
  readonly recordedBy: string;
  readonly at: Date;
};

/** What stands in every row of this feature. */
export const signed = ({ disruptionId, recordedBy, at }: Omit<About, 'childId'>) => ({
  id: randomUUID(),
  disruption_id: disruptionId,
  recorded_by: recordedBy,
  recorded_at: at,
});

export const insertChoice = async (tx: Transaction, choice: VoiceChoice, about: About): Promise<void> => {
  await tx
    .insertInto('voice_choice')
    .values({
      ...signed(about),
      child_id: about.childId,
      ways: [...choice.ways],
      interpreter: choice.interpreter,
      signs: choice.signs,
      chosen_with: choice.chosenWith,
      chosen_on: choice.chosenOn,
    })
    .execute();
};

export const insertParticipation = async (
  tx: Transaction,
  participation: Participation,
  about: About & { readonly meetingId: string },
): Promise<void> => {
  await tx
    .insertInto('participation')
    .values({
      ...signed(about),
      ...participation,
      child_id: about.childId,
      meeting_id: about.meetingId,
    })
    .execute();
};
