import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { nodeHost } from '../../src/engine/workers/node-host';
import { FilemillError } from '../../src/shared/errors/filemill-error';
import { Mill } from '../helpers/mill';
import { FaultyHost } from './faulty-worker';

const real = nodeHost(join(import.meta.dirname, '..', '..', 'out', 'main'));
const DAY_MS = 86_400_000;

let mill: Mill;
beforeEach(() => {
  mill = new Mill();
});
afterEach(async () => {
  vi.useRealTimers();
  await mill.end();
});

/** As when a person or a time server sets the clock. */
function setClock(byMs: number): void {
  const to = Date.now() + byMs;
  vi.useFakeTimers({ toFake: ['Date'], shouldAdvanceTime: true });
  vi.setSystemTime(to);
}

describe.each([
  ['forward by a year', 365 * DAY_MS],
  ['back by a year', -365 * DAY_MS],
])('a clock that is set %s', (_what, byMs) => {
  it('takes no file early, and lets none wait for longer than it should', async () => {
    await mill.start();
    await mill.watchInbox({ minAgeSeconds: 3 });
    await mill.until(() => mill.engine.snapshot().folders[0]?.health.mode === 'live');
    setClock(byMs);
    const droppedAt = performance.now();
    mill.drop('a.txt', 'words');
    await mill.settled('a.txt', 'done');
    expect(performance.now() - droppedAt).toBeGreaterThan(2_900);
    expect(mill.accountingHolds()).toBe(true);
  });

  it('between two tries starves nobody, also over a restart', async () => {
    const passing = new FilemillError('file.unreadable', 'The disk gave an error.', { hint: 'It is tried again.' });
    let tries = 0;
    await mill.start(new FaultyHost(real, () => (tries++ === 0 ? passing : 'fine')));
    mill.drop('a.txt', 'words');
    await mill.watchInbox({ retryFirstSeconds: 1 });
    await mill.until(() => mill.row('a.txt')?.error !== null && mill.row('a.txt') !== undefined);
    setClock(byMs);
    await mill.restart(new FaultyHost(real, () => 'fine'));
    await mill.settled('a.txt', 'done');
  });
});
