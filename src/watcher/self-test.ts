import { closeSync, constants, openSync, rmSync } from 'node:fs';
import { join, sep } from 'node:path';
import { toFsPath } from '../base/byte-name';

/** Time in which an event must arrive for a change that a scan has found. */
export const ANNOUNCE_WITHIN_MS = 1_500;
/** … and for the probe, on the slowest machine. */
export const PROBE_WITHIN_MS = 10_000;
/** So many scans in a row must find changes of which none was ever announced. */
const SILENT_SCANS = 2;

/** Comes and goes within a moment; every list of temporary names, ours too, leaves it out. */
export const PROBE_NAME = '.tmp_filemill-probe';

export const isProbe = (path: string): boolean => path.endsWith(sep + PROBE_NAME);

const PROBE_FLAGS = constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY | (constants.O_NOFOLLOW ?? 0);

/**
 * Does this folder announce its changes at all? A probe file is written when its watches are set, and its event must
 * come. Where nothing may be written, every difference that a scan finds is a probe: when scan after scan finds changes
 * and no event ever came, the file system announces nothing (remote changes on a network share, some virtual drives).
 * Either way the folder is then polled.
 */
export class SelfTest {
  private hasAnnounced = false;
  private silentScans = 0;
  private probeTimer: NodeJS.Timeout | null = null;

  constructor(
    private readonly root: string,
    private readonly failed: () => void,
    private readonly probeWithinMs = PROBE_WITHIN_MS,
  ) {}

  /** Watches are being set: what was announced before says nothing about them. */
  begin(): void {
    this.close();
    this.hasAnnounced = false;
    this.silentScans = 0;
  }

  /** Writes the probe and takes it away again; its two events are one announcement. */
  probe(): void {
    const path = toFsPath(join(this.root, PROBE_NAME));
    try {
      // Left behind by a kill in between.
      rmSync(path, { force: true });
      if (this.hasAnnounced) return;
      this.close();
      closeSync(openSync(path, PROBE_FLAGS, 0o600));
      rmSync(path, { force: true });
    } catch {
      // Read-only, full, or gone: then the scans have to tell.
      return;
    }
    // In two steps: after a standstill (a busy loop, a sleeping computer) a time that is up is told before the events
    // that have come meanwhile.
    const lastMs = Math.min(ANNOUNCE_WITHIN_MS, this.probeWithinMs / 2);
    this.probeTimer = setTimeout(() => {
      this.probeTimer = setTimeout(() => {
        if (!this.hasAnnounced) this.failed();
      }, lastMs);
    }, this.probeWithinMs - lastMs);
  }

  /** An event came. */
  announced(): void {
    this.hasAnnounced = true;
    this.silentScans = 0;
    this.close();
  }

  /** A scan has found so many changes, and {@link ANNOUNCE_WITHIN_MS} have passed since. */
  judgeAfter(changes: number): void {
    if (this.hasAnnounced || changes === 0) return;
    this.silentScans += 1;
    if (this.silentScans >= SILENT_SCANS) this.failed();
  }

  close(): void {
    if (this.probeTimer) clearTimeout(this.probeTimer);
    this.probeTimer = null;
  }
}
