import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as govuk from './govuk.ts';
import { html } from './html.ts';

type Fixtures = {
  readonly component: string;
  readonly fixtures: readonly { readonly name: string; readonly options: object; readonly html: string }[];
};

const shipped: readonly Fixtures[] = globSync(
  'node_modules/govuk-frontend/dist/govuk/components/*/fixtures.json',
).map((path) => JSON.parse(readFileSync(path, 'utf8')));

const components: Readonly<Record<string, unknown>> = govuk;
const render = (component: string, options: unknown): string => {
  const write = components[component.replace(/-./g, (dash) => dash.charAt(1).toUpperCase())];
  assert.ok(typeof write === 'function', `there is a function for ${component}`);
  return String(write(options));
};

test('every component looks exactly as govuk-frontend ships it, in all of its 725 examples', () => {
  let compared = 0;
  for (const { component, fixtures } of shipped) {
    for (const { name, options, html } of fixtures) {
      assert.equal(render(component, options), html, `${component}: ${name}`);
      compared += 1;
    }
  }
  assert.equal(compared, 725);
});

/** The same options with every text replaced; those typed as Html, and attributes given as one string, left out. */
const withText = (text: string, value: unknown, name = ''): unknown => {
  if (/^html$|Html$|^slots$/.test(name) || (name === 'attributes' && typeof value === 'string'))
    return undefined;
  if (typeof value === 'string') return text;
  if (Array.isArray(value)) return value.map((element) => withText(text, element));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, option]) => [key, withText(text, option, key)] as const),
  );
};

test('no text option of any component lets markup through', () => {
  for (const { component, fixtures } of shipped) {
    for (const { name, options } of fixtures) {
      const written = render(component, withText('"><script>attack</script>', options));
      assert.doesNotMatch(written, /<script>/, `${component}: ${name}`);
    }
  }
});

test('markup is taken as markup and text as text', () => {
  assert.match(String(govuk.insetText({ html: html`<b>${'Ash & Rowan'}</b>` })), /<b>Ash &amp; Rowan<\/b>/);
  assert.match(String(govuk.insetText({ text: '<b>' })), /&lt;b&gt;/);
});

test('the types are those that govuk-frontend describes', () => {
  const described = execFileSync(process.execPath, ['script/update-govuk-types.ts'], { encoding: 'utf8' });
  assert.equal(readFileSync('src/web/govuk-options.ts', 'utf8'), described);
});
