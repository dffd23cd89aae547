import type { OpenCase } from '../case-door.ts';
import { everybodyAsked } from './meeting-form.ts';

/** What those who could be invited, and those who were, are called on the pages of staff, by their source. */
export const namesOn = (open: Pick<OpenCase, 'plan' | 'record'>): ReadonlyMap<string, string> =>
  new Map(
    [...(open.record.meeting?.invitations ?? []), ...everybodyAsked(open)].map(({ source, name }) => [
      source,
      name,
    ]),
  );
