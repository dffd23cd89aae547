import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { exampleShell } from '../../test/kitchen-sink.ts';
import type { Problem } from '../domain/result.ts';
import {
  areaField,
  checkboxesField,
  dateField,
  fileField,
  form,
  radiosField,
  selectField,
  type Typed,
  textField,
} from './forms.ts';
import { button, insetText } from './govuk.ts';
import { type Html, html } from './html.ts';

const asking: { readonly label: string; readonly typed: Typed; readonly problems: readonly Problem[] } = {
  label: 'A question',
  typed: {},
  problems: [],
};
const choices = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No' },
];
const fields: Readonly<
  Record<
    string,
    (asked: typeof asking & { readonly name: string; readonly labelIsHeading?: boolean }) => Html
  >
> = {
  textField,
  areaField,
  'areaField with a limit': (asked) => areaField({ ...asked, limit: 100 }),
  dateField,
  fileField: (asked) => fileField({ ...asked, accept: '.csv' }),
  radiosField: (asked) => radiosField({ ...asked, choices }),
  checkboxesField: (asked) => checkboxesField({ ...asked, choices }),
  selectField: (asked) => selectField({ ...asked, choices }),
};

for (const [name, field] of Object.entries(fields)) {
  describe(name, () => {
    test('its first control has the name of the field as its id, so that a listed problem leads to it', () => {
      const [first] = /<(input|textarea|select)[^>]*>/.exec(String(field({ ...asking, name: 'held' }))) ?? [
        '',
      ];
      assert.match(first, / id="held"/);
    });

    test('a problem and the rule behind it are shown beside it, and those of other fields are not', () => {
      const problems = [
        { field: 'other', message: 'Not this one' },
        { field: 'held', message: 'Enter <it>', because: 'Paragraph 4.2' },
      ];
      const shown = String(field({ ...asking, name: 'held', problems }));
      assert.match(shown, /Enter &lt;it&gt; <span class="app-because">Paragraph 4\.2<\/span>/);
      assert.doesNotMatch(shown, /Not this one/);
      assert.match(shown, /aria-describedby="[^"]*-error/);
    });

    test('its question can be the heading of the page', () => {
      assert.match(
        String(field({ ...asking, name: 'held', labelIsHeading: true })),
        /<h1 [^>]*>\s*(<label [^>]*>\s*)?A question\s*</,
      );
    });
  });
}

test('what was typed is put back: text, date, choice, ticks', () => {
  const typed = {
    reference: 'LCS "204"',
    'ended-on-day': '31',
    'ended-on-month': 'Feb',
    'ended-on-year': '26',
    stage: 'no',
    told: ['yes', 'no'],
  };
  assert.match(String(textField({ ...asking, typed, name: 'reference' })), /value="LCS &quot;204&quot;"/);
  const dateValues = String(dateField({ ...asking, typed, name: 'ended-on' })).matchAll(
    /name="ended-on-(\w+)"[^>]* value="(\w+)"/g,
  );
  assert.deepEqual(
    Array.from(dateValues, ([, part, value]) => [part, value]),
    [
      ['day', '31'],
      ['month', 'Feb'],
      ['year', '26'],
    ],
  );
  assert.match(String(radiosField({ ...asking, typed, name: 'stage', choices })), /value="no" checked/);
  assert.match(String(selectField({ ...asking, typed, name: 'stage', choices })), /value="no" selected/);
  assert.equal(
    String(checkboxesField({ ...asking, typed, name: 'told', choices })).match(/ checked/g)?.length,
    2,
  );
});

test('the lines a person wrote are theirs, wherever the field is put', () => {
  const typed = { story: 'one\n\n  two </textarea>' };
  for (const limit of [{}, { limit: 100 }]) {
    const field = areaField({ ...asking, typed, name: 'story', ...limit });
    assert.match(String(insetText({ html: field })), />one&#10;&#10; {2}two &lt;\/textarea&gt;<\/textarea>/);
  }
});

test('a line break is one, as browsers send it too', () => {
  const field = areaField({ ...asking, typed: { story: 'one\r\ntwo\rthree\nfour' }, name: 'story' });
  assert.match(String(field), />one&#10;two&#10;three&#10;four<\/textarea>/);
});

test('a date of birth says so to the browser, which may know it', () => {
  assert.match(
    String(dateField({ ...asking, name: 'born-on', autocomplete: 'bday' })),
    /autocomplete="bday-month"/,
  );
});

describe('a form', () => {
  const options = {
    action: '/disruptions/7/meeting',
    button: 'Send the invitations',
    body: html`<p>Fields</p>`,
  };

  test('carries the token and a key of its own, and leaves checking to the service', () => {
    const written = String(form(exampleShell, options));
    assert.match(written, /<form method="post" action="\/disruptions\/7\/meeting" novalidate>/);
    assert.match(written, /name="_csrf" value="token"/);
    assert.match(written, /name="_key" value="[0-9a-f-]{36}"/);
    assert.notEqual(written, String(form(exampleShell, options)));
    assert.match(written, /Send the invitations/);
  });

  test('that takes a file says so', () => {
    assert.match(
      String(form(exampleShell, { ...options, multipart: true })),
      / enctype="multipart\/form-data" novalidate>/,
    );
  });

  test('with a button among its fields has its own button before that one, for Enter to press', () => {
    const remove = button({ text: 'Remove this child', name: 'then', value: 'remove-0' });
    const written = String(form(exampleShell, { ...options, body: remove }));
    assert.ok(written.indexOf('<button type="submit" hidden>Send the invitations') > 0);
    assert.ok(written.indexOf('hidden>Send the invitations') < written.indexOf('Remove this child'));
    assert.doesNotMatch(String(form(exampleShell, options)), /<button[^>]* hidden/);
  });
});
