import type { EngineApi } from '../../shared/contract/engine-api';
import { FilemillError, toErrorData, type ErrorData } from '../../shared/errors/filemill-error';
import { displayName } from '../../shared/model/display-name';
import { isInside, realPathOf } from '../../base/safe-path';
import type { HandoffCheck, HandoffPlace, HandoffRowView, HandoffSettings } from '../../shared/model/handoff';
import type { Trigger } from '../../shared/model/file';
import type { Handlers } from '../../shared/rpc/define-api';
import { readSmallFile } from '../acting/content/read-small-file';
import type { Engine } from '../engine';
import { checkOutput } from '../guard/check-output';
import { noZstd, packerOf } from '../handoff/archiving/packers';
import { HandoffFault } from '../handoff/faults';
import { ownerInWords } from '../../base/lock/look-at-lock';
import { pairOfData } from '../handoff/pair-names';
import { lookAtData, verifyData } from '../handoff/read-data';
import { readSidecar } from '../handoff/read-sidecar';
import { MOST_SIDECAR_BYTES } from '../handoff/sidecar-schema';
import { t } from '../../shared/words/words';

type Answered = Extract<keyof EngineApi['calls'], `handoffs.${string}` | `handoffPlaces.${string}` | `sweeps.${string}` | `expectations.${string}`>;

/** What the engine answers about hand-offs. */
export function handoffHandlers(engine: Engine, trigger: Trigger): Pick<Handlers<EngineApi>, Answered> {
  const { handoffs, folders, settings } = engine;
  const { board, expectations, sweeps } = handoffs;
  const present = (): HandoffSettings => settings.general.handoffs;
  return {
    'handoffs.page': async (filter) => ({ revision: engine.currentRevision, ...(await board.page(filter)) }),
    'handoffs.look': async ({ path }, { signal }) => {
      const row = await board.row(path);
      return { row, sidecar: textOf(path), checks: await checksOf(row, signal) };
    },
    'handoffs.act': async ({ paths, act }) => {
      const failed: { path: string; error: ErrorData }[] = [];
      for (const path of paths) {
        try {
          await handoffs.act(path, act, trigger);
        } catch (error) {
          failed.push({ path, error: toErrorData(error) });
        }
      }
      return { done: paths.length - failed.length, failed };
    },
    'handoffPlaces.list': async () => {
      const listed = engine.handoffPlaces.list();
      const views = board.places().map(async (place) => {
        const folder = folders.list().find(({ path, configured }) => configured && isInside(path, place.path));
        const isListed = listed.includes(place);
        const { unreadable } = await board.page({ place: place.path, query: '', offset: 0, limit: 1 });
        return { place, isListed, folderId: folder?.id ?? null, problem: problemOf(place, folder !== undefined, unreadable), counts: await board.counts(place.path) };
      });
      return { places: await Promise.all(views), noZstd };
    },
    'handoffPlaces.put': async ({ place: written, formerPath }) => {
      const place = checkedPlace(written, engine);
      const others = present().places.filter(({ path }) => path !== formerPath && realOr(path) !== realOr(formerPath ?? ''));
      if (others.some(({ path }) => realOr(path) === place.path)) throw new FilemillError('settings.invalid', t('{path} is a hand-off place already.', { path: displayName(place.path) }), { hint: t('Change that one.') });
      // Watched first: a place that can't be is none that takes anything.
      const isWatched = folders.list().some(({ path, configured }) => configured && isInside(path, place.path));
      if (place.apps.length > 0 && !isWatched) await engine.updateHandoffs({ ...present(), places: [...others, place] }, () => folders.add(place.path, {}, { configured: true, ignoreExisting: false }));
      else await engine.updateHandoffs({ ...present(), places: [...others, place] });
      return {};
    },
    'handoffPlaces.remove': async ({ path }) => {
      await engine.updateHandoffs({ ...present(), places: present().places.filter((place) => place.path !== path && realOr(place.path) !== path) });
      return {};
    },
    'sweeps.plan': ({ path, policy }) => sweeps.plan(path, policy ?? engine.handoffPlaces.list().find((place) => place.path === path)?.archive ?? null),
    'sweeps.begin': ({ path }) => sweeps.begin(path),
    'sweeps.cancel': ({ path }) => {
      sweeps.cancel(path);
      return {};
    },
    'sweeps.list': () => sweeps.list(),
    'expectations.list': ({ from, to }) => ({ expectations: expectations.list(from, to) }),
    'expectations.put': async ({ expectation: written }) => {
      const expectation = expectations.checked(written);
      const others = present().expectations;
      const at = others.findIndex(({ id }) => id === expectation.id);
      await engine.updateHandoffs({ ...present(), expectations: at < 0 ? [...others, expectation] : others.with(at, expectation) });
      return {};
    },
    'expectations.remove': async ({ id }) => {
      await engine.updateHandoffs({ ...present(), expectations: present().expectations.filter((one) => one.id !== id) });
      return {};
    },
  };
}

