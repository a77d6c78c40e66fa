import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join, sep } from 'node:path';
import { isInside, realPathOf } from '../../../base/safe-path';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { displayName } from '../../../shared/model/display-name';
import { isThere } from '../../actions/file-version';
import { numberedName } from '../../actions/numbered-name';
import { checkOutput } from '../../guard/check-output';
import { checkPathTemplate } from '../../rules/template';
import { templateOf } from '../../rules/template-of';
import type { StepContext, Surroundings } from '../action';
import { t } from '../../../shared/words/words';

/** Where something new goes. */
export interface Place {
  /** Absolute; for the nth name that is tried, from 1: by the template's counter, else "name (2)". */
  targetAt(number: number): string;
  /** Absolute: what was chosen when the rule was written. No link leads out of it on the way to the target. */
  within: string;
}

/** The two templates of a place: a folder, and the path in it. */
export interface PlaceTemplates {
  /** Absolute, or inside the watched folder; left out, it is the file's own folder. */
  to?: string | undefined;
  as: string;
}

/**
 * Where the templates lead for a file. Writes nothing.
 *
 * @throws FilemillError `file.invalid` when they give no name; `folder.ownData`; `file.outsideFolder` when a link leads out of
 *   the chosen folder; `folder.missing` when that is not there, and neither is the one it would be made in
 */
export function placeOf(templates: PlaceTemplates, context: Pick<StepContext, 'file' | 'values' | 'surroundings'>): Place {
  const { place, first } = filled(templates, context);
  checkPlannedPlace(first, place.within, context.surroundings);
  return place;
}

interface Filled {
  place: Place;
  first: string;
  to: string | undefined;
  as: string;
}

/** What was filled for a plan need not be filled again for the act. */
const lately = new WeakMap<object, Filled>();

function filled({ to, as }: PlaceTemplates, context: Pick<StepContext, 'file' | 'values'>): Filled {
  const known = lately.get(context);
  if (known && known.to === to && known.as === as) return known;
  const { file, values } = context;
  const own = dirname(file.source);
  const within = to === undefined ? file.root : isAbsolute(to) ? fixedFolderOf(to) : file.root;
  const name = templateOf(as);
  const base = to === undefined ? null : templateOf(to);
  const pathAt = (counter: number): string => {
    const counted = { ...values, counter };
    const folder = base === null ? own : isAbsolute(base.written) ? native(base.path(counted)) : join(file.root, native(base.path(counted)));
    return join(folder, native(name.path(counted)));
  };
  const first = pathAt(1);
  const hasCounter = name.hasCounter || base?.hasCounter === true;
  const targetAt = (number: number): string => {
    if (number === 1) return first;
    return hasCounter ? pathAt(number) : join(dirname(first), numberedName(basename(first), number));
  };
  const made = { place: { within, targetAt }, first, to, as };
  lately.set(context, made);
  return made;
}

/** Names count in Filemill's own data folder. */
const BY_NAME = Symbol('by name');

/** For plans: as `checkPlace`, but each folder once where many files are tried. @throws FilemillError as it does */
export function checkPlannedPlace(target: string, within: string, surroundings: Pick<Surroundings, 'dataFolder' | 'knownPlaces'>): void {
  const { dataFolder, knownPlaces } = surroundings;
  const found = knownPlaces ? verdictOn(dirname(target), within, dataFolder, knownPlaces) : BY_NAME;
  if (found === BY_NAME) checkPlace(target, within, dataFolder);
  else if (found !== null) throw found;
}

/** Null where it may be written into; else what speaks against it. */
function verdictOn(folder: string, within: string, dataFolder: string, knownPlaces: Map<string, unknown>): unknown {
  const key = `${within}\0${folder}`;
  const known = knownPlaces.get(key);
  if (known !== undefined) return known;
  const found = lookAtFolder(folder, within, dataFolder, knownPlaces);
  knownPlaces.set(key, found);
  return found;
}

function lookAtFolder(folder: string, within: string, dataFolder: string, knownPlaces: Map<string, unknown>): unknown {
  // No link leads anywhere from a folder that is not there yet: the one that it will be made in tells of it.
  if (folder !== within && isInside(within, folder) && !isThere(folder)) return verdictOn(dirname(folder), within, dataFolder, knownPlaces);
  const fault = faultOf(() => checkPlace(join(folder, 'any'), within, dataFolder));
  return fault === null && realPathOf(folder) === realPathOf(dataFolder) ? BY_NAME : fault;
}

/** Null where there is none. */
function faultOf(check: () => void): unknown {
  try {
    check();
    return null;
  } catch (error) {
    return error;
  }
}

/** @throws FilemillError `folder.ownData`, `file.outsideFolder`, `folder.missing` */
export function checkPlace(target: string, within: string, dataFolder: string): void {
  checkOutput(target, [], dataFolder);
  checkFolderWithin(dirname(target), within);
}

/** Told anew once the folder is made, before anything is written into it. */
export function checkFolderWithin(folder: string, within: string): void {
  // The chosen folder itself may be a link: that is where it was wanted. A drive that is away is not made on the disk.
  if (!isThere(within) && !isThere(dirname(within))) {
    throw new FilemillError('folder.missing', t('The folder {within} is not there.', { within: displayName(within) }), { hint: t('Connect its drive, make the folder, or choose another one in the rule.') });
  }
  if (isInside(realPathOf(within), realPathOf(folder))) return;
  throw new FilemillError('file.outsideFolder', t('A link leads out of {within}.', { within: displayName(within) }), { hint: t('Put a folder in the place of the link.') });
}

/** What of a place can be told without a file. @throws FilemillError `settings.invalid`, `folder.ownData` */
export function checkPlaceTemplates({ to, as }: PlaceTemplates, { dataFolder }: Pick<Surroundings, 'dataFolder'>): void {
  checkPathTemplate(as);
  if (isAbsolute(as)) throw wrong(t('“{as}” is a whole path; “as” is the path inside the folder that “to” names.', { as }));
  if (to === undefined) return;
  checkPathTemplate(to);
  if (/^~(\/|$)/.test(to)) throw wrong(t('“{to}” begins with “~”: write the whole path, {homedir}.', { to, homedir: join(homedir(), to.slice(1)) }));
  if (isAbsolute(to)) checkOutput(join(fixedFolderOf(to), 'any'), [], dataFolder, fixedFolderOf(to));
}

/** The beginning of a path that has no tokens: what a person has chosen. */
export function fixedFolderOf(to: string): string {
  const names = to.split(/[/\\]/);
  const first = names.findIndex((name) => name.includes('{'));
  const fixed = (first < 0 ? names : names.slice(0, first)).join(sep);
  return fixed === '' || /^[A-Za-z]:$/.test(fixed) ? `${fixed}${sep}` : fixed.replace(/[/\\]+$/, '') || sep;
}

const native = (path: string): string => (sep === '/' ? path : path.replaceAll('/', sep));

const wrong = (what: string): FilemillError => new FilemillError('settings.invalid', what, { hint: t('Correct the rule.') });
