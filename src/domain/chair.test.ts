import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assessChairs,
  type Candidate,
  type ChairDuty,
  type ChairFacts,
  type Dated,
  type Eligibility,
} from './chair.ts';

const dates = (fromOn: string | null = null, untilOn: string | null = null): Dated => ({ fromOn, untilOn });
const candidate = (id: string, post: string, changes: Partial<Candidate> = {}): Candidate => ({
  id,
  posts: [{ post, ...dates() }],
  memberships: [{ organisationKind: 'council', ...dates() }],
  leftOn: null,
  ...changes,
});
const manages = (
  managerId: string,
  personId: string,
  fromOn = '2024-01-01',
  untilOn: string | null = null,
) => ({
  ...{ managerId, personId, fromOn, untilOn },
});
const role = (personId: string, role: string, fromOn = '2025-01-06', untilOn: string | null = null) => ({
  ...{ personId, role, fromOn, untilOn },
});
const sam = role('sam', 'child-social-worker');

/** Sam's child moved in on 3 November 2025; the meeting is on 1 April 2026; Helen was above Priya until 3 March. */
const example: ChairFacts = {
  since: '2025-11-03',
  meetingOn: '2026-04-01',
  management: [manages('priya', 'sam'), manages('helen', 'priya', '2024-01-01', '2026-03-03')],
  teams: [],
  roles: [sam, role('tomasz', 'iro')],
  nameOf: (id) => ({ sam: 'Sam Okoro', priya: 'Priya Nair', helen: 'Helen Marsh', jo: 'Jo Lee' })[id] ?? id,
};

const boyle = candidate('boyle', 'independent-chair');
const priya = candidate('priya', 'team-manager');
const helen = candidate('helen', 'service-manager');
const colin = candidate('colin', 'team-manager');
const tomasz = candidate('tomasz', 'iro');
const wendy = candidate('wendy', 'administrator');

const by =
  (...rules: readonly ChairDuty[]) =>
  (who: Candidate, changes: Partial<ChairFacts> = {}): Eligibility | undefined =>
    assessChairs([who], { ...example, ...changes }, rules)[0]?.eligibility;

const may: Eligibility = { is: 'eligible' };
const mayNot = (...reasons: string[]): Eligibility => ({ is: 'not-eligible', reasons });
const ifAgreed = (...reasons: string[]): Eligibility => ({ is: 'needs-agreement', reasons });

const derby = by({
  duty: 'must',
  chair: {
    'in-post': ['independent-chair', 'senior-practitioner', 'team-manager', 'service-manager', 'iro'],
    'independent-of': ['agency', 'line', 'case'],
  },
});

test('an independent chair with no part in the case may chair', () => {
  assert.deepEqual(derby(boyle), may);
});

test('the social worker’s manager may not chair, nor that manager’s manager who moved last month', () => {
  assert.deepEqual(derby(priya), mayNot('line-manages Sam Okoro'));
  assert.deepEqual(derby(helen), mayNot('line-manages Sam Okoro through Priya Nair, until 3 March 2026'));
  const management = [...example.management, manages('alan', 'helen')];
  assert.deepEqual(
    derby(candidate('alan', 'service-manager'), { management }),
    mayNot('line-manages Sam Okoro through Priya Nair and Helen Marsh, until 3 March 2026'),
  );
});

test('line management counts from the first day of the placement to the day of the meeting, and not outside', () => {
  const managed = (from: string, until: string | null) =>
    derby(colin, { management: [manages('colin', 'sam', from, until)] });
  assert.deepEqual(managed('2020-01-01', '2025-11-02'), may);
  assert.deepEqual(
    managed('2020-01-01', '2025-11-03'),
    mayNot('line-manages Sam Okoro, until 3 November 2025'),
  );
  assert.deepEqual(managed('2020-01-01', '2026-04-01'), mayNot('line-manages Sam Okoro'));
  assert.deepEqual(managed('2026-04-01', null), mayNot('line-manages Sam Okoro'));
  assert.deepEqual(managed('2026-04-02', null), may);
});

test('somebody who came to be above the manager after the manager had moved on is still caught', () => {
  const management = [
    manages('priya', 'sam', '2024-01-01', '2025-12-31'),
    manages('helen', 'priya', '2026-02-01', '2026-03-03'),
  ];
  assert.deepEqual(
    derby(helen, { management }),
    mayNot('line-manages Sam Okoro through Priya Nair, until 31 December 2025'),
  );
});

