import { existsSync } from 'node:fs';

const SETPRIV = '/usr/bin/setpriv';

/**
 * The command line that runs a program so that it ends with this process. A worker that is killed can end nobody; on
 * Linux `setpriv` has the kernel do it, where it is installed. It becomes the program, so the process id stays the same.
 */
export function tiedToThisProcess(program: string, options: readonly string[]): { command: string; argv: string[] } {
  if (process.platform !== 'linux' || !existsSync(SETPRIV)) return { command: program, argv: [...options] };
  return { command: SETPRIV, argv: ['--pdeathsig', 'KILL', program, ...options] };
}
