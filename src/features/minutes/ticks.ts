import { readList, readText, type Typed } from '../../web/typed.ts';

/** The boxes of one question: those ticked when the page was made, and those ticked now. */
export type Ticks = { readonly before: readonly string[]; readonly now: readonly string[] };

/** Reads the boxes of a question from a form: those ticked before are in a hidden field of their own. */
export const readTicks = (typed: Typed, name: string): Ticks => ({
  before: readText(typed, `was-${name}`)
    .split(' ')
    .filter((one) => one !== ''),
  now: readList(typed, name),
});

/** Whether a box was ticked or unticked since the page was made. */
export const isChanged = ({ before, now }: Ticks): boolean =>
  before.length !== now.length || before.some((one) => !now.includes(one));
