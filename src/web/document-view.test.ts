import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertValidPage } from '../../test/html-validate.ts';
import { exampleShell } from '../../test/kitchen-sink.ts';
import type { Doc } from '../domain/document.ts';
import { documentBody } from './document-view.ts';
import { html } from './html.ts';
import { plainPage } from './page.ts';

const doc: Doc = {
  title: 'Minutes',
  subtitle: 'Your copy',
  language: 'en',
  sections: [
    {
      heading: 'Findings & lessons',
      level: 2,
      blocks: [
        { is: 'paragraph', text: 'One\nTwo <three>' },
        { is: 'list', items: ['a', 'b'] },
        { is: 'quote', words: 'I miss the dog.', who: 'Robin' },
      ],
    },
    {
      heading: 'Actions',
      level: 3,
      blocks: [{ is: 'table', headings: ['What', 'Who'], rows: [['Letter', 'Amina']] }],
    },
  ],
};

test('a document is a valid page body, its lines kept and its words escaped', () => {
  const body = documentBody(doc);
  assertValidPage(plainPage(exampleShell, { title: 'Minutes', body: html`<h1>${doc.title}</h1>${body}` }));
  for (const part of [
    '<h2 class="govuk-heading-m">Findings &amp; lessons</h2>',
    '<h3 class="govuk-heading-s">Actions</h3>',
    '<p class="app-words">One\nTwo &lt;three&gt;</p>',
    '<li>b</li>',
    '<blockquote class="app-words">I miss the dog.</blockquote>',
    'data-heading="Who"><span class="app-words">Amina</span></td>',
  ])
    assert.ok(String(body).includes(part), part);
});
