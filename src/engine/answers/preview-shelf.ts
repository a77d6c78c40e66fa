import { rm } from 'node:fs/promises';
import type { Artifact } from '../../shared/contract/worker-api';
import type { Engine } from '../engine';
import { artifactPath, publishArtifact } from '../stages/publish/artifact-store';
import type { Database } from '../store/database';

interface Shown {
  after: { id: string; width: number; height: number };
  log: string[];
}

/** A slider that is moved makes one a moment; someone may go back and forth between some of them. */
const MOST = 32;
const KEY = 'changed:';

/**
 * Previews of changed pictures: the latest are kept for this session. Each has its row among the artifacts, so that
 * nothing lies in the store unaccounted for, and that those of a former session can be thrown away.
 */
class PreviewShelf {
  private readonly shown = new Map<string, Shown>();

  constructor(
    private readonly database: Database,
    private readonly dataFolder: string,
  ) {}

  get(key: string): Shown | undefined {
    const found = this.shown.get(key);
    if (found) {
      this.shown.delete(key);
      this.shown.set(key, found);
    }
    return found;
  }

  async put(key: string, artifact: Artifact, log: () => string[]): Promise<Shown> {
    const { width, height, bytes } = artifact;
    const id = await publishArtifact(this.dataFolder, artifact);
    this.database.transaction((writer) =>
      writer.run('INSERT OR REPLACE INTO artifacts VALUES (?, ?, ?, ?, ?)', KEY + key, id, width, height, bytes),
    );
    const shown = { after: { id, width, height }, log: log() };
    this.shown.set(key, shown);
    for (const [oldest, { after }] of this.shown) {
      if (this.shown.size <= MOST) break;
      this.shown.delete(oldest);
      await this.throwAway(KEY + oldest, after.id);
    }
    return shown;
  }

  async clear(): Promise<void> {
    const rows = this.database.all<{ key: string; id: string }>(`SELECT key, id FROM artifacts WHERE key GLOB '${KEY}*'`);
    for (const { key, id } of rows) await this.throwAway(key, id);
  }

  private async throwAway(key: string, id: string): Promise<void> {
    this.database.transaction((writer) => writer.run('DELETE FROM artifacts WHERE key = ?', key));
    const isElsewhere =
      this.database.get('SELECT 1 FROM artifacts WHERE id = ?', id) ?? this.database.get('SELECT 1 FROM reports WHERE thumbnail = ?', id);
    if (!isElsewhere) await rm(artifactPath(this.dataFolder, id), { force: true });
  }
}

const shelves = new WeakMap<Engine, Promise<PreviewShelf>>();

/** The engine's own shelf, without what a former session has left. */
export function previewShelfOf(engine: Engine): Promise<PreviewShelf> {
  let shelf = shelves.get(engine);
  if (!shelf) {
    const made = new PreviewShelf(engine.database, engine.options.dataFolder);
    shelf = made.clear().then(() => made);
    shelves.set(engine, shelf);
  }
  return shelf;
}
