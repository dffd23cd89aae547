import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { runDeliveryKills } from '../test/kill-delivery/run.ts';

const { values: asked } = parseArgs({ options: { kills: { type: 'string', default: '200' } } });
const began = performance.now();
const { kills, midway, messages, again, wrong } = await runDeliveryKills(Number(asked.kills));
process.stdout.write(
  `Killed ${kills} times in ${((performance.now() - began) / 1000).toFixed(0)} s, ${midway} times with a message tried and not marked; ` +
    `${messages} messages came to a mail server, ${again} once more because the mark was lost; wrong: ${wrong.length}.\n`,
);
for (const one of wrong.slice(0, 20)) process.stdout.write(`  ${one}\n`);
process.exitCode = wrong.length === 0 ? 0 : 1;
