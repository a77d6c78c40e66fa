import { dirname, join } from 'node:path';
import type { Database } from '../store/database';

/** The name beside `path` under which an effect of this ledger, and of no other, prepares what takes its place; after a crash it is found by it. */
export function temporaryName(database: Pick<Database, 'get'>, path: string, effectId: number): string {
  const { mark } = database.get<{ mark: string }>('SELECT mark FROM identity') as { mark: string };
  return join(dirname(path), `.tmp_effect_${mark}_${effectId}`);
}
