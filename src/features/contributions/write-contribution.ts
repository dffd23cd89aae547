import { loadOwnContribution } from '../../database/contributions.ts';
import { addHistory } from '../../database/history.ts';
import type { Invitation } from '../../domain/case.ts';
import { tooLateToAnswer } from '../../domain/contribution.ts';
import { type OwnContribution, questionsFor } from '../../domain/contribution-answers.ts';
import { stillInvited } from '../../domain/minutes.ts';
import { refused } from '../../domain/result.ts';
import { typedContribution } from '../../web/contribution-fields.ts';
import { readText, type Typed } from '../../web/typed.ts';
import type { Upload } from '../../web/uploads.ts';
import { changeCase, type FormOnCase, insist, type OpenCase } from '../case-door.ts';
import { doWriting, planWriting, takeFileWithWords, takesFileWithWords } from '../own-writing.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { notAskedView, writeContributionView } from './write-contribution.view.ts';

/** The invitation of whoever has the case open; undefined when they are not invited to its meeting. */
const ownInvitation = ({ record, actor }: Pick<OpenCase, 'record' | 'actor'>): Invitation | undefined =>
  stillInvited(record.meeting?.invitations ?? []).find(({ personId }) => personId === actor.id);

const ownWriting = async (
  { tx, procedure }: OpenCase,
  { id, capacity }: Invitation,
): Promise<OwnContribution> => ({
  ...(await loadOwnContribution(tx, id)),
  asked: questionsFor(procedure, capacity),
});

/** Keeps, gives or takes back what a member of staff writes to the meeting they are invited to (PG-5, PG-9). */
const saveContribution = async (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string; readonly upload?: Upload | null },
  typed: Typed,
): Promise<Outcome> => {
  const read = (name: string) => readText(typed, name);
  const taken = await takeFileWithWords(read, form.upload ?? null);
  if (!taken.ok) return taken;
  return changeCase(service, actor, { ...form, act: 'contribute' }, async (open) => {
    const { tx, record, now } = open;
    const invitation = ownInvitation(open);
    if (invitation === undefined) return insist(refused([tooLateToAnswer]));
    const own = await ownWriting(open, invitation);
    const writing = insist(planWriting(own, read, taken.value));
    const { organisationId } = record.placement;
    const author = { invitationId: invitation.id, disruptionId: record.id, organisationId };
    const asked = { writing, taken: taken.value, takeOut: read('take-out'), at: now };
    const { summary } = insist(await doWriting(tx, service, author, asked));
    if (summary !== null) await addHistory(tx, record.id, { at: now, by: actor, act: 'contribute', summary });
    return `/disruptions/${record.id}/contribution`;
  });
};

export const contributionForm: FormOnCase = {
  act: 'contribute',
  takesFile: takesFileWithWords,
  save: saveContribution,
  show: async (shell, page) => {
    const invitation = ownInvitation(page);
    if (invitation === undefined) return notAskedView(shell, page);
    const own = await ownWriting(page, invitation);
    const typed = page.problems.length > 0 ? page.typed : typedContribution(own);
    return writeContributionView(shell, { ...page, own, invitationId: invitation.id, typed });
  },
};
