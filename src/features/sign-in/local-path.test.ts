import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { localPath } from './local-path.ts';

const here = 'https://disruption.example';

test('a page of this service is where the person goes on to', () => {
  assert.equal(localPath('/disruptions/7?page=2', here), '/disruptions/7?page=2');
});

test('anything else leads to the home page', () => {
  for (const address of [
    '',
    'disruptions',
    'https://evil.example/',
    'https://disruption.example/disruptions/7',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    '/..//evil.example',
    '/%2e//evil.example',
    'javascript:alert(1)',
    '/\n//evil.example',
  ])
    assert.equal(localPath(address, here), '/', JSON.stringify(address));
});

test('whatever is asked for, a browser that follows it stays here', () => {
  const piece = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    '%2f',
    '%5c',
    '\t',
    '\n',
    '@',
    ':',
    '?',
    '#',
    'evil.example',
    'a',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
      const path = localPath(pieces.join(''), here);
      assert.equal(new URL(path, here).origin, here);
      assert.match(path, /^\/(?![/\\])/);
    }),
    { numRuns: 2_000 },
  );
});
