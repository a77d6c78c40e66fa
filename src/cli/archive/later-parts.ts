import type { OpenArchive } from '../../engine/engine-queries';
import { printJson, printLine, shown } from '../print';

/** Archives in parts may be named by all of their parts, as `*.rar` does: each is worked on once. */
export class LaterParts {
  private readonly opened = new Set<string>();

  constructor(private readonly isJson: boolean) {}

  /** Whether what `path` names was worked on before, by this name or that of another part; says so. */
  isDone(path: string, { path: lead }: OpenArchive): boolean {
    const isAgain = this.opened.has(lead);
    this.opened.add(lead);
    if (!isAgain) return false;
    if (this.isJson) printJson({ type: 'archive', path, doneWith: lead });
    else printLine(`${shown(path)}\n  Done already, with ${shown(lead)}`);
    return true;
  }
}
