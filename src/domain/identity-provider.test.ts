import assert from 'node:assert/strict';
import { test } from 'node:test';
import { looksAfter, providerFor, vouchesFor } from './identity-provider.ts';

const derby = { domains: ['derby.example', 'adoption.example'], organisation: null };
const shire = { domains: ['shire.example'], organisation: 'Shire Council' };

test('an address leads to the provider of its domain, however it is written', () => {
  assert.equal(providerFor([derby, shire], 'Amina@Derby.Example'), derby);
  assert.equal(providerFor([derby, shire], 'a@shire.example'), shire);
});

test('a domain below, beside or before one of the provider’s is not the provider’s', () => {
  for (const email of [
    'a@mail.derby.example',
    'a@notderby.example',
    'a@derby.example.evil.example',
    'a@derby.example@evil.example',
    'a@evil.example,b@derby.example',
    'derby.example',
    '@derby.example',
    '',
  ])
    assert.equal(providerFor([derby, shire], email), null, email);
});

test('a provider of one organisation signs in nobody of another, whatever their address', () => {
  assert.ok(vouchesFor(shire, { email: 'a@shire.example', organisation: 'Shire Council' }));
  assert.ok(!vouchesFor(shire, { email: 'a@shire.example', organisation: 'Derby City Council' }));
  assert.ok(!vouchesFor(shire, { email: 'a@derby.example', organisation: 'Shire Council' }));
  assert.ok(vouchesFor(derby, { email: 'a@derby.example', organisation: 'Anything' }));
});

test('the demonstration’s looks after everybody', () => {
  assert.ok(looksAfter({ domains: 'any' }, 'anybody@anywhere.example'));
});
