import { MessageChannel } from 'node:worker_threads';
import { afterEach, expect, it, vi } from 'vitest';
import type { Log } from '../base/log';
import { wrapPort } from '../base/process-port';
import { watchApi } from '../shared/contract/watch-api';
import { FilemillError } from '../shared/errors/filemill-error';
import { serve } from '../shared/rpc/serve';
import type { Port } from '../shared/rpc/port';
import type { FolderRecord } from './store/folders';
import { Watching } from './watching';
import { NO_SECRETS } from './workers/node-host';
import type { ProcessHost } from './workers/process-host';

const logged: string[] = [];
const log: Log = { info: () => undefined, warn: () => undefined, error: (event) => void logged.push(event), close: () => undefined };
const listener = {
  sighted: () => undefined,
  firstScanBegins: vi.fn(),
  scanned: () => undefined,
  changed: () => undefined,
  troubled: () => undefined,
};

let watching: Watching;
afterEach(() => {
  watching.close();
  listener.firstScanBegins.mockReset();
  logged.length = 0;
});

const folder = (id: number): FolderRecord =>
  ({ id, path: `/in/${id}`, configured: true, settings: { paused: false, recursive: true } }) as unknown as FolderRecord;

function pair(): [Port, Port] {
  const { port1, port2 } = new MessageChannel();
  return [wrapPort(port1 as never, 'plain'), wrapPort(port2 as never, 'plain')];
}

function hostOf(scan: (folderId: number) => { files: number; durationMs: number }): ProcessHost {
  return {
    secrets: NO_SECRETS,
    start: () => {
      const [here, there] = pair();
      serve(there, watchApi, {
        'folder.watch': () => ({}),
        'folder.unwatch': () => ({}),
        'folder.scan': ({ folderId }: { folderId: number }) => scan(folderId),
        'folder.retell': () => {
          throw new Error('a mistake');
        },
      });
      return Promise.resolve({ port: here, kill: () => there.close(), onExit: () => undefined });
    },
  };
}

it('scans the other folders when one is missing, and rejects for nobody', async () => {
  const scanned: number[] = [];
  watching = new Watching(
    hostOf((id) => {
      if (id === 1) throw new FilemillError('folder.missing', 'It is away.');
      if (id === 2) throw new Error('a mistake');
      scanned.push(id);
      return { files: 0, durationMs: 0 };
    }),
    listener,
    log,
  );
  await watching.start(60_000);
  for (const id of [1, 2, 3]) await watching.watch(folder(id));
  await watching.rescanAll();
  expect([scanned, logged]).toEqual([[3], ['watcher.rescan']]);
  await watching.retell(1);
  expect(logged).toEqual(['watcher.rescan', 'watcher.retell']);
  // A person who asked for it is told.
  await expect(watching.scan(1)).rejects.toMatchObject({ code: 'folder.missing' });
});

it('tells a new watcher of the other folders when one can’t be told', async () => {
  watching = new Watching(hostOf(() => ({ files: 0, durationMs: 0 })), listener, log);
  for (const id of [1, 2]) await watching.watch(folder(id));
  listener.firstScanBegins.mockReset().mockImplementationOnce(() => {
    throw new Error('a mistake');
  });
  await watching.start(60_000);
  expect(listener.firstScanBegins.mock.calls).toEqual([[1], [2]]);
  expect(logged).toEqual(['watcher.tell']);
});
