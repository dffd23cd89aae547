import type { Participation } from '../domain/participation.ts';
import type { VoiceChoice } from '../domain/voice.ts';
import type { Transaction } from './connection.ts';

type Recorded = { readonly id: string; readonly childId: string; readonly recordedBy: string };

/** How the children of a case are heard, every record of each kind, the latest first. */
export type Voice = {
  readonly choices: readonly (Recorded & VoiceChoice)[];
  readonly participations: readonly (Recorded & Participation & { readonly meetingId: string })[];
};

const choicesOf = (tx: Transaction, disruptionId: string): Promise<Voice['choices']> =>
  tx
    .selectFrom('voice_choice as choice')
    .innerJoin('person', 'person.id', 'choice.recorded_by')
    .where('disruption_id', '=', disruptionId)
    .orderBy('recorded_at', 'desc')
    .orderBy('choice.id')
    .select([
      'choice.id',
      'child_id as childId',
      'ways',
      'interpreter',
      'signs',
      'chosen_with as chosenWith',
      'chosen_on as chosenOn',
      'person.name as recordedBy',
    ])
    .execute();

const participationsOf = (tx: Transaction, disruptionId: string): Promise<Voice['participations']> =>
  tx
    .selectFrom('participation as part')
    .innerJoin('person', 'person.id', 'part.recorded_by')
    .where('disruption_id', '=', disruptionId)
    .orderBy('recorded_at', 'desc')
    .orderBy('part.id')
    .select([
      'part.id',
      'child_id as childId',
      'meeting_id as meetingId',
      'code',
      'attended',
      'reason',
      'person.name as recordedBy',
    ])
    .execute();

/** Everything that is recorded of how the children of a case are heard, but for their words (case-record.ts). */
export const loadVoice = async (tx: Transaction, disruptionId: string): Promise<Voice> => ({
  choices: await choicesOf(tx, disruptionId),
  participations: await participationsOf(tx, disruptionId),
});
