import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forNoOrganisation, looksAfter, providerFor, vouchesFor } from './identity-provider.ts';

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

test('every provider for an organisation that is not there is named, with those there are', () => {
  const providers = [
    { name: 'Derby', organisation: null },
    { name: 'Shire', organisation: 'Shire Council' },
    { name: 'Moor', organisation: 'Moor council' },
    { name: 'Vale', organisation: 'Vale' },
  ];
  const messages = (known: readonly string[]) =>
    forNoOrganisation(providers, known).map(({ message }) => message);
  assert.deepEqual(messages(['Shire Council', 'Moor Council', 'Vale Council']), [
    'IDENTITY_PROVIDERS: Moor: there is no organisation called “Moor council”. There are: Shire Council; Moor Council; Vale Council.',
    'IDENTITY_PROVIDERS: Vale: there is no organisation called “Vale”. There are: Shire Council; Moor Council; Vale Council.',
  ]);
  assert.deepEqual(messages(['Shire Council', 'Moor council', 'Vale']), []);
  assert.match(messages([])[0] ?? '', /There are none yet\.$/);
});
