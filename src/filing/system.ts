/** A system that keeps records, as whoever runs the service configured it for one council. */
export type FilingSystem = {
  /** By what it is chosen: small letters, digits and hyphens. */
  readonly id: string;
  /** The council's name as the service has it. */
  readonly organisation: string;
  /** What people call it. */
  readonly name: string;
} & Way;

/** How a system is reached. Secrets come from files, and are nowhere else. */
export type Way =
  | { readonly way: 'folder'; readonly path: string }
  | {
      readonly way: 'sftp';
      readonly host: string;
      readonly port: number;
      readonly user: string;
      /** SHA256 fingerprint of the one host key that is its own, as ssh-keygen -l prints it. */
      readonly hostKey: string;
      readonly base: string;
      readonly secret: { readonly kind: 'key' | 'password'; readonly value: string };
    }
  | { readonly way: 'webdav'; readonly url: string; readonly user: string; readonly password: string }
  | {
      readonly way: 'cmis';
      /** The service URL of the browser binding (CMIS 1.1, 5.3.1). */
      readonly url: string;
      readonly repository: string;
      readonly objectType: string;
      readonly user: string;
      readonly password: string;
    }
  | {
      readonly way: 'graph';
      readonly url: string;
      readonly loginUrl: string;
      readonly tenant: string;
      readonly client: string;
      readonly clientSecret: string;
      readonly drive: string;
    };
