import { partsOf } from './connector.ts';
import type { FilingSystem } from './system.ts';

const rootOf = (system: FilingSystem): readonly string[] => {
  switch (system.way) {
    case 'folder':
      return ['folder:', ...partsOf(system.path)];
    case 'sftp':
      return [`sftp://${system.host}:${system.port}`, ...partsOf(system.base).filter((part) => part !== '.')];
    case 'webdav':
      return [new URL(system.url).origin, ...partsOf(new URL(system.url).pathname)];
    case 'cmis':
      return [new URL(system.url).origin, ...partsOf(new URL(system.url).pathname), system.repository];
    case 'graph':
      return [new URL(system.url).origin, system.drive];
  }
};

/**
 * Where a folder of a system is, by its parts, so that two can be held against each other whatever the systems are called;
 * small letters, as many a system takes two that differ by those alone for one.
 */
export const placeOf = (system: FilingSystem, folder: string): readonly string[] =>
  [...rootOf(system), ...partsOf(folder)].map((part) => part.toLowerCase());
