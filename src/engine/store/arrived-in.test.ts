import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ARRIVED_IN } from './arrived-in';
import { openStore } from './open-store';

it('finds what came in a span by an index, in its order, and reads nothing else', () => {
  const folder = mkdtempSync(join(tmpdir(), 'filemill-arrived-'));
  const { database } = openStore(folder);
  try {
    const plan = database.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${ARRIVED_IN}`, 1, 0, 1).map(({ detail }) => detail);
    expect(plan).toEqual(['SEARCH j USING INDEX jobs_by_arrival (folder_id=? AND arrived_at>? AND arrived_at<?)', 'SEARCH f USING INTEGER PRIMARY KEY (rowid=?)']);
  } finally {
    database.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
