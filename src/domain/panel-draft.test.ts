import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { mergeAnswers } from './panel-draft.ts';
import { type FormField, filledFields, fillForm, type PanelForm } from './panel-form.ts';

const fields: readonly FormField[] = [
  { key: 'reasons', title: 'Reasons', type: 'words', from: 'account' },
  { key: 'tried', title: 'Tried', type: 'words' },
  { key: 'learning', title: 'Learning', type: 'words' },
];
const form: PanelForm = {
  ...{ key: 'form', title: 'Form', version: '1', from: '2026-01-01', papersBefore: { days: 1 } },
  because: { paragraph: '4', says: 'So.' },
  sections: [{ key: 'all', title: 'All', fields }],
};
const word = fc.constantFrom('', 'one', 'two', 'held');
const answers = fc.dictionary(fc.constantFrom('reasons', 'tried', 'learning'), word);
const typed = fc.record({ reasons: word, tried: word, learning: word });
const held = { account: 'held' };

const valuesOf = (given: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    filledFields(fillForm(form, { facts: {}, held, answers: given })).map(({ field, value }) => [
      field.key,
      value,
    ]),
  );

test('whoever saves alone has what they typed', () => {
  fc.assert(
    fc.property(answers, typed, (base, words) => {
      const { answers: after, conflicts } = mergeAnswers(words, fields, { held, base, now: base });
      assert.deepEqual(valuesOf(after), { ...words });
      assert.deepEqual(conflicts, []);
    }),
  );
});

test('of two who save at once nothing is lost: each field has what one of them changed, or both are told', () => {
  fc.assert(
    fc.property(answers, answers, typed, (base, now, words) => {
      const { answers: after, conflicts } = mergeAnswers(words, fields, { held, base, now });
      const [before, theirs, merged] = [base, now, after].map(valuesOf);
      for (const { key } of fields) {
        const mine: string = words[key as keyof typeof words];
        const [was, other, is] = [before?.[key], theirs?.[key], merged?.[key]];
        const isConflict = conflicts.some(({ field }) => field.key === key);
        assert.equal(isConflict, mine !== was && other !== was && mine !== other, key);
        assert.equal(is, isConflict || mine === was ? other : mine, key);
        if (isConflict) assert.equal(conflicts.find(({ field }) => field.key === key)?.theirs, other);
      }
    }),
  );
});
