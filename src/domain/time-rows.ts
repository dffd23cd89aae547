import { dateInLondon, type PlainDate } from './dates.ts';
import { type Given, type ProposedTime, timeAnswerInWords } from './time-answers.ts';
import { momentInWords } from './times-message.ts';

/** What somebody said of a time they were asked about, as a case keeps it. */
export type TimeAnswerHeld = ProposedTime & {
  readonly source: string;
  readonly name: string;
  readonly said: Given;
  readonly at: Date;
};

/** One thing of what people said of times, for a request: see subject-rows.ts. */
export type TimeRow = {
  readonly key: string;
  readonly on: PlainDate;
  readonly whose: { readonly source: string; readonly name: string };
  readonly text: string;
  /** Whether a worker wrote down what somebody told them. */
  readonly isTyped: boolean;
};

/** What people said of the times they were asked about, before a meeting was convened. */
export const timeRows = (held: readonly TimeAnswerHeld[]): readonly TimeRow[] =>
  held.map(({ id, source, name, said, at, ...time }) => {
    const { answer, toldBy, toldHow, recordedBy } = said;
    const told = toldBy === '' ? '' : ` ${toldBy} said so (${toldHow}), and ${recordedBy} wrote it down.`;
    return {
      ...{ key: `time-${id}-${source}`, on: dateInLondon(at), whose: { source, name } },
      text: `Asked about a meeting on ${momentInWords(time)}, ${name} said: ${timeAnswerInWords[answer]}.${told}`,
      isTyped: toldBy !== '',
    };
  });
