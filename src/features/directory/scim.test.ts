import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { InjectOptions } from 'fastify';
import { sql } from 'kysely';
import pg from 'pg';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import type { StaffKey } from '../../../test/example-case.ts';
import { recordExample } from '../../../test/recorded.ts';
import { asDirectory, asService } from '../../database/connection.ts';
import { hashOf, newKey } from './keys.ts';
import { saveKey } from './keys-store.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const coreUser = 'urn:ietf:params:scim:schemas:core:2.0:User';
const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

let running: TestApp;
let derby: string;
let nottingham: string;
before(async () => {
  running = await startTestApp();
  derby = await keyOf('admin');
  nottingham = await keyOf('outsider');
});
after(() => running.stop());

/** A key for the organisation of one of the example people. */
const keyOf = async (who: StaffKey, expiresOn = '2027-03-10'): Promise<string> => {
  const key = newKey();
  const { id, organisationId } = running.example.actors[who];
  await asService(running.service, (tx) =>
    saveKey(tx, {
      id: randomUUID(),
      organisationId,
      tokenHash: hashOf(key),
      madeBy: id,
      madeAt: running.time.now,
      expiresOn,
    }),
  );
  return key;
};

type Asked = { readonly key?: string | null; readonly headers?: Readonly<Record<string, string>> };

