import { lstatSync } from 'node:fs';
import { basename } from 'node:path';
import { toFsPath } from '../../../base/byte-name';
import { SILENT } from '../../../base/patience';
import { lockPathOf } from '../../../base/lock/look-at-lock';
import type { HandoffPlace } from '../../../shared/model/handoff';
import { walkFolders } from '../find-names';
import { bareRow, isFolder, lookAtPair, reasonOf, type HandoffRow } from '../look-at-handoffs';
import { ERRORS_FOLDER, pairIn, PROCESSED_FOLDER } from '../pair-names';
import { isSidecarName } from '../read-handoffs';
import type { Reach } from '../reach';
import { readSidecar } from '../read-sidecar';
import { isCompanion, SIDECAR_ENDING } from '../sidecar-schema';
import type { FarLooks } from './far-looks';
import type { SidecarMemory } from './sidecar-memory';

/** A hand-off as it lies there, and whom its sidecar names. */
export interface FoundHandoff extends HandoffRow {
  place: HandoffPlace;
  producer: string | null;
  consumer: string | null;
  hasData: boolean;
  hasSidecar: boolean;
  /** Of the data; null where there is none. */
  bytes: number | null;
}

export interface Finding {
  found: FoundHandoff[];
  unreadable: string[];
  isCut: boolean;
}

/** Beyond so many the rest is not looked at. */
const MOST = 20_000;
/** Looked at before others get a turn. */
const PER_TURN = 200;

/**
 * Everything that lies in some places, done with or not. Checksums are not read; nothing is changed.
 *
 * @param farLooks looks at those on shares; without it they are looked at here, and asked again and again whether they answer
 */
export async function findHandoffs(places: readonly HandoffPlace[], memory: SidecarMemory, reach: Reach, farLooks: FarLooks | null = null, signal?: AbortSignal): Promise<Finding> {
  const finding: Finding = { found: [], unreadable: [], isCut: false };
  const seen = new Set<string>();
  for (const place of places) {
    if (!(await reach.answers(place.path))) {
      finding.unreadable.push(place.path);
      continue;
    }
    if (farLooks && reach.isFar(place.path)) {
      addFar(finding, seen, place, await farLooks.look(place).catch(() => SILENT));
      continue;
    }
    const options = { stuckMs: place.stuckMinutes * 60_000, settleMs: place.settleSeconds * 1000, isBrief: true, ...(signal ? { signal } : {}) };
    try {
      for (const { folder, names } of walkFolders(place.path, { withResults: true, signal }, (path) => finding.unreadable.push(path))) {
        if (seen.has(folder)) continue;
        seen.add(folder);
        // Far away it may have stopped answering since; no look at the board waits for it.
        await reach.mustAnswer(place.path);
        const kind = folder === place.path ? '' : basename(folder);
        const all = new Set(names);
        for (const name of names) {
          const isSidecar = isSidecarName(name);
          if (isSidecar ? false : isCompanion(name) || all.has(`${name}${SIDECAR_ENDING}`)) continue;
          if (finding.found.length >= MOST) {
            finding.isCut = true;
            return finding;
          }
          const pair = pairIn(folder, isSidecar ? name.slice(0, -SIDECAR_ENDING.length) : name);
          const row = await look(kind, pair, isSidecar, all.has(`${pair.name}.lock`), options);
          const said = isSidecar ? memory.of(pair.sidecar, () => row.sidecar ?? briefly(pair.sidecar)) : null;
          const hasData = all.has(pair.name);
          finding.found.push({ ...row, place, hasData, hasSidecar: isSidecar, bytes: hasData ? sizeOf(pair.data) : null, producer: said?.producer ?? null, consumer: said?.consumer ?? null });
          if (finding.found.length % PER_TURN === 0) {
            await new Promise((resolve) => setImmediate(resolve));
            await reach.mustAnswer(place.path);
          }
          signal?.throwIfAborted();
        }
      }
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof Error)) throw error;
      finding.unreadable.push(place.path);
    }
  }
  return finding;
}

function addFar(finding: Finding, seen: Set<string>, place: HandoffPlace, far: Finding | typeof SILENT): void {
  if (far === SILENT) return void finding.unreadable.push(place.path);
  const rows = far.found.filter(({ pair }) => !seen.has(pair.folder)).map((row) => ({ ...row, place }));
  for (const { pair } of rows) seen.add(pair.folder);
  finding.found.push(...rows.slice(0, MOST - finding.found.length));
  finding.unreadable.push(...far.unreadable);
  finding.isCut ||= far.isCut;
}

async function look(kind: string, pair: HandoffRow['pair'], hasSidecar: boolean, hasLock: boolean, options: Parameters<typeof lookAtPair>[3]): Promise<HandoffRow> {
  if (kind === PROCESSED_FOLDER) return { ...bareRow(pair), state: 'processed' };
  if (kind === ERRORS_FOLDER) return { ...bareRow(pair), state: 'error', error: reasonOf(pair) };
  return lookAtPair(pair, hasSidecar || isFolder(pair.sidecar), hasLock || isFolder(lockPathOf(pair.data)), options);
}

const sizeOf = (path: string): number | null => lstatSync(toFsPath(path), { throwIfNoEntry: false })?.size ?? null;

/** Null where it can't be read: what is wrong with it is told elsewhere. */
function briefly(path: string): ReturnType<typeof sidecarOf> {
  try {
    return sidecarOf(path);
  } catch {
    return null;
  }
}

const sidecarOf = (path: string) => readSidecar(path, null)?.sidecar ?? null;
