/**
 * A chart of individual values with natural limits (Shewhart’s XmR chart as in Wheeler, “Understanding variation”, and NHS
 * England, “Making data count”): the mean, and 2.66 times the mean difference of neighbours either side of it.
 */
export type Limits = { readonly mean: number; readonly lower: number; readonly upper: number };

/** Fewer values have no limits that mean anything. */
export const leastForLimits = 8;
const spread = 2.66;
const longRun = 8;

const meanOf = (values: readonly number[]): number =>
  values.reduce((all, one) => all + one, 0) / values.length;

/** The limits of values in order; null where there are too few. */
export const limitsOf = (values: readonly number[]): Limits | null => {
  if (values.length < leastForLimits) return null;
  const mean = meanOf(values);
  const moving = meanOf(values.slice(1).map((value, at) => Math.abs(value - (values[at] ?? value))));
  return { mean, lower: Math.max(0, mean - spread * moving), upper: mean + spread * moving };
};

/** A value outside the limits, or the eighth in a row on one side of the mean: more than what comes and goes by itself. */
export type Signal = { readonly at: number; readonly is: 'above' | 'below' | 'run' };

export const signalsIn = (values: readonly number[], { mean, lower, upper }: Limits): readonly Signal[] => {
  let [run, side] = [0, 0];
  return values.flatMap((value, at): readonly Signal[] => {
    const now = Math.sign(value - mean);
    run = now !== 0 && now === side ? run + 1 : 1;
    side = now;
    if (value > upper) return [{ at, is: 'above' }];
    if (value < lower) return [{ at, is: 'below' }];
    return run === longRun && now !== 0 ? [{ at, is: 'run' }] : [];
  });
};
