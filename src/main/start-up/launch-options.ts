import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isLink } from './deep-link';

/** What the desktop, or a person in a terminal, wants to be opened. */
export interface Opened {
  /** Absolute: folders that the user wants watched, archives to look into. */
  readonly paths: readonly string[];
  /** `filemill://…`, not looked at yet. */
  readonly links: readonly string[];
}

export interface LaunchOptions extends Opened {
  /** Absolute; null means the usual place for this user. */
  readonly dataFolder: string | null;
  /** Start without a window, where there is a tray to open it from. */
  readonly isHidden: boolean;
}

interface LaunchContext {
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The installed program takes paths as plain arguments; in development the first plain argument is the project. */
  readonly isPackaged: boolean;
}

/**
 * Reads `[--data DIR] [--hidden] [--] PATH|LINK…` and `FILEMILL_DATA`. Other switches belong to Chromium and are passed
 * over. With a link among them nothing else counts that could be part of it: a link may come from any page of the web.
 *
 * @param args everything after the program's own name
 */
export function readLaunchOptions(args: readonly string[], context: LaunchContext): LaunchOptions {
  const absolute = (path: string): string => resolve(context.cwd, path);
  const given: string[] = [];
  let dataFolder = context.environment['FILEMILL_DATA'] || null;
  let isHidden = false;

  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] as string;
    if (arg === '--') {
      given.push(...args.slice(i + 1));
      break;
    }
    if (arg === '--data') {
      i += 1;
      dataFolder = args[i] ?? dataFolder;
    } else if (arg.startsWith('--data=')) {
      dataFolder = arg.slice('--data='.length) || dataFolder;
    } else if (arg === '--hidden') {
      isHidden = true;
    } else if (context.isPackaged && !arg.startsWith('-')) {
      given.push(arg);
      if (isLink(arg)) break;
    }
  }
  const links = given.filter(isLink);
  const paths = links.length > 0 ? [] : given.map(pathOf).filter((path) => path !== '');
  return { dataFolder: dataFolder === null ? null : absolute(dataFolder), isHidden, paths: paths.map(absolute), links: links.slice(0, 1) };
}

/** Desktops name files as `file:` addresses; one that names another machine is none of ours. */
function pathOf(given: string): string {
  if (!/^file:/i.test(given)) return given;
  try {
    return fileURLToPath(given);
  } catch {
    return '';
  }
}

/** What another instance of us sent along; still parsed, as everything that crosses a border. */
export function parseOpened(data: unknown): Opened {
  const { paths, links } = (typeof data === 'object' && data !== null ? data : {}) as { paths?: unknown; links?: unknown };
  const texts = (all: unknown, most: number): string[] =>
    Array.isArray(all) ? all.filter((one): one is string => typeof one === 'string' && one.length <= 4_096).slice(0, most) : [];
  return { paths: texts(paths, 100), links: texts(links, 1) };
}
