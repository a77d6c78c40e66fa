import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

const NAMES = process.platform === 'win32' ? ['soffice.com', 'soffice.exe'] : ['soffice', 'libreoffice'];

/** The program file of an installed LibreOffice, or null: on the search path first, then where installers put it. */
export function findSoffice(): string | null {
  const onPath = (process.env['PATH'] ?? '').split(delimiter).filter(isAbsolute);
  for (const folder of [...onPath, ...usualFolders()]) {
    for (const name of NAMES) {
      const program = join(folder, name);
      if (isProgram(program)) return program;
    }
  }
  return null;
}

function usualFolders(): string[] {
  if (process.platform === 'darwin') return ['/Applications/LibreOffice.app/Contents/MacOS'];
  if (process.platform === 'win32') {
    const programs = [process.env['ProgramFiles'], process.env['ProgramFiles(x86)']];
    return programs.filter((folder) => folder !== undefined).map((folder) => join(folder, 'LibreOffice', 'program'));
  }
  return ['/usr/bin', '/usr/local/bin', '/snap/bin', '/usr/lib/libreoffice/program', ...versionFolders()];
}

/** `/opt/libreoffice24.8/program`: the packages of its makers carry the version in the name. */
function versionFolders(): string[] {
  try {
    const names = readdirSync('/opt').filter((name) => name.startsWith('libreoffice'));
    return names.sort().reverse().map((name) => join('/opt', name, 'program'));
  } catch {
    return []; // no such folder, no such packages
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
