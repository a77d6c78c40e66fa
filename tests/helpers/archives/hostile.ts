import type { UnpackLimits } from '../../../src/shared/model/archive';

/** What an archive of the hostile set is made with, and what must come out of it. */
export interface HostileCase {
  name: string;
  /** The file's own name. */
  file: string;
  /** @param outside absolute: a folder into which nothing may be written */
  make(outside: string): Buffer;
  limits?: Partial<UnpackLimits>;
  /** Harmless entries, by the path they must have; all of them must come out. */
  harmless?: Record<string, string>;
  /** Reasons that must be among those told; an empty list: nothing need be refused. */
  refused?: string[];
  /** It can't be opened, or nothing comes out: a plain error with one of these codes will do. */
  mayFail?: string[];
}

export const GOOD = { 'good.txt': 'harmless' };
