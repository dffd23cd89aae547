import { join } from 'node:path';
import nunjucks from 'nunjucks';
import type { GovukOptions } from './govuk-options.ts';
import { Html, raw } from './html.ts';

// The templates are govuk-frontend's own; trimBlocks and lstripBlocks are what its fixtures were made with.
const templates = new nunjucks.Environment(
  new nunjucks.FileSystemLoader(join(import.meta.dirname, '../../node_modules/govuk-frontend/dist/govuk')),
  { autoescape: true, trimBlocks: true, lstripBlocks: true },
);

/** Nunjucks knows strings only; markup becomes one here, and only options typed as Html are written unescaped. */
const withPlainMarkup = (value: unknown): unknown => {
  if (value instanceof Html) return value.toString();
  if (Array.isArray(value)) return value.map(withPlainMarkup);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, option]) => [name, withPlainMarkup(option)]));
};

const component =
  <Name extends keyof GovukOptions>(name: Name) =>
  (options: GovukOptions[Name]): Html =>
    raw(templates.render(`components/${name}/template.njk`, { params: withPlainMarkup(options) }).trim());

export const accordion = component('accordion');
export const backLink = component('back-link');
export const breadcrumbs = component('breadcrumbs');
export const button = component('button');
export const characterCount = component('character-count');
export const checkboxes = component('checkboxes');
export const cookieBanner = component('cookie-banner');
export const dateInput = component('date-input');
export const details = component('details');
export const errorMessage = component('error-message');
export const errorSummary = component('error-summary');
export const exitThisPage = component('exit-this-page');
export const feedback = component('feedback');
export const fieldset = component('fieldset');
export const fileUpload = component('file-upload');
export const footer = component('footer');
export const genericHeader = component('generic-header');
export const header = component('header');
export const hint = component('hint');
export const input = component('input');
export const insetText = component('inset-text');
export const label = component('label');
export const languageNavigation = component('language-navigation');
export const notificationBanner = component('notification-banner');
export const pagination = component('pagination');
export const panel = component('panel');
export const passwordInput = component('password-input');
export const phaseBanner = component('phase-banner');
export const radios = component('radios');
export const select = component('select');
export const serviceNavigation = component('service-navigation');
export const skipLink = component('skip-link');
export const summaryList = component('summary-list');
export const table = component('table');
export const tabs = component('tabs');
export const tag = component('tag');
export const taskList = component('task-list');
export const textarea = component('textarea');
export const warningText = component('warning-text');
