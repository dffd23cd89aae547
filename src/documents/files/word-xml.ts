type Refuse = (because: string) => never;

const tokens = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>|<[^>]*>|[^<]+/g;
const localName = (tag: string): string => /^<\/?(?:[\w-]+:)?([\w-]+)/.exec(tag)?.[1] ?? '';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));
/** Who and when, and marks of what is left out: the elements go with all that stands in them. */
const dropped = words(
  'rsid rsids rsidRoot commentRangeStart commentRangeEnd commentReference annotationRef permStart permEnd proofErr dataBinding docPartObj embedRegular embedBold embedItalic embedBoldItalic',
);
const tracked = words(
  'ins del moveFrom moveTo moveFromRangeStart moveToRangeStart cellIns cellDel cellMerge rPrChange pPrChange sectPrChange tblPrChange tblGridChange trPrChange tcPrChange tblPrExChange numberingChange',
);
const uncheckable = words('altChunk object OLEObject control subDoc movie svgBlip pict-external');
/** What settings say of how pages look; the rest says who, where and with what. */
const ofSettings = words(
  'zoom mirrorMargins evenAndOddHeaders defaultTabStop autoHyphenation characterSpacingControl footnotePr endnotePr compat themeFontLang clrSchemeMapping decimalSymbol listSeparator displayBackgroundShape',
);
const fieldsThatAct = /\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE|MACROBUTTON)\b/;

const attribute = /\s+([\w-]+:)?([\w-]+)\s*=\s*("[^"]*"|'[^']*')/g;
const isMade = (name: string): boolean => /^(rsid\w*|author|initials|date|dateUtc|userId)$/.test(name);

/** A tag without who made it and when; the name of a picture's file is written over. */
const cleanTag = (tag: string): string =>
  tag.replaceAll(attribute, (written, prefix: string | undefined, name: string) => {
    if (prefix !== 'xmlns:' && isMade(name)) return '';
    const isFileName = name === 'name' && /^(docPr|cNvPr)$/.test(localName(tag));
    return isFileName ? ' name="Picture"' : written;
  });

/** Goes through XML with every element that `drops` names left out whole, and every other tag given to `keep`. */
const without = (
  xml: string,
  drops: (name: string, depth: number) => boolean,
  keep: (tag: string) => string,
): string => {
  let [kept, depth, droppedAt] = ['', 0, -1];
  for (const [token] of xml.matchAll(tokens)) {
    const isTag = token.startsWith('<') && !/^<[!?]/.test(token);
    const [isEnd, isEmpty] = [token.startsWith('</'), token.endsWith('/>')];
    if (isTag && isEnd) depth -= 1;
    const isInside = droppedAt !== -1;
    if (isTag && !isEnd && !isInside && drops(localName(token), depth)) {
      if (!isEmpty) droppedAt = depth;
    } else if (!isInside) {
      if (isTag) kept += keep(token);
      else if (!/^<(!--|\?)/.test(token)) kept += token;
    }
    if (isTag && isEnd && depth === droppedAt) droppedAt = -1;
    if (isTag && !isEnd && !isEmpty) depth += 1;
  }
  return kept;
};

/** The XML of a part of a Word document without who wrote it; `isSettings` for the one part that is mostly that. */
export const cleanWordXml = (xml: string, isSettings: boolean, refuse: Refuse): string => {
  const clean = without(
    xml,
    (name, depth) => dropped.has(name) || (isSettings && depth === 1 && !ofSettings.has(name)),
    (tag) => {
      const name = localName(tag);
      if (tracked.has(name)) refuse('it shows who changed what (tracked changes)');
      if (uncheckable.has(name)) refuse('it holds something that we cannot check');
      return cleanTag(tag);
    },
  );
  const codes = [...clean.matchAll(/<(?:\w+:)?instrText[^>]*>([^<]*)|instr="([^"]*)"/g)];
  if (fieldsThatAct.test(codes.map(([, inside, simple]) => inside ?? simple ?? '').join('')))
    refuse('it takes parts of itself from elsewhere');
  return declaration + clean;
};

const leftOutKinds =
  /\/(core-properties|extended-properties|custom-properties|thumbnail|comments\w*|people|customXml|webSettings|stylesWithEffects|glossaryDocument|printerSettings|keyMapCustomizations|documenttasks|font|classificationlabels|origin|attachedToolbars)$/i;
const attributeOf = (tag: string, name: string): string =>
  new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag)?.slice(1).find(Boolean) ?? '';

/** The relationships of a part, without those to what is left out. Refuses what leads out of the document, but a web link. */
export const cleanRelationships = (xml: string, isRoot: boolean, refuse: Refuse): string => {
  const kept = [...xml.matchAll(/<(?:\w+:)?Relationship\s[^>]*>/g)].flatMap(([tag]) => {
    const [id, type, target] = [attributeOf(tag, 'Id'), attributeOf(tag, 'Type'), attributeOf(tag, 'Target')];
    const isOutside = /^external$/i.test(attributeOf(tag, 'TargetMode'));
    if (leftOutKinds.test(type) || (isRoot && !type.endsWith('/officeDocument'))) return [];
    const isLink = isOutside && type.endsWith('/hyperlink') && /^(https?:\/\/|mailto:)/i.test(target);
    if (!/^\w+$/.test(id) || !/^[\w:/.-]+$/.test(type) || (isOutside && !isLink) || /[<>"]/.test(target))
      return refuse('it takes parts of itself from elsewhere');
    const mode = isOutside ? ' TargetMode="External"' : '';
    return [`<Relationship Id="${id}" Type="${type}" Target="${target}"${mode}/>`];
  });
  const space = 'http://schemas.openxmlformats.org/package/2006/relationships';
  return `${declaration}<Relationships xmlns="${space}">${kept.join('')}</Relationships>`;
};

/** The relationships that the XML of a part speaks of. */
export const idsUsedIn = (xml: string): readonly string[] =>
  [...xml.matchAll(/\s(?:r\d*|o):(?:id|embed|link|pict|relid)="([^"]+)"/g)].map(([, id]) => id ?? '');
