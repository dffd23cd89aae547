import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer } from './load.ts';

// The least that Node can do: it sends the answer it was last told, whatever is asked. In a process of its own.
let answer: Answer = { status: 200, headers: [], body: '' };
process.on('message', (next: Answer) => {
  answer = next;
  process.send?.('told');
});
process.on('disconnect', () => process.exit());

const server = createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(answer.status, [...answer.headers]).end(answer.body));
});
// As long as the service keeps a connection open.
server.keepAliveTimeout = 72_000;
server.listen(0, '127.0.0.1');
await once(server, 'listening');
process.send?.((server.address() as AddressInfo).port);
