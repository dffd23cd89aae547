/** Markup that is safe to send. Only `html` and `raw` make it, so a plain string can never pass for it. */
export class Html {
  readonly #markup: string;

  constructor(markup: string) {
    this.#markup = markup;
  }

  toString(): string {
    return this.#markup;
  }
}

/** What may stand in a `${…}` of `html`: markup as it is, text escaped, lists joined, nothing as nothing. */
export type Content = Html | string | number | null | undefined | false | readonly Content[];

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const written = (content: Content): string => {
  if (content === null || content === undefined || content === false) return '';
  if (content instanceof Html) return content.toString();
  if (Array.isArray(content)) return content.map(written).join('');
  return String(content).replace(/[&<>"']/g, (character) => escapes[character] ?? character);
};

/** Writes markup from a template: everything put into it is escaped unless it is `Html`. Quote every attribute. */
export const html = (literals: TemplateStringsArray, ...contents: readonly Content[]): Html =>
  new Html(literals.map((literal, index) => literal + written(contents[index])).join(''));

/** Takes a string as markup, unescaped: only for text this service wrote itself, never for what a person typed. */
export const raw = (markup: string): Html => new Html(markup);
