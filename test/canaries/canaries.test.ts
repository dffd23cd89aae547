import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { wordsIn } from './detect.ts';
import { walk } from './journey.ts';
import { isToldToSomebody, mayHave } from './model.ts';
import type { Canary } from './words.ts';
import { type Artefact, startWorld, type World } from './world.ts';

type Found = { readonly artefact: Artefact; readonly canaries: readonly Canary[] };

let world: World;
let found: readonly Found[];
let words: ReadonlyMap<string, Canary>;

before(async () => {
  world = await startWorld();
  await walk(world);
  words = new Map(world.canaries.all.map((canary) => [canary.word, canary]));
  const all = [...words.keys()];
  const read = new Map<string, readonly Canary[]>();
  const results: Found[] = [];
  for (const artefact of world.artefacts) {
    const key = artefact.bytes.toString('latin1');
    const known =
      read.get(key) ?? [...(await wordsIn(artefact.bytes, all))].flatMap((word) => words.get(word) ?? []);
    read.set(key, known);
    results.push({ artefact, canaries: known });
  }
  found = results;
});
after(() => world.stop());

/** A mail may have the address that it goes to: it is how it gets there. */
const isOwnAddress = ({ what }: Artefact, { word, field }: Canary): boolean =>
  field.endsWith('.email') && what === `mail to ${word.toLowerCase()}@family.example`;

test('of everything that left, each made-up word stands only where the model says it may', () => {
  const leaks = found.flatMap(({ artefact, canaries }) =>
    canaries
      .filter((canary) => !mayHave(artefact.viewer, canary) && !isOwnAddress(artefact, canary))
      .map(({ council, field }) => `${artefact.viewer}: ${artefact.what} has ${council} ${field}`),
  );
  assert.deepEqual([...new Set(leaks)], []);
});

test('every word that somebody may have reached somebody, so that the silence of the rest means something', () => {
  const told = new Set(found.flatMap(({ canaries }) => canaries));
  const untold = world.canaries.all.filter((canary) => isToldToSomebody(canary) && !told.has(canary));
  assert.deepEqual(
    untold.map(({ council, field }) => `${council} ${field}`),
    [],
  );
});

test('what somebody asked to see says it to them on the page, in the PDF and in the data alike', () => {
  const copies = found.filter(
    ({ artefact }) => artefact.viewer.endsWith('’s copy') && artefact.what.includes('/bag'),
  );
  const told = Object.groupBy(copies, ({ artefact }) => artefact.viewer);
  for (const [viewer, files = []] of Object.entries(told)) {
    const [first = [], ...rest] = files.map(({ canaries }) => canaries.map(({ field }) => field).toSorted());
    assert.ok(first.length > 8, `${viewer}: ${first.length}`);
    assert.equal(rest.length, 2);
    for (const other of rest) assert.deepEqual(other, first, viewer);
  }
  assert.equal(Object.keys(told).length, 2);
});

test('no address that anybody asks for, or is sent to, has a word in it', async () => {
  const asked = world.artefacts.map(({ what }) => what).filter((what) => !what.startsWith('mail to '));
  const addresses = asked.join('\n');
  assert.deepEqual([...(await wordsIn(Buffer.from(addresses), [...words.keys()]))], []);
  const locations = world.artefacts.flatMap(({ bytes }) =>
    Array.from(
      bytes.toString('utf8').matchAll(/"(?:location|content-disposition|set-cookie)":"([^"]*)"/g),
      ([, value = '']) => value,
    ),
  );
  assert.deepEqual([...(await wordsIn(Buffer.from(locations.join('\n')), [...words.keys()]))], []);
});

test('no page of a guest has a word in its title, which a shared browser remembers', async () => {
  const titles = world.artefacts
    .filter(({ viewer }) => /(mother|adopter|carer)/.test(viewer))
    .flatMap(({ bytes }) => /<title>([^<]*)/.exec(bytes.toString('utf8'))?.[1] ?? []);
  assert.ok(titles.length > 50);
  assert.deepEqual([...(await wordsIn(Buffer.from(titles.join('\n')), [...words.keys()]))], []);
});

test('a word planted in any one kind of artefact is noticed', async () => {
  const [planted = assert.fail('no words')] = world.canaries.all.filter(
    ({ field }) => field === 'adopter-1.address',
  );
  const kinds = new Map(
    world.artefacts.map((artefact) => [artefact.what.replaceAll(/[0-9a-f-]{36}|[\w-]{43}/g, ''), artefact]),
  );
  assert.ok(kinds.size > 60, `${kinds.size} kinds`);
  for (const [kind, { bytes }] of kinds) {
    if (bytes.includes('%PDF-')) continue;
    const leaky = Buffer.concat([bytes, Buffer.from(`<p>${planted.word}</p>`)]);
    assert.ok((await wordsIn(leaky, [planted.word])).has(planted.word), kind);
  }
});
