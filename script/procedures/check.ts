import { type Command, misused, said, withProcedures } from './answer.ts';

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** `check [folder]`: everything that is wrong, or how much there is of which nothing is. */
export const checkCommand: Command = ({ words: [folder, ...more], folder: own }) => {
  if (more.length > 0) return misused('check takes one folder');
  return withProcedures(folder ?? own, (read) => {
    const ids = new Set(read.map(({ procedure }) => procedure.id));
    const total = (count: (one: (typeof read)[number]) => number) =>
      read.reduce((sum, one) => sum + count(one), 0);
    const counts = [
      counted(ids.size, 'procedure'),
      counted(read.length, 'version'),
      counted(
        total(({ procedure }) => procedure.rules.length),
        'rule',
      ),
      counted(
        total(({ cases }) => cases.length),
        'case',
      ),
    ];
    return said(`${counts.join(', ')}: nothing wrong`);
  });
};
