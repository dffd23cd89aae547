import type { CaseRecord, Contact, Invitation, Meeting } from './case.ts';
import { citing, type Duty } from './duty.ts';
import {
  contactInvitee,
  familyOnTheCase,
  type Invitee,
  type Proposed,
  proposeInvitees,
} from './invitation.ts';
import type { Problem } from './result.ts';

/** What the convener chose for one person: invite them, ask them to write, or leave them out and say why. */
export type Choice = {
  readonly source: string;
  readonly choice: 'attend' | 'contribute' | 'leave-out';
  readonly reason: string;
  readonly mayKnowPlace?: boolean;
};

/** Somebody not on the case yet, who becomes a contact on it. */
export type Added = Contact & { readonly mode: Invitation['mode']; readonly reason: string };

export type PeopleProposal = { readonly choices: readonly Choice[]; readonly added: readonly Added[] };

export type Invited = Invitee & Pick<Invitation, 'mode' | 'addedReason'>;

/** Everybody the procedure lists on the case but the child’s social worker, who convenes and is there anyway. */
export const peopleToDecideOn = (
  duties: readonly Duty[],
  record: Pick<CaseRecord, 'placement'>,
): readonly Proposed[] =>
  proposeInvitees(duties, record).filter(({ capacity }) => capacity !== 'child-social-worker');

/** How somebody takes part until the convener chooses. Family whose part is for a person to decide is left out. */
export const preselected = ({ asked, isOptional, reader }: Proposed): Choice['choice'] => {
  if (isOptional && reader === 'birth-family') return 'leave-out';
  return asked === 'contribute' ? 'contribute' : 'attend';
};

const ruleInviting = ({ capacity }: Invitee, duties: readonly Duty[]): Duty | undefined =>
  duties.find(
    ({ asks }) => 'invite' in asks && Object.values(asks.invite).some((listed) => listed.includes(capacity)),
  );

type People = {
  readonly takingPart: readonly Invited[];
  readonly leftOut: Meeting['leftOut'];
  readonly problems: readonly Problem[];
};

/**
 * Says who takes part, who was left out and why, and which reasons are still owed (DC-2a). Those who run the meeting
 * take part whatever was chosen for them.
 */
export const choosePeople = (
  proposal: PeopleProposal,
  facts: {
    readonly record: CaseRecord;
    readonly duties: readonly Duty[];
    readonly running: readonly Invitee[];
  },
): People => {
  const { record, duties, running } = facts;
  const takingPart: Invited[] = [];
  const runs = new Set(running.map(({ source }) => source));
  const leftOut: Meeting['leftOut'][number][] = [];
  const problems: Problem[] = [];
  const choices = new Map(proposal.choices.map((choice) => [choice.source, choice]));

  for (const proposed of peopleToDecideOn(duties, record)) {
    const { asked, mustAttend, isOptional, ...invitee } = proposed;
    if (runs.has(invitee.source)) continue;
    const chosen = choices.get(invitee.source);
    const choice = chosen?.choice ?? preselected(proposed);
    const reason = chosen?.reason ?? '';
    const mayKnowPlace = invitee.mayKnowPlace || (chosen?.mayKnowPlace ?? false);
    if (choice !== 'leave-out') takingPart.push({ ...invitee, mayKnowPlace, mode: choice, addedReason: '' });
    else if (reason !== '') leftOut.push({ capacity: invitee.capacity, name: invitee.name, reason });
    else if (!isOptional)
      problems.push({
        field: `reason-${invitee.source}`,
        message: `Enter why ${invitee.name} is left out`,
        ...citing(ruleInviting(invitee, duties)),
      });
  }
  for (const relative of familyOnTheCase(duties, record)) {
    const chosen = choices.get(relative.source);
    if (chosen === undefined || chosen.choice === 'leave-out') continue;
    if (chosen.reason === '')
      problems.push({ field: `reason-${relative.source}`, message: `Enter why ${relative.name} is invited` });
    takingPart.push({
      ...relative,
      mayKnowPlace: chosen.mayKnowPlace ?? false,
      mode: chosen.choice,
      addedReason: chosen.reason,
    });
  }
  proposal.added.forEach(({ mode, reason, ...contact }, index) => {
    if (reason === '')
      problems.push({ field: `added-${index}-reason`, message: `Enter why ${contact.name} is invited` });
    takingPart.push({ ...contactInvitee(contact), mode, addedReason: reason });
  });
  for (const invitee of running) takingPart.push({ ...invitee, mode: 'attend', addedReason: '' });
  return { takingPart, leftOut, problems };
};
