import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Content, Html, html, raw } from './html.ts';

test('what a person typed is shown as they typed it, never run as markup', () => {
  assert.equal(
    String(html`<p title="${'"quoted" & \'quoted\''}">${'<script>alert(1)</script>'}</p>`),
    '<p title="&quot;quoted&quot; &amp; &#39;quoted&#39;">&lt;script&gt;alert(1)&lt;/script&gt;</p>',
  );
});

test('whatever is typed, no character that could open a tag or leave an attribute gets through', () => {
  fc.assert(
    fc.property(fc.string(), (typed) => !/[<>"']|&(?!(amp|lt|gt|quot|#39);)/.test(String(html`${typed}`))),
  );
});

test('markup is put inside markup without being escaped twice', () => {
  assert.equal(
    String(html`<ul>${html`<li>${'Ash & Rowan'}</li>`}</ul>`),
    '<ul><li>Ash &amp; Rowan</li></ul>',
  );
});

test('lists are joined, lists inside lists too', () => {
  const names = ['Ash', ['Rowan', [html`<b>Hazel</b>`]]];
  assert.equal(String(html`${names}`), 'AshRowan<b>Hazel</b>');
});

test('null, undefined, false and the empty string are written as nothing, and 0 as 0', () => {
  const contents: readonly Content[] = [null, undefined, false, '', 0];
  assert.equal(String(html`[${contents}]`), '[0]');
});

test('an object that only looks like markup is escaped like any text', () => {
  const disguised = { toString: () => '<b>' } as unknown as Html;
  assert.equal(String(html`${disguised}`), '&lt;b&gt;');
  assert.ok(raw('<b>') instanceof Html);
});
