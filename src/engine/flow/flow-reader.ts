import type { Flow } from '../../shared/model/flow';
import type { Snapshot } from '../../shared/model/engine';
import type { Rule } from '../../shared/model/rule';
import type { Database } from '../store/database';
import { Destinations } from './destinations';
import { flowOf } from './flow';
import { PassageCounter } from './passages';

interface Parts {
  database: Database;
  /** All rules in their order. */
  rules(): readonly Rule[];
  snapshot(): Pick<Snapshot, 'folders' | 'lanes'>;
}

/** Draws up the picture of the mill whenever a window asks. */
export class FlowReader {
  private readonly counter: PassageCounter;
  private destinations: { wording: string; all: Destinations } | null = null;

  constructor(private readonly parts: Parts) {
    this.counter = new PassageCounter(parts.database);
  }

  async read(now = Date.now()): Promise<Flow> {
    const { folders, lanes } = this.parts.snapshot();
    const rules = this.parts.rules();
    const wording = JSON.stringify([rules.map(({ name, folders: of, then }) => [name, of, then]), folders.map(({ id, path, settings }) => [id, path, settings.name])]);
    if (this.destinations?.wording !== wording) {
      const roots = folders.map(({ id, path, settings }) => ({ id, path, name: settings.name }));
      this.destinations = { wording, all: new Destinations(rules, roots) };
    }
    const { all: destinations } = this.destinations;
    const passages = await this.counter.count(destinations.ofEffect, wording, now);
    return flowOf({ at: now, folders, lanes, rules, destinations, passages });
  }
}
