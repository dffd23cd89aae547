import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dateInLondon, isPlainDate } from '../src/domain/dates.ts';
import { readBankHolidays } from '../src/procedures/read-procedures.ts';
import { type Answer, type Command, misused, said } from './procedures/answer.ts';
import { checkCommand } from './procedures/check.ts';
import { diffCommand } from './procedures/diff.ts';
import { explainCommand } from './procedures/explain.ts';
import { listCommand } from './procedures/list.ts';
import { newCommand } from './procedures/new.ts';
import { schemaCommand } from './procedures/schema.ts';

const project = join(import.meta.dirname, '..');

const usage = `How to use it:
  script/procedure explain <procedure[@version]> <facts.yaml|-> [--text] [--today YYYY-MM-DD]
                             what a case has to do, by whom, when and why, as JSON or as a table
  script/procedure list      every version of every procedure
  script/procedure check [folder]
                             everything that is wrong with the procedures
  script/procedure new <council>
                             a procedure to begin with
  script/procedure diff <procedure[@version]> <procedure[@version]> [facts.yaml]
                             what moving from one to the other changes, for a case or for each case of theirs
  script/procedure schema    renews the schemas that editors read
  --folder <folder>          procedures other than the project's own`;

const commands: Readonly<Record<string, Command>> = {
  explain: explainCommand,
  list: listCommand,
  check: checkCommand,
  new: newCommand,
  diff: diffCommand,
  schema: schemaCommand,
};

const options = {
  text: { type: 'boolean', default: false },
  today: { type: 'string', default: dateInLondon(new Date()) },
  folder: { type: 'string', default: join(project, 'procedures') },
  help: { type: 'boolean', default: false },
} as const;

/** The command line, or why it cannot be understood. */
const readArguments = () => {
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    if (error instanceof TypeError && 'code' in error) return error.message;
    throw error;
  }
};

const answer = (): Answer => {
  const asked = readArguments();
  if (typeof asked === 'string') return misused(asked);
  const { text: asText, today, folder, help } = asked.values;
  const [name = '', ...words] = asked.positionals;
  if (help) return said(usage);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) return misused(name === '' ? 'Say what to do' : `There is no command “${name}”`);
  if (!isPlainDate(today)) return misused(`“${today}” is not a date such as 2026-03-01`);
  const calendar = { ...readBankHolidays(join(project, 'reference/bank-holidays.yaml')), today };
  return command({ words, folder, calendar, asText });
};

const { code, text } = answer();
if (code === 0) process.stdout.write(`${text}\n`);
else process.stderr.write(`${text}\n${code === 2 ? `\n${usage}\n` : ''}`);
process.exitCode = code;
