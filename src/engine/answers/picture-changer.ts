import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { choose, limitsFor } from '../../processors/catalogue';
import type { Recognition, Source } from '../../shared/contract/worker-api';
import type { TransformOutput, TransformRecipe } from '../../shared/model/transform';
import { moveAnywhere } from '../actions/move-anywhere';
import { nameOutput } from '../actions/name-output';
import { placeOutput } from '../actions/place-output';
import { openVault } from '../vault/vault-folder';
import type { WorkerPool } from '../workers/worker-pool';

export interface PictureChange {
  /** Null where the name was taken and left alone. */
  path: string | null;
  width: number;
  height: number;
  bytes: number;
  /** What was done, in order. */
  log: string[];
  /** Where the file lies now that had the name before; null where none had it. */
  replaced: string | null;
}

/** Changes single pictures on request, outside any folder and without a ledger. */
export class PictureChanger {
  /** @param vaultHome holds the vault for files that are replaced */
  constructor(
    private readonly pool: WorkerPool,
    private readonly scratchDir: string,
    private readonly vaultHome: string,
  ) {}

  /** @throws FilemillError with a `file.*`, `folder.*` or `artifact.*` code */
  async change(source: Source, recognition: Recognition, recipe: TransformRecipe, output: TransformOutput): Promise<PictureChange> {
    const { mime, kind, sha256 } = recognition;
    const recognised = { name: source.path, mime, kind, size: source.size };
    const options = { processor: choose(recognised)[0]?.id ?? 'other', mime, kind, sha256, passwords: [] };
    const scratchDir = join(this.scratchDir, `picture-${source.fileId}`);
    await mkdir(scratchDir, { recursive: true });
    try {
      const { artifact, log } = await this.pool.run({ exclusive: true, ...limitsFor(recognised) }, (worker) =>
        worker.call('picture.transform', { source, options, recipe, maxSidePixels: null, scratchDir }),
      );
      const { width, height, bytes, extension } = artifact;
      const original = join(source.root, source.path);
      const name = nameOutput(output.name, { original: basename(original), extension, width, height, at: Date.now() });
      let replaced: string | null = null;
      const placed = await placeOutput(
        { from: artifact.scratchPath, sha256: artifact.sha256, folder: output.folder ?? dirname(original), name, conflict: output.conflict, what: 'picture' },
        {
          begin: (target) => join(dirname(target), `.tmp_${randomBytes(6).toString('hex')}`),
          putAside: async (target) => {
            // No ledger numbers it: the time will do.
            const vaulted = openVault(this.vaultHome, Date.now(), target);
            await moveAnywhere(target, vaulted);
            replaced = vaulted;
            return () => moveAnywhere(vaulted, target);
          },
        },
      );
      const path = placed.state === 'placed' ? placed.path : null;
      return { path, width, height, bytes, log, replaced };
    } finally {
      await rm(scratchDir, { recursive: true, force: true });
    }
  }
}
