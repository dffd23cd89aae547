import { vaultKeysFrom } from '../src/database/sealing.ts';

/** What the tests' own service, and the rows they put into its database themselves, are sealed with. */
export const testSecrets = {
  SECRET_KEY: 'a secret key for the tests, long enough',
  VAULT_KEY: 'a vault key for the tests that is long enough',
} as const;

export const testVault = {
  vaultKeys: vaultKeysFrom(testSecrets.VAULT_KEY),
  secretKey: testSecrets.SECRET_KEY,
} as const;
