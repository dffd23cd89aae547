import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import formbody from '@fastify/formbody';
import fastify, { type FastifyInstance } from 'fastify';
import type { Config } from './config.ts';
import type { Database } from './database/connection.ts';
import { vaultKeysFrom } from './database/sealing.ts';
import { accessibilityFeature } from './features/accessibility/routes.ts';
import { actionsFeature } from './features/actions/routes.ts';
import { arrangementsFeature } from './features/arrangements/routes.ts';
import { auditFeature } from './features/audit/routes.ts';
import { recordRequest } from './features/audit-trail.ts';
import { breakGlassFeature } from './features/break-glass/routes.ts';
import { caseAccessFeature } from './features/case-access/routes.ts';
import { childPageFeature } from './features/child-page/routes.ts';
import { childVoiceFeature } from './features/child-voice/routes.ts';
import { chronologyFeature } from './features/chronology/routes.ts';
import { contributionsFeature } from './features/contributions/routes.ts';
import { copiesFeature } from './features/copies/routes.ts';
import { dashboardFeature } from './features/dashboard/routes.ts';
import { decisionsFeature } from './features/decisions/routes.ts';
import { deliveryFeature } from './features/delivery/routes.ts';
import { isDeliveryService } from './features/delivery-receipts/callback-token.ts';
import { deliveryReceiptsFeature } from './features/delivery-receipts/routes.ts';
import { demonstrationIdentity } from './features/demonstration-identity/routes.ts';
import { listPeople } from './features/demonstration-identity/store.ts';
import { whichDirectory } from './features/directory/keys.ts';
import { directoryFeature } from './features/directory/routes.ts';
import { disagreementsFeature } from './features/disagreements/routes.ts';
import { disruptionsFeature } from './features/disruptions/routes.ts';
import { dutiesFeature } from './features/duties/routes.ts';
import { feedbackFeature } from './features/feedback/routes.ts';
import { figuresFeature } from './features/figures/routes.ts';
import { filingFeature } from './features/filing/routes.ts';
import { findingsFeature } from './features/findings/routes.ts';
import { followUpsFeature } from './features/follow-ups/routes.ts';
import { guestsFeature } from './features/guests/routes.ts';
import { healthFeature } from './features/health/routes.ts';
import { homeFeature } from './features/home/routes.ts';
import { identitiesFeature } from './features/identities/routes.ts';
import { lessonsFeature } from './features/lessons/routes.ts';
import { meetingsFeature } from './features/meetings/routes.ts';
import { minutesFeature } from './features/minutes/routes.ts';
import { outboxFeature } from './features/outbox/routes.ts';
import { packsFeature } from './features/packs/routes.ts';
import { panelFeature } from './features/panel/routes.ts';
import { pausesFeature } from './features/pauses/routes.ts';
import { peopleFeature } from './features/people/routes.ts';
import { placementsFeature } from './features/placements/routes.ts';
import { protectedDetailsFeature } from './features/protected-details/routes.ts';
import { retentionFeature } from './features/retention/routes.ts';
import { returnsFeature } from './features/returns/routes.ts';
import { risksFeature } from './features/risks/routes.ts';
import type { Service } from './features/service.ts';
import { signInFeature } from './features/sign-in/routes.ts';
import { whoIsSignedIn } from './features/sign-in/session.ts';
import { subjectAccessFeature } from './features/subject-access/routes.ts';
import { tryProcedureFeature } from './features/try-procedure/routes.ts';
import { viewsFeature } from './features/views/routes.ts';
import {
  casesJsonSchema,
  formCasesJsonSchema,
  formJsonSchema,
  procedureJsonSchema,
} from './procedures/json-schema.ts';
import { readFactors } from './procedures/read-factors.ts';
import { readForms } from './procedures/read-forms.ts';
import { readBankHolidays, readProcedures } from './procedures/read-procedures.ts';
import { readRetention } from './procedures/read-retention.ts';
import { readReturnCodes } from './procedures/read-return-codes.ts';
import { assetRoutes, buildAssets } from './web/assets.ts';
import { logged } from './web/logged.ts';
import { answerError, answerNotFound } from './web/refusals.ts';
import { protect } from './web/security.ts';
import { parseForm } from './web/typed.ts';
import { takeFiles } from './web/uploads.ts';

const project = join(import.meta.dirname, '..');

export const version: string = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')).version;

