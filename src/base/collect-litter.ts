import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collect = (options: { type: 'major' | 'minor'; flavor?: 'last-resort' }) => void;

let known: Collect | null = null;

/** A new context has the function that the flag brings; ours is older than it. */
function collect(): Collect {
  if (known === null) {
    setFlagsFromString('--expose-gc');
    known = runInNewContext('gc') as Collect;
  }
  return known;
}

/** All that V8 can spare, in some hundred milliseconds. */
export function collectAll(): void {
  collect()({ type: 'major', flavor: 'last-resort' });
}

/** What is no longer used, within some ten milliseconds: V8 by itself lets 64 MB of buffers lie before it looks. */
export function collectLitter(): void {
  collect()({ type: 'major' });
}
