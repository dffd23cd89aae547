import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type ImportStep, planImport, rowsInWords, type Staff, stepInWords } from './people-import.ts';

const staff: Staff = {
  people: [
    {
      id: 'ada',
      name: 'Ada Example',
      email: 'Ada@derby.example',
      hasLeft: false,
      posts: [{ id: 'a1', post: 'team-manager', teamId: null, from: '2020-01-01', until: null }],
    },
    { id: 'old', name: 'Olive Gone', email: 'olive@derby.example', hasLeft: true, posts: [] },
  ],
  teams: [{ id: 't1', name: 'Permanence' }],
  management: [],
};
const headings = 'Name,Email,Post,Team,From,Until,Manager';
const plan = (...rows: string[]) => planImport([headings, ...rows].join('\r\n'), staff);
const problemsOf = (...rows: string[]) => plan(...rows).problems.map(({ message }) => message);

test('a row adds somebody in a post, a team and under a manager, who may stand in a later row', () => {
  const { steps, problems } = plan(
    'Ben Example,ben@derby.example,Social worker,permanence,01/04/2026,,cleo@derby.example',
    'Cleo Example,cleo@derby.example,team-manager,,2026-04-01,2027-03-31,ada@derby.example',
  );
  assert.deepEqual(problems, []);
  assert.deepEqual(steps.map(stepInWords), [
    'Added as Ben Example',
    'Social worker in Permanence from 1 April 2026',
    'Added as Cleo Example',
    'Team manager from 1 April 2026 until 31 March 2027',
    'Managed by cleo@derby.example from 1 April 2026',
    'Managed by ada@derby.example from 1 April 2026',
  ]);
  assert.deepEqual(steps[1], {
    row: 2,
    email: 'ben@derby.example',
    does: 'give-post',
    post: 'social-worker',
    teamId: 't1',
    team: 'Permanence',
    from: '2026-04-01',
    until: null,
  });
});

test('what is so already is left alone; a new name and a last day are changes', () => {
  assert.deepEqual(plan('Ada Example,ada@derby.example,Team manager,,01/01/2020,,').steps, []);
  const { steps } = plan('Ada Sample,ada@derby.example,Team manager,,01/01/2020,30/04/2026,');
  assert.deepEqual(steps.map(stepInWords), [
    'Called Ada Sample in place of Ada Example',
    'No longer team manager after 30 April 2026',
  ]);
});

test('every problem of every row is named by its row and column', () => {
  assert.deepEqual(
    problemsOf(
      ',nobody,Wizard,Nowhere,31/02/2026,,',
      'Olive Gone,olive@derby.example,IRO,,01/04/2026,,',
      'Ben Example,ben@derby.example,Wizard,,,,',
      'Ada Example,ada@derby.example,Team manager,,01/01/2020,,ada@derby.example',
      'Dan Example,dan@derby.example,Social worker,,01/04/2026,01/03/2026,who@derby.example',
    ),
    [
      'Row 2, From: “31/02/2026” is no date such as 01/04/2026',
      'Row 2, Name: Enter their name',
      'Row 2, Email: Enter their work e-mail address, such as name@council.example',
      'Row 2, Post: Choose the post',
      'Row 2, Team: there is no team called “Nowhere”',
      'Row 3, Email: They have left. Give them access again on their own page first',
      'Row 4, Post: Choose the post',
      'Row 6, Until: The last day must be 1 April 2026, the first day, or after it',
      'Row 5, Manager: Nobody is their own manager. Enter somebody else’s address',
      'Row 6, Manager: Enter the work e-mail address of somebody of your organisation who uses this service',
    ],
  );
});

test('two who would manage each other are refused at the second', () => {
  assert.deepEqual(
    problemsOf(
      'Ben Example,ben@derby.example,Team manager,,01/04/2026,,cleo@derby.example',
      'Cleo Example,cleo@derby.example,Team manager,,01/04/2026,,ben@derby.example',
    ),
    ['Row 3, Manager: This closes a circle: Cleo Example, managed by Ben Example, managed by Cleo Example'],
  );
});

test('a circle of managers names everybody in it in order, whoever of them is there already', () => {
  const there: Staff = {
    ...staff,
    people: staff.people.map((person) => ({ ...person, hasLeft: false })),
    management: [{ personId: 'ada', managerId: 'old', from: '2020-01-01', until: null }],
  };
  const rows = [
    'Olive Gone,olive@derby.example,Service manager,,01/04/2026,,cleo@derby.example',
    'Cleo Example,cleo@derby.example,Team manager,,01/04/2026,,ada@derby.example',
  ];
  const { problems } = planImport([headings, ...rows].join('\n'), there);
  assert.deepEqual(
    problems.map(({ message }) => message),
    [
      'Row 3, Manager: This closes a circle: Cleo Example, managed by Ada Example, managed by Olive Gone, managed by Cleo Example',
    ],
  );
});

test('semicolons and tabs between the columns say the same as commas', () => {
  const rows = [headings, 'Ben Example,ben@derby.example,Social worker,,01/04/2026,,ada@derby.example'];
  const expected = planImport(rows.join('\n'), staff);
  assert.equal(expected.steps.length, 3);
  for (const separator of [';', '\t'])
    assert.deepEqual(planImport(rows.join('\n').replaceAll(',', separator), staff), expected);
});

test('a file of the most rows there may be is gone through in seconds', () => {
  const rows = Array.from({ length: 20_000 }, (_, number) => {
    const manager = number < 20 ? '' : `p${Math.floor(number / 20)}@derby.example`;
    return `Person ${number},p${number}@derby.example,Social worker,,01/04/2026,,${manager}`;
  });
  const began = performance.now();
  const { steps, problems } = plan(...rows);
  assert.deepEqual(problems, []);
  assert.equal(steps.length, 20_000 * 3 - 20);
  assert.ok(performance.now() - began < 10_000);
});

