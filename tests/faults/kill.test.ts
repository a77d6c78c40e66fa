import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { isSecondRuntime, isSlow, seedsFor } from '../helpers/random';
import { KillRun } from './kill-run';

/** Processes are found in /proc. */
const canRun = process.platform === 'linux';

describe.runIf(canRun)('SIGKILL at any instant', () => {
  let workMs = 0;
  let run: KillRun;
  afterEach(() => run.end());

  beforeAll(async () => {
    const undisturbed = new KillRun(1);
    try {
      workMs = await undisturbed.measure();
    } finally {
      await undisturbed.end();
    }
  }, 120_000);

  it.each(seedsFor(isSlow ? 200 : isSecondRuntime ? 5 : 12))('loses, doubles and harms nothing (FILEMILL_SEED=%i)', { timeout: 120_000 }, async (seed) => {
    run = new KillRun(seed);
    const found = await run.disturb(workMs);
    expect(found, `FILEMILL_SEED=${seed}, killed: ${run.story.join(', then ')}`).toEqual([]);
  });
});
