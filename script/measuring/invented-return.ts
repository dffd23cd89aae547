import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';

const published = join(import.meta.dirname, '../../reference/ssda903/episodes.csv');

/**
 * Writes a return of so many episodes: the published made-up ones over and over, each time of other children, in an order
 * that parts the episodes of a child. Reasons come far more often in them than in life, so that much is proposed.
 */
export const writeInventedReturn = async (path: string, episodes: number): Promise<void> => {
  const [headings = '', ...rows] = readFileSync(published, 'utf8').trim().split('\n');
  const file = createWriteStream(path);
  file.write(`${headings}\n`);
  for (let written = 0; written < episodes; ) {
    const round = Math.floor(written / rows.length);
    // A prime that does not divide their number goes round all of them.
    const lines = rows
      .map((_, at) => rows[(at * 1_009) % rows.length] ?? '')
      .slice(0, episodes - written)
      .map((row) => `${round}-${row}\n`);
    written += lines.length;
    if (!file.write(lines.join(''))) await once(file, 'drain');
  }
  file.end();
  await finished(file);
};
