import { mkdtempSync, readFileSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseVersion } from '../store/database-version';
import { watchApi } from '../../shared/contract/watch-api';
import { workerApi } from '../../shared/contract/worker-api';
import { FilemillError, toErrorData } from '../../shared/errors/filemill-error';
import { formatBytes } from '../../shared/model/format-bytes';
import type { DoctorCheck } from '../../shared/model/engine';
import { connect } from '../../shared/rpc/connect';
import type { ProcessHost } from '../workers/process-host';
import { t, words } from '../../shared/words/words';

const FEW_WATCHES = 65_536;
const LOW_DISK_BYTES = 2_000_000_000;
const ANSWER_MS = 20_000;

/** A 7z of one file, "a.txt" with "ok" in it. */
const SAMPLE_7Z = 'N3q8ryccAAQrTLAjBgAAAAAAAAA+AAAAAAAAAJW//XoBAAFvawABBAYAAQkGAAcLAQABISEBAAwCAAgKAUfd3HkAAAUBGQwAAAAAAAAAAAAAAAARDQBhAC4AdAB4AHQAAAAAAA==';

const ok = (name: string, sentence: string): DoctorCheck => ({ name, level: 'ok', sentence, hint: '' });

/** Tries out what Filemill needs from this machine, each thing for real. */
export async function runDoctor(dataFolder: string, host: ProcessHost): Promise<DoctorCheck[]> {
  const checks: [name: string, check: () => DoctorCheck | Promise<DoctorCheck>][] = [
    [words('data folder'), () => checkDataFolder(dataFolder)],
    [words('disk'), () => checkDisk(dataFolder)],
    [words('store'), () => ok('store', t('SQLite {databaseVersion} with full-text search works.', { databaseVersion: databaseVersion() }))],
    [words('watch limits'), checkWatchLimits],
    [words('watcher'), () => checkWatcher(host)],
    [words('worker'), () => checkWorker(host)],
    [words('archives'), () => checkArchives(host)],
  ];
  const results: DoctorCheck[] = [ok(words('runtime'), t('Node {node} on {platform} {arch}.', { node: process.versions.node, platform: process.platform, arch: process.arch }))];
  for (const [name, check] of checks) {
    try {
      results.push(await check());
    } catch (error) {
      const { message, hint } = toErrorData(error);
      results.push({ name, level: 'problem', sentence: message, hint });
    }
  }
  return results;
}

function checkDataFolder(dataFolder: string): DoctorCheck {
  const probe = mkdtempSync(join(dataFolder, '.doctor-'));
  try {
    writeFileSync(join(probe, 'probe'), 'x', { flush: true });
  } finally {
    rmSync(probe, { recursive: true, force: true });
  }
  return ok('data folder', t('{dataFolder} can be written.', { dataFolder }));
}

function checkDisk(dataFolder: string): DoctorCheck {
  const stat = statfsSync(dataFolder);
  const free = stat.bavail * stat.bsize;
  const sentence = t('{free} are free where the data folder lies.', { free: formatBytes(free) });
  if (free >= LOW_DISK_BYTES) return ok('disk', sentence);
  return { name: 'disk', level: 'warning', sentence, hint: t('Make room before many files arrive.') };
}

function checkWatchLimits(): DoctorCheck {
  if (process.platform !== 'linux') return ok('watch limits', t('This system sets no limit on watched folders.'));
  const limit = Number(readFileSync('/proc/sys/fs/inotify/max_user_watches', 'utf8'));
  const sentence = t('The system allows {limit, number} watched folders.', { limit });
  if (limit >= FEW_WATCHES) return ok('watch limits', sentence);
  return {
    name: 'watch limits',
    level: 'warning',
    sentence,
    hint: t('For larger trees: sudo sysctl fs.inotify.max_user_watches=524288'),
  };
}

async function checkWatcher(host: ProcessHost): Promise<DoctorCheck> {
  const folder = mkdtempSync(join(tmpdir(), 'filemill-doctor-'));
  const process = await host.start('watcher', `doctor-watcher-${Date.now()}`);
  const client = connect(process.port, watchApi);
  try {
    const startedAt = performance.now();
    const seen = new Promise<number>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(t('No event came within 20 seconds.'))), ANSWER_MS);
      client.on('files.sighted', ({ sightings }) => {
        if (!sightings.some(({ path }) => path.endsWith('probe.txt'))) return;
        clearTimeout(timer);
        resolve(performance.now() - startedAt);
      });
    });
    await client.call('folder.watch', { folderId: 1, root: folder, recursive: true, prunedNames: [], rescanMs: 60_000 });
    writeFileSync(join(folder, 'probe.txt'), 'probe');
    const took = await seen;
    return ok('watcher', t('A file that lands in a folder is seen ({took} ms with start-up).', { took: Math.round(took) }));
  } finally {
    client.close();
    process.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function checkWorker(host: ProcessHost): Promise<DoctorCheck> {
  const folder = mkdtempSync(join(tmpdir(), 'filemill-doctor-'));
  const process = await host.start('worker', `doctor-worker-${Date.now()}`);
  const client = connect(process.port, workerApi);
  try {
    await client.ready;
    const { results } = await client.call('files.recognise', { sources: [] });
    return ok('worker', results.length === 0 ? t('A worker process starts and answers.') : t('A worker process starts and answers oddly.'));
  } finally {
    client.close();
    process.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Unpacking is done by a program of its own, which may be missing or not allowed to run. */
async function checkArchives(host: ProcessHost): Promise<DoctorCheck> {
  const folder = mkdtempSync(join(tmpdir(), 'filemill-doctor-'));
  const process = await host.start('worker', `doctor-archives-${Date.now()}`);
  const client = connect(process.port, workerApi);
  try {
    const path = 'sample.7z';
    writeFileSync(join(folder, path), Buffer.from(SAMPLE_7Z, 'base64'));
    const { size, mtimeNs, ino } = statSync(join(folder, path), { bigint: true });
    const source = { fileId: 1, root: folder, path, size: Number(size), mtimeMs: Number(mtimeNs) / 1e6, ino: String(ino) };
    const options = { processor: 'archive', mime: 'application/x-7z-compressed', kind: 'archive' as const, sha256: '', passwords: [] };
    const { files, failures } = await client.call('archive.verify', { source, options, scratchDir: folder });
    const [failure] = failures;
    if (files === 1 && !failure) return ok('archives', t('The 7-Zip that comes with Filemill runs and unpacks.'));
    throw new FilemillError('environment.missing', t('The 7-Zip that comes with Filemill does not unpack a sample.'), {
      hint: t('Install Filemill again.'),
      details: failure?.reason ?? 'nothing came out',
    });
  } finally {
    client.close();
    process.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}
