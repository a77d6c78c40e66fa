import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startWatcher } from './watch-wire.mjs';

/**
 * What people write in Python for the same job: `rglob`, `is_file`, several `stat` calls, a state that is carried from
 * one look to the next; once with size, age and pattern filters, once comparing modification times. Prints seconds.
 */
const PYTHON = `
import re, sys, time
from datetime import datetime, timedelta
from pathlib import Path

root = Path(sys.argv[1])

def filtered(processed):
    now, found = datetime.now(), []
    exclude = [re.compile(p) for p in (r"\\.tmp$", r"/\\.")]
    for path in root.rglob("*"):
        if not path.is_file():
            continue
        if str(path) in processed:
            continue
        if path.stat().st_size > 100 * 1024 * 1024:
            continue
        if now - datetime.fromtimestamp(path.stat().st_mtime) < timedelta(seconds=0):
            continue
        if any(p.search(str(path)) for p in exclude):
            continue
        stat = path.stat()
        found.append({"path": str(path), "name": path.name, "size": stat.st_size, "modified": stat.st_mtime})
    found.sort(key=lambda item: item["modified"])
    return processed | {item["path"] for item in found}

def compared(registry):
    events = []
    for path in root.rglob("*"):
        if not path.is_file():
            continue
        key, stat = str(path), path.stat()
        info = {"path": key, "size": stat.st_size, "mtime": stat.st_mtime}
        if key not in registry:
            events.append(("created", key))
        elif registry[key]["mtime"] != info["mtime"]:
            events.append(("modified", key))
        registry[key] = info
    current = {str(path) for path in root.rglob("*") if path.is_file()}
    for key in [key for key in registry if key not in current]:
        del registry[key]
    return registry

for look, state in ((filtered, set()), (compared, {})):
    for _ in range(3):
        started = time.perf_counter()
        state = look(state)
        print(time.perf_counter() - started)
`;

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const round = (value, digits) => Number(value.toFixed(digits));

function pythonSeconds(root) {
  const result = spawnSync('python3', ['-c', PYTHON, root], { encoding: 'utf8' });
  if (result.status !== 0) return null;
  const [filteredFirst, ...rest] = result.stdout.trim().split('\n').map(Number);
  return { filteredFirst, filteredNext: Math.min(...rest.slice(0, 2)), comparedFirst: rest[2], comparedNext: Math.min(...rest.slice(3)) };
}

/** From the wish to the answer, everything told in between: once from nothing, then with nothing changed. */
async function ourSeconds(root, watcher) {
  const ours = await startWatcher({ watcher });
  try {
    let startedAt = performance.now();
    const first = new Promise((resolve) => {
      const stop = ours.on((name, payload) => {
        if (name !== 'folder.scanned' || !payload.first) return;
        stop();
        resolve((performance.now() - startedAt) / 1_000);
      });
    });
    const live = ours.watch(1, root);
    const firstSeconds = await first;
    await live;
    const next = [];
    for (let i = 0; i < 7; i += 1) {
      startedAt = performance.now();
      await ours.call('folder.scan', { folderId: 1 });
      next.push((performance.now() - startedAt) / 1_000);
    }
    return { firstSeconds, nextSeconds: median(next) };
  } finally {
    await ours.close();
  }
}

/** @param options `{ watcher?, files = 20000, repeats = 3 }` */
export async function run({ watcher, files = 20_000, repeats = 3 } = {}) {
  const root = mkdtempSync(join(tmpdir(), 'filemill-bench-scan-'));
  try {
    for (let i = 0; i < files; i += 1) {
      const folder = join(root, `folder-${i % 40}`, `sub-${i % 5}`);
      if (i < 200) mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, `document-${i}.txt`), `${i}`);
    }
    const ours = [];
    const python = [];
    for (let i = 0; i < repeats; i += 1) {
      ours.push(await ourSeconds(root, watcher));
      python.push(pythonSeconds(root));
    }
    const hasPython = python.every(Boolean);
    const of = (list, key) => median(list.map((each) => each[key]));
    const row = (name, mine, peer, note) => {
      const theirs = hasPython ? of(python, peer) : null;
      const value = of(ours, mine);
      return {
        name: `${name}, ${files} files`,
        value: round(files / value, 0),
        unit: 'files/s',
        ...(theirs === null ? {} : { peer: round(files / theirs, 0), ratio: round(theirs / value, 2) }),
        note: `${round(value * 1_000, 0)} ms; ${note}`,
      };
    };
    return [
      row('first look', 'firstSeconds', 'filteredFirst', 'all told to another process; peer: Python, filters; goal 2 ×, aim 4 ×'),
      row('first look', 'firstSeconds', 'comparedFirst', 'all told to another process; peer: Python, compared with a registry'),
      row('next look, nothing changed', 'nextSeconds', 'comparedNext', 'peer: Python, compared with a registry; goal 3 ×, aim 10 ×'),
      row('next look, nothing changed', 'nextSeconds', 'filteredNext', 'peer: Python, filters'),
    ];
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
