import { addHistory } from '../../database/history.ts';
import { queueMessages } from '../../database/messages.ts';
import { loadPacks, savePack, tellChildren } from '../../database/packs.ts';
import type { Meeting } from '../../domain/case.ts';
import { invitationLinkUntil, packMessage } from '../../domain/message.ts';
import { stillInvited } from '../../domain/minutes.ts';
import {
  composePack,
  familiesFirst,
  type PackReader,
  type Paper,
  packDueOn,
  papersOf,
  partInWords,
} from '../../domain/pack.ts';
import { hadBy, lackedBy, releasePack, seenOf } from '../../domain/pack-release.ts';
import { hasBegun } from '../../domain/reminder.ts';
import { refused } from '../../domain/result.ts';
import { capitalised, listInWords } from '../../domain/words.ts';
import { readList, readText } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, type OpenCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { childrenReading, packFacts, whoseIs } from './pack-facts.ts';
import { releasePackView } from './release-pack.view.ts';

/** How a release stands: what is out, what can go out, and by when everybody is to have it. */
const standing = async (service: Service, { tx, record, procedure, today }: OpenCase, meeting: Meeting) => {
  const packs = await loadPacks(tx, meeting.id);
  const out = seenOf(packs, meeting.invitations).map(({ paper }) => paper);
  const people = stillInvited(meeting.invitations);
  const children = await childrenReading({ tx, record });
  const [papers, hadByChildren] = [papersOf(record), hadBy(children, packs)];
  return {
    packs,
    out,
    people,
    children,
    hadByChildren,
    open: papers.filter(({ id }) => !out.includes(id)),
    openForChildren:
      children.length === 0 ? [] : papers.filter(({ id }) => out.includes(id) && !hadByChildren.includes(id)),
    isFirst: packs.length === 0,
    isLacked: people.some((reader) => lackedBy(reader, out, packs).length > 0),
    dueOn:
      procedure.pack === undefined
        ? null
        : packDueOn(procedure.pack.before, meeting.heldOn, service.bankHolidays),
    today,
  };
};

type Composed = ReturnType<typeof composePack> & { readonly reader: PackReader };

/**
 * What each person gets; refuses the whole release when a paper chosen for it holds what one of them must not learn. One
 * that is out already is not for whoever was invited since and must not learn what it holds: `notFor` says so.
 */
const partsFor = (composed: readonly Composed[], chosen: readonly Paper[]) => {
  const problems = composed.flatMap(({ reader, leftOut }) =>
    leftOut
      .filter(({ paper }) => chosen.includes(paper))
      .map(({ author, leaks }) => ({
        field: 'papers',
        message: `${capitalised(partInWords({ author }))} still holds what ${reader.name} must not learn: ${leaks.map(({ label }) => label).join(', ')}. ${author === null ? 'Say it in other words' : `Leave it out, or ask ${author.name} to change it`}`,
      })),
  );
  if (problems.length > 0) insist(refused(problems));
  return {
    parts: composed.flatMap(({ reader, parts }) =>
      parts.map((part) => ({ ...part, whose: whoseIs(reader) })),
    ),
    notFor: composed.flatMap(({ reader, leftOut }) =>
      leftOut.map(
        ({ author }) => `${partInWords({ author })} to ${reader.name}, who must not learn what it holds`,
      ),
    ),
  };
};

/**
 * Releases the agenda and the papers to everybody who is invited, each person's own, at one moment: no one has them later
 * than anybody else. Later papers go the same way, and are late.
 */
export const releaseForm = (service: Service): FormOnCase => ({
  act: 'release-pack',
  save: (_service, actor, form, typed) =>
    changeCase(service, actor, { ...form, act: 'release-pack' }, async (open) => {
      const { tx, record, now } = open;
      const { meeting } = record;
      if (meeting === null || meeting.status !== 'convened' || hasBegun(meeting, now))
        return insist(refused([{ field: '', message: 'There is no meeting to come' }]));
      const {
        packs,
        out,
        people,
        children,
        hadByChildren,
        open: papers,
        ...facts
      } = await standing(service, open, meeting);
      const shared = await packFacts(service, open, meeting);
      const composeFor = (
        goesOut: readonly Paper[],
        toChildren: readonly Paper[],
        looked: readonly Paper[],
      ): readonly Composed[] =>
        [...children, ...people].map((reader) => {
          const theirs = reader.reader === 'child' ? toChildren : goesOut;
          return {
            reader,
            ...composePack({ ...shared, papers: lackedBy(reader, theirs, packs), looked }, reader),
          };
        });
      const childrenHave = out.includes('agenda') ? ['agenda', ...hadByChildren] : hadByChildren;
      const release = insist(
        releasePack(
          {
            papers: readList(typed, 'papers'),
            forChildren: children.length === 0 ? [] : readList(typed, 'forChildren'),
            looked: readList(typed, 'looked'),
            because: readText(typed, 'because'),
          },
          {
            ...facts,
            open: papers.map(({ id }) => id),
            openForChildren: facts.openForChildren.map(({ id }) => id),
            // What somebody must not have, they do not lack.
            isLacked: composeFor(out, childrenHave, []).some(({ parts }) => parts.length > 0),
          },
        ),
      );
      const agenda = release.papers.filter((paper) => paper === 'agenda');
      const { parts, notFor } = partsFor(
        composeFor(
          [...new Set([...out, ...release.papers])],
          [...new Set([...childrenHave, ...agenda, ...release.forChildren])],
          release.looked,
        ),
        [...release.papers, ...release.forChildren],
      );
      await savePack(
        tx,
        { ...release, disruptionId: record.id, meetingId: meeting.id, by: actor.id, at: now },
        parts,
      );
      const linkUntil = invitationLinkUntil(meeting.heldOn);
      const got = (id: string) => parts.some(({ whose }) => Object.values(whose).includes(id));
      await tellChildren(tx, service, {
        ...{ disruptionId: record.id, at: now, linkUntil },
        childIds: children.map(({ id }) => id).filter(got),
      });
      await queueMessages(tx, {
        disruptionId: record.id,
        at: now,
        secretKey: service.secretKey,
        messages: familiesFirst(people)
          .filter(({ id }) => got(id))
          .map((invitee) => ({
            invitationId: invitee.id,
            kind: 'pack',
            content: packMessage({ record, invitee }),
            linkUntil,
          })),
      });
      await addHistory(tx, record.id, {
        at: now,
        by: actor,
        act: 'release-pack',
        summary: `${
          facts.isFirst
            ? `Sent everybody what to read before the meeting${release.isLate ? `, late: ${release.because}` : ''}`
            : `Sent more to read before the meeting, late: ${release.because}`
        }${notFor.length > 0 ? `. Not sent: ${listInWords(notFor)}` : ''}`,
        facts: { papers: release.papers, forChildren: release.forChildren, looked: release.looked },
      });
      return `/disruptions/${record.id}/pack`;
    }),
  show: async (shell, { typed, problems, ...open }) => {
    const { record, now } = open;
    const { meeting } = record;
    const isToCome = meeting?.status === 'convened' && !hasBegun(meeting, now);
    const facts = meeting !== null && isToCome ? await standing(service, open, meeting) : null;
    return releasePackView(shell, { record, facts, typed, problems });
  },
});