/** What every feature is given. Throws, with every problem, when the procedures or the forms cannot be used. */
export const serviceFrom = (config: Config, db: Database, clock: () => Date = () => new Date()): Service => ({
  db,
  clock,
  procedures: readProcedures(join(project, 'procedures')),
  factorLists: readFactors(join(project, 'reference/contributory-factors.yaml')),
  retention: readRetention(join(project, 'reference/retention.yaml')),
  returnCodes: readReturnCodes(join(project, 'reference/ssda903/codes.yaml')),
  panelForms: readForms(join(project, 'reference/forms')),
  ...readBankHolidays(join(project, 'reference/bank-holidays.yaml')),
  publicUrl: config.publicUrl,
  secretKey: config.secretKey,
  vaultKeys: vaultKeysFrom(config.vaultKey),
  stepUpMinutes: config.stepUpMinutes,
  filingDir: config.filingDir,
  filingSystems: config.filingSystems,
  isDemonstration: config.identityProviders.length === 0,
  // A mail server carries no text messages; GOV.UK Notify does, and the demonstration shows them.
  sends: new Set(config.mail && !config.notify ? ['email'] : ['email', 'text-message']),
});

/** The address that e-mail comes from, and who calendar entries are from. */
export const senderOf = ({ mail, notify }: Config): string =>
  (notify ?? mail)?.from ?? 'Placement disruption <no-reply@demonstration.example>';

/**
 * The whole service as one web application, ready to listen: every feature, in order. `offered` names, by e-mail
 * address, whom the demonstration offers to sign in as; without it, everybody.
 */
export const buildApp = async (
  config: Config,
  service: Service,
  offered?: ReadonlySet<string>,
): Promise<FastifyInstance> => {
  const { db, clock, isDemonstration } = service;
  const app = fastify({
    logger: { level: config.logLevel, serializers: logged },
    routerOptions: { ignoreTrailingSlash: true },
    // Without a proxy of ours in front, what a request says of its address is what anybody can write.
    trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
    requestTimeout: 60_000,
  });
  const assets = join(project, 'assets/dist');
  const session = { config, db, clock };

  await app.register(formbody, { parser: parseForm });
  await takeFiles(app);
  await protect(app, {
    config,
    everyPage: {
      ...{ isDemonstration, assetsVersion: await buildAssets(assets) },
      ...{ language: 'en', offersLanguages: false },
    },
    whoIs: whoIsSignedIn(session),
    whichDirectory: whichDirectory(service),
    isDeliveryService: isDeliveryService(config.notify?.callbackToken),
    record: recordRequest(service),
  });
  app.setErrorHandler(answerError);
  app.setNotFoundHandler(answerNotFound);
  await app.register(assetRoutes, { directory: assets });

  const peopleOffered = async () => (await listPeople(db)).filter(({ email }) => offered?.has(email) ?? true);
  const identityProviders = isDemonstration
    ? [await demonstrationIdentity(app, { publicUrl: config.publicUrl, listPeople: peopleOffered })]
    : config.identityProviders;
  await signInFeature(app, { ...session, identityProviders });
  healthFeature(app, { db, version });
  accessibilityFeature(app);
  tryProcedureFeature(app, service, {
    schemas: {
      procedure: procedureJsonSchema(config.publicUrl),
      cases: casesJsonSchema(config.publicUrl),
      form: formJsonSchema(config.publicUrl),
      formCases: formCasesJsonSchema(config.publicUrl),
    },
  });
  homeFeature(app, service);
  placementsFeature(app, service);
  findingsFeature(app, service);
  disruptionsFeature(app, service);
  caseAccessFeature(app, service);
  breakGlassFeature(app, service);
  dutiesFeature(app, service);
  decisionsFeature(app, service);
  disagreementsFeature(app, service);
  contributionsFeature(app, service);
  pausesFeature(app, service);
  risksFeature(app, service);
  meetingsFeature(app, service);
  deliveryFeature(app, service);
  identitiesFeature(app, service);
  protectedDetailsFeature(app, service);
  guestsFeature(app, service, { from: senderOf(config) });
  viewsFeature(app, service);
  childVoiceFeature(app, service);
  childPageFeature(app, service);
  minutesFeature(app, service);
  actionsFeature(app, service);
  arrangementsFeature(app, service);
  followUpsFeature(app, service);
  feedbackFeature(app, service);
  dashboardFeature(app, service);
  lessonsFeature(app, service);
  packsFeature(app, service);
  copiesFeature(app, service);
  filingFeature(app, service);
  chronologyFeature(app, service);
  panelFeature(app, service);
  peopleFeature(app, service);
  auditFeature(app, service);
  subjectAccessFeature(app, service);
  retentionFeature(app, service);
  figuresFeature(app, service);
  returnsFeature(app, service);
  await directoryFeature(app, service);
  await deliveryReceiptsFeature(app, service);
  outboxFeature(app, service);
  return app;
};
