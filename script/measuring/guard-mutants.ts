/** A guard or a field of what stands around the policy, spoiled: `put` takes the place of `find`, which is there once. */
export type GuardMutant = {
  readonly file: string;
  readonly what: string;
  readonly find: string;
  readonly put: string;
  /** Those that have to notice, the likeliest first. */
  readonly tests: readonly string[];
};

type Spoiled = readonly [what: string, find: string, put: string, ...tests: readonly string[]];

const ofFile = (file: string, spoiled: readonly Spoiled[]): readonly GuardMutant[] =>
  spoiled.map(([what, find, put, ...tests]) => ({ file, what, find, put, tests }));

const features = 'src/features';
const duties = `${features}/duties/duties.test.ts`;
const changeVersion = `${features}/duties/change-version.test.ts`;
const doors = `${features}/doors.test.ts`;
const stepUp = `${features}/sign-in/step-up.test.ts`;
const sessions = `${features}/sign-in/sessions.test.ts`;
const identities = `${features}/identities/identities.test.ts`;
const auditPages = `${features}/audit/audit.test.ts`;
const panel = `${features}/panel/panel.test.ts`;
const guests = `${features}/guests/guests.test.ts`;
const security = 'src/web/security.test.ts';

const away = '';
const allowed = 'if (!decision.allowed) throw notThere(decision.rule);';
const fresh = 'if (decision.wantsFreshSignIn) insistOnFreshSignIn(service, actor);';

/** Every guard that is spoiled in turn. */
export const guardMutants: readonly GuardMutant[] = [
  ...ofFile(`${features}/case-door.ts`, [
    ['who may not do the act comes in', allowed, away, changeVersion],
    ['a case that is not theirs', 'if (standing === undefined) throw notThere();', away, duties],
    ['an address that is no id', 'isUuid(disruptionId) ?', 'true ?', doors],
    ['a form to an address that is no id', 'if (!isUuid(form.disruptionId)) throw notThere();', away, doors],
    ['an old sign-in', fresh, away, stepUp],
    ['no entry of whoever comes in', 'await audit(tx, {', 'await Object({', doors],
    ['an entry without the council', 'organisationId: standing.organisationId,', away, doors],
    ['an entry without what stands out', 'marks: standing.marks,', away, identities],
    ['a form without a key', 'if (!isUuid(key))', 'if (false)', doors],
    ['a form that leaves no entry', 'if (!isAudited(tx))', 'if (false)', doors],
    ['a closed case', 'if (!takes(open.record, form.act))', 'if (false)', doors],
    ['two forms at once', ' for update`', '`', doors],
  ]),
  ...ofFile(`${features}/post-door.ts`, [
    ['who may not do the act comes in', allowed, away, auditPages],
    ['an old sign-in', fresh, away, doors],
    ['no entry of whoever comes in', 'await audit(tx, {', 'await Object({', doors],
    ['an entry about what is no id', 'isUuid(subject.id) ? subject.id : null', 'subject.id', doors],
    ['an entry without the council', 'organisationId: actor.organisationId,', away, doors],
    [
      'a form of whoever may not',
      'await admitByPost(service, tx, actor, { ...form',
      'void (service, tx, actor, { ...form',
      doors,
    ],
  ]),
  ...ofFile('src/web/security.ts', [
    [
      'a directory without a key',
      "if (request.directoryKey === null) throw refusal('no-directory');",
      away,
      doors,
    ],
    [
      'whoever is not signed in',
      "|| may === 'guest' || request.person) return;",
      '|| true) return;',
      security,
    ],
    ['a script that is not signed in', '!isReading(request) || wantsJson(request)', 'false', security],
    [
      'somebody who asks too much',
      'if (request.person) await holdBack',
      'if (false) await holdBack',
      security,
    ],
    [
      'an address that leads nowhere, too often',
      'if (request.is404) await limit',
      'if (false) await limit',
      security,
    ],
    [
      'a route that declares nothing',
      'if (isAsset(route.url) || route.config?.may !== undefined) return;',
      'return;',
      security,
    ],
    ['a form of another site', 'if (!isFromOurPage(request, config.publicUrl))', 'if (false)', security],
    ['a form without its token', 'app.csrfProtection(request, reply, done);', 'done();', security],
    ['no entry of what wrote none', 'await record(request, reply.statusCode);', away, auditPages],
    ['a page kept by a browser', "reply.header('cache-control', 'no-store')", away, security],
    ['scripts of others', 'scriptSrc: ["\'self\'"]', 'scriptSrc: ["*"]', security],
    ['a form led elsewhere', 'formAction: ["\'self\'",', 'formAction: ["*",', security],
  ]),
  ...ofFile('src/database/vault.ts', [
    [
      'opened without an entry',
      "await audit(tx, { act: 'open-vault',",
      "await Object({ act: 'open-vault',",
      doors,
    ],
    [
      'left open',
      "await sql`select set_config('app.vault', '', true)`.execute(tx);",
      away,
      'src/database/vault.test.ts',
    ],
    ['who they were is lost', 'former: [before, ...former]', 'former: []', doors],
    [
      'a carer of another placement',
      "where('placement_carer.placement_id', '=', placementId)",
      "where('placement_carer.placement_id', 'is not', null)",
      doors,
    ],
  ]),
  ...ofFile(`${features}/sign-in/store.ts`, [
    [
      'a session that is over',
      "\n    .where('expires_at', '>', now)\n    .where('last_seen_at', '>', idleSince)\n    .where(stillHere(now))",
      "\n    .where('last_seen_at', '>', idleSince)\n    .where(stillHere(now))",
      sessions,
    ],
    [
      'a session nobody used',
      "\n    .where('last_seen_at', '>', idleSince)\n    .where(stillHere(now))",
      '\n    .where(stillHere(now))',
      sessions,
    ],
  ]),
  ...ofFile(`${features}/panel/store.ts`, [
    [
      'a copy of somebody else',
      "\n    .where('invitation.person_id', '=', sql<string>`(select app_person())`)",
      away,
      panel,
    ],
    [
      'a copy they have as something else',
      "\n    .where('invitation.capacity', '=', 'panel-advisor')",
      away,
      panel,
    ],
    ['a copy that is not released', "\n    .where('copy.released_at', 'is not', null)", away, panel],
    ['a copy that was withdrawn', "\n    .where('copy.withdrawn_at', 'is', null)", away, panel],
  ]),
  ...ofFile(`${features}/guests/guest-door.ts`, [
    [
      'a link without a code',
      'if (isIn) return show(link, request, reply);',
      'return show(link, request, reply);',
      guests,
    ],
    ['an invitation that is off', 'if (link.isOff) return reply.html(offView(shell()));', away, guests],
    [
      'a link that was never one',
      'if (link === undefined) return reply.code(404)',
      'if (link === undefined) return reply.code(200)',
      guests,
    ],
  ]),
];
