import { resolve } from 'node:path';

export interface LaunchOptions {
  /** Absolute; null means the usual place for this user. */
  readonly dataFolder: string | null;
  /** Absolute paths that the user wants watched. */
  readonly folders: readonly string[];
}

interface LaunchContext {
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The installed program takes folders as plain arguments; in development the first plain argument is the project. */
  readonly isPackaged: boolean;
}

/**
 * Reads `[--data DIR] [--] FOLDER…` and `FILEMILL_DATA`. Other switches belong to Chromium and are passed over.
 *
 * @param args everything after the program's own name
 */
export function readLaunchOptions(args: readonly string[], context: LaunchContext): LaunchOptions {
  const absolute = (path: string): string => resolve(context.cwd, path);
  const folders: string[] = [];
  let dataFolder = context.environment['FILEMILL_DATA'] || null;

  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] as string;
    if (arg === '--') {
      folders.push(...args.slice(i + 1));
      break;
    }
    if (arg === '--data') {
      i += 1;
      dataFolder = args[i] ?? dataFolder;
    } else if (arg.startsWith('--data=')) {
      dataFolder = arg.slice('--data='.length) || dataFolder;
    } else if (context.isPackaged && !arg.startsWith('-')) {
      folders.push(arg);
    }
  }
  return {
    dataFolder: dataFolder === null ? null : absolute(dataFolder),
    folders: folders.filter((folder) => folder !== '').map(absolute),
  };
}
