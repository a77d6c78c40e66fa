import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { WatchingRig } from '../../tests/helpers/watching-rig';
import { openChokidar } from './chokidar-adapter';
import type { LiveListener, OpenLiveSource } from './live-source';

let rig: WatchingRig;
afterEach(() => {
  for (const path of mounted.splice(0)) spawnSync('umount', ['-l', path], { stdio: 'ignore' });
  rig.close();
});
/** Taken away after each test, however it ended. */
const mounted: string[] = [];


function start(openLive?: OpenLiveSource): WatchingRig {
  rig = new WatchingRig(openLive);
  mkdirSync(rig.root);
  return rig;
}
const refusal = (code: string): Error => Object.assign(new Error(code), { code });

describe('a system that refuses to watch', () => {
  it.each([
    ['ENOSPC', 'max_user_watches'],
    ['EMFILE', 'max_user_instances'],
  ])('with %s is told once, with the number and the fix, and the folder is polled', async (code, setting) => {
    start((_request, listener) => {
      // One error per directory, as chokidar reports them.
      for (let i = 0; i < 100; i += 1) queueMicrotask(() => listener.failed(refusal(code) as NodeJS.ErrnoException));
      return { isDirectory: () => false, close: () => undefined };
    });
    for (let i = 0; i < 7; i += 1) mkdirSync(rig.path(`d${i}`));
    writeFileSync(rig.path('d3/a'), '');
    await rig.watch({ rescanMs: 30 });
    await rig.until(() => rig.mode === 'degraded');
    const degraded = rig.health.filter(({ mode }) => mode === 'degraded');
    expect(degraded).toHaveLength(1);
    expect(degraded[0]?.sentence).toContain(`sudo sysctl fs.inotify.${setting}=`);
    if (code === 'ENOSPC') expect(degraded[0]?.sentence).toContain('takes 8 watches');
    writeFileSync(rig.path('d3/b'), '');
    await rig.until(() => rig.names().join() === 'd3/a,d3/b');
    unlinkSync(rig.path('d3/a'));
    await rig.until(() => rig.names().join() === 'd3/b');
    expect(rig.health.filter(({ mode }) => mode === 'degraded')).toHaveLength(1);
  });
});

describe('a folder that announces nothing', () => {
  it('is found out by its scans, and polled', async () => {
    start((_request, listener) => {
      setTimeout(() => listener.ready(), 5);
      return { isDirectory: () => false, close: () => undefined };
    });
    await rig.watchLive();
    for (const name of ['a', 'b', 'c']) {
      writeFileSync(rig.path(name), '');
      await rig.api.call('folder.scan', { folderId: 1 });
      expect(rig.present.has(rig.path(name))).toBe(true);
    }
    await rig.until(() => rig.mode === 'degraded');
    expect(rig.health.at(-1)?.sentence).toContain('does not announce');
  });

  it('is not taken for silent when a scan was merely quicker than the event', async () => {
    let listener: LiveListener | null = null;
    start((request, given) => {
      listener = given;
      return openChokidar(request, given);
    });
    await rig.watchLive();
    for (const name of ['a', 'b', 'c']) {
      writeFileSync(rig.path(name), '');
      await rig.api.call('folder.scan', { folderId: 1 });
    }
    expect(listener).not.toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(rig.mode).toBe('live');
  });
});

describe('a subfolder that can’t be read', () => {
  // Rights do not hold root back.
  it.skipIf(process.getuid?.() === 0)('for lack of rights keeps what was known, and comes back', async () => {
    start();
    mkdirSync(rig.path('locked'));
    writeFileSync(rig.path('locked/a'), '');
    await rig.watchLive();
    chmodSync(rig.path('locked'), 0);
    await rig.api.call('folder.scan', { folderId: 1 });
    expect(rig.health.at(-1)).toMatchObject({ mode: 'live', sentence: expect.stringContaining('permission denied') });
    expect(rig.present.has(rig.path('locked/a'))).toBe(true);
    expect(rig.present.get(rig.path('locked'))?.special).toBe('unreadable');
    chmodSync(rig.path('locked'), 0o700);
    await rig.api.call('folder.scan', { folderId: 1 });
    expect(rig.names()).toEqual(['locked/a']);
    expect(rig.health.at(-1)?.sentence).toBe('');
  });

  it('because its path is too long is named, and the rest goes on', async () => {
    start();
    // 20 × 250 bytes: beyond the 4,096 that a path may have; made step by step from inside.
    const name = 'n'.repeat(250);
    const script = 'cd "$1"; for i in $(seq 20); do mkdir "$2"; cd -P "./$2" 2>/dev/null || cd "./$2"; done';
    execFileSync('bash', ['-c', script, 'bash', rig.root, name], { stdio: 'ignore' });
    writeFileSync(rig.path('beside'), '');
    await rig.watchLive();
    expect(rig.present.has(rig.path('beside'))).toBe(true);
    const unreadable = [...rig.present.values()].filter(({ special }) => special === 'unreadable');
    expect(unreadable).toHaveLength(1);
    writeFileSync(rig.path('later'), '');
    await rig.until(() => rig.present.has(rig.path('later')));
    execFileSync('rm', ['-rf', rig.path(name)]);
    await rig.until(() => rig.names().join() === 'beside,later');
  });
});

describe('a drive below the folder', () => {
  const canMount = ((): boolean => {
    try {
      execFileSync('unshare', ['-m', 'true'], { stdio: 'ignore' });
      return process.getuid?.() === 0;
    } catch {
      return false;
    }
  })();

  it.skipIf(!canMount)('that is taken away reads neither as deleted nor as empty', async (context) => {
    start();
    mounted.push(rig.path('stick'));
    mkdirSync(rig.path('stick'));
    try {
      execFileSync('mount', ['-t', 'tmpfs', 'none', rig.path('stick')], { stdio: 'ignore' });
    } catch {
      context.skip('mounting is not allowed here');
    }
    writeFileSync(rig.path('stick/a'), '');
    await rig.watchLive();
    expect(rig.names()).toEqual(['stick/a']);
    execFileSync('umount', ['-l', rig.path('stick')]);
    await rig.api.call('folder.scan', { folderId: 1 });
    expect(rig.names()).toEqual(['stick/a']);
    expect(rig.health.at(-1)?.sentence).toContain('no longer connected');
  });

  it.skipIf(!canMount)('that is the folder itself is waited for', async (context) => {
    start();
    mounted.push(rig.root);
    try {
      execFileSync('mount', ['-t', 'tmpfs', 'none', rig.root], { stdio: 'ignore' });
    } catch {
      context.skip('mounting is not allowed here');
    }
    writeFileSync(rig.path('a'), '');
    await rig.watchLive();
    execFileSync('umount', ['-l', rig.root]);
    await expect(rig.api.call('folder.scan', { folderId: 1 })).rejects.toMatchObject({ code: 'folder.missing' });
    expect(rig.mode).toBe('waitingForDrive');
    expect(rig.names()).toEqual(['a']);
    execFileSync('mount', ['-t', 'tmpfs', 'none', rig.root]);
    writeFileSync(rig.path('b'), '');
    await rig.until(() => rig.names().join() === 'b');
  });
});
