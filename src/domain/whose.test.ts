import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { passage } from '../../test/example-minutes.ts';
import type { Whose } from './case.ts';
import { withholdableFrom } from './minutes.ts';
import {
  chooseReaders,
  keptBecause,
  keptFromByWhose,
  passageInWords,
  readWhose,
  whoseChoices,
  whoseChosen,
} from './whose.ts';

const children = [
  { id: 'robin', givenName: 'Robin' },
  { id: 'wren', givenName: 'Wren' },
];
const choice = { whose: 'nobody' as const, childId: null, withheldFrom: [], aboutChildId: null, why: '' };
const whose = fc.constantFrom<Whose>(...(Object.keys(keptFromByWhose) as Whose[]));
const readers = fc.uniqueArray(fc.constantFrom(...withholdableFrom));

describe('whose information a passage is', () => {
  test('says it in one line, with who may read it', () => {
    const line = (changes: Parameters<typeof passage>[1]) =>
      passageInWords(passage('Words', changes), children);
    assert.equal(line({}), 'Nobody’s information in particular. Everybody may read this.');
    assert.equal(
      line({ whose: 'adopters', withheldFrom: ['birth-family'] }),
      'The adopters’ or carers’ information. Kept from parents and family.',
    );
    assert.equal(
      line({ whose: 'child', aboutChildId: 'wren', withheldFrom: ['adopters'] }),
      'Wren’s information. Kept from prospective adopters or carers of the placement.',
    );
    assert.equal(
      line({ aboutChildId: 'robin' }),
      'Nobody’s information in particular. Everybody may read this. About Robin only.',
    );
  });

  test('each choice on the form is read back as what it says, and none that is not there', () => {
    for (const { value } of whoseChoices(children)) {
      const said = readWhose(value, children);
      assert.ok(said);
      assert.equal(whoseChosen({ whose: said.whose, aboutChildId: said.childId }), value);
    }
    assert.equal(readWhose('child-nobody', children), undefined);
    assert.equal(readWhose('', children), undefined);
  });

  test('adopters’ information is kept from the birth family, and the birth family’s from adopters (domain.md, 4.5)', () => {
    assert.ok(keptFromByWhose.adopters.includes('birth-family'));
    assert.ok(keptFromByWhose.carers.includes('birth-family'));
    assert.ok(keptFromByWhose['birth-family'].includes('adopters'));
    assert.ok(keptFromByWhose.child.includes('birth-family') && keptFromByWhose.child.includes('adopters'));
  });

  test('a copy says by whose information it does not have a passage', () => {
    const of = (changes: Parameters<typeof passage>[1]) => passage('Words', changes);
    assert.equal(
      keptBecause(of({ whose: 'adopters' }), 'birth-family', children),
      'The adopters’ or carers’ information, kept from parents and family',
    );
    assert.equal(keptBecause(of({}), 'birth-family', children), 'Kept from parents and family');
    assert.equal(
      keptBecause(of({ whose: 'adopters' }), 'professionals', children),
      'Kept from professionals from elsewhere',
      'a person kept it from them, not whose it is',
    );
  });
});

describe('choosing whose information it is and who may read it', () => {
  test('choosing narrows, a person can keep it from more, and nobody it was kept from reads it', () => {
    fc.assert(
      fc.property(whose, whose, readers, readers, (was, now, kept, more) => {
        const before = passage('Words', {
          whose: was,
          withheldFrom: kept,
          aboutChildId: was === 'child' ? 'robin' : null,
        });
        const ticked = [...new Set([...kept, ...more])];
        const decided = chooseReaders(before, {
          ...choice,
          ...{ whose: now, childId: now === 'child' ? 'robin' : null, withheldFrom: ticked },
          aboutChildId: before.aboutChildId,
        });
        assert.ok(decided.ok, 'narrowing needs no reason');
        const { value } = decided;
        assert.deepEqual(value.widened, []);
        for (const reader of ticked) assert.ok(value.withheldFrom.includes(reader));
        if (was !== now)
          for (const reader of keptFromByWhose[now]) assert.ok(value.withheldFrom.includes(reader));
      }),
    );
  });

  test('choosing nobody’s does not let more people read it', () => {
    const before = passage('Words', { whose: 'adopters', withheldFrom: ['birth-family', 'carers'] });
    const decided = chooseReaders(before, { ...choice, withheldFrom: ['birth-family', 'carers'] });
    assert.ok(decided.ok);
    assert.deepEqual(decided.value.withheldFrom, ['birth-family', 'carers']);
  });

  test('to let more people read words wants a reason, which is answered with who they are', () => {
    const before = passage('Words', { withheldFrom: ['birth-family', 'carers'] });
    const open = { ...choice, withheldFrom: ['carers' as const] };
    const refused = chooseReaders(before, open);
    assert.deepEqual(refused.ok ? [] : refused.problems.map(({ field }) => field), [`why-${before.id}`]);
    const decided = chooseReaders(before, { ...open, why: 'She was there' });
    assert.ok(decided.ok);
    assert.deepEqual([decided.value.widened, decided.value.why], [['birth-family'], 'She was there']);
  });

  test('a passage about one child is not made about all without a reason', () => {
    const before = passage('Words', { aboutChildId: 'robin' });
    assert.equal(chooseReaders(before, choice).ok, false);
    assert.equal(chooseReaders(before, { ...choice, why: 'It was about both' }).ok, true);
  });

  test('before anything is written nobody is asked why, unless whose it is keeps it from them', () => {
    const empty = passage('', { withheldFrom: ['birth-family', 'carers'] });
    assert.equal(chooseReaders(empty, choice).ok, true);
    const adopters = { ...choice, whose: 'adopters' as const, withheldFrom: ['carers' as const] };
    assert.equal(chooseReaders({ ...empty, whose: 'adopters' }, adopters).ok, false);
  });
});
