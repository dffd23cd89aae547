/** Whether white text can be read on a colour such as #00583d: WCAG 2.2 success criterion 1.4.3, contrast 4.5. */
export const isReadableCouncilColour = (colour: string): boolean =>
  /^#[0-9a-f]{6}$/i.test(colour) && 1.05 / (relativeLuminance(colour) + 0.05) >= 4.5;

/** Where the stylesheet of a council's colour is; null for a colour that white text cannot be read on. */
export const councilStylesheet = (colour: string): string | null =>
  isReadableCouncilColour(colour) ? `/assets/organisation/${colour.slice(1).toLowerCase()}.css` : null;

/** WCAG 2.2's relative luminance of a colour #rrggbb: 0 for black, 1 for white. */
const relativeLuminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const share = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