const ask = async (
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  { key = derby, headers = {} }: Asked = {},
) => {
  const options: InjectOptions = {
    method,
    url: `/scim/v2${path}`,
    headers: {
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/scim+json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
  };
  const answer = await running.app.inject(options);
  const said = answer.body === '' ? {} : JSON.parse(answer.body);
  return { status: answer.statusCode, body: said, text: answer.body, headers: answer.headers };
};

const user = (name: string, changes: Readonly<Record<string, unknown>> = {}) => ({
  schemas: [coreUser, enterprise],
  externalId: `entra-${name}`,
  userName: `${name}@derby.example`,
  active: true,
  displayName: `Kim ${name}`,
  emails: [{ primary: true, type: 'work', value: `${name}@derby.example` }],
  meta: { resourceType: 'User' },
  name: { formatted: `Kim ${name}`, familyName: name, givenName: 'Kim' },
  ...changes,
});
const created = async (name: string, changes: Readonly<Record<string, unknown>> = {}): Promise<string> => {
  const { status, body } = await ask('POST', '/Users', user(name, changes));
  assert.equal(status, 201, JSON.stringify(body));
  return body.id;
};
const patch = (path: string, ...Operations: readonly unknown[]) =>
  ask('PATCH', path, { schemas: [patchOp], Operations });

const postsOf = (personId: string) =>
  asService(running.service, (tx) =>
    tx
      .selectFrom('person_post')
      .leftJoin('team', 'team.id', 'person_post.team_id')
      .where('person_id', '=', personId)
      .orderBy('person_post.from_on')
      .select(['post', 'team.name as team', 'person_post.from_on as from', 'person_post.until_on as until'])
      .execute(),
  );

test('what Entra ID does, in its order, makes somebody, moves them, ends their access and brings them back', async () => {
  const filter = encodeURIComponent('userName eq "newell@derby.example"');
  const nobody = await ask('GET', `/Users?filter=${filter}`);
  assert.equal(nobody.status, 200);
  assert.match(String(nobody.headers['content-type']), /^application\/scim\+json/);
  assert.deepEqual([nobody.body.totalResults, nobody.body.Resources], [0, []]);

  const made = await ask('POST', '/Users', user('newell', { title: 'Social worker' }));
  assert.equal(made.status, 201);
  const { id } = made.body;
  assert.equal(made.headers.location, `http://127.0.0.1:3999/scim/v2/Users/${id}`);
  assert.equal(made.headers.etag, made.body.meta.version);
  assert.deepEqual(made.body, {
    ...made.body,
    userName: 'newell@derby.example',
    externalId: 'entra-newell',
    displayName: 'Kim newell',
    title: 'Social worker',
    active: true,
  });
  assert.deepEqual(await postsOf(id), [
    { post: 'social-worker', team: null, from: '2026-03-10', until: null },
  ]);

  const found = await ask('GET', `/Users?filter=${encodeURIComponent('UserName eq "NEWELL@derby.example"')}`);
  assert.equal(found.body.Resources[0].id, id);

  running.time.now = new Date('2026-03-11T10:00:00Z');
  const moved = await patch(`/Users/${id}`, { op: 'Replace', path: 'title', value: 'Team manager' });
  assert.equal(moved.body.title, 'Team manager');
  assert.deepEqual(await postsOf(id), [
    { post: 'social-worker', team: null, from: '2026-03-10', until: '2026-03-10' },
    { post: 'team-manager', team: null, from: '2026-03-11', until: null },
  ]);

  const { helen } = running.example.people;
  const managed = await patch(`/Users/${id}`, { op: 'Add', path: `${enterprise}:manager`, value: helen });
  assert.equal(managed.body[enterprise].manager.value, helen);

  const disabled = await patch(`/Users/${id}`, { op: 'Replace', path: 'active', value: 'False' });
  assert.equal(disabled.body.active, false);
  assert.equal((await ask('GET', `/Users/${id}`)).body.active, false);
  const enabled = await patch(`/Users/${id}`, { op: 'replace', value: { active: 'True' } });
  assert.equal(enabled.body.active, true);
  assert.equal((await postsOf(id)).filter(({ until }) => until === null).length, 1);

  const group = await ask('POST', '/Groups', { displayName: 'North team', externalId: 'g-1', members: [] });
  assert.equal(group.status, 201);
  const groupPath = `/Groups/${group.body.id}`;
  const member = await created('member', { title: 'social-worker' });
  const added = await patch(groupPath, {
    op: 'Add',
    path: 'members',
    value: [{ value: id }, { value: member }],
  });
  assert.equal(added.status, 204);
  const open = async (personId: string) =>
    (await postsOf(personId)).filter(({ until }) => until === null).map(({ post, team }) => [post, team]);
  assert.deepEqual(await open(member), [['social-worker', 'North team']]);
  assert.deepEqual(await open(id), [['team-manager', 'North team']]);
  assert.equal((await ask('GET', groupPath)).body.members.length, 2);
  assert.equal((await ask('GET', `${groupPath}?excludedAttributes=members`)).body.members, undefined);
  const isMember = encodeURIComponent(`id eq "${group.body.id}" and members eq "${member}"`);
  assert.equal((await ask('GET', `/Groups?filter=${isMember}`)).body.totalResults, 1);

  assert.equal((await patch(groupPath, { op: 'Remove', path: `members[value eq "${id}"]` })).status, 204);
  assert.deepEqual(await open(id), [['team-manager', null]]);
  assert.equal(
    (await patch(groupPath, { op: 'Remove', path: 'members', value: [{ value: member }] })).status,
    204,
  );
  assert.deepEqual(await open(member), [['social-worker', null]]);

  assert.equal((await ask('DELETE', `/Users/${id}`)).status, 204);
  assert.equal((await ask('GET', `/Users/${id}`)).status, 404);
  assert.equal((await ask('DELETE', groupPath)).status, 204);
  assert.equal((await ask('GET', groupPath)).status, 404);
  running.time.now = new Date('2026-03-10T10:00:00Z');
});

test('somebody the directory disables is signed out by their next request, and what they had is their manager’s', async () => {
  const other = await startTestApp();
  const mine = running;
  try {
    running = other;
    const id = await recordExample(other);
    const key = await keyOf('admin');
    const amina = await other.as('amina');
    const { amina: personId, gareth } = other.example.people;
    const Operations = [{ op: 'Replace', path: 'active', value: 'False' }];
    assert.equal((await ask('PATCH', `/Users/${personId}`, { Operations }, { key })).status, 200);
    const page = await amina.get(`/disruptions/${id}`);
    assert.match(page.location ?? '', /^\/sign-in/);
    assert.equal(page.body, '');
    const [handover] = await asService(other.service, (tx) =>
      tx.selectFrom('handover').select(['to_id']).execute(),
    );
    assert.equal(handover?.to_id, gareth);
    const history = await asService(other.service, (tx) =>
      tx.selectFrom('history').where('act', '=', 'hand-over').select('person_name').execute(),
    );
    assert.deepEqual(history, [{ person_name: 'The directory of Derby City Council' }]);
  } finally {
    running = mine;
    await other.stop();
  }
});

test('somebody added by hand with the same address is taken over, and not doubled', async () => {
  const { iro } = running.example.people;
  const body = user('iro', { userName: 'IRO@derby.example', displayName: 'Tomasz Nowak' });
  const taken = await ask('POST', '/Users', body);
  assert.equal(taken.status, 201);
  assert.equal(taken.body.id, iro);
  assert.equal(taken.body.externalId, 'entra-iro');
  const again = await ask('POST', '/Users', body);
  assert.deepEqual([again.status, again.body.scimType], [409, 'uniqueness']);
});

test('an address or an id of the directory is one person’s in an organisation, and tells nothing of another', async () => {
  await created('unique');
  const sameId = await ask('POST', '/Users', user('another', { externalId: 'entra-unique' }));
  assert.deepEqual([sameId.status, sameId.body.scimType], [409, 'uniqueness']);
  const elsewhere = await ask('POST', '/Users', user('unique'), { key: nottingham });
  assert.equal(elsewhere.status, 201);
});

test('a title that is no post here gives none, and none makes anybody an administrator', async () => {
  for (const [name, title] of [
    ['untitled', 'Principal Officer (Grade 9)'],
    ['clerk', 'Administrator'],
  ] as const) {
    const id = await created(name, { title });
    assert.deepEqual(await postsOf(id), []);
    assert.equal((await ask('GET', `/Users/${id}`)).body.title, title);
  }
});

test('two who add one address at once add one person', async () => {
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, index) =>
      ask(
        'POST',
        '/Users',
        user('atonce', {
          externalId: `at-once-${index}`,
          userName: index % 2 === 0 ? 'atonce@derby.example' : 'AtOnce@derby.example',
        }),
      ),
    ),
  );
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 409, 409, 409, 409, 409]);
  const found = await ask(
    'GET',
    `/Users?filter=${encodeURIComponent('externalId eq "nobody" and userName eq "x@y.example"')}`,
  );
  assert.equal(found.body.totalResults, 0);
  const one = await ask(
    'GET',
    `/Users?filter=${encodeURIComponent('emails[type eq "work"].value eq "atonce@derby.example"')}`,
  );
  assert.equal(one.body.totalResults, 1);
});

