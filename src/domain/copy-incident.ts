import { allowed, type Result, refused } from './result.ts';

/** What is done when a copy reached the wrong person (UK GDPR, articles 33 and 34). */
export const incidentSteps = {
  contain: 'Contain it: ask whoever has the copy to delete or return it, and not to pass it on',
  tell: 'Tell the chair and the information governance lead',
  assess: 'Assess the risk to each person the copy is about',
  authority: 'Decide whether the Information Commissioner’s Office is told, within 72 hours',
  people: 'Tell those concerned, or write down why not',
  learn: 'Write down what is learnt, so that it does not happen again',
} as const;
export type IncidentStep = keyof typeof incidentSteps;
export const isIncidentStep = (text: string): text is IncidentStep => Object.hasOwn(incidentSteps, text);

/** A copy that reached the wrong person, and what was done since, each by whom and when. */
export type Incident = {
  readonly id: string;
  readonly copyId: string;
  readonly whatHappened: string;
  readonly reportedBy: string;
  readonly reportedAt: Date;
  readonly done: readonly { readonly step: IncidentStep; readonly by: string; readonly at: Date }[];
};

/** An incident is open until everything was done. */
export const isIncidentOpen = ({ done }: Pick<Incident, 'done'>): boolean =>
  Object.keys(incidentSteps).some((step) => !done.some((one) => one.step === step));

/** Until when the Information Commissioner's Office is told, if it is: 72 hours after it was known (article 33(1)). */
export const tellAuthorityBy = ({ reportedAt }: Pick<Incident, 'reportedAt'>): Date =>
  new Date(reportedAt.getTime() + 72 * 3_600_000);

/** Checks what is written of a copy that reached the wrong person. `field` is where it was typed. */
export const reportIncident = (whatHappened: string, field: string): Result<string> =>
  whatHappened === '' ? refused([{ field, message: 'Enter what happened' }]) : allowed(whatHappened);
