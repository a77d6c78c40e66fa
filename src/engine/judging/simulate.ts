import type { Rule, SimulatedFile } from '../../shared/model/rule';
import { ALL_ACTIONS } from '../acting/all-actions';
import { Breath } from '../../base/breath';
import { compileRule } from '../rules/rule-set';
import { presentFilesAfter } from '../store/judged-files';
import { asIfJustNow } from './as-if-just-now';
import { StoredFile } from './facts-of-file';
import { Foresight } from './foresight';
import { judgeStored } from './judge-stored';
import { storedParts, type TryingParts } from './trying-parts';

const FILES_PER_SLICE = 500;
/** Of each file that is shown. */
const TRACES = 20;

export interface SimulationAsked {
  /** Left out, all rules that are on. */
  readonly rules?: readonly Rule[] | undefined;
  readonly folderId?: number | undefined;
  readonly offset: number;
  readonly limit: number;
}

export interface Simulation {
  /** That lie in the folders. */
  files: number;
  /** With which something would be done, and how much. */
  acted: number;
  steps: number;
  rows: SimulatedFile[];
}

/**
 * All rules over the files that lie in the watched folders. Nothing is changed.
 *
 * @param onAsked told of how many files the rules were asked by then
 * @throws FilemillError `settings.invalid`, `call.cancelled`
 */
export async function simulate(parts: TryingParts, { rules, folderId, offset, limit }: SimulationAsked, signal: AbortSignal, onAsked?: (files: number) => void): Promise<Simulation> {
  const asked = asIfJustNow(rules?.map((rule) => compileRule({ ...rule, isEnabled: true }, ALL_ACTIONS)) ?? parts.rules());
  const surroundings = { ...parts.surroundings(), knownPlaces: new Map() };
  const folders = new Map(surroundings.folders().map((folder) => [folder.id, folder]));
  const stored = storedParts(parts, [...folders.values()]);
  const wanted = [...folders.keys()].filter((id) => folderId === undefined || id === folderId);
  const foresight = new Foresight(parts.keepsMoved());
  const found: Simulation = { files: 0, acted: 0, steps: 0, rows: [] };
  const breath = new Breath();
  const now = Date.now();
  for (let last = 0, isAll = false; !isAll; ) {
    const slice = presentFilesAfter(parts.database, wanted, last, FILES_PER_SLICE);
    isAll = slice.length < FILES_PER_SLICE;
    onAsked?.(found.files);
    for (const row of slice) {
      last = row.fileId;
      found.files += 1;
      const folder = folders.get(row.folderId);
      if (!folder) continue;
      const isShown = found.acted >= offset && found.rows.length < limit;
      const judged = judgeStored(asked, new StoredFile(stored, row), parts, { folder, now, surroundings, event: 'created', keepTraces: isShown ? TRACES : 0 });
      if (judged.steps.length > 0) {
        await foresight.look(judged, signal);
        if (isShown) found.rows.push({ fileId: row.fileId, path: row.path, folderName: folder.name, outcomes: judged.outcomes });
        found.acted += 1;
        found.steps += judged.steps.length;
      }
      await breath.take();
      signal.throwIfAborted();
    }
  }
  return found;
}
