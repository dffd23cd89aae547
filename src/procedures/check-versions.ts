import { addDays, inWords } from '../domain/dates.ts';
import type { Procedure } from '../domain/procedure.ts';
import type { FileProblem, YamlFile } from './yaml-file.ts';

type Version = { readonly procedure: Procedure; readonly source: YamlFile };

const at = ({ source }: Version, key: string, message: string): FileProblem => ({
  file: source.file,
  line: source.lineOf([key]),
  message,
});

/** What is wrong between a version and the one before it; `before` are all that came into force earlier. */
const wrongWith = (version: Version, before: readonly Version[]): readonly FileProblem[] => {
  const { id, version: name, inForce } = version.procedure;
  const same = before.find(({ procedure }) => procedure.version === name);
  if (same !== undefined)
    return [at(version, 'version', `Version ${name} of ${id} is in ${same.source.file} too`)];
  const earlier = before.at(-1);
  if (earlier === undefined) return [];
  const { version: was, inForce: then } = earlier.procedure;
  const dayBefore = addDays(inForce.from, -1);
  if (then.until === dayBefore) return [];
  const next = `version ${name} of ${id} is in force from ${inWords(inForce.from)}`;
  if (then.until === undefined)
    return [at(earlier, 'in-force', `Version ${was} never ends, and ${next}: write until: ${dayBefore}`)];
  const between = then.until < dayBefore ? 'in between there is none' : 'for a time both are';
  const until = `Version ${was} is in force until ${inWords(then.until)}`;
  return [at(version, 'in-force', `${until}, and ${next}: ${between}`)];
};

/** What is wrong with a version when an earlier one of that name is another council's. */
const ofAnotherCouncil = (version: Version, [first]: readonly Version[]): readonly FileProblem[] => {
  const { id, council } = version.procedure;
  if (first === undefined || first.procedure.council === council) return [];
  const other = `${first.procedure.council} in ${first.source.file}`;
  const message = `“${id}” is a procedure of ${council} here, and of ${other}: give each council’s its own name`;
  return [at(version, 'council', message)];
};

/**
 * What is wrong between the versions of each procedure: one that is there twice, a gap between two, an overlap, or
 * versions that are not one council's.
 */
export const checkVersions = (versions: readonly Version[]): readonly FileProblem[] =>
  [...Map.groupBy(versions, ({ procedure }) => procedure.id).values()].flatMap((ofOne) =>
    ofOne
      .toSorted((a, b) => (a.procedure.inForce.from < b.procedure.inForce.from ? -1 : 1))
      .flatMap((version, index, inOrder) => {
        const before = inOrder.slice(0, index);
        const elsewhere = ofAnotherCouncil(version, before);
        return elsewhere.length > 0 ? elsewhere : wrongWith(version, before);
      }),
  );
