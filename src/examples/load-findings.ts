import type { PlainDate } from '../domain/dates.ts';
import { saveFinding } from '../features/findings/record-finding.ts';
import { nth, uuidOf } from './chance.ts';
import { insistOn, type Loading } from './loading.ts';

type Said = { readonly factor: string; readonly evidence: string } & Partial<
  Readonly<Record<'otherwiseBy' | 'otherwise', string>> & { readonly withheldFrom: readonly string[] }
>;

/** What the example meetings found played a part, and what went well: invented, as all that the examples say. */
const factors: readonly [Said, ...Said[]] = [
  {
    factor: 'response',
    evidence: 'Support was asked for in writing twice. The first answer came after five weeks.',
    otherwiseBy: 'the adopters’ agency',
    otherwise: 'It had offered a visit by telephone in the second week.',
  },
  { factor: 'pace', evidence: 'The introductions took nine days, because a holiday was near.' },
  {
    factor: 'carer-loss',
    evidence: 'There was grief in the family, which nobody had asked about at the time of the match.',
    withheldFrom: ['birth-family', 'carers', 'professionals'],
  },
  { factor: 'underplayed', evidence: 'The report had said little about sleep.' },
];
const strengths: readonly [Said, ...Said[]] = [
  { factor: 'well-for-child', evidence: 'School was the steady place, and friends were made there.' },
  { factor: 'well-together', evidence: 'The decision was made together at a visit, and told together.' },
];

/** What the minute taker records of the meeting: a factor or two, and a strength. */
export const loadFindings = async (loading: Loading, heldOn: PlainDate): Promise<void> => {
  const { example, at, form } = loading;
  const { number, staff } = example;
  const found = [nth(factors, number), nth(factors, number + 1 + (number % 2)), nth(strengths, number)];
  for (const [place, said] of found.entries()) {
    const asked = { ...form(`finding ${place}`), id: uuidOf(`finding ${number} ${place}`) };
    const then = at(heldOn, `16:5${place}`);
    await insistOn(saveFinding(then, staff.minuteTaker, asked, { withheldFrom: [], ...said }));
  }
};