test('a file says each thing once: a repeated post, and a second name for an address, are refused', () => {
  assert.deepEqual(
    problemsOf(
      'Ben Example,ben@derby.example,Social worker,,01/04/2026,,',
      'Ben Example,BEN@derby.example,social-worker,,2026-04-01,30/04/2026,',
      'Benjamin Example,ben@derby.example,IRO,,01/05/2026,,',
      'Ada Example,ada@derby.example,Team manager,,01/01/2020,30/04/2026,',
      'Ada Example,ada@derby.example,Team manager,,01/01/2020,31/05/2026,',
    ),
    [
      'Row 3, Post: Row 2 says the same person has this post from that day already',
      'Row 4, Name: Row 2 calls the person with this address Ben Example',
      'Row 6, Post: Row 5 says the same person has this post from that day already',
    ],
  );
});

test('a file ends the post of no administrator, of whom one has to stay', () => {
  const held = { id: 'p1', post: 'administrator', teamId: null, from: '2020-01-01', until: null };
  const people = staff.people.map((person) => (person.id === 'ada' ? { ...person, posts: [held] } : person));
  const row = 'Ada Example,ada@derby.example,Administrator,,01/01/2020,01/05/2026,';
  const { steps, problems } = planImport(`${headings}\n${row}`, { ...staff, people });
  assert.deepEqual(steps, []);
  assert.deepEqual(
    problems.map(({ message }) => message),
    ['Row 2, Until: End the post of an administrator on their own page'],
  );
});

test('a file that is none says so: empty, without headings, too long', () => {
  const message = (text: string) => planImport(text, staff).problems[0]?.message ?? '';
  assert.match(message(''), /no rows under the headings/);
  assert.match(
    message('Name|Email\nAda|a@b.example'),
    /must have the headings, with commas, semicolons or tabs.*Name, Email, Post, From/,
  );
  assert.match(
    message(`${headings}\n${'a,b,c,d,e,f,g\n'.repeat(20_001)}`),
    /There are 20,001 rows. Bring 20,000/,
  );
});

test('a first day that is no date is told once, with what else is wrong', () => {
  assert.deepEqual(problemsOf('Ben Example,ben@derby.example,Wizard,,31/02/2026,,'), [
    'Row 2, From: “31/02/2026” is no date such as 01/04/2026',
    'Row 2, Post: Choose the post',
  ]);
});

/** What an organisation has once a file was applied. */
const after = (before: Staff, steps: readonly ImportStep[]): Staff => {
  const people = before.people.map((person) => ({ ...person, posts: [...person.posts] }));
  const management = [...before.management];
  const find = (email: string) => {
    const person = people.find((one) => one.email.toLowerCase() === email);
    assert.ok(person, email);
    return person;
  };
  for (const step of steps)
    switch (step.does) {
      case 'add':
        people.push({ id: step.email, name: step.name, email: step.email, hasLeft: false, posts: [] });
        break;
      case 'rename':
        Object.assign(find(step.email), { name: step.name });
        break;
      case 'give-post': {
        const { email, post, teamId, from, until } = step;
        find(email).posts.push({ id: `${email} ${post} ${teamId} ${from}`, post, teamId, from, until });
        break;
      }
      case 'end-post':
        Object.assign(find(step.email).posts.find(({ id }) => id === step.postId) ?? {}, {
          until: step.until,
        });
        break;
      case 'give-manager': {
        const { from, until } = step;
        management.push({
          personId: find(step.email).id,
          managerId: find(step.managerEmail).id,
          from,
          until,
        });
      }
    }
  return { ...before, people, management };
};

test('whatever a file holds, once it was applied it changes nothing more', () => {
  const emails = ['ada@derby.example', 'ben@derby.example', 'cleo@derby.example', 'dan@derby.example'];
  const email = fc.constantFrom(...emails);
  const cells = fc.record({
    email,
    post: fc.constantFrom('Team manager', 'Social worker', 'iro'),
    team: fc.constantFrom('', 'Permanence'),
    from: fc.constantFrom('01/01/2020', '2026-04-01', '01/05/2026'),
    until: fc.constantFrom('', '', '30/06/2026'),
    manager: fc.oneof(fc.constant(''), email),
  });
  let applied = 0;
  fc.assert(
    fc.property(fc.array(cells, { minLength: 1, maxLength: 5 }), (all) => {
      const names = ['Ada Example', 'Ben Example', 'Cleo Example', 'Dan Example'];
      const text = [
        headings,
        ...all.map((one) =>
          [
            names[emails.indexOf(one.email)],
            one.email,
            one.post,
            one.team,
            one.from,
            one.until,
            one.manager,
          ].join(),
        ),
      ].join('\n');
      const { steps, problems } = planImport(text, staff);
      if (problems.length > 0) return;
      applied += 1;
      assert.deepEqual(planImport(text, after(staff, steps)), {
        rows: all.length,
        steps: [],
        leftAlone: all.map((_, index) => index + 2),
        problems: [],
      });
    }),
    { numRuns: 2_000 },
  );
  assert.ok(applied > 200, `${applied} files were applied`);
});

test('rows are told by their numbers, those that follow each other together', () => {
  assert.equal(rowsInWords([7]), 'Row 7');
  assert.equal(rowsInWords([2, 3, 4, 9, 11, 12]), 'Rows 2 to 4, 9 and 11 to 12');
});
