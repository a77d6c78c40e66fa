import type { PackedSightings } from './packed-sightings';
import type { RootState } from './folder-root';

/** What the process asks of its scanning thread. */
export type ScanRequest =
  | { t: 'add'; folder: number; root: string; recursive: boolean; prunedNames: string[] }
  | { t: 'drop'; folder: number }
  /** Look through the whole folder and tell what differs from what was told. */
  | { t: 'scan'; folder: number; job: number; source: 'firstScan' | 'scan' }
  /** Look at these directories, and into those below them that are not known yet; a missing one is forgotten. */
  | { t: 'visit'; folder: number; job: number; directories: string[] }
  /** The live path has told these: a scan need not repeat them. */
  | { t: 'learn'; folder: number; sightings: PackedSightings }
  /** Nothing counts as told any more. */
  | { t: 'forget'; folder: number }
  /** So many batches have been passed on. */
  | { t: 'passedOn'; batches: number };

export interface ScanProblem {
  path: string;
  code: string;
}

export interface ScanReport {
  rootState: RootState;
  /** Error code of an `offline` root. */
  rootError: string;
  /** Files known after the scan, special ones included. */
  files: number;
  directories: number;
  durationMs: number;
  /** Sightings told by it. */
  changes: number;
  /** Subfolders that could not be read; what was known below them is kept. */
  problems: ScanProblem[];
  problemCount: number;
  /** Directories listed for the first time whose paths are not UTF-8. */
  oddDirectories: string[];
}

/** What the scanning thread answers. */
export type ScanAnswer =
  /** A walk of this folder goes on: said at its start and now and then, so that a hanging drive can be told. */
  | { t: 'walking'; folder: number }
  | { t: 'told'; folder: number; job: number; source: 'firstScan' | 'scan' | 'live'; sightings: PackedSightings }
  | { t: 'finished'; folder: number; job: number; report: ScanReport };
