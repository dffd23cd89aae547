import { addFile, takeOutFile } from '../../database/contribution-files.ts';
import { loadOwnFiles, saveWriting, takeBackRecorded } from '../../database/contributions.ts';
import { addHistory } from '../../database/history.ts';
import type { Invitation } from '../../domain/case.ts';
import { tooLateToAnswer } from '../../domain/contribution.ts';
import { answersOf, type OwnContribution, questionsFor } from '../../domain/contribution-answers.ts';
import { tooManyFiles } from '../../domain/contribution-file.ts';
import { shareInWords } from '../../domain/contribution-mark.ts';
import { stillInvited } from '../../domain/minutes.ts';
import { readRecording, recordingFor } from '../../domain/recorded-contribution.ts';
import { type Problem, refused } from '../../domain/result.ts';
import { typedContribution } from '../../web/contribution-fields.ts';
import { readText, type Typed } from '../../web/typed.ts';
import type { Upload } from '../../web/uploads.ts';
import { changeCase, type FormOnCase, insist, isUuid, notThere, type OpenCase } from '../case-door.ts';
import { takeFileWithWords, takesFileWithWords } from '../own-writing.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { notRecordedView, recordContributionView } from './record-contribution.view.ts';

type Opened = Pick<OpenCase, 'tx' | 'record' | 'procedure'>;

const invitationOf = ({ record }: Pick<Opened, 'record'>, invitationId: string): Invitation => {
  const found = stillInvited(record.meeting?.invitations ?? []).find(({ id }) => id === invitationId);
  if (found === undefined) throw notThere();
  return found;
};

/** What is recorded for somebody so far, as whoever records it sees it: no word and no file that is theirs alone. */
const recordedSoFar = async (
  { tx, procedure }: Opened,
  invitation: Invitation,
): Promise<OwnContribution> => ({
  ...{ draft: null, given: answersOf(invitation), files: await loadOwnFiles(tx, invitation.id) },
  ...{ asked: questionsFor(procedure, invitation.capacity), givenAt: null },
  ...{ share: invitation.contributionShare, chairShare: invitation.contributionChairShare },
  isRead: invitation.contributionRead,
});

const theirsAlone: Problem = {
  field: '',
  message: 'They have given their own words by now, and nobody else changes those',
};

/** Records for somebody what they gave by hand, changes it, or takes it back until it was read. */
const saveRecording = async (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string; readonly upload?: Upload | null },
  typed: Typed,
  { invitationId }: { readonly invitationId: string },
): Promise<Outcome> => {
  const read = (name: string) => readText(typed, name);
  const taken = await takeFileWithWords(read, form.upload ?? null);
  if (!taken.ok) return taken;
  return changeCase(service, actor, { ...form, act: 'record-contribution' }, async (open) => {
    const { tx, record, now: at } = open;
    const invitation = invitationOf(open, invitationId);
    const { id, name } = invitation;
    if (recordingFor(invitation) === 'gave-it-themselves') return insist(refused([theirsAlone]));
    if (recordingFor(invitation) !== 'open') return insist(refused([tooLateToAnswer]));
    const takeOut = read('take-out');
    const own = await recordedSoFar(open, invitation);
    const kept = own.files.filter((file) => file.id !== takeOut);
    const added = taken.value === null ? [] : [{ id: '', isGiven: true, ...taken.value }];
    const recording = insist(readRecording({ ...own, files: [...kept, ...added] }, read));
    const { organisationId } = record.placement;
    const author = { invitationId: id, disruptionId: record.id, organisationId };
    const said = async (summary: string, facts = {}) => {
      const entry = { at, by: actor, act: 'record-contribution', summary };
      await addHistory(tx, record.id, { ...entry, facts: { invitationId: id, ...facts } });
    };
    if (recording.does === 'take-back') {
      if (!(await takeBackRecorded(tx, id, at))) return insist(refused([tooLateToAnswer]));
      await said(`Took back what was recorded for ${name}`);
      return `/disruptions/${record.id}/invitations`;
    }
    const saved = await saveWriting(tx, author, recording, at, { by: actor.id, how: recording.how });
    if (saved === 'too-late') return insist(refused([tooLateToAnswer]));
    const gone = isUuid(takeOut) ? await takeOutFile(tx, author, takeOut) : 'done';
    if (gone === 'too-late') return insist(refused([tooLateToAnswer]));
    const file = taken.value;
    const placed = file === null ? 'done' : await addFile(tx, service.vaultKeys, author, file, at, actor.id);
    if (placed !== 'done') return insist(refused([placed === 'too-many' ? tooManyFiles : tooLateToAnswer]));
    const { share } = recording;
    await said(
      `Recorded what ${name} gave by hand, for ${shareInWords[share]}${file === null ? '' : ', with a file'}`,
      { share },
    );
    return `/disruptions/${record.id}/contributions/${id}/record`;
  });
};

export const recordForm: FormOnCase<'invitationId'> = {
  act: 'record-contribution',
  takesFile: takesFileWithWords,
  save: saveRecording,
  show: async (shell, page) => {
    const invitation = invitationOf(page, page.params.invitationId);
    const may = page.record.meeting?.status === 'convened' ? recordingFor(invitation) : 'was-read';
    if (may !== 'open') return notRecordedView(shell, { ...page, invitation, why: may });
    const own = await recordedSoFar(page, invitation);
    const first = { ...typedContribution(own), how: invitation.contributionRecorded?.how ?? '' };
    const typed = page.problems.length > 0 ? page.typed : first;
    return recordContributionView(shell, { ...page, own, invitation, typed });
  },
};
