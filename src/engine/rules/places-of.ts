import { accessSync, constants, statfsSync, statSync, type Stats } from 'node:fs';
import { dirname, isAbsolute, join, parse } from 'node:path';
import { toFsPath } from '../../base/byte-name';
import { displayName } from '../../shared/model/display-name';
import type { ActionSpec } from '../../shared/model/action';
import type { Rule, RuleWarning } from '../../shared/model/rule';
import { fixedFolderOf } from '../acting/file/place-of';
import type { Flaw } from './check-rule';
import { t } from '../../shared/words/words';

/**
 * What is wrong with the folders that a rule writes into, as the disks are now: they can't be made, are files, or can't be written into; and with the
 * programs that it runs. Drives and shares that are away are none of it: they may be back tomorrow.
 *
 * @param roots absolute; of the watched folders that the rule is for
 */
export const placeFlaws = (rule: Rule, roots: readonly string[]): Flaw[] => lookAtPlaces(rule, roots).flatMap(({ fault, action, field }) => (fault.isCertain ? [{ at: `then.${action}${field}`, message: fault.message, hint: fault.hint }] : []));

/** The same as warnings, with what may be over by itself: drives that are away, disks that are full. */
export const warnOfPlaces = (rule: Rule, roots: readonly string[]): RuleWarning[] => lookAtPlaces(rule, roots).map(({ fault, action }) => ({ kind: 'outOfReach', sentence: fault.message, action }));

interface Fault {
  readonly message: string;
  readonly hint: string;
  /** It is so until somebody changes the rule, or the folder. */
  readonly isCertain: boolean;
}

/** One for each action at most. */
function lookAtPlaces({ then }: Rule, roots: readonly string[]): { fault: Fault; action: number; field: string }[] {
  return then.flatMap((spec, action) => {
    const noProgram = spec.do === 'run' ? faultOfProgram(spec.program) : null;
    if (noProgram) return [{ fault: noProgram, action, field: '.program' }];
    const to = writesInto(spec);
    if (to === null) return [];
    const field = to === '' ? '' : '.to';
    for (const [folder, root] of foldersOf(to, roots)) {
      const fault = faultOf(folder, root) ?? (spec.do === 'link' && spec.kind === 'hard' ? faultOfLink(folder, roots) : null);
      if (fault) return [{ fault, action, field }];
    }
    return [];
  });
}

/** The template of its folder, '' for the file's own folder; null for what writes into none. */
function writesInto(spec: ActionSpec): string | null {
  switch (spec.do) {
    case 'trash':
    case 'route':
      return null;
    case 'rename':
      return '';
    default:
      return 'to' in spec ? (spec.to ?? '') : spec.do === 'transform' || spec.do === 'searchablePdf' || spec.do === 'extract' ? '' : null;
  }
}

/** Each with the watched folder that it lies in, which tells by itself where it is gone; null for one that was named as a whole. */
function foldersOf(to: string, roots: readonly string[]): [folder: string, root: string | null][] {
  if (isAbsolute(to)) return [[fixedFolderOf(to), null]];
  const fixed = fixedPartOf(to);
  return roots.map((root) => [join(root, fixed), root]);
}

const fixedPartOf = (to: string): string => {
  const names = to.split(/[/\\]/);
  const first = names.findIndex((name) => name.includes('{'));
  return (first < 0 ? names : names.slice(0, first)).join('/');
};

function faultOf(folder: string, root: string | null): Fault | null {
  const shown = displayName(folder);
  for (let at = folder; ; at = dirname(at)) {
    const there = kindOf(at);
    if (there === 'none' && at !== dirname(at)) {
      if (at === root) return null;
      continue;
    }
    if (there === 'file') return { isCertain: true, message: t('{shown} is no folder.', { shown: displayName(at) }), hint: t('Choose another folder, or move that file away.') };
    // Below the one that is there, one folder is made for the place, and more for what its template says.
    if (root === null && at !== folder && at !== dirname(folder)) return missing(folder);
    if (!isAllowed(at, constants.W_OK | constants.X_OK)) return { isCertain: true, message: t('Filemill is not allowed to write into {shown}.', { shown: at === folder ? shown : t('{folder}, where {shown} would be made', { folder: displayName(at), shown }) }), hint: t('Choose another folder, or give your account the right to write there.') };
    return isFull(at) ? { isCertain: false, message: t('The disk of {shown} is full now: until there is room, files wait.', { shown }), hint: '' } : null;
  }
}

function missing(folder: string): Fault {
  const shown = displayName(folder);
  if (isOfDrive(folder)) return { isCertain: false, message: t('The folder {shown} is not there now: until it is, files wait.', { shown }), hint: '' };
  return { isCertain: true, message: t('The folder {shown} is not there, and neither is the one it would be made in.', { shown }), hint: t('Make it, or choose another folder; a path that does not begin with a slash lies inside the watched folder.') };
}

/** Where systems put drives and shares. */
const isOfDrive = (folder: string): boolean => (process.platform === 'win32' ? lookAt(parse(folder).root) === undefined : /^\/(media|mnt|net|run\/media|Volumes)(\/|$)/.test(folder));

function faultOfLink(folder: string, roots: readonly string[]): Fault | null {
  const disk = diskOf(folder);
  const others = roots.map(diskOf);
  if (disk === null || others.length === 0 || others.some((other) => other === null || other === disk)) return null;
  return { isCertain: true, message: t('A further name can’t be made in {shown}: it lies on another disk than the files.', { shown: displayName(folder) }), hint: t('Choose “kind: symbolic” in the rule, or copy it instead.') };
}

/** @param program absolute */
function faultOfProgram(program: string): Fault | null {
  const shown = displayName(program);
  if (lookAt(program)?.isFile() && isAllowed(program, constants.X_OK)) return null;
  if (isOfDrive(program)) return { isCertain: false, message: t('The program {shown} can’t be run now: until it can, files wait.', { shown }), hint: '' };
  return { isCertain: true, message: t('{shown} is no program that can be run.', { shown }), hint: t('Check its path, and that you may run it.') };
}

/** Of the nearest folder that is there; null where that can't be told. */
function diskOf(folder: string): number | null {
  for (let at = folder; ; at = dirname(at)) {
    const stats = lookAt(at);
    if (stats) return stats.dev;
    if (at === dirname(at)) return null;
  }
}

const kindOf = (path: string): 'folder' | 'file' | 'none' => {
  const stats = lookAt(path);
  return stats ? (stats.isDirectory() ? 'folder' : 'file') : 'none';
};

/** What a link leads to: that is where it was wanted. */
function lookAt(path: string): Stats | undefined {
  try {
    return statSync(toFsPath(path), { throwIfNoEntry: false });
  } catch {
    // It can't be looked at, or a file is on the way to it: the folder above tells.
    return undefined;
  }
}

function isAllowed(path: string, rights: number): boolean {
  try {
    accessSync(toFsPath(path), rights);
    return true;
  } catch {
    return false;
  }
}

function isFull(folder: string): boolean {
  try {
    const { bavail, blocks } = statfsSync(toFsPath(folder));
    // Some file systems of networks tell nothing.
    return blocks > 0 && bavail === 0;
  } catch {
    return false;
  }
}
