import assert from 'node:assert/strict';
import { HtmlValidate } from 'html-validate';

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // GOV.UK templates leave spaces at the end of lines, which no reader meets.
    'no-trailing-whitespace': 'off',
    // A title says page, service and council; it is not written for a search engine's 70 characters.
    'long-title': 'off',
    // A GOV.UK date gives its fieldset role="group" because JAWS otherwise leaves out the hint and the error.
    'no-redundant-role': 'off',
    // GOV.UK links that act are links with role="button"; its notification banner is a div with role="region".
    'prefer-native-element': ['error', { exclude: ['button', 'region'] }],
    // Checkboxes of one question share one name, and arrive as a list.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button'] }],
  },
});

/**
 * Fails unless a whole page is valid HTML with one h1, a title that says "Error:" exactly when problems are listed,
 * no script or style of its own in it, and no link to a place on the page that is not there.
 */
export const assertValidPage = (page: string): void => {
  const messages = validator.validateStringSync(page).results.flatMap((result) => result.messages);
  assert.deepEqual(
    messages.map(({ line, message, ruleId }) => `line ${line}: ${message} (${ruleId})`),
    [],
  );
  assert.equal(page.match(/<h1[\s>]/g)?.length, 1, 'a page has one h1');
  const title = /<title>([^<]+)<\/title>/.exec(page)?.[1] ?? '';
  assert.notEqual(title.trim(), '', 'a page has a title');
  assert.equal(title.startsWith('Error: '), page.includes('govuk-error-summary"'), `title: ${title}`);
  assert.doesNotMatch(
    page,
    /<script(?![^>]* src=)|<style|<[^>]* (style|on[a-z]+)=/,
    'nothing the CSP would refuse',
  );
  const ids = new Set(Array.from(page.matchAll(/ id="([^"]+)"/g), ([, id]) => id));
  for (const [, target] of page.matchAll(/ href="#([^"]+)"/g))
    assert.ok(ids.has(target), `the link to #${target} leads nowhere`);
};
