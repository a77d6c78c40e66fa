import { VERIFY_CHECKS, type Misfit, type VerifyReport } from '../../../shared/model/verify-report';
import type { FolderRecord } from '../../store/folders';
import type { Database } from '../../store/database';

/** What a check is told. */
export interface Verification {
  database: Database;
  dataFolder: string;
  /** Compare the bytes of the files too. */
  hashes: boolean;
  /** An engine works on the ledger meanwhile, in this process or another. */
  isRunning: boolean;
  folders: FolderRecord[];
  /** Folders that can't be looked into now: nothing is said of what should lie there. */
  unreachable: Set<string>;
  tally: Tally;
}

type CheckName = Misfit['check'];

const MAX_LISTED = 1_000;

/** Counts everything, lists the first thousand. */
export class Tally {
  underWay = 0;
  private readonly misfits: Misfit[] = [];
  private readonly checked = new Map<CheckName, number>();
  private readonly found = new Map<CheckName, number>();

  count(check: CheckName, things = 1): void {
    this.checked.set(check, (this.checked.get(check) ?? 0) + things);
  }

  misfit(check: CheckName, path: string | null, message: string, hint: string): void {
    this.found.set(check, (this.found.get(check) ?? 0) + 1);
    if (this.misfits.length < MAX_LISTED) this.misfits.push({ check, path, message, hint });
  }

  report(durationMs: number): VerifyReport {
    return {
      ok: this.found.size === 0,
      checks: VERIFY_CHECKS.map((name) => ({
        name,
        checked: this.checked.get(name) ?? 0,
        misfits: this.found.get(name) ?? 0,
      })),
      misfits: this.misfits,
      underWay: this.underWay,
      durationMs,
    };
  }
}

/** Lets everybody else do something: the engine answers windows while it verifies. */
export const breathe = (): Promise<void> =>
  new Promise((done) => {
    setImmediate(done);
  });
