import { readFileSync } from 'node:fs';
import wordList from 'word-list';

let words: ReadonlySet<string> | undefined;

/** Whether a word, in small letters, is one of the language: one of 274,137 that are allowed in word games. */
export const isOrdinaryWord = (word: string): boolean => {
  words ??= new Set(readFileSync(wordList, 'utf8').split('\n'));
  return words.has(word);
};
