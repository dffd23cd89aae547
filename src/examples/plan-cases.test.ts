import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { addDays, ageOn, daysBetween, notAWorkingDay } from '../domain/dates.ts';
import { readBankHolidays } from '../procedures/read-procedures.ts';
import { isReadableCouncilColour } from '../web/council-colour.ts';
import {
  demonstrationPeople,
  exampleOrganisations,
  examplePeople,
  exampleTeams,
  lineManagementOn,
  otherTeamPostsOn,
} from './people.ts';
import { planCases } from './plan-cases.ts';
import { readReturn } from './return-files.ts';

const { bankHolidays } = readBankHolidays(join(import.meta.dirname, '../../reference/bank-holidays.yaml'));
const casesOn = (today: string) => planCases({ today, bankHolidays });
const cases = casesOn('2026-03-10');

test('there are 200 cases: the 179 endings that the return proposes, and 21 introductions', () => {
  assert.equal(cases.length, 200);
  assert.equal(cases.filter(({ stage }) => stage === 'introductions').length, 21);
});

test('each placement is as long, and each child as old at its end, as in the return', () => {
  const shape = (startedOn: string, endedOn: string, bornOn: string) =>
    `${daysBetween(startedOn, endedOn)} ${daysBetween(bornOn, endedOn)}`;
  const planned = cases.flatMap(({ startedOn, endedOn, bornOn }) =>
    startedOn === null ? [] : [shape(startedOn, endedOn, bornOn[0] ?? '')],
  );
  const returned = readReturn().endings.map(({ startedOn, endedOn, bornOn }) =>
    shape(startedOn, endedOn, bornOn),
  );
  assert.deepEqual(planned.sort(), returned.sort());
});

test('the same day always has the same cases', () => {
  assert.equal(JSON.stringify(casesOn('2026-03-10')), JSON.stringify(cases));
});

test('on any day, weekends and bank holidays too, what happened stands in its order and nothing is ahead of time', () => {
  const days = Array.from({ length: 12 }, (_, month) => addDays('2026-01-01', month * 33));
  for (const today of days)
    for (const example of casesOn(today)) {
      const { introductionsOn, startedOn, endedOn, recordedOn, meeting, bornOn, number } = example;
      const about = `case ${number} on ${today}`;
      const order = [introductionsOn, startedOn ?? introductionsOn, endedOn, recordedOn, today];
      assert.deepEqual(order.toSorted(), order, about);
      assert.ok(
        bornOn.every((born) => born < introductionsOn && ageOn(born, today) < 18),
        about,
      );
      if (meeting === null) continue;
      const { convenedOn, heldOn, isInWindow } = meeting;
      assert.ok(recordedOn <= convenedOn && convenedOn <= today && convenedOn <= heldOn, about);
      assert.equal(notAWorkingDay(heldOn, bankHolidays), null, about);
      const after = daysBetween(endedOn, heldOn);
      assert.equal(after >= 28 && after <= 42, isInWindow, about);
    }
});

test('Amina Hussain has about a dozen cases at every stage of the work, brothers and sisters among them', () => {
  const hers = cases.filter(({ staff }) => staff.socialWorker.name === 'Amina Hussain');
  assert.ok(hers.length >= 12 && hers.length <= 16, String(hers.length));
  const has = (progress: string) => hers.some((example) => example.progress === progress);
  for (const progress of ['recorded', 'convened', 'held', 'agreed', 'released', 'finished'])
    assert.ok(has(progress), progress);
  assert.ok(hers.some(({ children }) => children.length > 1));
  const waits = hers.flatMap(({ progress, endedOn }) =>
    progress === 'recorded' ? [daysBetween(endedOn, '2026-03-10')] : [],
  );
  assert.ok(waits.some((days) => days < 10) && waits.some((days) => days > 42));
});

test('at least six cases are of two or three brothers and sisters, a year or more apart', () => {
  const groups = cases.filter(({ children }) => children.length > 1);
  assert.ok(groups.length >= 6);
  for (const { bornOn } of groups) {
    const inOrder = bornOn.toSorted();
    const apart = inOrder.slice(1).map((born, place) => daysBetween(inOrder[place] ?? '', born));
    assert.ok(
      apart.every((days) => days > 270),
      bornOn.join(),
    );
  }
});

test('nobody on a case has a name in common with anybody on it who must not be known to them', () => {
  for (const { adopters, parents, carers, number } of cases) {
    const families = [adopters, parents, carers].map((people) => people[0]?.name.split(' ').at(-1));
    assert.equal(new Set(families.filter((name) => name !== undefined)).size, parents.length > 0 ? 3 : 2);
    const emails = [...adopters, ...parents, ...carers].map(({ email }) => email);
    assert.equal(new Set(emails).size, emails.length, `case ${number}`);
  }
});

test('everybody has an address that reaches nobody, and each council a colour that white text can be read on', () => {
  const guests = cases.flatMap(({ adopters, carers, parents, theirWorker }) =>
    [...adopters, ...carers, ...parents, theirWorker].map(({ email }) => email),
  );
  for (const email of [...guests, ...examplePeople.map((person) => person.email)])
    assert.match(email, /^[a-z0-9.-]+@[a-z]+\.example$/);
  assert.equal(new Set(examplePeople.map(({ email }) => email)).size, examplePeople.length);
  assert.deepEqual(
    exampleOrganisations.map(({ colour }) => isReadableCouncilColour(colour)),
    [true, true, true, true, true],
  );
});

test('some people are offered to sign in as, of all five organisations and every post', () => {
  const offered = examplePeople.filter(({ email }) => demonstrationPeople.has(email));
  assert.equal(offered.length, 18);
  assert.equal(new Set(offered.map(({ organisationId }) => organisationId)).size, 5);
  const posts = new Set(examplePeople.map(({ post }) => post));
  assert.deepEqual(new Set(offered.map(({ post }) => post)), posts);
});

test('Colin Frost, who has moved to Nottingham, managed Amina Hussain until five months ago', () => {
  const called = (name: string) => examplePeople.find((person) => person.name === name)?.id;
  const over = lineManagementOn('2026-03-10').filter(
    ({ person_id }) => person_id === called('Amina Hussain'),
  );
  assert.deepEqual(
    over.map(({ manager_id, until_on }) => [manager_id, until_on]),
    [
      [called('Colin Frost'), '2025-10-11'],
      [called('Gareth Pugh'), null],
    ],
  );
});

test('each organisation has two teams, with a manager and people whom that manager line-manages', () => {
  const others = otherTeamPostsOn('2026-03-10');
  const management = lineManagementOn('2026-03-10');
  assert.equal(exampleTeams.length, 10);
  for (const { id, name } of exampleTeams) {
    const within = examplePeople.filter(({ teamId }) => teamId === id);
    const managers = [
      ...within.filter(({ post }) => post === 'team-manager').map((manager) => manager.id),
      ...others.filter((post) => post.team_id === id && !('until_on' in post)).map((post) => post.person_id),
    ];
    assert.equal(managers.length, 1, name);
    const workers = within.filter(({ post }) => post !== 'team-manager');
    assert.ok(workers.length > 2, name);
    for (const worker of workers)
      assert.ok(
        management.some((link) => link.person_id === worker.id && link.manager_id === managers[0]),
        worker.name,
      );
  }
});
