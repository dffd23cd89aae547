import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { readForms } from '../procedures/read-forms.ts';
import { conditionFails } from './condition.ts';
import { readCsv, writeCsv } from './csv.ts';
import type { Facts } from './facts.ts';
import {
  answersToKeep,
  type FormSource,
  fieldsOf,
  filledFields,
  fillForm,
  formSourceInWords,
  formToBegin,
  gapsIn,
  leftFrom,
  newerForm,
  type PanelForm,
  reissued,
} from './panel-form.ts';
import { answersSchema, csvHeadings, formDocument, formJson, formRows } from './panel-form-export.ts';
import { withFactors } from './panel-form-sources.ts';

const root = join(import.meta.dirname, '../..');
const one = readForms(join(root, 'reference/forms'))[0] as PanelForm;
const forms = [one, ...readForms(join(root, 'test/forms'))];
const two = forms[1] as PanelForm;
const sources = Object.keys(formSourceInWords) as readonly FormSource[];
const publicUrl = 'https://moor.example';
const about = { reference: 'PD-2026-0001', council: 'Derby City Council', sentOn: null };

const facts: fc.Arbitrary<Facts> = fc.record({
  kind: fc.constant('adoptive'),
  stage: fc.constantFrom('introductions', 'before-order'),
  'family-source': fc.constantFrom('regional-agency', 'inter-agency'),
});
const words = fc.oneof(
  fc.constant(''),
  fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => text.trim()),
);
const held = fc.dictionary(fc.constantFrom(...sources), words, { maxKeys: 30 });
const answersOn = (form: PanelForm) =>
  fc.dictionary(fc.constantFrom(...fieldsOf(form).map(({ key }) => key)), words, { maxKeys: 40 });

test('every field is filled once, with what was written or else with what the case holds, and never with anything else', () => {
  fc.assert(
    fc.property(facts, held, answersOn(one), (known, holds, answers) => {
      const filled = fillForm(one, { facts: known, held: holds, answers });
      assert.deepEqual(
        filledFields(filled).map(({ field }) => field),
        fieldsOf(one),
      );
      for (const { field, value, source, caseHolds } of filledFields(filled)) {
        const ofCase = (field.from && holds[field.from]) ?? '';
        const wrote = Object.hasOwn(answers, field.key);
        assert.equal(value, wrote ? answers[field.key] : ofCase, field.key);
        assert.equal(source, value === '' ? null : value === ofCase ? 'case' : 'author', field.key);
        assert.equal(caseHolds, wrote && ofCase !== '' && ofCase !== value ? ofCase : null, field.key);
      }
    }),
  );
});

test('a gap is a field that this case requires and that has no answer, and nothing else is one', () => {
  fc.assert(
    fc.property(facts, held, answersOn(one), (known, holds, answers) => {
      const filled = fillForm(one, { facts: known, held: holds, answers });
      const gaps = new Set(gapsIn(filled).map(({ field }) => field.key));
      for (const { field, value } of filledFields(filled)) {
        const wanted = field['required-when'];
        const isWanted = wanted !== undefined && conditionFails(wanted, known) === undefined;
        assert.equal(gaps.has(field.key), isWanted && value === '', field.key);
      }
    }),
  );
});

test('what is typed as the case has it goes on following the case, and what is other than that is kept', () => {
  fc.assert(
    fc.property(facts, held, answersOn(one), answersOn(one), (known, holds, answers, typed) => {
      const kept = answersToKeep(typed, fieldsOf(one), { held: holds, answers });
      const filled = fillForm(one, { facts: known, held: holds, answers: kept });
      const before = filledFields(fillForm(one, { facts: known, held: holds, answers }));
      for (const [index, { field, value, source }] of filledFields(filled).entries()) {
        assert.equal(value, typed[field.key] ?? before[index]?.value, field.key);
        if (source === 'case' && typed[field.key] !== undefined)
          assert.equal(Object.hasOwn(kept, field.key), false);
      }
    }),
  );
});

