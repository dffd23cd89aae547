import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { startEmbedded } from '../src/database/embedded.ts';
import { runTwoWriters } from '../test/two-writers/run.ts';

const { values: asked } = parseArgs({
  options: {
    edits: { type: 'string', default: '10000' },
    seed: { type: 'string', default: 'november' },
  },
});

const folder = join(import.meta.dirname, `../.local/two-writers-${process.pid}`);
const server = await startEmbedded(join(folder, 'server'));
if (!server.ok) throw new Error(server.problems.map(({ message }) => message).join('\n'));
process.env.TEST_DATABASE_URL = server.value.superuserUrl;
try {
  const began = performance.now();
  const { edits, told, cuts, kills, beside, lost } = await runTwoWriters({
    ...{ edits: Number(asked.edits), seed: asked.seed, cutEvery: 40, killEvery: 500 },
  });
  const took = ((performance.now() - began) / 1000).toFixed(0);
  process.stdout.write(
    `${edits} edits by two writers in ${took} s; connections cut ${cuts} times, the service killed ${kills} times.\n` +
      `${told} words were told to be saved; ${beside} texts are kept beside others; lost: ${lost.length}.\n`,
  );
  for (const { passageId, word } of lost.slice(0, 20)) process.stdout.write(`  ${word} in ${passageId}\n`);
  process.exitCode = lost.length === 0 ? 0 : 1;
} finally {
  await server.value.stop();
  await rm(folder, { recursive: true, force: true });
}
