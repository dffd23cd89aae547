/** Something to answer on a sheet: lines to write on, or with none of them a box to draw in. */
export type SheetSpace = {
  readonly prompt: string;
  readonly hint?: string;
  /** A picture beside the prompt, for those who do not read yet. It says nothing that the prompt does not. */
  readonly picture?: 'cloud' | 'sun' | 'star';
  readonly lines: number;
};

/** A sheet on which a child writes or draws, on paper or on a page of their own. Nothing on it is required. */
export type ChildSheet = {
  readonly title: string;
  readonly opening: readonly string[];
  /** What stands in its place on a screen, where it says what can be done on paper alone. */
  readonly onScreen?: readonly string[];
  readonly spaces: readonly SheetSpace[];
  readonly closing: readonly string[];
};
