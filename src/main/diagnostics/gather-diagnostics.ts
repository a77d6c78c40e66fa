import { app } from 'electron';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { release, type } from 'node:os';
import { basename, join } from 'node:path';
import { toErrorData } from '../../shared/errors/filemill-error';
import type { EngineSupervisor } from '../supervise/engine-supervisor';
import { crashReports } from './crash-reports';
import { diagnosticsText, type Places } from './diagnostics-text';

const LINES = 150;
const BYTES = 128 * 1024;
const LOGS = ['shell.log', 'engine.log'];

/** The diagnostics of this moment; also while the engine does not run. */
export async function gatherDiagnostics(supervisor: EngineSupervisor, dataFolder: string): Promise<string> {
  const [doctor, settings, snapshot] = await Promise.allSettled([
    supervisor.call('engine.doctor', {}),
    supervisor.call('settings.read', {}),
    supervisor.call('engine.snapshot', {}),
  ]);
  const folders = snapshot.status === 'fulfilled' ? snapshot.value.folders : [];
  const places: Places = [
    { path: app.getPath('home'), name: '~' },
    { path: dataFolder, name: '<data>' },
    ...folders.map(({ path }, i) => ({ path, name: `<folder ${i + 1}>` })),
  ];
  return diagnosticsText(
    {
      at: new Date(),
      about: {
        Filemill: app.getVersion(),
        Package: app.isPackaged ? (process.env['APPIMAGE'] ? 'AppImage' : 'installed') : 'development',
        Electron: process.versions['electron'] ?? '',
        Chromium: process.versions['chrome'] ?? '',
        Node: process.versions.node,
        System: `${type()} ${release()} ${process.arch}`,
        Desktop: process.env['XDG_CURRENT_DESKTOP'] ?? '',
        Language: app.getLocale(),
        Engine: supervisor.status.error?.message ?? supervisor.status.state,
        Folders: folders.map(({ health }) => health.label).join(', ') || 'none',
      },
      checks: doctor.status === 'fulfilled' ? doctor.value.checks : [],
      checksObstacle: doctor.status === 'rejected' ? toErrorData(doctor.reason).message : null,
      settings: settings.status === 'fulfilled' ? settings.value : null,
      crashes: crashReports(app.getPath('crashDumps')).map(({ path, at }) => `${new Date(at).toISOString()} ${basename(path)}`),
      logs: Object.fromEntries(LOGS.map((name) => [name, lastLines(join(dataFolder, 'logs', name))])),
    },
    places,
  );
}

/** None where there is no such file. */
function lastLines(path: string): string[] {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch {
    return [];
  }
  try {
    const { size } = fstatSync(descriptor);
    const bytes = Buffer.alloc(Math.min(size, BYTES));
    const read = readSync(descriptor, bytes, 0, bytes.length, size - bytes.length);
    const all = bytes.toString('utf8', 0, read).split('\n').filter(Boolean);
    // The first one may be cut.
    return all.slice(size > bytes.length ? 1 : 0).slice(-LINES);
  } finally {
    closeSync(descriptor);
  }
}
