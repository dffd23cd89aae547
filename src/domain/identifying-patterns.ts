import type { IsOrdinary } from './near-miss.ts';
import { isCommonGivenName } from './nicknames.ts';
import { towns } from './towns.ts';

/** What is rare only together with something else. */
type Quasi = 'ethnicity' | 'religion' | 'language' | 'disability';
type PatternKind =
  | 'contact'
  | 'place'
  | 'unknown-name'
  | 'date'
  | 'age'
  | 'siblings'
  | 'occupation'
  | 'event'
  | Quasi;
export type FoundPattern = { readonly kind: PatternKind; readonly start: number; readonly end: number };

const number =
  '(?:\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen)';
const ordinal =
  '(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|\\d{1,2}(?:st|nd|rd|th))';
const month = '(?:January|February|March|April|May|June|July|August|September|October|November|December)';
const capital = "[A-Z][\\p{L}’'-]+";

/** Where something of each kind stands in a text. Written for English as professionals write it in England. */
const patterns: readonly (readonly [PatternKind, RegExp])[] = [
  ['contact', /\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b/giu],
  ['contact', /\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu],
  ['contact', /(?:\+44|\b0)\s?\d(?:[\s-]?\d){7,11}\b/gu],
  ['place', new RegExp(`\\b(?:${towns.join('|')})\\b`, 'gu')],
  ['place', /\b\p{Lu}[\p{L}’'-]*(?:shire|borough|chester|bury|mouth)\b/gu],
  [
    'place',
    new RegExp(
      `\\b(?:(?:${capital}|of|the|and)\\s+)*${capital}\\s+(?:Road|Street|Lane|Avenue|Close|Drive|Way|Crescent|Court|Gardens|Terrace|Park|Hill|Estate|House|Lodge|Farm|School|Primary|Infants|Juniors|Academy|College|Nursery|Hospital|Church|Mosque|Council|Borough|Surgery|Centre|Trust)\\b`,
      'gu',
    ),
  ],
  ['place', /\bSt\.?\s+\p{Lu}[\p{L}’'-]+/gu],
  ['place', /\b(?:seaside|coastal|island|market) (?:town|village)\b|\bvillage\b/giu],
  [
    'date',
    new RegExp(
      `\\b(?:\\d{1,2}(?:st|nd|rd|th)?\\s+(?:of\\s+)?)?${month}\\b(?:\\s+\\d{1,2}(?:st|nd|rd|th)?)?(?:,?\\s+\\d{4})?`,
      'gu',
    ),
  ],
  ['date', /\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b/gu],
  ['date', /\b(?:19|20)\d{2}\b/gu],
  ['date', /\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b/gu],
  [
    'date',
    /\b(?:Christmas|Easter|Eid|Ramadan|Diwali|Hanukkah|Halloween|Bonfire Night|New Year|Mother’s Day|Father’s Day|half[- ]term)\b/giu,
  ],
  ['date', /\b(?:last|that|the|in) (?:spring|summer|autumn|winter)\b/giu],
  ['age', new RegExp(`\\b(?:aged?|age of|turned|turning)\\s+(?:just\\s+|only\\s+)?${number}\\b`, 'giu')],
  [
    'age',
    new RegExp(`\\b${number}(?:\\s+and\\s+a\\s+half)?[-\\s](?:year|month|week|day)s?[-\\s]olds?\\b`, 'giu'),
  ],
  [
    'age',
    new RegExp(
      `\\b(?:was|is|were|are)\\s+(?:just\\s+|only\\s+|nearly\\s+|almost\\s+)?${number}(?=\\s*(?:[.,;:)]|when\\b|at\\b|and\\b|$))`,
      'giu',
    ),
  ],
  ['age', new RegExp(`\\bYears?\\s+${number}\\b`, 'gu')],
  ['age', new RegExp(`\\b${ordinal}\\s+birthday\\b|\\bbirthday\\b|\\bborn\\s+(?:in|on)\\b`, 'giu')],
  ['age', /\b(?:in|started|starting) Reception\b|\breception class\b|\bnewborn\b|\btoddler\b/giu],
  ['siblings', /\b(?:twins?|triplets?|quadruplets?)\b/giu],
  [
    'siblings',
    new RegExp(
      `\\b${number}\\s+(?:\\p{L}+\\s+){0,2}(?:brothers?|sisters?|siblings?|children|boys|girls)\\b`,
      'giu',
    ),
  ],
  [
    'siblings',
    /\b(?:eldest|oldest|youngest|middle)\s+(?:of|child|brother|sister|sibling|boy|girl|son|daughter)\b/giu,
  ],
  [
    'siblings',
    /\b(?:half|step)[- ]?(?:brother|sister|sibling)s?\b|\bonly child\b|\bbaby (?:brother|sister)\b/giu,
  ],
  ['siblings', new RegExp(`\\b(?:sibling group|group|family) of ${number}\\b`, 'giu')],
  [
    'occupation',
    /\b(?:vicar|imam|rabbi|priest|pilot|soldier|army|navy|air force|footballer|farmer|dentist|surgeon|barrister|actor|actress|musician|councillor|lorry driver|chef|midwife|paramedic|fire-?fighter|police officer|policeman|policewoman|head ?teacher|magistrate|vet|fisherman|jockey|politician|mayor|author|celebrity)s?\b/giu,
  ],
  [
    'event',
    /\b(?:house fire|fire|floods?|flooded|car crash|road accident|accident|murder(?:ed)?|killed|manslaughter|suicide|stabb(?:ed|ing)|shot|drowned|drowning|arrested|prison|jailed|newspapers?|television|in the news|headlines|lottery|earthquake|war|deported|kidnapp(?:ed|ing)|explosion|bomb(?:ing)?|heart attack|cancer|inquest|terroris[mt])\b/giu,
  ],
  [
    'ethnicity',
    /\b(?:Roma|Traveller|Gypsy|Somali|Bangladeshi|Pakistani|Indian|Chinese|Vietnamese|Polish|Romanian|Nigerian|Ghanaian|Jamaican|Caribbean|African|Kurdish|Afghan|Syrian|Iranian|Iraqi|Turkish|Albanian|Eritrean|Sudanese|Ukrainian|Portuguese|Brazilian|Black|mixed heritage|dual heritage)\b/gu,
  ],
  [
    'religion',
    /\b(?:Muslim|Islam|Jewish|Hindu|Sikh|Buddhist|Catholic|Pentecostal|Evangelical|Methodist|Quaker|Jehovah’s Witness(?:es)?|Mormon|Christian|Orthodox)s?\b/gu,
  ],
  [
    'language',
    /\b(?:Urdu|Punjabi|Bengali|Arabic|Welsh|Tigrinya|Dari|Pashto|Farsi|Gujarati|Tamil|Cantonese|Mandarin|Swahili|British Sign Language|BSL|sign language|interpreter)\b/giu,
  ],
  [
    'disability',
    /\b(?:autis(?:m|tic)|ADHD|Down(?:’s)? syndrome|cerebral palsy|epilep(?:sy|tic)|foetal alcohol|fetal alcohol|FASD|wheelchair|deaf|blind|cystic fibrosis|diabet(?:es|ic)|spina bifida|Tourette|muscular dystrophy|sickle cell|HIV|cleft|dyspraxia|selective mutism|learning disabilit(?:y|ies))\b/giu,
  ],
];

/** Words with a capital that people in this work write, and that name nobody. */
const known = new Set(
  'adoption adopter adopters ofsted camhs cafcass send ehcp senco nhs iro iros lado scr english england british britain wales welsh i i’m act acts regulations fund life story theraplay pace dyadic coram christmas corambaaf'.split(
    ' ',
  ),
);

const beginsSentence = (before: string): boolean =>
  before.trim() === '' || /(?:[.!?:•]["”’)]*\s+|\n\s*[-–•*]?\s*)["“‘(]*$/.test(before);

/** Words with a capital that are no words of the language, and first names where no sentence begins. */
const unknownNames = (text: string, isOrdinary: IsOrdinary): readonly FoundPattern[] =>
  Array.from(text.matchAll(/\p{Lu}[\p{L}’'-]*\p{Ll}[\p{L}’'-]*/gu)).flatMap(({ 0: word, index }) => {
    const small = word.toLowerCase().replace(/['’]s$/, '');
    const plain = small.split(/['’-]/);
    const isName =
      !beginsSentence(text.slice(Math.max(0, index - 12), index)) && plain.some(isCommonGivenName);
    const isKnown =
      known.has(small) || plain.every((part) => part.length < 2 || isOrdinary(part) || known.has(part));
    return isKnown && !isName ? [] : [{ kind: 'unknown-name', start: index, end: index + word.length }];
  });

/** Finds in one text what can lead back to somebody, whatever the case: contact details, places, days, ages and the like. */
export const findPatterns = (text: string, isOrdinary: IsOrdinary): readonly FoundPattern[] => [
  ...patterns.flatMap(([kind, pattern]) =>
    Array.from(text.matchAll(pattern), ({ 0: { length }, index }) => ({
      kind,
      start: index,
      end: index + length,
    })),
  ),
  ...unknownNames(text, isOrdinary),
];
