import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect as connectTcp, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** A port that nothing listens on. */
export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** Waits until something listens on a port; throws when it has not within ten seconds. */
export const listensOn = async (port: number): Promise<void> => {
  for (let tries = 0; tries < 200; tries += 1) {
    const is = await new Promise<boolean>((resolve) => {
      const socket = connectTcp(port, '127.0.0.1');
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (is) return;
    await wait(50);
  }
  throw new Error(`Nothing listens on port ${port}`);
};

export const stopped = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });

/** The sshd of OpenSSH, as this machine has it, with SFTP alone and two keys of its own: whose machine it is, and ours. */
export const startOpenSsh = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sftp-'));
  const key = (name: string) =>
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, name)]);
  key('host');
  key('client');
  const port = await freePort();
  const settings = [
    ...[`Port ${port}`, 'ListenAddress 127.0.0.1', `HostKey ${join(folder, 'host')}`, 'PidFile none'],
    ...[`AuthorizedKeysFile ${join(folder, 'client.pub')}`, 'StrictModes no', 'UsePAM no'],
    ...['PasswordAuthentication no', 'PermitRootLogin prohibit-password', 'MaxStartups 200'],
    ...['Subsystem sftp internal-sftp', 'ForceCommand internal-sftp'],
  ];
  writeFileSync(join(folder, 'sshd_config'), `${settings.join('\n')}\n`);
  if (userInfo().uid === 0) execFileSync('mkdir', ['-p', '/run/sshd']);
  const child = spawn('/usr/sbin/sshd', ['-D', '-e', '-f', join(folder, 'sshd_config')], { stdio: 'ignore' });
  await listensOn(port);
  const printed = execFileSync('ssh-keygen', ['-l', '-f', join(folder, 'host.pub')], { encoding: 'utf8' });
  return {
    port,
    user: userInfo().username,
    hostKey: printed.split(' ')[1] ?? '',
    keyFile: join(folder, 'client'),
    key: readFileSync(join(folder, 'client'), 'utf8'),
    stop: async () => {
      await stopped(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
