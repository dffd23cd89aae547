import { randomUUID } from 'node:crypto';
import type { Act } from '../../src/domain/access.ts';
import { type Case, hasWhatIsNamed, type Stage } from './world.ts';

/** Who may use a route: whoever may do an act, or one of those for whom no act is asked. */
export type Asks = Act | 'anyone' | 'guest' | 'signed-in' | 'directory' | 'delivery-service';

const onCase = (...rest: readonly string[]): readonly string[] =>
  rest.map((one) => one.replace(' ', ' /disruptions/:id'));

/** Every route of the service by what it asks; `FORM` is a page and what it sends. A route that is not here fails. */
const byAct: Readonly<Record<Asks, readonly string[]>> = {
  anyone: [
    ...['GET /*', 'GET /assets/*', 'GET /accessibility-statement', 'GET /health', 'GET /signed-out'],
    ...['FORM /sign-in', 'GET /sign-in/callback', 'POST /sign-out'],
    ...['GET /schemas/*', 'GET /procedures', 'GET /procedures/*', 'FORM /demonstration-identity/*'],
  ],
  guest: ['FORM /private', 'FORM /private/*', 'FORM /mine', 'FORM /mine/*'],
  'signed-in': ['GET /account', 'POST /sign-out-everywhere'],
  directory: ['FORM /scim/v2/*'],
  'see-disruption': onCase(
    'GET ',
    'GET /invitations',
    'GET /preparation',
    'GET /pack',
    'GET /agenda.pdf',
    'GET /reach',
    'GET /child-voice',
    'GET /contributions/:invitationId/files/:fileId',
    'GET /times',
    ...['GET /actions', 'GET /actions/:actionId'],
    ...['GET /arrangements', 'GET /follow-ups'],
    'GET /apart',
    'GET /child-voice/files/:givenId',
    'GET /chronology',
    'GET /kept',
  ),
  'delivery-service': ['POST /notify/callback'],
  'see-who-may-open': onCase('GET /people'),
  'put-on-case': onCase('FORM /people/add'),
  'take-off-case': onCase('FORM /people/:personId/:capacity/end'),
  'restrict-case': onCase('FORM /restriction'),
  'open-vault': onCase('FORM /identities', 'FORM /identities/:carerId', 'POST /messages/:messageId/letter'),
  'correct-disruption': onCase('FORM /correct'),
  'state-duty-done': onCase('FORM /duties/:rule', 'FORM /duties/:rule/take-back'),
  'decide-not-needed': onCase('FORM /duties/:rule/not-needed', 'FORM /duties/:rule/not-needed/take-back'),
  'decide-on-meeting': onCase('FORM /decision'),
  'review-decision': onCase('FORM /decision/review'),
  'pause-case': onCase('FORM /pauses', 'FORM /pauses/:pauseId/end'),
  'record-outcome': onCase('FORM /outcome'),
  'change-version': onCase('FORM /version'),
  'convene-meeting': onCase(
    'FORM /meeting',
    'FORM /meeting/cancel',
    'FORM /apart/people/:parted',
    'FORM /times/propose',
    'FORM /times/take-back',
    'FORM /invitations/:invitationId/address',
  ),
  'keep-apart': onCase('FORM /apart/new', 'FORM /apart/:apartId'),
  'record-views': onCase('FORM /views'),
  'confirm-sharing': onCase('FORM /views/:viewId/sharing'),
  'record-participation': onCase('FORM /child-voice/:childId/participation'),
  'support-child': onCase(
    ...['FORM /child-voice/:childId/ways', 'FORM /child-voice/:childId/steps/new'],
    ...['FORM /child-voice/:childId/steps/:stepId', 'FORM /child-voice/:childId/links/new'],
    ...['FORM /child-voice/:childId/links/:linkId', 'GET /child-voice/:childId/sheets'],
    ...['GET /child-voice/:childId/sheets/:sheet'],
  ),
  'open-child-page': onCase(
    ...['FORM /child-voice/:childId/page', 'POST /child-voice/:childId/page/code'],
    'POST /child-voice/:childId/page/close',
  ),
  'answer-child': onCase('FORM /child-voice/:childId/answer', 'GET /child-voice/answers/:answerId.pdf'),
  'agree-answer': onCase('FORM /child-voice/answers/:answerId/agree'),
  'give-answer': onCase('FORM /child-voice/answers/:answerId/given'),
  contribute: onCase('FORM /contribution'),
  'answer-times': onCase('FORM /times/answers/:askedId'),
  'record-contribution': onCase('FORM /contributions/:invitationId/record'),
  'mark-contribution': onCase('FORM /contributions/:invitationId'),
  'protect-details': onCase('FORM /protected-details', 'POST /protected-details/:detailId/take-back'),
  'write-minutes': onCase(
    ...['FORM /minutes', 'POST /minutes/passages', 'POST /minutes/passages/:passageId'],
    ...['POST /minutes/passages/:passageId/settle', 'GET /minutes/revisions', 'POST /minutes/room'],
    ...['POST /minutes/caught', 'FORM /minutes/pause', 'FORM /minutes/end', 'FORM /minutes/adjourn'],
    'GET /minutes/versions',
    ...['GET /findings', 'FORM /findings/new', 'FORM /findings/:findingId'],
    ...['POST /findings/:findingId/take-out', 'FORM /findings/purposes/:purpose'],
  ),
  'send-draft': onCase(
    ...['GET /minutes/checking', 'POST /minutes/checking/send', 'POST /minutes/checking/take-back'],
    'POST /minutes/checking/comments/:commentId',
  ),
  'check-minutes': onCase('FORM /minutes/own-copy'),
  'agree-minutes': onCase('POST /minutes/agree', 'POST /minutes/checking/agree', 'POST /copies/reopen'),
  'prepare-copies': onCase(
    ...[
      'GET /copies',
      'POST /copies/prepare',
      'GET /copies/:copyId',
      'GET /copies/:copyId.pdf',
      'GET /copies/:copyId.docx',
    ],
  ),
  'release-copies': onCase(
    'POST /copies/release',
    'POST /copies/take-back',
    'POST /copies/doubts',
    'POST /copies/:copyId/withdraw',
    'POST /copies/papers/:paperId/told',
    ...[
      'POST /copies/:copyId/wrong-person',
      'POST /copies/incidents',
      'POST /copies/:copyId/print',
      'GET /copies/:copyId/printed',
      'POST /copies/:copyId/time',
    ],
  ),
  'take-chronology': onCase('FORM /chronology/bag', 'GET /chronology/bag/:record'),
  'file-minutes': onCase('GET /filing', 'POST /filing/again', 'POST /filing/:filingId/check'),
  'record-action': onCase('FORM /actions/new', 'FORM /actions/:actionId/give'),
  'work-on-action': onCase(
    ...[
      'FORM /actions/:actionId/accept',
      'FORM /actions/:actionId/hand-back',
      'FORM /actions/:actionId/note',
    ],
  ),
  'complete-action': onCase('FORM /actions/:actionId/done'),
  'end-action': onCase('FORM /actions/:actionId/not-needed'),
  'set-review-day': onCase('FORM /actions/review'),
  'record-arrangement': onCase('FORM /arrangements/:item/:about'),
  'give-feedback': onCase('FORM /feedback'),
  'record-follow-up': onCase(
    ...[
      'FORM /follow-ups/:followUp',
      'GET /follow-ups/carer-review/referral.pdf',
      'GET /follow-ups/carer-review/referral.docx',
    ],
  ),
  'decide-on-resource': onCase('FORM /follow-ups/resource'),
  'confirm-channel': onCase('FORM /reach/:source', 'FORM /confirm-emails'),
  'retry-message': onCase(
    'POST /messages/:messageId/retry',
    'POST /messages/:messageId/done',
    'POST /invitations/:invitationId/remind',
  ),
  'tell-child': onCase('FORM /told/:childId'),
  'build-agenda': onCase('FORM /agenda'),
  'release-pack': onCase('FORM /pack/release'),
  'print-pack': onCase('GET /pack/readers/:readerId', 'POST /pack/readers/:readerId/print'),
  'send-now': onCase('FORM /messages/:messageId/now'),
  'attach-disagreement': onCase('FORM /disagreements'),
  'see-panel-report': onCase(
    ...['GET /panel-report', 'GET /panel-report/files/:format', 'GET /panel-report/sent/:sendingId'],
    'GET /panel-report/sent/:sendingId/:format',
  ),
  'write-panel-report': onCase(
    ...['FORM /panel-report/sections/:section', 'FORM /panel-report/send', 'FORM /panel-report/reissue'],
  ),
  'write-lesson': onCase('GET /lessons', 'FORM /lessons/new', 'FORM /lessons/:lessonId'),
  'see-lessons': ['GET /lessons', 'GET /lessons/:id', 'GET /lessons/:id/found-again'],
  'decide-on-lessons': [
    ...['GET /lessons/waiting', 'FORM /lessons/waiting/:lessonId', 'FORM /lessons/:id/withdraw'],
    'FORM /lessons/:id/promises/:promiseId',
  ],
  'see-what-needs-doing': ['GET /', 'POST /notices/:id/read', 'POST /handed-over/:id/read'],
  'record-disruption': ['POST /disruptions', 'FORM /disruptions/new', 'FORM /placements/new'],
  'break-glass': ['FORM /open-a-case'],
  'review-break-glass': ['GET /opened-cases', 'FORM /opened-cases/:id'],
  'see-open-actions': ['GET /actions', 'GET /actions.csv'],
  'see-sent-to-panel': [
    ...['GET /panel', 'GET /panel/copies/*', 'FORM /panel/actions/:actionId', 'GET /panel/reports/:caseId'],
    ...['GET /panel/reports/:caseId/:sendingId', 'GET /panel/reports/:caseId/:sendingId/:format'],
  ],
  'see-dashboard': ['GET /dashboard', 'GET /dashboard/:list'],
  'see-feedback': ['GET /feedback'],
  'read-feedback-words': ['FORM /feedback/words'],
  'run-panel': [
    ...['FORM /panel/reports/:caseId/agenda', 'FORM /panel/reports/:caseId/considered'],
    'FORM /panel/reports/:caseId/conclusions',
  ],
  'see-audit': ['GET /audit'],
  'export-audit': ['GET /audit.csv', 'GET /audit.json'],
  'prepare-subject-access': [
    ...['FORM /subject-access/new', 'FORM /subject-access/:id/pause', 'FORM /subject-access/:id/people'],
    ...['FORM /subject-access/:id/pauses/:pauseId/end', 'POST /subject-access/:id/gather'],
    'POST /subject-access/:id/begin-again',
    ...['GET /subject-access/:id/items', 'POST /subject-access/:id/items/give'],
    ...[
      'FORM /subject-access/:id/items/:itemId',
      'POST /subject-access/:id/bag',
      'POST /subject-access/:id/bag/release',
    ],
    'FORM /subject-access/:id/close',
  ],
  'check-subject-access': [
    ...['GET /subject-access', 'GET /subject-access/:id', 'FORM /subject-access/:id/cases/:caseId'],
    ...['GET /subject-access/:id/bag', 'FORM /subject-access/:id/bag/check'],
    'GET /subject-access/:id/items/:itemId/file',
  ],
  'take-bag': [
    'GET /subject-access/:id/bag.pdf',
    'GET /subject-access/:id/bag.json',
    'GET /subject-access/:id/bag.zip',
  ],
  'record-life-event': onCase('FORM /kept/events/new', 'POST /kept/events/:eventId/take-back'),
  'hold-case': onCase('FORM /kept/hold', 'FORM /kept/holds/:holdId/lift'),
  'see-records-due': [
    ...['GET /retention', 'GET /retention/schedule', 'GET /retention/cases/:placementId'],
    ...['GET /retention/disposals/:disposalId', 'GET /retention/disposals/:disposalId.pdf'],
  ],
  'hold-records': [
    'FORM /retention/cases/:placementId/hold',
    'FORM /retention/cases/:placementId/holds/:holdId/lift',
  ],
  'propose-disposal': [
    'FORM /retention/cases/:placementId/propose',
    'POST /retention/disposals/:disposalId/again',
  ],
  'decide-disposal': ['FORM /retention/disposals/:disposalId/decide'],
  'administer-people': [
    ...['FORM /people/new', 'FORM /people/:id/*', 'GET /people/:id', 'GET /people'],
    ...['GET /teams', 'FORM /teams/*'],
  ],
  'import-people': ['FORM /people/import', 'GET /people/import/template.csv', 'FORM /people/imports/:id'],
  'bring-return': [
    ...['FORM /returns', 'GET /returns/:returnId', 'GET /returns/:returnId/problems.csv'],
    ...['POST /returns/:returnId/cancel'],
  ],
  'answer-proposal': ['GET /returns/proposals', 'FORM /returns/proposals/:proposalId'],
  'connect-directory': ['FORM /directory', 'POST /directory/:id/revoke'],
  'connect-filing': ['GET /filing', 'POST /filing/check', 'FORM /filing/:kind', 'POST /filing/:kind/try'],
  'administer-organisation': ['FORM /organisation'],
  'see-figures': [
    ...['GET /figures', 'GET /figures/method', 'GET /figures/:population'],
    'GET /figures/:population/:snapshot/:file',
  ],
  'see-outbox': ['GET /outbox', 'GET /outbox/:id'],
};