test('another organisation’s person or team is answered with the very bytes of an id that nobody has', async () => {
  const { outsider } = running.example.people;
  const theirs = (await ask('POST', '/Groups', { displayName: 'Their team' }, { key: nottingham })).body.id;
  const unknown = randomUUID();
  const Operations = [{ op: 'replace', path: 'displayName', value: 'Mallory' }];
  for (const [kind, other] of [
    ['Users', outsider],
    ['Groups', theirs],
  ] as const)
    for (const [method, body] of [
      ['GET', undefined],
      ['PUT', { userName: 'm@derby.example', displayName: 'Mallory' }],
      ['PATCH', { Operations }],
      ['DELETE', undefined],
    ] as const) {
      const answers = await Promise.all(
        [other, unknown, 'no-id'].map((id) => ask(method, `/${kind}/${id}`, body)),
      );
      for (const answer of answers) {
        assert.equal(answer.status, 404, `${method} ${kind}`);
        assert.equal(answer.text, answers[1]?.text);
      }
    }
  const me = await created('tenant');
  const managers = await Promise.all(
    [outsider, unknown].map((value) =>
      patch(`/Users/${me}`, { op: 'add', path: `${enterprise}:manager`, value }),
    ),
  );
  assert.deepEqual(
    managers.map(({ status }) => status),
    [400, 400],
  );
  assert.equal(managers[0]?.text, managers[1]?.text);
  const members = await Promise.all(
    [outsider, unknown].map((value) =>
      ask('POST', '/Groups', { displayName: 'Mixed', members: [{ value }] }),
    ),
  );
  assert.deepEqual(
    members.map(({ status }) => status),
    [400, 400],
  );
  assert.equal(members[0]?.text, members[1]?.text);
  const list = (await ask('GET', '/Users?count=200')).text;
  assert.doesNotMatch(list, /nottingham|Outsider|aem\.example/);
});

