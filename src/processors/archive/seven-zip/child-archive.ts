import { closeSync, constants, existsSync, fstatSync, lstatSync, mkdirSync, mkdtempSync, openSync, rmSync, symlinkSync } from 'node:fs';
import { join, sep } from 'node:path';
import { toFsPath } from '../../../base/byte-name';
import { seeingArchivesAsFiles } from '../../../base/no-archives';
import { changed, notRegular, toFileError } from '../../kit/io-error';
import type { OpenFile } from '../../kit/open-file';
import type { Parts } from './parts';
import { FIRST_DESCRIPTOR } from './seven-zip-process';

const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** The archive as 7-Zip gets it. */
export interface ChildArchive {
  readonly descriptors: readonly number[];
  /** What the program opens. */
  readonly path: string;
  close(): void;
}

/**
 * Opens the archive (and its further parts, by their names beside it) for the program. On Linux the program gets
 * descriptors and can reach nothing else by them; elsewhere it gets the path, which was looked at just before.
 *
 * @param scratchDir where a folder of links stands for the parts
 */
export function openForChild(file: OpenFile, { all, opened }: Parts, scratchDir: string): ChildArchive {
  const descriptors: number[] = [];
  let folder: string | null = null;
  const close = (): void => {
    for (const fd of descriptors.splice(0)) closeSync(fd);
    if (folder !== null) rmSync(folder, { recursive: true, force: true });
    folder = null;
  };
  try {
    const base = pathOf(file, file.name);
    for (const { name } of all) descriptors.push(openPart(file, name));
    if (process.platform !== 'linux' || !existsSync('/proc/self/fd')) {
      // Node takes no bytes as an argument, and no system but Linux has such names.
      return { descriptors: [], path: base.toString(), close };
    }
    if (all.length === 1) return { descriptors, path: `/proc/self/fd/${FIRST_DESCRIPTOR}`, close };
    mkdirSync(scratchDir, { recursive: true });
    const links = mkdtempSync(join(scratchDir, 'parts-'));
    folder = links;
    all.forEach(({ alias }, i) => symlinkSync(`/proc/self/fd/${FIRST_DESCRIPTOR + i}`, join(links, alias)));
    return { descriptors, path: join(links, opened.alias), close };
  } catch (thrown) {
    close();
    throw toFileError(thrown);
  }
}

function openPart(file: OpenFile, name: string): number {
  const path = pathOf(file, name);
  return seeingArchivesAsFiles(() => {
    if (!lstatSync(path).isFile()) throw notRegular();
    const fd = openSync(path, OPEN_FLAGS);
    const stats = fstatSync(fd, { bigint: true });
    const isOther = name === file.name && (stats.ino.toString() !== file.source.ino || Number(stats.size) !== file.size);
    if (stats.isFile() && !isOther) return fd;
    closeSync(fd);
    throw isOther ? changed('another file has taken its name') : notRegular();
  });
}

/** Of a file in the folder of the archive. */
function pathOf(file: OpenFile, name: string): string | Buffer {
  const { root, path } = file.source;
  const folder = path.slice(0, path.length - file.name.length);
  return toFsPath(`${root.endsWith(sep) ? root : root + sep}${folder}${name}`);
}
