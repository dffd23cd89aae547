import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertValidPage } from '../../test/html-validate.ts';
import { exampleShell, kitchenSink } from '../../test/kitchen-sink.ts';
import { html } from './html.ts';
import { page, plainPage } from './page.ts';

const content = { title: 'The plan', body: html`<h1>The plan</h1>` };
const council = (name: string, colour: string) => ({ ...exampleShell, organisation: { name, colour } });

test('every part of the web kit makes a valid page: empty, filled in and refused', () => {
  for (const state of ['empty', 'filled', 'refused'] as const) assertValidPage(kitchenSink(state));
});

test("a page is in the council's own name and colour", () => {
  const shown = page(council('Ash & Rowan Council', '#5B2A6E'), content);
  assertValidPage(shown);
  assert.match(shown, /<title>The plan – Placement disruption – Ash &amp; Rowan Council<\/title>/);
  assert.match(shown, /govuk-generic-header__homepage-link">\s*Ash &amp; Rowan Council/);
  assert.match(shown, /href="\/assets\/organisation\/5b2a6e\.css"/);
});

test('a colour that white text could not be read on is left out', () => {
  assert.doesNotMatch(page(council('Sunny Council', '#ffdd00'), content), /organisation\//);
});

test('a refused page says so first in its title, then lists what to put right', () => {
  const problems = [
    { field: 'ended-on', message: 'Enter the date the placement ended' },
    { field: '', message: 'This placement already has an open disruption', because: 'Recorded on 2 March' },
  ];
  const body = html`<h1>The plan</h1><p id="ended-on">A field</p>`;
  const shown = page(exampleShell, { ...content, body, problems });
  assertValidPage(shown);
  assert.match(shown, /<title>Error: The plan – /);
  assert.match(shown, /<a href="#ended-on">Enter the date the placement ended<\/a>/);
  assert.match(
    shown,
    /<li>\s*This placement already has an open disruption <span class="app-because">Recorded on 2 March/,
  );
});

test('a signed-in person sees who they are, where they are, and a way out that carries the token', () => {
  const shown = page(exampleShell, { ...content, current: '/' });
  assert.match(shown, /<a [^>]*href="\/account">Ruth Achebe<\/a>, Social worker/);
  assert.match(shown, /action="\/sign-out">\s*<input type="hidden" name="_csrf" value="token">/);
  assert.match(shown, /href="\/" aria-current="page">\s*<strong[^>]*>What needs doing</);
});

test('somebody who is not signed in is offered nothing that needs signing in', () => {
  const shown = page({ ...exampleShell, person: null }, content);
  assertValidPage(shown);
  assert.doesNotMatch(shown, /What needs doing|sign-out|\/account/);
});

test('every page of a demonstration says that it is one; no other page does, or shows the outbox', () => {
  const real = { ...exampleShell, isDemonstration: false };
  for (const write of [page, plainPage]) {
    assert.match(write(exampleShell, content), /Demonstration: everybody here is invented/);
    assert.doesNotMatch(write(real, content), /Demonstration|Outbox/);
  }
  assert.match(page(exampleShell, content), /href="\/outbox"/);
});

test('a family has no navigation to be lost in, and can leave the page at once', () => {
  const shown = plainPage(exampleShell, { ...content, exit: 'https://www.bbc.co.uk/weather' });
  assertValidPage(shown);
  assert.doesNotMatch(shown, /Record a breakdown|Ruth Achebe|disruption/i);
  assert.match(
    shown,
    /<a href="https:\/\/www\.bbc\.co\.uk\/weather" role="button"[^>]*govuk-js-exit-this-page-button/,
  );
  assert.doesNotMatch(plainPage(exampleShell, content), /exit-this-page/);
});

test('a page brings the scripts it asks for', () => {
  assert.match(
    page(exampleShell, { ...content, scripts: ['autosave.mjs'] }),
    /<script type="module" src="\/assets\/version\/autosave\.mjs"><\/script>/,
  );
});