const fits = (entry: string, method: string, path: string): boolean => {
  const [methods, at = ''] = entry.split(' ');
  if (methods !== 'FORM' && methods !== method) return false;
  return at.endsWith('/*') && at !== '/*' ? path.startsWith(at.slice(0, -1)) : path === at;
};

/** What a route asks, by the table. Throws for one that the table does not know, or knows twice. */
export const asksOf = ({ method, path }: { readonly method: string; readonly path: string }): Asks => {
  const before = known.get(`${method} ${path}`);
  if (before !== undefined) return before;
  const found = Object.entries(byAct).filter(([, entries]) =>
    entries.some((entry) => fits(entry, method, path)),
  );
  const [only] = found;
  if (only === undefined || found.length > 1)
    throw new Error(`Say in test/access/routes.ts which one act ${method} ${path} asks`);
  known.set(`${method} ${path}`, only[0] as Asks);
  return only[0] as Asks;
};

const known = new Map<string, Asks>();

/** On which of the cases of world.ts a route is there, where it asks for something that not every case has. */
const stages: Readonly<Partial<Record<Stage, RegExp>>> = {
  written:
    /\/(child-voice\/:childId\/page\/(code|close)|panel-report(\/.*)?|follow-ups\/(:followUp|carer-review\/.*)|arrangements\/:item\/:about)$/,
  draft: /\/(agenda\.pdf|minutes(\/.*)?|findings(\/.*)?|meeting\/cancel)$/,
  'at-risk': /\/outcome$/,
  undecided: /\/(decision(\/review)?|duties\/.*|follow-ups\/resource|times\/(take-back|answers\/.*))$/,
};

