import { type FileFormat, fileFormats } from './files/format.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';

/** A file with what somebody wrote to a meeting, as others read of it. */
export type ContributionFile = {
  readonly id: string;
  readonly format: FileFormat;
  /** What it shows or says, in its author's words: for those who cannot see or hear it. */
  readonly description: string;
};
/** The same as its author sees it: theirs alone until they give it. */
export type OwnFile = ContributionFile & { readonly isGiven: boolean };

export const mostFiles = 5;
export const descriptionLimit = 200;

/** Somebody's description of a file: pictures are read out by it, and recordings and documents found by it. */
export const describeFile = (description: string): Result<string> => {
  if (description === '')
    return refused([{ field: 'description', message: 'Say in a few words what it is' }]);
  return description.length > descriptionLimit
    ? refused([{ field: 'description', message: `Use ${descriptionLimit} letters or fewer` }])
    : allowed(description);
};

export const noFileChosen: Problem = { field: 'file', message: 'Choose a file first' };
export const tooManyFiles: Problem = {
  field: 'file',
  message: `You can add up to ${mostFiles} files. Take one out first`,
};

/** A file in words: what it is, and what its author says of it. */
export const fileInWords = ({
  format,
  description,
}: Pick<ContributionFile, 'format' | 'description'>): string =>
  `${description} (${fileFormats[format].inWords})`;

/** What stands for words where somebody gives files alone. */
export const saidInFiles = 'What I want to say is in what I have added.';
