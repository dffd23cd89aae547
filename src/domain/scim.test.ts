import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { nameAfter, postOfTitle, readGroupPatch, readUserPatch, ScimRefusal } from './scim.ts';
import { chosenAttributes, pageAsked, readFilter } from './scim-query.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const patching = (...Operations: readonly unknown[]) => readUserPatch({ Operations });

for (const [says, operation, changes] of [
  ['active as a text', { op: 'Replace', path: 'active', value: 'False' }, { active: false }],
  ['active as itself', { op: 'replace', path: 'Active', value: true }, { active: true }],
  [
    'values without a path',
    { op: 'Add', value: { active: 'True', title: 'IRO' } },
    { active: true, title: 'IRO' },
  ],
  ['a path as a key', { op: 'Add', value: { 'name.givenName': 'Kim' } }, { givenName: 'Kim' }],
  ['a manager as a text', { op: 'Add', path: `${enterprise}:manager`, value: 'm' }, { managerId: 'm' }],
  [
    'a manager as an object',
    { op: 'Add', path: `${enterprise}:manager`, value: { value: 'm' } },
    { managerId: 'm' },
  ],
  [
    'a manager as a list',
    { op: 'Add', path: `${enterprise}:manager`, value: [{ value: 'm' }] },
    { managerId: 'm' },
  ],
  [
    'a manager under the extension',
    { op: 'Add', value: { [enterprise]: { manager: { value: 'm' } } } },
    { managerId: 'm' },
  ],
  ['no manager any more', { op: 'Remove', path: `${enterprise}:manager` }, { managerId: null }],
  ['no title any more', { op: 'Remove', path: 'title' }, { title: null }],
  [
    'the work e-mail by its path',
    { op: 'Replace', path: 'emails[type eq "work"].value', value: 'k@d.example' },
    { workEmail: 'k@d.example' },
  ],
  [
    'the work e-mail in a list',
    {
      op: 'Replace',
      path: 'emails',
      value: [
        { type: 'home', value: 'h@d.example' },
        { type: 'work', value: 'k@d.example' },
      ],
    },
    { workEmail: 'k@d.example' },
  ],
  [
    'an attribute with its schema',
    { op: 'Replace', path: 'urn:ietf:params:scim:schemas:core:2.0:User:title', value: 'IRO' },
    { title: 'IRO' },
  ],
  ['what is not known', { op: 'Add', path: 'roles[primary eq "True"].value', value: 'admin' }, {}],
] as const)
  test(`a directory may say ${says}`, () => {
    assert.deepEqual(patching(operation), changes);
  });

test('members are added, removed one or several at a time, and replaced', () => {
  assert.deepEqual(
    readGroupPatch({
      Operations: [
        { op: 'Add', path: 'members', value: [{ value: 'a' }, { value: 'b' }] },
        { op: 'Remove', path: 'members[value eq "a"]' },
        { op: 'remove', path: 'Members', value: [{ value: 'b' }] },
        { op: 'Remove', path: 'members' },
        { op: 'Replace', value: { displayName: 'North', members: [{ value: 'c' }] } },
      ],
    }),
    {
      displayName: 'North',
      members: [
        { op: 'add', ids: ['a', 'b'] },
        { op: 'remove', ids: ['a'] },
        { op: 'remove', ids: ['b'] },
        { op: 'replace', ids: [] },
        { op: 'replace', ids: ['c'] },
      ],
    },
  );
});

test('a filter compares by eq, joins by and, and reads its texts as JSON does', () => {
  assert.deepEqual(readFilter('userName EQ "a \\"b\\" and c" AND emails[type eq "work"].value eq "d"'), [
    { by: 'username', value: 'a "b" and c' },
    { by: 'emails[type eq "work"].value', value: 'd' },
  ]);
});

for (const [title, post] of [
  ['Social Worker', 'social-worker'],
  ['social-worker', 'social-worker'],
  ["adopters' social worker", 'adopters-social-worker'],
  [' Team  Manager ', 'team-manager'],
  ['Administrator', null],
  ['administrator', null],
  ['Head of Parking', null],
  ['constructor', null],
  ['', null],
] as const)
  test(`the title "${title}" gives ${post ?? 'no post'}`, () => {
    assert.equal(postOfTitle(title), post);
  });

test('a name is as displayed, or by the parts that were said, or stays', () => {
  assert.equal(nameAfter({ displayName: 'Kim Lee', familyName: 'Other' }, 'Kim Old'), 'Kim Lee');
  assert.equal(nameAfter({ familyName: 'Lee' }, 'Kim Ann Old'), 'Kim Ann Lee');
  assert.equal(nameAfter({ givenName: '', familyName: '' }, 'Kim Old'), 'Kim Old');
});

test('attributes asked for or left out are told so, the id and schemas always', () => {
  const resource = { schemas: [], id: '1', userName: 'a', name: {}, members: [] };
  assert.deepEqual(Object.keys(chosenAttributes(resource, { attributes: 'USERNAME, name.familyName' })), [
    'schemas',
    'id',
    'userName',
    'name',
  ]);
  assert.deepEqual(Object.keys(chosenAttributes(resource, { excludedAttributes: 'members,id' })), [
    'schemas',
    'id',
    'userName',
    'name',
  ]);
});

test('of whatever is sent, a request is read or refused, and never breaks', () => {
  const anyValue = fc.jsonValue({ maxDepth: 3 });
  const operation = fc.record({
    op: fc.oneof(fc.constantFrom('Add', 'remove', 'Replace'), fc.string()),
    path: fc.oneof(
      fc.constantFrom('emails', 'members', 'name', 'active', enterprise, `${enterprise}:manager`),
      fc.string(),
    ),
    value: anyValue,
  });
  const readsOrRefuses = (read: () => unknown) => {
    try {
      read();
    } catch (error) {
      assert.ok(error instanceof ScimRefusal);
    }
  };
  fc.assert(
    fc.property(fc.array(operation), anyValue, fc.string(), (Operations, value, filter) => {
      readsOrRefuses(() => readUserPatch({ Operations }));
      readsOrRefuses(() => readGroupPatch({ Operations }));
      readsOrRefuses(() => readUserPatch(value));
      readsOrRefuses(() => readFilter(filter));
      const { start, count } = pageAsked(value, value);
      assert.ok(start >= 1 && count >= 0 && count <= 200);
    }),
    { examples: [[[], { toString: {} }, '']] },
  );
});
