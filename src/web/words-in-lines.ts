/** Words in lines of fewer than so many letters; a longer word has a line of its own. */
export const linesOf = (words: string, letters: number): readonly string[] => {
  const lines: string[] = [];
  for (const word of words.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + word.length < letters) lines.splice(-1, 1, `${line} ${word}`);
    else lines.push(word);
  }
  return lines;
};
