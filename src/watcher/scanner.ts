import type { Port } from '../shared/rpc/port';
import { FingerprintTable } from './fingerprint-table';
import { FolderRoot } from './folder-root';
import { FolderWalk, type WalkedFolder } from './folder-walk';
import { SPECIAL_KINDS } from './look';
import { unpackSightings, type PackedSightings } from './packed-sightings';
import type { ScanAnswer, ScanRequest } from './scan-messages';
import { sep } from 'node:path';

/** After so long a walk lets messages in: news for the table, and walks of new folders, which come first. */
const SLICE_MS = 15;
/**
 * Batches (of up to 500 sightings) that may be under way to the process. Beyond, the scan waits: the first scan of a
 * million files must not pile them all up in the process's memory.
 */
const MAX_UNDER_WAY = 32;

/** A walk says that it goes on this often. */
const SAY_WALKING_MS = 2_000;

interface Job {
  folder: WalkedFolder;
  id: number;
  directories: readonly string[] | null;
  source: 'firstScan' | 'scan' | 'live';
  walk: FolderWalk | null;
}

/** Serves scan requests on `port`. Runs in a thread of its own: it reads directories synchronously, at full speed. */
export function serveScans(port: Port): void {
  const folders = new Map<number, WalkedFolder>();
  const visits: Job[] = [];
  const scans: Job[] = [];
  let underWay = 0;
  let isRunning = false;
  let said = { folder: 0, at: 0 };
  const post = (answer: ScanAnswer): void => port.post(answer);

  function start(job: Job): FolderWalk {
    const { folder, id, source } = job;
    return new FolderWalk(folder, job.directories ?? [folder.root.path], job.directories === null, (sightings) => {
      underWay += 1;
      post({ t: 'told', folder: folder.id, job: id, source, sightings });
    });
  }

  function sayWalking(folder: number): void {
    const now = performance.now();
    if (said.folder === folder && now - said.at < SAY_WALKING_MS) return;
    said = { folder, at: now };
    post({ t: 'walking', folder });
  }

  /** One slice of the most urgent job at a time; goes on by itself until nothing is left. */
  function run(): void {
    isRunning = false;
    if (underWay >= MAX_UNDER_WAY) return;
    const queue = visits.length > 0 ? visits : scans;
    const job = queue[0];
    if (!job) return;
    if (folders.get(job.folder.id) !== job.folder) {
      queue.shift();
    } else {
      sayWalking(job.folder.id);
      job.walk ??= start(job);
      if (job.walk.step(SLICE_MS)) {
        queue.shift();
        said.folder = 0;
        post({ t: 'finished', folder: job.folder.id, job: job.id, report: job.walk.report() });
      }
    }
    wake();
  }

  function wake(): void {
    if (isRunning) return;
    isRunning = true;
    setImmediate(run);
  }

  function learn(folder: WalkedFolder, packed: PackedSightings): void {
    const { table } = folder;
    const mark = table.nextMark();
    for (const { path, gone, special, size, mtimeMs, ctimeMs, dev, ino } of unpackSightings(packed)) {
      const cut = path.lastIndexOf(sep);
      const known = table.directories.get(path.slice(0, cut) || sep);
      // In a directory not listed yet there is nothing to keep up to date.
      if (!known) continue;
      const name = path.slice(cut + 1);
      if (gone) table.remove(known, name);
      else {
        const code = SPECIAL_KINDS.indexOf(special);
        table.note(known, name, mark, code, size, mtimeMs, ctimeMs, Number(dev), Number(ino));
      }
    }
  }

  port.onMessage((message) => {
    const request = message as ScanRequest;
    if (request.t === 'passedOn') {
      underWay -= request.batches;
      wake();
      return;
    }
    if (request.t === 'add') {
      folders.set(request.folder, {
        id: request.folder,
        root: new FolderRoot(request.root),
        recursive: request.recursive,
        prunedNames: new Set(request.prunedNames),
        table: new FingerprintTable(),
      });
      return;
    }
    const folder = folders.get(request.folder);
    if (!folder) return;
    switch (request.t) {
      case 'drop':
        folders.delete(request.folder);
        return;
      case 'forget':
        folder.table.clear();
        return;
      case 'learn':
        learn(folder, request.sightings);
        return;
      case 'scan':
        scans.push({ folder, id: request.job, directories: null, source: request.source, walk: null });
        wake();
        return;
      case 'visit':
        visits.push({ folder, id: request.job, directories: request.directories, source: 'live', walk: null });
        wake();
    }
  });
}

