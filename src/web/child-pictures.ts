import type { Feeling } from '../domain/child-words/feelings.ts';
import type { SheetSpace } from '../domain/child-words/sheet.ts';
import { type Html, html } from './html.ts';

/** A picture beside words that say the same: screen readers pass over it. */
const picture = (drawing: Html): Html =>
  html`<svg class="app-picture" viewBox="0 0 40 40" width="40" height="40" aria-hidden="true" focusable="false">${drawing}</svg>`;

const spacePictures: Record<NonNullable<SheetSpace['picture']>, Html> = {
  cloud: html`<path fill="#5b7083" d="M11 32a8 8 0 0 1-1-16 11 11 0 0 1 21-1 8.5 8.5 0 0 1-1 17z"/>`,
  sun: html`<circle cx="20" cy="20" r="9" fill="#b58900"/><path stroke="#b58900" stroke-width="3" stroke-linecap="round" d="M20 3v5M20 32v5M3 20h5M32 20h5M8 8l3.5 3.5M28.5 28.5 32 32M8 32l3.5-3.5M28.5 11.5 32 8"/>`,
  star: html`<path fill="#b34a2e" d="m20 3 5 11.5 12.5 1.200-9.400 8.300 2.700 12.300L20 29.900 9.200 36.300l2.700-12.300L2.5 15.700 15 14.5z"/>`,
};

/** The picture at the head of a space of a sheet, the same as on paper. */
export const spacePicture = (name: NonNullable<SheetSpace['picture']>): Html => picture(spacePictures[name]);

const mouths: Record<Feeling, Html> = {
  happy: html`<path d="M12 23q8 9 16 0"/>`,
  calm: html`<path d="M13 25h14"/>`,
  sad: html`<path d="M12 28q8-8 16 0"/>`,
  cross: html`<path d="M12 28q8-6 16 0M10 12l6 3M30 12l-6 3"/>`,
  scared: html`<ellipse cx="20" cy="27" rx="4" ry="5"/><path d="M10 11l6-2M30 11l-6-2"/>`,
  mixed: html`<path d="M11 26q3-4 6 0t6 0 6 0"/>`,
};

/** A face that goes with the word for a feeling. */
export const face = (feeling: Feeling): Html =>
  picture(
    html`<circle cx="20" cy="20" r="17.5" fill="#ffe9a8" stroke="#0b0c0c" stroke-width="2"/><circle cx="14" cy="17" r="2" fill="#0b0c0c"/><circle cx="26" cy="17" r="2" fill="#0b0c0c"/><g fill="none" stroke="#0b0c0c" stroke-width="2.5" stroke-linecap="round">${mouths[feeling]}</g>`,
  );