function problemOf(place: HandoffPlace, isWatched: boolean, unreadable: readonly string[]): ErrorData | null {
  if (unreadable.includes(place.path)) return new FilemillError('folder.missing', t('{path} can’t be read.', { path: displayName(place.path) }), { hint: t('Connect its drive, or give your account the right to read it.') }).toData();
  if (place.apps.length > 0 && !isWatched) return new FilemillError('folder.unknown', t('It is not watched, so nothing is taken.'), { hint: t('Add it, or the folder that holds it, on the Folders screen.') }).toData();
  if (place.archive?.format === 'zstd' && noZstd !== null) return new FilemillError('environment.missing', noZstd, { hint: t('Choose gzip for the archive.') }).toData();
  return null;
}

/** @throws FilemillError `settings.invalid`, `folder.*` */
function checkedPlace(written: HandoffPlace, { folders, options }: Engine): HandoffPlace {
  const place = { ...written, apps: [...new Set(written.apps)], path: realOr(written.path) };
  const { archive } = place;
  if (!archive) return place;
  packerOf(archive.format);
  checkOutput(archive.to, [{ path: place.path }, ...folders.list().filter(({ configured }) => configured)], options.dataFolder);
  return place;
}

function textOf(path: string): string | null {
  try {
    return readSmallFile(pairOfData(path).sidecar, MOST_SIDECAR_BYTES);
  } catch {
    // What is wrong with it stands in the checks.
    return null;
  }
}

/** What its sidecar says, one by one, held against what lies there; reads all of the data. */
async function checksOf({ path, lock }: HandoffRowView, signal: AbortSignal): Promise<HandoffCheck[]> {
  const pair = pairOfData(path);
  const checks: HandoffCheck[] = [];
  try {
    const read = readSidecar(pair.sidecar, null);
    if (!read) checks.push({ what: 'sidecar', isRight: false, sentence: t('There is no sidecar.') });
    else {
      const { next_app: app, file_size: size } = read.sidecar;
      checks.push({ what: 'sidecar', isRight: true, sentence: t('The sidecar can be read.') });
      checks.push({ what: 'addressee', isRight: app !== null && app !== '', sentence: app ? t('It is for {app}.', { app: displayName(app) }) : t('It is addressed to nobody.') });
      const bytes = lookAtData(pair.data, size).size;
      checks.push({ what: 'size', isRight: true, sentence: size === undefined ? t('{bytes, number} bytes; the sidecar does not say how many.', { bytes }) : t('{bytes, number} bytes, as the sidecar says.', { bytes }) });
      await verifyData(pair.data, size, read.checksum, undefined, signal);
      checks.push({ what: 'checksum', isRight: true, sentence: t('The checksum is right: {algorithm} {digits}…', { algorithm: read.checksum.algorithm, digits: read.checksum.digits.slice(0, 12) }) });
    }
  } catch (error) {
    if (!(error instanceof HandoffFault)) throw error;
    const what = error.fault.startsWith('checksum') ? 'checksum' : error.fault === 'sizeMismatch' || error.fault.startsWith('data') ? 'size' : error.fault === 'pathEscape' || error.fault === 'otherFilename' ? 'filename' : 'sidecar';
    checks.push({ what, isRight: false, sentence: error.message });
  }
  if (lock) checks.push({ what: 'lock', isRight: lock.state === 'held', sentence: lockSentence(lock) });
  return checks;
}

function lockSentence(lock: NonNullable<HandoffRowView['lock']>): string {
  const owner = ownerInWords(lock);
  if (lock.state === 'held') return t('Its lock is held by {owner}, which runs.', { owner });
  if (lock.state === 'stale') return t('Its lock was left by {owner}, which does not run any more.', { owner });
  if (lock.state === 'left') return t('Its lock is empty, and no process of this machine holds it.');
  if (lock.state === 'unproven') return t('Its lock says {owner}; whether that runs can’t be told from here.', { owner });
  return t('What has the name of its lock is no file that can be opened.');
}

function realOr(path: string): string {
  try {
    return realPathOf(path);
  } catch {
    return path;
  }
}