test('a directory sees who works for its organisation, and not a row of a case or of another', async () => {
  await recordExample(running);
  const owner = new pg.Client({ connectionString: running.databaseUrl });
  await owner.connect();
  const { rows: tables } = await owner.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'migration' order by 1`,
  );
  await owner.end();
  const seen = await asDirectory(running.service, { keyHash: hashOf(derby) }, async (tx) => {
    const found: string[] = [];
    for (const { name } of tables) {
      const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(tx);
      if (rows.length > 0) found.push(name);
    }
    const organisations = await tx.selectFrom('person').select('organisation_id').distinct().execute();
    return { found, organisations: organisations.length };
  });
  assert.ok(seen);
  assert.equal(seen.organisations, 1);
  const expected = ['directory_member', 'line_management', 'organisation', 'person', 'person_post', 'team'];
  assert.deepEqual(
    seen.found.filter((name) => !expected.includes(name)),
    [],
  );
});

test('without a key, with one that is none, has run out or was revoked, nothing is answered, by cookie neither', async () => {
  const spent = await keyOf('admin', '2026-03-10');
  const revoked = await keyOf('admin');
  await asService(running.service, (tx) =>
    tx
      .updateTable('directory_key')
      .set({ revoked_at: running.time.now })
      .where('token_hash', '=', hashOf(revoked))
      .execute(),
  );
  const admin = await running.as('admin');
  const cookie = Object.entries(admin.cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');
  for (const [key, headers] of [
    [null, {}],
    [null, { cookie }],
    [null, { authorization: `Basic ${derby}` }],
    [newKey(), {}],
    [spent, {}],
    [revoked, {}],
  ] as const) {
    const answer = await ask('GET', '/Users', undefined, { key, headers });
    assert.equal(answer.status, 401);
    assert.equal(answer.headers['www-authenticate'], 'Bearer');
    assert.deepEqual(answer.body.schemas, ['urn:ietf:params:scim:api:messages:2.0:Error']);
    assert.equal((await ask('POST', '/Users', user('intruder'), { key, headers })).status, 401);
  }
});

test('what the protocol does not allow is refused in its own words, and nothing is changed', async () => {
  const id = await created('strict');
  const before = (await ask('GET', `/Users/${id}`)).text;
  const path = `/Users/${id}`;
  const bad: readonly (readonly [string, unknown, string])[] = [
    ['no JSON', '{', 'invalidSyntax'],
    ['no operations', {}, 'invalidSyntax'],
    ['an unknown op', { Operations: [{ op: 'move', path: 'title', value: 'x' }] }, 'invalidSyntax'],
    ['a path that is no text', { Operations: [{ op: 'add', path: 1, value: 'x' }] }, 'invalidPath'],
    ['remove of nothing', { Operations: [{ op: 'remove' }] }, 'noTarget'],
    [
      'active that is neither',
      { Operations: [{ op: 'replace', path: 'active', value: 'perhaps' }] },
      'invalidValue',
    ],
    ['no address', { Operations: [{ op: 'replace', path: 'userName', value: 'kim' }] }, 'invalidValue'],
    [
      'a line break in a name',
      { Operations: [{ op: 'replace', path: 'displayName', value: 'a\u0000b' }] },
      'invalidValue',
    ],
    [
      'one good and one bad',
      {
        Operations: [
          { op: 'replace', path: 'displayName', value: 'Changed' },
          { op: 'replace', path: `${enterprise}:manager`, value: id },
        ],
      },
      'invalidValue',
    ],
  ];
  for (const [what, body, scimType] of bad) {
    const answer = await ask('PATCH', path, body);
    assert.deepEqual([answer.status, answer.body.scimType, answer.body.status], [400, scimType, '400'], what);
  }
  for (const filter of [
    'userName',
    'userName co "x"',
    'password eq "x"',
    'userName eq "x" or id eq "y"',
    `${'('.repeat(900)}`,
  ]) {
    const answer = await ask('GET', `/Users?filter=${encodeURIComponent(filter)}`);
    assert.deepEqual([answer.status, answer.body.scimType], [400, 'invalidFilter'], filter);
  }
  assert.equal((await ask('GET', path)).text, before);
});

test('attributes that are not known here are passed over, also in a PATCH', async () => {
  const id = await created('extra', { nickName: 'K', locale: 'en', 'urn:unknown:2.0:Thing': { a: 1 } });
  const answer = await patch(
    `/Users/${id}`,
    { op: 'Add', path: 'phoneNumbers[type eq "mobile"].value', value: '01632 960999' },
    { op: 'Replace', path: 'name.familyName', value: 'Newname' },
    { op: 'Replace', path: 'emails[type eq "work"].value', value: 'extra.new@derby.example' },
  );
  assert.equal(answer.status, 200);
  assert.equal(answer.body.displayName, 'Kim Newname');
  assert.equal(answer.body.userName, 'extra.new@derby.example');
});

test('a change that names an older version is refused, and one that names this one is made', async () => {
  const id = await created('version');
  const { etag } = (await ask('GET', `/Users/${id}`)).headers;
  const change = (name: string, version: string) =>
    ask(
      'PATCH',
      `/Users/${id}`,
      { Operations: [{ op: 'replace', path: 'displayName', value: name }] },
      { headers: { 'if-match': version } },
    );
  assert.equal((await change('Kim One', String(etag))).status, 200);
  const late = await change('Kim Two', String(etag));
  assert.deepEqual([late.status, late.body.status], [412, '412']);
  assert.equal((await ask('GET', `/Users/${id}`)).body.displayName, 'Kim One');
  assert.equal((await change('Kim Three', '*')).status, 200);
});

test('a list comes in pages with bounds, and with the attributes that were asked for', async () => {
  const page = (await ask('GET', '/Users?startIndex=2&count=2&attributes=userName')).body;
  assert.deepEqual([page.startIndex, page.itemsPerPage, page.Resources.length], [2, 2, 2]);
  assert.deepEqual(Object.keys(page.Resources[0]).toSorted(), ['id', 'schemas', 'userName']);
  assert.equal((await ask('GET', '/Users?count=0')).body.Resources.length, 0);
  assert.equal((await ask('GET', '/Users?startIndex=-5&count=99999')).body.startIndex, 1);
});

test('PUT takes away what it leaves out', async () => {
  const id = await created('whole', { title: 'Social worker' });
  const answer = await ask('PUT', `/Users/${id}`, {
    userName: 'whole@derby.example',
    displayName: 'Kim Whole',
  });
  assert.equal(answer.status, 200);
  assert.equal(answer.body.title, undefined);
  assert.equal(answer.body.externalId, undefined);
  assert.deepEqual(
    (await postsOf(id)).filter(({ until }) => until === null),
    [],
  );
});

test('a body of 10 MB is not read to its end', async () => {
  const answer = await ask('POST', '/Users', user('large', { nickName: 'x'.repeat(10_000_000) }));
  assert.equal(answer.status, 413);
  assert.equal(answer.body.status, '413');
});

test('what can be asked of the service is told in its three places of the protocol', async () => {
  assert.equal((await ask('GET', '/ServiceProviderConfig')).body.patch.supported, true);
  assert.deepEqual(
    (await ask('GET', '/ResourceTypes')).body.Resources.map(({ id }: { id: string }) => id),
    ['User', 'Group'],
  );
  assert.equal((await ask('GET', `/Schemas/${coreUser}`)).body.id, coreUser);
  assert.equal((await ask('GET', '/Schemas/urn:none')).status, 404);
});

test('everything a directory does, and is refused, stands in the audit under its key', async () => {
  const id = await created('audited');
  await ask('GET', `/Users/${randomUUID()}`);
  const entries = await asService(running.service, (tx) =>
    tx
      .selectFrom('audit_entry')
      .where('actor_kind', '=', 'directory')
      .orderBy('id', 'desc')
      .limit(2)
      .select(['act', 'rule', 'outcome', 'subject_kind', 'subject_id', 'actor_organisation_id'])
      .execute(),
  );
  const organisation = running.example.actors.admin.organisationId;
  assert.deepEqual(
    entries.map((entry) => [
      entry.act,
      entry.rule,
      entry.outcome,
      entry.subject_id,
      entry.actor_organisation_id,
    ]),
    [
      ['directory', 'answer-404', 'refused', null, organisation],
      ['directory-create-user', 'directory-key', 'allowed', id, organisation],
    ],
  );
});

test('when the audit cannot be written, nothing is done and nothing is told', async () => {
  const owner = new pg.Client({ connectionString: running.databaseUrl });
  await owner.connect();
  await owner.query(
    `alter table audit_entry add constraint broken check (act not like 'directory%') not valid`,
  );
  try {
    const answer = await ask('POST', '/Users', user('unaudited')).catch(() => undefined);
    assert.ok(answer === undefined || answer.status === 500);
  } finally {
    await owner.query('alter table audit_entry drop constraint broken');
  }
  const { rows } = await owner.query(`select 1 from person where email = 'unaudited@derby.example'`);
  assert.equal(rows.length, 0);
  await owner.end();
});

test('a directory that floods is told when to go on, in the words of the protocol', async () => {
  const answers: Awaited<ReturnType<typeof ask>>[] = [];
  for (let batch = 0; batch < 13; batch += 1)
    answers.push(
      ...(await Promise.all(
        Array.from({ length: 100 }, () => ask('GET', '/ServiceProviderConfig', undefined, { key: null })),
      )),
    );
  const refused = answers.find(({ status }) => status === 429) ?? assert.fail('nothing was refused');
  assert.equal(refused.body.status, '429');
  assert.ok(Number(refused.headers['retry-after']) > 0);
});
