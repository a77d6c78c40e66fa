import { fork, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { watchApi, type Sighting } from '../shared/contract/watch-api';
import { connect } from '../shared/rpc/connect';
import type { Port } from '../shared/rpc/port';

const project = resolve(import.meta.dirname, '../..');

const portOf = (child: ChildProcess): Port => ({
  post: (message) => void child.send(message as never),
  onMessage: (listener) => void child.on('message', listener),
  onClose: (listener) => void child.on('exit', () => listener()),
  close: () => child.connected && child.disconnect(),
});

/** The two entries as the build makes them, in a process of their own. */
describe('the watching process', () => {
  let base: string;
  beforeAll(async () => {
    base = realpathSync(mkdtempSync(join(tmpdir(), 'filemill-watch-process-')));
    await build({
      configFile: false,
      logLevel: 'silent',
      build: {
        ssr: true,
        target: 'node20.18',
        outDir: join(base, 'out'),
        rolldownOptions: {
          input: {
            watcher: join(project, 'src/watcher/watch-entry.ts'),
            scanner: join(project, 'src/watcher/scan-thread.ts'),
          },
          output: { format: 'es', entryFileNames: '[name].js' },
        },
      },
    });
    writeFileSync(join(base, 'package.json'), '{"type":"module"}');
    symlinkSync(join(project, 'node_modules'), join(base, 'node_modules'));
  });
  afterAll(() => rmSync(base, { recursive: true, force: true }));

  function start(): { child: ChildProcess; exit: Promise<number | null>; complaints: () => string } {
    const child = fork(join(base, 'out/watcher.js'), {
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      execArgv: [],
    });
    let complaints = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        complaints += text;
      });
    }
    return { child, exit: new Promise((done) => child.once('exit', done)), complaints: () => complaints };
  }

  it('tells what is there and what comes, and ends quietly with its port', async () => {
    const root = join(base, 'root');
    mkdirSync(join(root, 'sub'), { recursive: true });
    for (let i = 0; i < 2_000; i += 1) writeFileSync(join(root, `sub/f${i}`), '');
    const { child, exit, complaints } = start();
    const api = connect(portOf(child), watchApi);
    const seen = new Map<string, Sighting>();
    let longest = 0;
    let isLive: () => void;
    const live = new Promise<void>((resolveLive) => {
      isLive = resolveLive;
    });
    let onSeen = (): void => undefined;
    api.on('health.changed', ({ health }) => health.mode === 'live' && isLive());
    api.on('files.sighted', ({ sightings }) => {
      longest = Math.max(longest, sightings.length);
      for (const sighting of sightings) seen.set(sighting.path, sighting);
      onSeen();
    });
    await api.call('folder.watch', { folderId: 7, root, recursive: true, prunedNames: [], rescanMs: 60_000 });
    await live;
    expect(seen.size).toBe(2_000);
    expect(longest).toBe(500);
    const came = new Promise<void>((resolveCame) => {
      onSeen = () => seen.has(join(root, 'sub/new')) && resolveCame();
    });
    writeFileSync(join(root, 'sub/new'), 'x');
    await came;
    expect(await api.call('folder.scan', { folderId: 7 })).toMatchObject({ files: 2_001 });
    api.close();
    expect(await exit).toBe(0);
    expect(complaints()).toBe('');
  });

  it('ends when its parent vanishes in the middle of a scan', async () => {
    const { child, exit } = start();
    await new Promise((greeted) => child.once('message', greeted));
    const input = { folderId: 1, root: project, recursive: true, prunedNames: [], rescanMs: 60_000 };
    child.send({ t: 'call', id: 1, name: 'folder.watch', input });
    await new Promise((told) => child.on('message', (message: { name?: string }) => message.name === 'files.sighted' && told(null)));
    child.disconnect();
    await exit;
  });
});