test('of several lines the one that lasted longest is told, and of those the shortest', () => {
  const cameBack = [
    manages('priya', 'sam', '2024-01-01', '2025-12-31'),
    manages('priya', 'sam', '2026-03-01'),
  ];
  assert.deepEqual(derby(priya, { management: cameBack }), mayNot('line-manages Sam Okoro'));
  const both = [manages('priya', 'sam'), manages('helen', 'priya'), manages('helen', 'sam')];
  assert.deepEqual(derby(helen, { management: both }), mayNot('line-manages Sam Okoro'));
});

test('a manager above two social workers of the child is named above each, the earlier one too', () => {
  const roles = [{ ...sam, untilOn: '2026-01-31' }, role('jo', 'child-social-worker', '2026-02-01')];
  const management = [
    manages('priya', 'sam', '2024-01-01', '2026-01-31'),
    manages('helen', 'priya'),
    manages('helen', 'jo'),
  ];
  assert.deepEqual(
    derby(helen, { roles, management }),
    mayNot('line-manages Sam Okoro through Priya Nair, until 31 January 2026', 'line-manages Jo Lee'),
  );
});

test('the manager of a social worker who gave up the case before the placement may chair', () => {
  assert.deepEqual(derby(priya, { roles: [{ ...sam, untilOn: '2025-11-02' }] }), may);
});

test('whoever manages the social worker’s team manages the social worker, while both are in it', () => {
  const inTeam = (manager: Dated, member: Dated) =>
    derby(colin, {
      teams: [{ managers: [{ personId: 'colin', ...manager }], members: [{ personId: 'sam', ...member }] }],
    });
  assert.deepEqual(inTeam(dates(), dates()), mayNot('line-manages Sam Okoro'));
  assert.deepEqual(
    inTeam(dates('2025-01-01', '2026-02-28'), dates(null, '2026-01-15')),
    mayNot('line-manages Sam Okoro, until 15 January 2026'),
  );
  assert.deepEqual(inTeam(dates('2026-01-16'), dates(null, '2026-01-15')), may);
});

test('the child’s social worker is never independent, even at the top of a circle of line management', () => {
  const management = [manages('priya', 'sam'), manages('sam', 'priya')];
  assert.deepEqual(
    derby(candidate('sam', 'senior-practitioner'), { management }),
    mayNot('is or was the child’s social worker'),
  );
});

test('nobody chairs who worked for the adoption agency during the placement; a secondment before it is no matter', () => {
  const seconded = (...stays: readonly Dated[]) =>
    derby({
      ...colin,
      memberships: [
        { organisationKind: 'council', ...dates() },
        ...stays.map((stay) => ({ organisationKind: 'regional-agency' as const, ...stay })),
      ],
    });
  assert.deepEqual(seconded(dates()), mayNot('works for the adoption agency'));
  assert.deepEqual(seconded(dates(null, '2026-04-01')), mayNot('works for the adoption agency'));
  assert.deepEqual(
    seconded(dates('2025-06-01', '2026-03-03'), dates('2025-01-01', '2025-12-01')),
    mayNot('worked for the adoption agency until 3 March 2026'),
  );
  assert.deepEqual(seconded(dates('2024-01-08', '2024-06-28')), may);
});

test('nobody chairs who ever did something for this child or these adopters, and each thing is told once', () => {
  const did = (...things: string[]) =>
    derby(boyle, { roles: things.map((thing) => role('boyle', thing, '2019-01-01', '2019-02-01')) });
  assert.deepEqual(did('iro', 'iro'), mayNot('reviewed this child’s case'));
  assert.deepEqual(
    did(
      'assessed-adopters',
      'matched',
      'sat-on-panel',
      'panel-advisor',
      'adopters-social-worker',
      'home-manager',
    ),
    mayNot(
      'assessed these adopters',
      'took part in matching this child or these adopters',
      'sat on the panel for this child or these adopters',
      'advised the panel on this child or these adopters',
      'is or was the adopters’ social worker',
      'is or was the home manager',
    ),
  );
});

test('somebody who takes minutes, has chaired, or takes a part only after the meeting stays independent', () => {
  const roles = [role('boyle', 'minute-taker'), role('boyle', 'chair'), role('boyle', 'iro', '2026-04-02')];
  assert.deepEqual(derby(boyle, { roles }), may);
  assert.deepEqual(
    derby(boyle, { roles: [role('boyle', 'iro', '2026-04-01')] }),
    mayNot('reviewed this child’s case'),
  );
});

