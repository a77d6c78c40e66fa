import type { ActionSpec } from '../../shared/model/action';
import type { FactNeed } from '../../shared/model/fact';
import type { FileEvent } from '../../shared/model/file';
import type { Rule } from '../../shared/model/rule';
import type { CompiledCondition } from './compile-condition';

/** A rule made ready to be asked; made once for each change of the rules. */
export interface CompiledRule {
  readonly rule: Rule;
  /** Whether it is on, belongs to the folder and wants to hear of the event. */
  concerns(folder: { name: string; path: string }, event: FileEvent): boolean;
  readonly condition: CompiledCondition;
  /** What must have been done with a file before its conditions can be asked and its actions done. */
  readonly needs: ReadonlySet<FactNeed>;
  /** Its conditions ask for the error of a file: it may act on files that could not be read. */
  readonly asksForError: boolean;
  readonly steps: readonly CompiledStep[];
}

export interface CompiledStep {
  readonly spec: ActionSpec;
  /** Names this action in this wording: `0:copy:1f2e3d4c`. */
  readonly key: string;
}