/** Whether a route is there on a case for whoever may use it; undefined where the case may have it or not. */
export const isThereOn = (path: string, one: Case): boolean | undefined => {
  const [stage] = Object.entries(stages).find(([, of]) => of.test(path)) ?? [one.stage];
  if (!path.startsWith('/disruptions/:id')) return true;
  return (stage === one.stage && hasWhatIsNamed(one, path)) || undefined;
};

/** What is a council's own, whatever the post of somebody of another. */
export const isOfOneCouncil = (path: string): boolean =>
  /^\/lessons\/(waiting\/:|:id\/(withdraw|promises))|^\/(opened-cases|subject-access|retention\/(cases|disposals)|people|people\/imports|teams|directory|returns|returns\/proposals)\/:/.test(
    path,
  );

/** What is a panel’s own, whatever the post of somebody of another. */
export const isOfOnePanel = (path: string): boolean => path.startsWith('/panel/reports/');

/** The post without which a route is not there, though its act is open to others too. */
export const alsoAsks = (path: string): string | undefined =>
  path === '/subject-access/:id/cases/:caseId' ? 'caldicott-guardian' : undefined;

/** What is sent with a form besides its token and key: without it, what it is about would not be known. */
export const sentWith = (path: string): Readonly<Record<string, string>> => {
  if (path.endsWith('/minutes/passages')) return { add: 'welcome' };
  return path.endsWith('/settle') ? { settle: `${randomUUID()} saved` } : {};
};
