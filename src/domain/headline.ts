/** What ts_headline puts around the words it found: signs that are in no text, so that all of it can be escaped. */
export const marks = ['\u{e000}', '\u{e001}'] as const;
