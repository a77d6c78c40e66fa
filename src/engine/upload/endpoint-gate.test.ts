import { expect, it } from 'vitest';
import { EndpointGate } from './endpoint-gate';

/** Time that passes when it is waited for. */
function fastClock() {
  let at = 0;
  return {
    elapsed: () => at,
    now: () => at,
    random: () => 0,
    pause: async (ms: number) => {
      const until = at + ms;
      await new Promise((resolve) => setImmediate(resolve));
      at = Math.max(at, until);
    },
  };
}

it('lets few requests through while nothing answers, however many wait', async () => {
  const clock = fastClock();
  const gate = new EndpointGate(clock);
  const signal = new AbortController().signal;
  let requests = 0;
  const work = async (): Promise<void> => {
    while (clock.elapsed() < 20_000) {
      await gate.enter(signal);
      if (clock.elapsed() >= 20_000) return gate.gaveUp();
      requests += 1;
      await new Promise((resolve) => setImmediate(resolve));
      gate.failed();
    }
  };
  await Promise.all(Array.from({ length: 50 }, work));
  // The fifty that were under way, then one after half a second, one, two, four, eight.
  expect(requests).toBeGreaterThan(50);
  expect(requests).toBeLessThanOrEqual(60);
});

it('lets all through again once there is an answer', async () => {
  const gate = new EndpointGate(fastClock());
  const signal = new AbortController().signal;
  gate.failed();
  expect(gate.failingForMs).toBe(0);
  let through = 0;
  const all = Promise.all(Array.from({ length: 5 }, () => gate.enter(signal).then(() => (through += 1))));
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(through).toBe(1);
  gate.succeeded();
  await all;
  expect(gate.failingForMs).toBeNull();
});

it('stops waiting when it is called off', async () => {
  const gate = new EndpointGate({ ...fastClock(), pause: (_ms, signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))) });
  const abort = new AbortController();
  gate.failed();
  const waiting = gate.enter(abort.signal);
  abort.abort();
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
});
