import { readFileSync, rmSync, statSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { atomicWrite } from '../../base/atomic-write';
import { isInside } from '../../base/safe-path';
import type { Snapshot } from '../../shared/model/engine';
import type { ErrorData } from '../../shared/errors/filemill-error';
import { t } from '../../shared/words/words';

const BEAT_MS = 10_000;
/** Ours has some hundred bytes. */
const MAX_BYTES = 10_000;

/** What other programs read: a file older than half a minute means that Filemill is not well, or gone. */
export interface Pulse {
  version: string;
  state: Snapshot['state'];
  health: 'healthy' | 'degraded';
  accounting: Snapshot['accounting'];
}

const pulseFileSchema = z.object({ at: z.string(), pid: z.number(), version: z.string(), state: z.string() });

export type HeartbeatTrouble = Pick<ErrorData, 'message' | 'hint'>;

/** Rewrites the heartbeat file while all is well, and takes it away at an orderly end. */
export class Heartbeat {
  private path: string | null = null;
  private timer: NodeJS.Timeout | null = null;
  private isTroubled = false;
  private isOurs = false;

  /**
   * @param pulse null while Filemill is not well: then nothing is written, and the file grows old
   * @param told the trouble, once; null when it is over
   */
  constructor(
    private readonly pulse: () => Pulse | null,
    private readonly told: (trouble: HeartbeatTrouble | null) => void,
  ) {}

  /**
   * Writes from now on to `path`, the first time at once; null ends it.
   *
   * @param watched folders in which it must not lie: each beat would be a file that arrives
   */
  follow(path: string | null, watched: readonly string[] = []): void {
    const isNew = path !== this.path;
    if (isNew) this.stop();
    this.path = path;
    const problem = path === null ? null : problemWith(path, watched);
    if (path === null || problem) {
      this.stop();
      this.path = path;
      this.tell(problem);
      return;
    }
    if (this.timer) return;
    this.timer = setInterval(() => this.beat(), BEAT_MS);
    this.timer.unref();
    this.beat();
  }

  close(): void {
    this.stop();
  }

  private stop(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    if (this.path !== null && this.isOurs) remove(this.path);
    this.isOurs = false;
    this.path = null;
  }

  private beat(): void {
    const pulse = this.pulse();
    if (pulse === null || this.path === null) return;
    try {
      if (!this.isOurs && !isHeartbeat(this.path)) {
        this.tell({
          message: t('The heartbeat can’t be written to {path}: there is another file.', { path: this.path }),
          hint: t('Name a file that does not exist yet in the settings.'),
        });
        return;
      }
      const at = new Date().toISOString();
      atomicWrite(this.path, `${JSON.stringify({ at, pid: process.pid, ...pulse })}\n`, 0o644);
      this.isOurs = true;
      this.tell(null);
    } catch (error) {
      this.tell({
        message: t('The heartbeat can’t be written to {path}: {message}.', { path: this.path, message: (error as Error).message }),
        hint: t('Check its folder, or name another file in the settings.'),
      });
    }
  }

  private tell(trouble: HeartbeatTrouble | null): void {
    const isTroubled = trouble !== null;
    if (isTroubled === this.isTroubled) return;
    this.isTroubled = isTroubled;
    this.told(trouble);
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // It grows old instead, which says the same.
  }
}

function problemWith(path: string, watched: readonly string[]): HeartbeatTrouble | null {
  if (!isAbsolute(path)) {
    return { message: t('The heartbeat file {path} is not a whole path.', { path }), hint: t('Write it from the root of the disk on.') };
  }
  const folder = watched.find((root) => isInside(root, resolve(path)));
  if (folder === undefined) return null;
  return { message: t('The heartbeat file lies in {folder}, which is watched.', { folder }), hint: t('Name a place outside it in the settings.') };
}

/** Whether the file is free, or an earlier heartbeat: nobody else's file is overwritten. */
function isHeartbeat(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat || stat.size === 0) return true;
  if (!stat.isFile() || stat.size > MAX_BYTES) return false;
  try {
    return pulseFileSchema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).success;
  } catch {
    return false;
  }
}
