import { median } from './load.ts';

/** How often one of the first is greater than one of the second, a tie counting half: the area under the ROC curve. */
const areaUnder = (ones: readonly number[], others: readonly number[]): number => {
  const all = [
    ...ones.map((value) => ({ value, isOne: true })),
    ...others.map((value) => ({ value, isOne: false })),
  ].toSorted((a, b) => a.value - b.value);
  let ranks = 0;
  for (let from = 0, to = 0; from < all.length; from = to) {
    while (to < all.length && all[to]?.value === all[from]?.value) to += 1;
    const tied = all.slice(from, to).filter(({ isOne }) => isOne).length;
    ranks += (tied * (from + 1 + to)) / 2;
  }
  return (ranks - (ones.length * (ones.length + 1)) / 2) / (ones.length * others.length);
};

const again = (values: readonly number[]): readonly number[] =>
  values.map(() => values[Math.floor(Math.random() * values.length)] ?? Number.NaN);

/** The middle ones of so many at a time, as somebody has them who asks again and again. */
export const middles = (values: readonly number[], many: number): readonly number[] =>
  Array.from({ length: Math.floor(values.length / many) }, (_, number) =>
    median(values.slice(number * many, (number + 1) * many)),
  );

/** The area, and between what 95 of 100 lie that are drawn anew from the same times. */
export const areaWithin = (ones: readonly number[], others: readonly number[], draws = 400) => {
  const drawn = Array.from({ length: draws }, () => areaUnder(again(ones), again(others))).toSorted(
    (a, b) => a - b,
  );
  const at = (share: number): number => drawn[Math.floor(share * draws)] ?? Number.NaN;
  return { area: areaUnder(ones, others), from: at(0.025), to: at(0.975) };
};
