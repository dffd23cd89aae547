import type { Facts } from '../domain/facts.ts';
import { facts } from './fact-schema.ts';
import { checkShape } from './shape.ts';
import { type FileProblem, readYamlFile } from './yaml-file.ts';

/** The facts in a YAML file, or in what is piped in when `path` is 0, or everything that is wrong with it. */
export const readFacts = (
  file: string,
  path: string | 0,
): { readonly facts?: Facts; readonly problems: readonly FileProblem[] } => {
  const source = readYamlFile(file, path);
  if (source.problems.length > 0) return { problems: source.problems };
  const { value, problems } = checkShape(facts, source.data);
  const located = problems.map(({ path, message }) => ({ file, line: source.lineOf(path), message }));
  return { ...(value && { facts: value }), problems: located.sort((a, b) => a.line - b.line) };
};
