import { connectControl } from '../engine/engine-queries';
import { engineApi, type EngineApi } from '../shared/contract/engine-api';
import { connect, type Connected } from '../shared/rpc/connect';
import type { Port } from '../shared/rpc/port';
import { openLedger } from './open-ledger';
import { makeEngine } from './start-engine';

/**
 * Lets `act` talk to the engine that runs on the data folder, or else to one of its own, which watches nothing. That one only
 * answers, unless it is to be `atWork`: then files that wait are carried on, too.
 *
 * @throws FilemillError `usage.invalid` when there is no ledger yet
 */
export async function withEngine<R>(given: string | undefined, act: (engine: Connected<EngineApi>) => Promise<R>, atWork = false): Promise<R> {
  const { folder, close } = openLedger(given);
  close();
  const running = await connectControl(folder);
  if (running) {
    try {
      return await act(running);
    } finally {
      running.close();
    }
  }
  const engine = makeEngine(folder, false);
  try {
    if (atWork) await engine.start();
    else engine.duplicates.start();
    const [near, far] = portPair();
    engine.serve(far, 'cli');
    const connected = connect(near, engineApi);
    await connected.ready;
    try {
      return await act(connected);
    } finally {
      connected.close();
    }
  } finally {
    await engine.close();
  }
}

/** Two ends of one channel within this process. */
function portPair(): [Port, Port] {
  const sides = [newSide(), newSide()] as const;
  const port = (own: Side, other: Side): Port => ({
    post: (message) => queueMicrotask(() => other.message.forEach((listener) => listener(message))),
    onMessage: (listener) => void own.message.push(listener),
    onClose: (listener) => void own.close.push(listener),
    close: () => queueMicrotask(() => other.close.forEach((listener) => listener())),
  });
  return [port(sides[0], sides[1]), port(sides[1], sides[0])];
}

interface Side {
  message: ((message: unknown) => void)[];
  close: (() => void)[];
}
const newSide = (): Side => ({ message: [], close: [] });
