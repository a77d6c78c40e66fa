import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = dirname(dirname(fileURLToPath(import.meta.url)));
/** The built watching process; `options.watcher` of a bench names another build. */
export const builtWatcher = join(project, 'out/main/watcher.js');

/**
 * Starts the built watching process the way the command line does and speaks its wire protocol (src/shared/rpc/wire.ts)
 * by hand: a bench measures what is shipped, and reads no TypeScript.
 */
export async function startWatcher({ watcher = builtWatcher } = {}) {
  if (!existsSync(watcher)) throw new Error(`${watcher} is missing: run \`npm run build\` first.`);
  const child = fork(watcher, { serialization: 'advanced', stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const waiting = new Map();
  const listeners = new Set();
  let lastId = 0;
  let greet;
  const greeted = new Promise((resolve) => {
    greet = resolve;
  });
  child.on('message', (message) => {
    if (message.t === 'hello') greet();
    else if (message.t === 'event') for (const listener of listeners) listener(message.name, message.payload);
    else if (message.t === 'ok' || message.t === 'failed') {
      const settle = waiting.get(message.id);
      waiting.delete(message.id);
      settle?.(message);
    }
  });
  await greeted;
  const call = (name, input) =>
    new Promise((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, (reply) =>
        reply.t === 'ok' ? resolve(reply.output) : reject(new Error(`${name}: ${reply.error.message}`)),
      );
      child.send({ t: 'call', id: lastId, name, input });
    });
  return {
    pid: child.pid,
    call,
    /** `listener(eventName, payload)`; returns the function that ends it. */
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Watches and resolves when the folder is live: looked through, all watches set. */
    async watch(folderId, root, { recursive = true, rescanMs = 60_000 } = {}) {
      const live = new Promise((resolve) => {
        const stop = this.on((name, payload) => {
          if (name !== 'health.changed' || payload.folderId !== folderId || payload.health.mode !== 'live') return;
          stop();
          resolve();
        });
      });
      await call('folder.watch', { folderId, root, recursive, prunedNames: [], rescanMs });
      await live;
    },
    async close() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.disconnect();
      await gone;
    },
  };
}
