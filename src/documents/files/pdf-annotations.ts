import {
  concatTransformationMatrix,
  drawObject,
  PDFArray,
  PDFDict,
  PDFName,
  PDFNumber,
  type PDFPage,
  PDFRef,
  PDFStream,
  popGraphicsState,
  pushGraphicsState,
} from 'pdf-lib';
import { refusePdf } from './pdf-objects.ts';

const name = (text: string) => PDFName.of(text);
const numbers = (array: PDFArray | undefined): readonly number[] =>
  array === undefined
    ? []
    : Array.from({ length: array.size() }, (_, at) => array.lookupMaybe(at, PDFNumber)?.asNumber() ?? 0);

/** The picture of an annotation in the state that it is in; undefined when it has none. */
const lookOf = (annotation: PDFDict): PDFRef | undefined => {
  const { context } = annotation;
  const normal = annotation.lookupMaybe(name('AP'), PDFDict)?.get(name('N'));
  if (normal === undefined) return undefined;
  const found = context.lookup(normal);
  if (found instanceof PDFStream) return normal instanceof PDFRef ? normal : undefined;
  const state = annotation.lookupMaybe(name('AS'), PDFName);
  const inState = found instanceof PDFDict && state !== undefined ? found.get(state) : undefined;
  return inState instanceof PDFRef && context.lookup(inState) instanceof PDFStream ? inState : undefined;
};

/** How the picture of an annotation comes to lie where it belongs (ISO 32000-1, 12.5.5, algorithm 8.1). */
const placeOf = (
  look: PDFDict,
  rect: readonly number[],
): readonly [number, number, number, number, number, number] => {
  const [left = 0, bottom = 0, right = 0, top = 0] = numbers(look.lookupMaybe(name('BBox'), PDFArray));
  const own = numbers(look.lookupMaybe(name('Matrix'), PDFArray));
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = own;
  const corners = [
    [left, bottom],
    [left, top],
    [right, bottom],
    [right, top],
  ].map(([x = 0, y = 0]) => [a * x + c * y + e, b * x + d * y + f] as const);
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const [x0, y0] = [Math.min(...xs), Math.min(...ys)];
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = rect;
  const across = Math.abs(x2 - x1) / (Math.max(...xs) - x0 || 1);
  const up = Math.abs(y2 - y1) / (Math.max(...ys) - y0 || 1);
  return [across, 0, 0, up, Math.min(x1, x2) - x0 * across, Math.min(y1, y2) - y0 * up];
};

const isSeen = (annotation: PDFDict): boolean =>
  ((annotation.lookupMaybe(name('F'), PDFNumber)?.asNumber() ?? 0) & 0b100010) === 0 &&
  !['/Link', '/Popup', '/Text', '/FileAttachment', '/Sound', '/Movie', '/RichMedia', '/Screen'].includes(
    annotation.get(name('Subtype'))?.toString() ?? '',
  );

const filledIn = (field: PDFDict) =>
  field.lookup(name('V')) ?? field.lookupMaybe(name('Parent'), PDFDict)?.lookup(name('V'));

/**
 * Draws onto a page what was typed or drawn over it, as it looks: the fields of a form, handwriting, marks. Throws
 * `RefusedFile` when a field was filled in and nothing says how it looks.
 */
export const flattenAnnotations = (page: PDFPage): void => {
  for (const one of page.node.Annots()?.asArray() ?? []) {
    const annotation = page.node.context.lookup(one);
    if (!(annotation instanceof PDFDict) || !isSeen(annotation)) continue;
    const look = lookOf(annotation);
    if (look === undefined) {
      const isFilled =
        annotation.get(name('Subtype')) === name('Widget') && filledIn(annotation) !== undefined;
      const isButton = annotation.lookupMaybe(name('AP'), PDFDict) !== undefined;
      if (isFilled && !isButton) refusePdf('it is a form that was filled in');
      continue;
    }
    const picture = page.node.context.lookup(look, PDFStream).dict;
    picture.set(name('Type'), name('XObject'));
    picture.set(name('Subtype'), name('Form'));
    const place = placeOf(picture, numbers(annotation.lookupMaybe(name('Rect'), PDFArray)));
    const key = page.node.newXObject('Look', look);
    page.pushOperators(
      pushGraphicsState(),
      concatTransformationMatrix(...place),
      drawObject(key),
      popGraphicsState(),
    );
  }
};
