import type { DuplicateTier } from '../../shared/model/duplicates';
import type { Surroundings } from '../acting/action';
import type { CompiledRule } from '../rules/compiled-rule';
import type { Database } from '../store/database';
import type { StoredParts } from './facts-of-file';
import type { ActionOf } from './judged';

/** A watched folder, as rules know it. */
export interface TriedFolder {
  readonly id: number;
  readonly name: string;
  readonly path: string;
}

/** What trying rules out needs of the mill. Nothing of it is changed. */
export interface TryingParts {
  readonly database: Database;
  readonly actionOf: ActionOf;
  /** All rules, in their order. */
  rules(): readonly CompiledRule[];
  /** Grows with each change of the rules. */
  rulesRevision(): number;
  surroundings(): Surroundings & { folders(): readonly TriedFolder[] };
  blurThreshold(): number;
  /** A copy of each original goes into the vault before a rule moves it. */
  keepsMoved(): boolean;
  likeTiers(sha256: string): readonly DuplicateTier[] | null;
  /** Rules that made what lies at an absolute path, directly or through others. */
  madeBy(path: string, sha256: string | null): ReadonlySet<string>;
}

/** For one turn of asking: folders and settings as they are now. */
export function storedParts(parts: TryingParts, folders: readonly TriedFolder[]): StoredParts {
  const byId = new Map(folders.map((folder) => [folder.id, folder]));
  return {
    database: parts.database,
    blurThreshold: parts.blurThreshold(),
    folderName: (id) => byId.get(id)?.name ?? '',
    folderPath: (id) => byId.get(id)?.path ?? null,
    likeTiers: (sha256) => parts.likeTiers(sha256),
  };
}
