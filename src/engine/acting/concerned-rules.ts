import type { FactNeed } from '../../shared/model/fact';
import { FILE_EVENTS, type FileEvent } from '../../shared/model/file';
import type { CompiledRule } from '../rules/compiled-rule';
import type { Surroundings } from './action';

export interface ConcernedRulesParts {
  /** Of the rules in force; the same list until they change. */
  list(): readonly CompiledRule[];
  surroundings(): Omit<Surroundings, 'roots'>;
}

/** Rules for one folder and event. */
export interface Concerned {
  readonly list: readonly CompiledRule[];
  /** What must be known of a file before all of them can be asked and done. */
  readonly needs: ReadonlySet<FactNeed>;
}

const NONE: Concerned = { list: [], needs: new Set() };

/** Which rules are for which folder and event: found out once for each, so that folders without rules cost nothing. */
export class ConcernedRules {
  private known: readonly CompiledRule[] = [];
  private readonly found = new Map<string, Concerned>();

  constructor(private readonly parts: ConcernedRulesParts) {}

  of(folder: { id: number; name: string; path: string }, event: FileEvent): Concerned {
    const rules = this.parts.list();
    if (rules !== this.known) {
      this.known = rules;
      this.found.clear();
    }
    if (rules.length === 0) return NONE;
    const key = `${event} ${folder.id} ${folder.name}`;
    let concerned = this.found.get(key);
    if (!concerned) {
      const list = rules.filter((rule) => rule.concerns(folder, event));
      concerned = { list, needs: new Set(list.flatMap(({ needs }) => [...needs])) };
      this.found.set(key, concerned);
    }
    return concerned;
  }

  /** What must be known of files of a folder, whatever happens to them. */
  needsIn(folder: { id: number; name: string; path: string }): ReadonlySet<FactNeed> {
    const needs = FILE_EVENTS.map((event) => this.of(folder, event).needs).filter(({ size }) => size > 0);
    return needs.length === 0 ? NONE.needs : new Set(needs.flatMap((each) => [...each]));
  }

  surroundings(root: string): Surroundings {
    return { ...this.parts.surroundings(), roots: [root] };
  }
}
