/**
 * Whether a text can be one person's e-mail address. What separates addresses or wraps them in a header is refused:
 * a message for one person never goes to two.
 */
export const looksLikeEmail = (text: string): boolean =>
  /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;"]+$/.test(text);
