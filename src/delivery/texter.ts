/** What sends text messages: each to one number, with an id that stays the same however often it is tried. */
export type Texter = {
  readonly send: (message: {
    readonly id: string;
    readonly to: string;
    readonly text: string;
  }) => Promise<unknown>;
  readonly close: () => void;
};
