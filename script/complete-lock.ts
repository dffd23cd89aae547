// Names in package-lock.json what a registry left out: builds of a package for other machines, which some mirrors do
// not carry. Without their names `npm ci` takes the file for an old one; with them it passes over them.
import { readFileSync, writeFileSync } from 'node:fs';

type Package = {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};

const lock: { packages: Record<string, Package> } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const oneOf = (name: string, words: readonly string[]) =>
  words.filter((word) => name.split(/[-/]/).includes(word));

for (const parent of Object.values(lock.packages))
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    const os = oneOf(name, ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32']);
    const cpu = oneOf(name, ['arm', 'arm64', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64']);
    const libc = oneOf(name, ['musl']);
    lock.packages[`node_modules/${name}`] ??= {
      version,
      ...(parent.dev ? { dev: true } : {}),
      ...{ optional: true, os, cpu, ...(libc.length > 0 ? { libc } : {}) },
    };
  }
lock.packages = Object.fromEntries(
  Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')),
);
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
