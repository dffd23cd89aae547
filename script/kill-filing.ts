import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { runCarrier } from '../test/kill-filing/run-carrier.ts';

const { values: asked } = parseArgs({ options: { kills: { type: 'string', default: '200' } } });
const began = performance.now();
const { kills, midway, filings, wrong } = await runCarrier(Number(asked.kills));
process.stdout.write(
  `Killed ${kills} times in ${((performance.now() - began) / 1000).toFixed(0)} s, ${midway} times with something begun and not filed; ` +
    `${filings} filings on an SFTP and a WebDAV server; wrong: ${wrong.length}.\n`,
);
for (const one of wrong.slice(0, 20)) process.stdout.write(`  ${one}\n`);
process.exitCode = wrong.length === 0 ? 0 : 1;
