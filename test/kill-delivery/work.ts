import { serviceFrom } from '../../src/app.ts';
import { connect } from '../../src/database/connection.ts';
import { startWork } from '../../src/work.ts';
import { testConfig } from '../app.ts';

/** The service's worker in a process of its own, so that it can be killed. Says on its output when it has begun. */
const [databaseUrl = '', smtpUrl = '', now = ''] = process.argv.slice(2);
const db = connect(databaseUrl);
const config = { ...testConfig(), mail: { smtpUrl, from: 'Service <service@council.example>' } };
const service = serviceFrom(config, db, () => new Date(now));
await startWork(config, service, databaseUrl, new AsyncDisposableStack());
process.stdout.write('ready\n');
