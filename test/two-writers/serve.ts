import { buildApp, serviceFrom } from '../../src/app.ts';
import { connect } from '../../src/database/connection.ts';
import { testConfig } from '../app.ts';

/**
 * The service in a process of its own, on the database and port that it is told, so that it can be killed. Says on its
 * output when it answers.
 */
const [databaseUrl = '', port = ''] = process.argv.slice(2);
const config = testConfig();
const app = await buildApp(config, serviceFrom(config, connect(databaseUrl)));
await app.listen({ host: '127.0.0.1', port: Number(port) });
process.stdout.write('ready\n');
