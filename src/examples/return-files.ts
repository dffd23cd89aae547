import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCsv } from '../domain/csv.ts';
import type { PlainDate } from '../domain/dates.ts';
import { type ProposedEnding, proposeAdoptiveEndings } from '../domain/ssda903.ts';

const folder = join(import.meta.dirname, '../../reference/ssda903');
const read = (file: string) => readCsv(readFileSync(join(folder, `${file}.csv`), 'utf8'));

export type MadeUpChild = Pick<ProposedEnding, 'sex'> & { readonly bornOn: PlainDate };

/** What the made-up return says: the placements that ended, and the children who are in none of them. */
export const readReturn = (): {
  readonly endings: readonly ProposedEnding[];
  readonly otherChildren: readonly MadeUpChild[];
} => {
  const header = read('header');
  const { endings } = proposeAdoptiveEndings({
    header,
    episodes: read('episodes'),
    ad1: read('ad1'),
    placedForAdoption: read('placed_for_adoption'),
  });
  const proposed = new Set(endings.map(({ child }) => child));
  return {
    endings,
    otherChildren: header
      .filter(({ fields }) => !proposed.has(fields.CHILD ?? ''))
      .map(({ fields }) => ({
        sex: fields.SEX === '1' ? 'male' : 'female',
        bornOn: (fields.DOB ?? '').split('/').reverse().join('-'),
      })),
  };
};
