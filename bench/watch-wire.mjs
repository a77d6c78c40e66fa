import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { wireClient } from './kit/wire-client.mjs';

const project = dirname(dirname(fileURLToPath(import.meta.url)));
/** The built watching process; `options.watcher` of a bench names another build. */
export const builtWatcher = join(project, 'out/main/watcher.js');

/** Starts the built watching process the way the command line does. */
export async function startWatcher({ watcher = builtWatcher } = {}) {
  if (!existsSync(watcher)) throw new Error(`${watcher} is missing: run \`npm run build\` first.`);
  const child = fork(watcher, { serialization: 'advanced', stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const { greeted, take, end, call, on } = wireClient((message) => child.send(message));
  child.on('message', take);
  child.once('disconnect', () => end('the watcher has gone'));
  await greeted;
  return {
    pid: child.pid,
    call,
    on,
    /** Watches and resolves when the folder is live: looked through, all watches set. */
    async watch(folderId, root, { recursive = true, rescanMs = 60_000 } = {}) {
      const live = new Promise((resolve) => {
        const stop = on((name, payload) => {
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
