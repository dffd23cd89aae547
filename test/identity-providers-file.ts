import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file of identity providers, as a council would write it: JSON of whatever is given. It is gone when the test is. */
export const identityProvidersFile = (providers: unknown): string => {
  const folder = mkdtempSync(join(tmpdir(), 'identity-providers-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'identity-providers.json');
  writeFileSync(file, JSON.stringify(providers));
  return file;
};
