import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { emailKey, seal, unseal, vaultKeysFrom } from './sealing.ts';

const [older, newer] = ['o'.repeat(40), 'n'.repeat(40)];
const keys = vaultKeysFrom(older);
const row = { id: 'a', organisationId: 'derby' };
const value = { name: 'Wilhelmina O’Dell', address: '7 Quillet Row' };

describe('what is sealed', () => {
  test('opens again for its own row', () => {
    assert.deepEqual(unseal(keys, row, seal(keys, row, value)), value);
  });

  test('says nothing of what it is, and is never the same twice', () => {
    const [one, two] = [seal(keys, row, value), seal(keys, row, value)];
    assert.doesNotMatch(one.toString('latin1'), /Wilhelmina|Quillet/);
    assert.notDeepEqual(one, two);
  });

  test('does not open when a byte was altered, wherever it is', () => {
    const sealed = seal(keys, row, value);
    for (let at = 0; at < sealed.length; at++) {
      const altered = Buffer.from(sealed);
      altered[at] = (altered[at] ?? 0) ^ 1;
      assert.throws(() => unseal(keys, row, altered), `byte ${at}`);
    }
    assert.throws(() => unseal(keys, row, sealed.subarray(0, -1)));
  });

  test('does not open in the place of another person or council', () => {
    const sealed = seal(keys, row, value);
    assert.throws(() => unseal(keys, { ...row, id: 'b' }, sealed));
    assert.throws(() => unseal(keys, { ...row, organisationId: 'nottingham' }, sealed));
  });

  test('opens after a new key was put before the one that sealed it, and not without that one', () => {
    const sealed = seal(keys, row, value);
    const both = vaultKeysFrom(`${newer}, ${older}`);
    assert.deepEqual(unseal(both, row, sealed), value);
    assert.throws(() => unseal(vaultKeysFrom(newer), row, sealed), /VAULT_KEY does not have the key/);
    assert.throws(() => unseal(keys, row, seal(both, row, value)), 'the newest key seals');
  });
});

test('two e-mail addresses are the same whatever their capitals, and say nothing without the key', () => {
  assert.deepEqual(emailKey(keys, 'Jo@Field.example'), emailKey(keys, ' jo@field.example'));
  assert.notDeepEqual(emailKey(keys, 'jo@field.example'), emailKey(keys, 'sam@field.example'));
  assert.notDeepEqual(emailKey(keys, 'jo@field.example'), emailKey(vaultKeysFrom(newer), 'jo@field.example'));
  assert.equal(emailKey(keys, ''), null);
});
