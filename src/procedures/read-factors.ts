import { z } from 'zod';
import { type FactorList, factorGroupInWords } from '../domain/factor.ts';
import { date, listOf, oneOf, text } from './fact-schema.ts';
import { checkShape } from './shape.ts';
import { type Located, problemInWords, readYamlFile } from './yaml-file.ts';

const factor = z.strictObject({
  group: oneOf(factorGroupInWords, 'Where it belongs.'),
  key: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .describe('A short name in small letters, digits and hyphens, which stays when the title changes.'),
  title: text('What plays a part, or went well, in words that blame nobody.'),
});

const factorsFile = z.strictObject({
  versions: listOf(
    z.strictObject({
      version: text("The version, in quotes: the month it was issued does well, such as '2026-11'."),
      from: date.describe('The first day it is in force, until another version is.'),
      sources: listOf(text('A source.')).describe('Where the factors come from.'),
      factors: listOf(factor).describe('Every factor, group by group.'),
    }),
  ).describe('Every version, in the order in which they come into force.'),
});

/** What no line shows alone: names that are there twice, versions that are out of order, groups without a factor. */
const wrongTogether = (versions: readonly FactorList[]): readonly Located[] =>
  versions.flatMap(({ version, from, factors }, at): readonly Located[] => {
    const before = versions.slice(0, at);
    const path = ['versions', at];
    const keys = factors.map(({ key }) => key);
    return [
      ...(before.some((other) => other.version === version)
        ? [{ path: [...path, 'version'], message: `Version ${version} is there twice` }]
        : []),
      ...(before.some((other) => other.from >= from)
        ? [
            {
              path: [...path, 'from'],
              message: `Version ${version} comes into force no later than the one before it`,
            },
          ]
        : []),
      ...keys.flatMap((key, place) =>
        keys.indexOf(key) < place
          ? [
              {
                path: [...path, 'factors', place],
                message: `“${key}” is there twice in version ${version}: give each factor a name of its own`,
              },
            ]
          : [],
      ),
      ...Object.keys(factorGroupInWords).flatMap((group) =>
        factors.some((one) => one.group === group)
          ? []
          : [{ path: [...path, 'factors'], message: `Version ${version} has no factor of “${group}”` }],
      ),
    ];
  });

/**
 * The factors that meetings record, each version with its sources and the day it comes into force. Throws one error that
 * lists every problem of the file, line by line, so that a service does not start on a list that cannot be right.
 */
export const readFactors = (path: string): readonly FactorList[] => {
  const source = readYamlFile(path, path);
  const { value, problems: shape } =
    source.problems.length > 0 ? { problems: [] } : checkShape(factorsFile, source.data);
  const located = value === undefined ? shape : wrongTogether(value.versions);
  const problems = [
    ...source.problems,
    ...located
      .map((one) => ({ file: path, line: source.lineOf(one.path), message: one.message }))
      .toSorted((a, b) => a.line - b.line),
  ];
  if (value === undefined || problems.length > 0)
    throw new Error(`The contributory factors cannot be used:\n${problems.map(problemInWords).join('\n')}`);
  return value.versions;
};
