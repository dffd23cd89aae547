import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Passes bytes on to a port of this machine, and cuts the line when told to. */
export const startLosingProxy = async (to: number) => {
  let forward = Number.POSITIVE_INFINITY;
  let answersLost: RegExp | undefined;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const beyond = connect(to, '127.0.0.1');
    for (const socket of [client, beyond]) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => {}).on('close', () => open.delete(socket));
    }
    const cut = () => {
      client.destroy();
      beyond.destroy();
    };
    let losing = false;
    client.on('data', (bytes) => {
      forward -= bytes.length;
      if (forward < 0) return cut();
      if (answersLost?.test(bytes.toString('latin1'))) {
        losing = true;
        answersLost = undefined;
      }
      beyond.write(bytes);
    });
    // What was asked is done; its answer goes nowhere.
    beyond.on('data', (bytes) => (losing ? cut() : client.write(bytes)));
    client.on('end', () => beyond.end());
    beyond.on('end', () => client.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    /** Cuts the line once so many bytes have gone to the server. */
    cutAfter: (bytes: number) => {
      forward = bytes;
    },
    /** Cuts it as the answer comes to the next request that this fits. */
    loseAnswerTo: (request: RegExp) => {
      answersLost = request;
    },
    mend: () => {
      forward = Number.POSITIVE_INFINITY;
      answersLost = undefined;
    },
    stop: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
