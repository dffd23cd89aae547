import type { Transaction } from '../database/connection.ts';
import { addFile, type TakenFile, takeOutFile } from '../database/contribution-files.ts';
import { type Author, saveWriting } from '../database/contributions.ts';
import { takeFileIn } from '../documents/files/take-in.ts';
import { tooLateToAnswer } from '../domain/contribution.ts';
import {
  givenInSummary,
  type OwnContribution,
  readWriting,
  takenBackInSummary,
  type Writing,
} from '../domain/contribution-answers.ts';
import { describeFile, noFileChosen, tooManyFiles } from '../domain/contribution-file.ts';
import { mostBytesOfFile } from '../domain/files/format.ts';
import { allowed, type Result, refused } from '../domain/result.ts';
import type { Upload } from '../web/uploads.ts';
import { isUuid } from './case-door.ts';
import type { Service } from './service.ts';

/** The form of somebody's writing: the largest file that may come with it. */
export const takesFileWithWords = { mostBytes: mostBytesOfFile } as const;

/** What was sent under a name. */
type Read = (name: string) => string;

/**
 * Takes in the file that came with somebody's writing, before anything is locked: reading it takes seconds. Null when none
 * came and none was asked for.
 */
export const takeFileWithWords = async (
  read: Read,
  upload: Upload | null,
): Promise<Result<TakenFile | null>> => {
  if (upload === null) return read('do') === 'add-file' ? refused([noFileChosen]) : allowed(null);
  if (read('take-out') !== '') return allowed(null);
  const description = describeFile(read('description'));
  const taken = await takeFileIn(upload.bytes, upload.isTooLarge);
  return description.ok && taken.ok
    ? allowed({ ...taken.value, description: description.value })
    : refused([taken, description].flatMap((one) => (one.ok ? [] : one.problems)));
};

/** What a form of somebody's writing comes to with the file that came with it. */
export const planWriting = (own: OwnContribution, read: Read, taken: TakenFile | null): Result<Writing> => {
  const added = taken === null ? [] : [{ id: '', isGiven: false, ...taken }];
  return readWriting({ ...own, files: [...own.files, ...added] }, read);
};

/** What came of it: where the page then is, and what the history says; nothing of what stays theirs alone. */
type Done = {
  readonly saved: 'draft' | 'words' | 'taken-back' | 'file' | 'file-out';
  readonly summary: string | null;
};

/** Does with somebody's writing and its files what they asked, in one transaction. Nothing is changed when it is refused. */
export const doWriting = async (
  tx: Transaction,
  { vaultKeys }: Pick<Service, 'vaultKeys'>,
  author: Author & { readonly organisationId: string },
  {
    writing,
    taken,
    takeOut,
    at,
  }: {
    readonly writing: Writing;
    readonly taken: TakenFile | null;
    readonly takeOut: string;
    readonly at: Date;
  },
): Promise<Result<Done>> => {
  const added = taken === null ? 'done' : await addFile(tx, vaultKeys, author, taken, at);
  if (added !== 'done') return refused([added === 'too-many' ? tooManyFiles : tooLateToAnswer]);
  const gone = isUuid(takeOut) ? await takeOutFile(tx, author, takeOut) : 'done';
  if (gone === 'too-late') return refused([tooLateToAnswer]);
  const saved = await saveWriting(tx, author, writing, at);
  if (saved === 'too-late') return refused([tooLateToAnswer]);
  if (writing.does === 'take-back') return allowed({ saved: 'taken-back', summary: takenBackInSummary });
  if (writing.does === 'give') return allowed({ saved: 'words', summary: givenInSummary(saved === 'first') });
  if (takeOut !== '')
    return allowed({
      saved: 'file-out',
      summary: gone === 'was-given' ? 'Took out a file that they had given to the meeting' : null,
    });
  return allowed({ saved: taken === null ? 'draft' : 'file', summary: null });
};