test('somebody in no post that the procedure asks for is told which posts it asks for', () => {
  assert.deepEqual(
    derby(wendy),
    mayNot(
      'is an administrator, and the procedure asks for an independent chair, a senior practitioner, a team manager, a service manager or an Independent Reviewing Officer (IRO)',
    ),
  );
});

test('nobody chairs who has left by the day of the meeting, whatever the rules', () => {
  for (const rules of [derby, teamManager, by()]) {
    assert.deepEqual(rules({ ...colin, leftOn: '2026-04-01' }), mayNot('left on 1 April 2026'));
    assert.deepEqual(rules({ ...colin, leftOn: '2026-04-02' }), may);
  }
});

const pg4: ChairDuty = { duty: 'should', chair: { 'in-post': ['team-manager'] } };
const pg4Complex: ChairDuty = {
  duty: 'consider',
  chair: { 'in-post': ['service-manager'], 'on-the-case': ['iro'] },
};
const teamManager = by(pg4);
const anIro = 'is an Independent Reviewing Officer (IRO), and the procedure asks for';

test('where a team manager should chair, the social worker’s own may, and anybody else needs agreement', () => {
  assert.deepEqual(teamManager(priya), may);
  assert.deepEqual(teamManager(tomasz), ifAgreed(`${anIro} a team manager`));
  assert.deepEqual(
    teamManager({ ...colin, posts: [] }),
    ifAgreed('holds no post, and the procedure asks for a team manager'),
  );
});

test('a post counts that is held on the day of the meeting', () => {
  const moves = (on: string, before: string) =>
    teamManager({
      ...colin,
      posts: [
        { post: 'team-manager', ...dates('2020-01-01', before) },
        { post: 'service-manager', ...dates(on) },
      ],
    });
  assert.deepEqual(moves('2026-04-02', '2026-04-01'), may);
  assert.deepEqual(
    moves('2026-04-01', '2026-03-31'),
    ifAgreed('is a service manager, and the procedure asks for a team manager'),
  );
});

test('in a complex case a service manager or the child’s own reviewing officer may chair as well', () => {
  const complex = by(pg4, pg4Complex);
  for (const who of [priya, helen, tomasz]) assert.deepEqual(complex(who), may, who.id);
});

test('another child’s reviewing officer, or this child’s former one, needs agreement by the stronger rule', () => {
  const complex = by(pg4Complex, pg4);
  assert.deepEqual(complex(candidate('beverley', 'iro')), ifAgreed(`${anIro} a team manager`));
  const roles = [role('tomasz', 'iro', '2025-01-06', '2026-03-31')];
  assert.deepEqual(complex(tomasz, { roles }), ifAgreed(`${anIro} a team manager`));
  assert.deepEqual(
    by(pg4Complex)(tomasz, { roles }),
    ifAgreed(`${anIro} a service manager or the Independent Reviewing Officer (IRO) on this case`),
  );
});

test('a role on another placement bars who holds it, and makes nobody the one on this case', () => {
  const roles = [sam, { ...role('tomasz', 'iro'), elsewhere: true }];
  assert.deepEqual(
    by(pg4Complex)(tomasz, { roles }),
    ifAgreed(`${anIro} a service manager or the Independent Reviewing Officer (IRO) on this case`),
  );
  assert.deepEqual(derby(tomasz, { roles }), mayNot('reviewed this child’s case, on another placement'));
});

test('every must has to be kept; of the others one is enough, and without one a manager has to agree', () => {
  const strict = by(
    { duty: 'must', chair: { 'independent-of': ['agency'] } },
    { duty: 'must', chair: { 'independent-of': ['line'] } },
    pg4,
  );
  assert.deepEqual(strict(priya), mayNot('line-manages Sam Okoro'));
  assert.deepEqual(
    strict(boyle),
    ifAgreed('is an independent chair, and the procedure asks for a team manager'),
  );
  assert.deepEqual(strict(colin), may);
  assert.deepEqual(strict(wendy), mayNot('is not in a post that chairs these meetings'));
});

test('without any rule, anybody in a chairing post may chair, even the social worker’s manager', () => {
  assert.deepEqual(by()(priya), may);
  assert.deepEqual(by()(wendy), mayNot('is not in a post that chairs these meetings'));
});
