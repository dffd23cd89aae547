import { join } from 'node:path';
import { buildAssets } from '../src/web/assets.ts';

await buildAssets(join(import.meta.dirname, '../assets/dist'));