test('a later version keeps every answer: in its place, or beside it under the title it was asked', () => {
  fc.assert(
    fc.property(answersOn(one), (answers) => {
      const after = reissued(answers, one, two);
      assert.deepEqual(Object.values(after).toSorted(), Object.values(answers).toSorted());
      const inPlace = filledFields(fillForm(two, { facts: {}, held: {}, answers: after })).flatMap(
        ({ field, value }) => (value === '' ? [] : [[field.key, value]]),
      );
      const left = leftFrom(after, forms, one.key).map(({ field, value }) => [field.key, value]);
      assert.deepEqual(
        [...inPlace, ...left].toSorted(),
        Object.entries(answers)
          .filter(([, value]) => value !== '')
          .toSorted(),
      );
    }),
  );
  const gone = leftFrom(reissued({ tried: 'Respite', 'asked-by': 'council' }, one, two), forms, one.key);
  assert.deepEqual(
    gone.map(({ version, field, value }) => [version, field.title, value]),
    [
      ['1', 'Who asked for the ending', 'council'],
      ['1', 'What was tried', 'Respite'],
    ],
  );
});

test('a case begins with the version that its procedure names, and is offered a later one once it is in force', () => {
  assert.equal(formToBegin(forms, { key: one.key, version: '1' }, '2030-01-01')?.version, '1');
  assert.equal(formToBegin(forms, { key: one.key, version: '9' }, '2026-12-31')?.version, '1');
  assert.equal(formToBegin(forms, { key: one.key, version: '9' }, '2027-01-01')?.version, '2');
  assert.equal(formToBegin(forms, { key: 'another', version: '1' }, '2027-01-01'), undefined);
  assert.equal(newerForm(forms, one, '2026-12-31'), undefined);
  assert.equal(newerForm(forms, one, '2027-01-01')?.version, '2');
  assert.equal(newerForm(forms, two, '2030-01-01'), undefined);
});

test('as data a form fits the schema that it names, whatever was answered, and what does not is refused', () => {
  const shown = withFactors(one, [{ group: 'support', key: 'therapy', title: 'Therapy' }], []);
  const isForm = new Ajv2020().compile(answersSchema(one, publicUrl));
  const right: Readonly<Record<string, string>> = { date: '2026-03-01', 'yes-no': 'no', factors: 'therapy' };
  fc.assert(
    fc.property(facts, answersOn(one), (known, typed) => {
      const answers = Object.fromEntries(
        fieldsOf(one).flatMap(({ key, type, choices }) => {
          const value = typed[key];
          if (value === undefined) return [];
          return [
            [key, value === '' ? '' : (right[type] ?? (choices ? (Object.keys(choices)[0] ?? '') : value))],
          ];
        }),
      );
      const json = JSON.parse(
        JSON.stringify(formJson(fillForm(shown, { facts: known, held: {}, answers }), about, publicUrl)),
      );
      assert.ok(isForm(json), JSON.stringify(isForm.errors));
    }),
  );
  const json = formJson(fillForm(shown, { facts: {}, held: {}, answers: {} }), about, publicUrl);
  for (const wrong of [
    { 'plan-again': 'maybe' },
    { 'ended-on': '1 March' },
    { factors: 'therapy' },
    { unknown: 'x' },
  ])
    assert.equal(isForm({ ...json, answers: { ...json.answers, ...wrong } }), false, JSON.stringify(wrong));
  assert.equal(isForm({ ...json, version: '2' }), false);
  assert.equal(json.$schema, 'https://moor.example/schemas/forms/disruption-data.1.json');
});

test('as a document and as a table a form has every question, its answer in words and where that comes from', () => {
  const shown = withFactors(one, [{ group: 'support', key: 'therapy', title: 'Therapy' }], []);
  const filled = fillForm(shown, {
    facts: { stage: 'introductions' },
    held: { 'ended-on': '2026-03-01' },
    answers: { 'asked-by': 'council', factors: 'therapy', tried: '=1+1', 'plan-again': 'no' },
  });
  const text = JSON.stringify(formDocument(filled, about));
  for (const said of [
    '1 March 2026',
    'The child’s council',
    'Therapy',
    'From the case: the day it ended, as recorded',
  ])
    assert.ok(text.includes(said), said);
  assert.match(text, /Written by the author/);
  assert.match(text, /Not answered yet/);
  const rows = readCsv(writeCsv(csvHeadings, formRows(filled, about)));
  assert.equal(rows.length, fieldsOf(one).length);
  const tried = rows.find(({ fields }) => fields.FIELD === 'tried')?.fields;
  assert.deepEqual([tried?.ANSWER, tried?.REQUIRED], ["'=1+1", 'yes']);
});
