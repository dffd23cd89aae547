import type { CaseAct } from '../../domain/access.ts';
import type { CaseRecord, Invitation } from '../../domain/case.ts';
import { hasExpired, lastDayToRead, untilField } from '../../domain/copy-time.ts';
import { dateInLondon, inWords } from '../../domain/dates.ts';
import { isOut, type StoredCopy } from '../../domain/release.ts';
import type { Problem } from '../../domain/result.ts';
import { dateField, form } from '../../web/forms.ts';
import { details } from '../../web/govuk.ts';
import type { Html } from '../../web/html.ts';
import type { Shell } from '../../web/page.ts';
import { type Typed, typedDate } from '../../web/typed.ts';

/** Until when a copy can be read that is with its reader, and when they were reminded of it. */
export const howLongInWords = (copy: StoredCopy, now: Date): string => {
  const { readableUntil, remindedAt, openedAt } = copy;
  if (!isOut(copy) || readableUntil === null) return '';
  const lastDay = inWords(lastDayToRead(readableUntil));
  const read = hasExpired(copy, now)
    ? `It could be read until the end of ${lastDay}; now its link opens nothing`
    : `It can be read until the end of ${lastDay}`;
  const reminded = remindedAt === null ? '' : ` Reminded on ${inWords(dateInLondon(remindedAt))}`;
  return `${read}.${reminded}${reminded !== '' && openedAt === null ? '; not opened' : ''}${reminded && '.'}`;
};

type Shown = {
  readonly record: CaseRecord;
  readonly isAuthor: boolean;
  readonly may: (act: CaseAct) => boolean;
  readonly now: Date;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

/** The form that lets a copy be read until another day. */
export const timePart = (
  copy: StoredCopy,
  { name }: Invitation,
  shell: Shell,
  { record, isAuthor, may, now, typed, problems }: Shown,
): Html | null => {
  const field = untilField(copy.id);
  const isRefused = problems.some((problem) => problem.field === field);
  if (!isOut(copy) || copy.readableUntil === null || isAuthor || !may('release-copies')) return null;
  return details({
    open: isRefused,
    summaryText: hasExpired(copy, now)
      ? `Let ${name} read the copy again`
      : `Change how long ${name} can read the copy`,
    html: form(shell, {
      action: `/disruptions/${record.id}/copies/${copy.id}/time`,
      button: 'Save the day and send a new link',
      body: dateField({
        name: field,
        label: 'Until the end of which day?',
        hint: `At most 90 days from now. ${name} is sent a new private link.`,
        typed: isRefused ? typed : typedDate(field, lastDayToRead(copy.readableUntil)),
        problems,
      }),
    }),
  });
};
