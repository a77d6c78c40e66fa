import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The built application under measurement; FILEMILL_APP names another one than this project's own. */
export const appFolder = process.env.FILEMILL_APP ? resolve(process.env.FILEMILL_APP) : project;

export const builtProgram = (name) => join(appFolder, 'out', 'main', `${name}.js`);
export const commandLine = join(appFolder, 'bin', 'filemill');

/** What is missing, in one sentence; undefined when all is there. A bench builds nothing: it measures what is shipped. */
export function whatIsMissing() {
  const needed = [
    ...['main', 'cli', 'engine', 'watcher', 'worker'].map(builtProgram),
    join(appFolder, 'out', 'renderer', 'index.html'),
    commandLine,
  ];
  const missing = needed.find((path) => !existsSync(path));
  return missing && `${missing} is missing: the application is not built. Run "npm run build" (or "node tools/prepare.mjs") first.`;
}
