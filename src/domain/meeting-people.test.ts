import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleRecord, staff } from '../../test/example-record.ts';
import type { Invite } from './asks.ts';
import { type Invitee, runningTheMeeting } from './invitation.ts';
import { type Choice, choosePeople, type PeopleProposal } from './meeting-people.ts';

const record = exampleRecord();
const choose = (invite: Invite, proposal: Partial<PeopleProposal> = {}, running: readonly Invitee[] = []) =>
  choosePeople(
    { choices: [], added: [], ...proposal },
    {
      record,
      duties: [
        {
          rule: 'X-5',
          duty: 'should',
          by: 'child-social-worker',
          asks: { invite },
          because: { document: 'Guidance', paragraph: 'List', says: 'They are invited.', facts: [] },
        },
      ],
      running,
    },
  );
const leaveOut = (source: string): Choice => ({ source, choice: 'leave-out', reason: '' });
const modes = ({ takingPart }: ReturnType<typeof choose>) =>
  takingPart.map(({ name, mode }) => `${name}: ${mode}`);

test('people are asked in the way the procedure names, and to come where it leaves the choice', () => {
  const asked = choose({
    'must-attend': ['iro'],
    'invited-or-asked-to-contribute': ['current-carer'],
    'may-contribute': ['panel-advisor'],
  });
  assert.deepEqual(modes(asked), [
    'Tomasz Nowak: attend',
    'Dorothy Lindqvist: attend',
    'Joy Okafor: contribute',
  ]);
});

test('whom a person decides on is left out without a reason; for all others one is owed, by the rule that lists them', () => {
  const invite = {
    'must-attend': ['iro'],
    invited: ['panel-advisor'],
    'as-appropriate': ['panel-advisor'],
  } as const;
  const choices = [leaveOut('staff-joy'), leaveOut('staff-tomasz')];
  assert.deepEqual(choose(invite, { choices }).problems, [
    {
      field: 'reason-staff-tomasz',
      message: 'Enter why Tomasz Nowak is left out',
      because: 'Guidance, List (rule X-5)',
    },
  ]);
});

test('parents whom the procedure lists as appropriate come only when somebody chooses them, and may then know the place', () => {
  const invite = { invited: ['birth-family'], 'as-appropriate': ['birth-family'] } as const;
  assert.deepEqual(modes(choose(invite)), []);
  const mother = { source: 'contact-m1', choice: 'attend', reason: '' } as const;
  const told = (mayKnowPlace: boolean) =>
    choose(invite, { choices: [{ ...mother, mayKnowPlace }] }).takingPart.map(
      (person) => person.mayKnowPlace,
    );
  assert.deepEqual([told(false), told(true)], [[false], [true]]);
});

test('whoever runs the meeting takes part once, in that part, and cannot be left out of it', () => {
  const running = runningTheMeeting(record, staff('tomasz', 'Tomasz Nowak', 'iro'), null);
  const choices = [leaveOut('staff-tomasz')];
  const { takingPart, leftOut, problems } = choose({ invited: ['iro'] }, { choices }, running);
  assert.deepEqual(
    takingPart.map(({ name, capacity }) => [name, capacity]),
    [
      ['Amina Hussain', 'child-social-worker'],
      ['Tomasz Nowak', 'chair'],
    ],
  );
  assert.deepEqual([leftOut, problems], [[], []]);
});
