import { crashReporter } from 'electron';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const MOST_KEPT = 10;

/** Crashes of any process leave a report in the data folder, and nowhere else. Before `ready`. */
export function keepCrashReports(): void {
  crashReporter.start({ uploadToServer: false, compress: false });
}

/** Reports that are kept, newest first. */
export function crashReports(folder: string): { path: string; at: number }[] {
  return ['completed', 'pending', 'new', 'reports']
    .flatMap((part) => dumpsIn(join(folder, part)))
    .sort((a, b) => b.at - a.at);
}

/** Old ones would fill the disk one crash at a time. */
export function pruneCrashReports(folder: string): void {
  for (const { path } of crashReports(folder).slice(MOST_KEPT)) {
    rmSync(path, { force: true });
    rmSync(path.replace(/\.dmp$/, '.meta'), { force: true });
  }
}

function dumpsIn(folder: string): { path: string; at: number }[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.dmp'))
      .map((name) => ({ path: join(folder, name), at: statSync(join(folder, name)).mtimeMs }));
  } catch {
    // No crash yet.
    return [];
  }
}
