import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort, listensOn, stopped } from './openssh.ts';

export const webDavLogin = { user: 'filing', password: 'a password of the tests' } as const;

/** Apache's httpd with mod_dav, as this machine has it: a WebDAV server with a folder of its own, behind basic authentication. */
export const startApache = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'webdav-'));
  const root = join(folder, 'root');
  mkdirSync(root);
  mkdirSync(join(folder, 'run'));
  // Started as root, it works as a user who owns nothing here.
  for (const each of [folder, root, join(folder, 'run')]) chmodSync(each, 0o777);
  const port = await freePort();
  const hash = createHash('sha1').update(webDavLogin.password).digest('base64');
  writeFileSync(join(folder, 'users'), `${webDavLogin.user}:{SHA}${hash}\n`);
  const modules = [
    ...['mpm_event', 'authn_core', 'authn_file', 'authz_core', 'authz_user', 'auth_basic', 'dav', 'dav_fs'],
  ].map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`);
  writeFileSync(
    join(folder, 'httpd.conf'),
    `${modules.join('\n')}
ServerName localhost
Listen 127.0.0.1:${port}
PidFile ${join(folder, 'run', 'pid')}
Mutex file:${join(folder, 'run')} default
ErrorLog ${join(folder, 'run', 'log')}
DocumentRoot ${root}
DavLockDB ${join(folder, 'run', 'locks')}
${userInfo().uid === 0 ? 'User www-data\nGroup www-data\n' : ''}<Directory ${root}>
  Dav On
  AuthType Basic
  AuthName filing
  AuthBasicProvider file
  AuthUserFile ${join(folder, 'users')}
  Require valid-user
</Directory>
`,
  );
  execFileSync('apache2', ['-t', '-f', join(folder, 'httpd.conf')], { stdio: 'ignore' });
  const child = spawn('apache2', ['-f', join(folder, 'httpd.conf'), '-DFOREGROUND'], { stdio: 'ignore' });
  await listensOn(port);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    /** What it serves, on this machine's disk. */
    root,
    stop: async () => {
      await stopped(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
