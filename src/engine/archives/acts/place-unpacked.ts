import { renameSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { toFsPath } from '../../../base/byte-name';
import { makeFolders } from '../../../base/make-folders';
import { FilemillError } from '../../../shared/errors/filemill-error';
import type { ExtractRequest, UnpackedEntry } from '../../../shared/model/archive';
import type { ConflictPolicy } from '../../../shared/model/transform';
import type { UnpackedEntries } from '../../../base/unpacked-rows';
import { isThere, lookAt } from '../../actions/file-version';
import { moveName, settleFolders } from '../../actions/move-name';
import { numberedName } from '../../actions/numbered-name';
import { STAGING } from '../staging';
import { t } from '../../../shared/words/words';

/** Names are tried so often before something must be wrong. */
const MOST_NAMES = 10_000;

export interface PlacementRequest extends Pick<ExtractRequest, 'ownFolder'> {
  /** When a name is taken. `replace`: with a folder of its own that is there, it goes among what lies there. Others than `skip` and `replace` count as `rename` here. */
  conflict: ConflictPolicy;
  /** Absolute; the folder that what was unpacked goes into, or its own folder. */
  folder: string;
  /** What a folder of its own would be called. */
  name: string;
}

/** Absolute. */
export interface PlacedItem {
  entry: UnpackedEntry;
  from: string;
  to: string;
}

export interface Placement {
  /** The folder that holds all that is written, absolute; not there yet unless files are put among others. */
  target: string;
  /** What was unpacked goes there as a whole: one rename. Null where each file is placed for itself. */
  whole: { from: string; to: string } | null;
  /** Files and folders in the order of the archive; of a whole folder each is made as often as they are gone through. */
  items: Iterable<PlacedItem>;
  /** Left out because something has the name already. */
  skipped: UnpackedEntry[];
  /** Absolute: files that have to go before. */
  inTheWay: readonly string[];
}

/**
 * Where what was unpacked into `staging` goes. A new folder takes the next free name; files that go among others take the
 * next free name each, are left out, or get the name once the file that has it is gone. Nothing that lies there is ever overwritten.
 *
 * With `smart` it goes into a folder of its own unless everything lies in a single folder, or is a single file, already.
 */
export function planPlacement(staging: string, written: UnpackedEntries, request: PlacementRequest): Placement {
  const { folder, name, ownFolder, conflict } = request;
  const top = onlyTop(written);
  if (ownFolder === 'always' || (ownFolder === 'smart' && top === null)) {
    const wanted = join(folder, name);
    const there = conflict === 'replace' ? lookAt(wanted) : undefined;
    if (there?.isDirectory()) return { target: wanted, whole: null, ...itemsAmong(staging, written, wanted, conflict) };
    const target = there?.isFile() ? wanted : freeName(wanted);
    return { inTheWay: there?.isFile() ? [wanted] : [], target, whole: { from: staging, to: target }, ...itemsBelow(staging, written, target, '') };
  }
  if (ownFolder === 'smart' && top?.isFolder) {
    const target = freeName(join(folder, top.name));
    return { inTheWay: [], target, whole: { from: join(staging, top.name), to: target }, ...itemsBelow(staging, written, target, `${top.name}/`) };
  }
  return { target: folder, whole: null, ...itemsAmong(staging, written, folder, conflict) };
}

export function* entriesOf(items: Placement['items']): Generator<UnpackedEntry, void, undefined> {
  for (const { entry } of items) yield entry;
}

/** Moves it there. Throws what moving throws. */
export function carryOut({ whole, items, target }: Placement): void {
  if (whole) {
    makeFolders(dirname(target));
    if (isThere(target)) throw taken(target);
    renameSync(toFsPath(whole.from), toFsPath(target));
    settleFolders(target);
    return;
  }
  makeFolders(target);
  for (const { entry, from, to } of items) {
    if (entry.type === 'folder') makeFolders(to);
    else {
      makeFolders(dirname(to));
      moveName(from, to);
    }
  }
  const byFolder = new Map<string, string>();
  for (const { to } of items) byFolder.set(dirname(to), to);
  for (const to of byFolder.values()) settleFolders(to);
}

/** The next name that nothing has. */
function freeName(path: string, isFile = false, isTaken: (path: string) => boolean = isThere): string {
  for (let number = 1; number <= MOST_NAMES; number += 1) {
    const candidate = numberedName(path, number, isFile);
    if (!isTaken(candidate)) return candidate;
  }
  throw taken(path);
}

function onlyTop(written: UnpackedEntries): { name: string; isFolder: boolean } | null {
  let name: string | null = null;
  let isFolder = false;
  for (const { relativePath, type } of written) {
    const slash = relativePath.indexOf('/');
    const top = slash < 0 ? relativePath : relativePath.slice(0, slash);
    name ??= top;
    if (top !== name) return null;
    if (slash >= 0 || type === 'folder') isFolder = true;
  }
  return name === null ? null : { name, isFolder };
}

function itemsBelow(staging: string, written: UnpackedEntries, target: string, prefix: string): Pick<Placement, 'items' | 'skipped'> {
  const items: Iterable<PlacedItem> = {
    *[Symbol.iterator]() {
      for (const entry of written) {
        const { relativePath } = entry;
        if (`${relativePath}/` !== prefix) yield { entry, from: join(staging, relativePath), to: join(target, relativePath.slice(prefix.length)) };
      }
    },
  };
  return { items, skipped: [] };
}

function itemsAmong(
  staging: string,
  written: UnpackedEntries,
  folder: string,
  conflict: ConflictPolicy,
): Pick<Placement, 'items' | 'skipped' | 'inTheWay'> {
  const items: PlacedItem[] = [];
  const inTheWay: string[] = [];
  const skipped: UnpackedEntry[] = [];
  const given = new Set<string>();
  /** Where folders go, below `folder`, by their paths in the archive. */
  const placed = new Map<string, string>();
  const isTaken = (path: string): boolean => given.has(path) || isThere(path);
  for (const entry of written) {
    const parts = entry.relativePath.split('/');
    const from = join(staging, entry.relativePath);
    if (entry.type === 'folder') {
      items.push({ entry, from, to: join(folder, placeFolder(folder, parts, placed, given, isTaken)) });
      continue;
    }
    const wanted = join(folder, placeFolder(folder, parts.slice(0, -1), placed, given, isTaken), parts.at(-1) ?? '');
    if (isTaken(wanted) && conflict === 'skip') {
      skipped.push(entry);
      continue;
    }
    const isReplaced = conflict === 'replace' && !given.has(wanted) && lookAt(wanted)?.isFile() === true;
    if (isReplaced) inTheWay.push(wanted);
    const to = isReplaced ? wanted : freeName(wanted, true, isTaken);
    given.add(to);
    items.push({ entry, from, to });
  }
  return { items, skipped, inTheWay };
}

/**
 * Where a folder of the archive goes, below `folder`. One whose name a file has, or a link, is called otherwise: nothing is
 * written through links. So is one with the name of the folder that is emptied in the end.
 */
function placeFolder(folder: string, names: readonly string[], placed: Map<string, string>, given: Set<string>, isTaken: (path: string) => boolean): string {
  let at = '';
  let real = '';
  for (const name of names) {
    at = at === '' ? name : `${at}/${name}`;
    const known = placed.get(at);
    if (known !== undefined) {
      real = known;
      continue;
    }
    const isStaging = real === '' && name.toLowerCase() === STAGING;
    const wanted = join(folder, real, isStaging ? `_${name}` : name);
    const isInTheWay = given.has(wanted) || lookAt(wanted)?.isDirectory() === false;
    const path = isInTheWay ? freeName(wanted, false, isTaken) : wanted;
    given.add(path);
    real = relative(folder, path);
    placed.set(at, real);
  }
  return real;
}

const taken = (path: string): FilemillError =>
  new FilemillError('folder.denied', t('Something else has taken the name {path}.', { path }), { hint: t('Try again, or choose another folder.') });
