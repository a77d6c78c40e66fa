import { once } from 'node:events';
import { join } from 'node:path';
import { end, forkProgram } from './processes.mjs';

/** Files that a peer of ours, resident as our worker is, reads before it is measured. */
const WARM_UP = 4;

/** @returns what a program of `bench/peers` answers when it gets `paths`, after it has worked before: `{ ms, … }` */
export async function askPeer(name, paths) {
  const child = forkProgram(join(import.meta.dirname, '..', 'peers', name));
  const answer = async () => {
    const gone = new AbortController();
    const [message] = await Promise.race([
      once(child, 'message', { signal: gone.signal }),
      once(child, 'exit', { signal: gone.signal }).then(([code]) => Promise.reject(new Error(`${name} ended with ${code}`))),
    ]).finally(() => gone.abort());
    return message;
  };
  try {
    await answer();
    child.send({ paths: paths.slice(0, WARM_UP) });
    await answer();
    child.send({ paths });
    return await answer();
  } finally {
    await end(child);
  }
}
