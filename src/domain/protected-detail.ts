import type { Reader } from './case.ts';
import { looksLikeEmail } from './email.ts';
import { findLeaks, type Secret, textAlone } from './leak-check.ts';
import { withholdableFrom } from './minutes.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';

/** What can be added by hand to what some readers of a case must not learn, and how it is told where no words were given. */
export const detailKinds = {
  name: { inWords: 'Name, nickname or alias', toldAs: '' },
  address: { inWords: 'Address', toldAs: '(address withheld)' },
  school: { inWords: 'School or nursery', toldAs: '(school withheld)' },
  workplace: { inWords: 'Workplace', toldAs: '(workplace withheld)' },
  phone: { inWords: 'Phone number', toldAs: '(phone number withheld)' },
  email: { inWords: 'E-mail address', toldAs: '(e-mail address withheld)' },
  'number-plate': { inWords: 'Number plate', toldAs: '(number plate withheld)' },
} as const;
export type DetailKind = keyof typeof detailKinds;
const isDetailKind = (text: string): text is DetailKind => Object.hasOwn(detailKinds, text);

/** A detail that some readers of a case must not learn (docs/domain.md, 4.5): in their copies it is told in other words. */
export type ProtectedDetail = {
  readonly id: string;
  readonly kind: DetailKind;
  readonly value: string;
  /** "the maternal aunt", "(school withheld)". */
  readonly toldAs: string;
  readonly withheldFrom: readonly Reader[];
};

const secretKinds: Readonly<Record<DetailKind, Secret['kind']>> = {
  name: 'name',
  address: 'address',
  school: 'passage',
  workplace: 'passage',
  phone: 'phone',
  email: 'email',
  'number-plate': 'postcode',
};

/** What is looked for in texts, of a detail that is not a name: names are told as those of people are. */
export const secretOfDetail = ({ kind, value, toldAs }: ProtectedDetail): Secret => ({
  kind: secretKinds[kind],
  value,
  label: `${detailKinds[kind].inWords.toLowerCase()} told as “${toldAs}”`,
});

type Typed = {
  readonly kind: string;
  readonly value: string;
  readonly toldAs: string;
  readonly withheldFrom: readonly string[];
};

const longest = 200;

/**
 * Checks a detail as somebody typed it: its kind, the words as they are written, how it is told instead, and from whom it is
 * kept. What it is told as must not say it. Answers every problem at once.
 */
export const addDetail = (typed: Typed): Result<Omit<ProtectedDetail, 'id'>> => {
  const problems: Problem[] = [];
  const problem = (field: string, message: string): void => void problems.push({ field, message });
  const { kind, value } = typed;
  if (!isDetailKind(kind)) problem('kind', 'Choose what it is');
  if (value === '') problem('value', 'Enter it as it is written');
  else if (value.length > longest) problem('value', `Enter at most ${longest} characters`);
  else if (kind === 'email' && !looksLikeEmail(value))
    problem('value', 'Enter an e-mail address, such as name@post.example');
  else if (kind === 'phone' && value.replaceAll(/\D/g, '').length < 6)
    problem('value', 'Enter a phone number of 6 digits or more');
  else if (!/[\p{L}\p{N}]{2}/u.test(value)) problem('value', 'Enter at least two letters or digits');
  const withheldFrom = withholdableFrom.filter((reader) => typed.withheldFrom.includes(reader));
  if (withheldFrom.length === 0) problem('withheldFrom', 'Choose who must not learn it');
  const toldAs = typed.toldAs || (isDetailKind(kind) ? detailKinds[kind].toldAs : '');
  if (toldAs === '') {
    if (kind === 'name') problem('toldAs', 'Enter who it is, such as “the maternal aunt”');
  } else if (isDetailKind(kind)) {
    const secret = secretOfDetail({ id: '', kind, value, toldAs, withheldFrom });
    if (value !== '' && findLeaks([textAlone(toldAs)], [secret]).length > 0)
      problem('toldAs', 'Enter words that do not say it');
  }
  if (problems.length > 0 || !isDetailKind(kind)) return refused(problems);
  return allowed({ kind, value, toldAs, withheldFrom });
};
