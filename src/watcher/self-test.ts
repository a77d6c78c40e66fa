/** Time in which an event must arrive for a change that a scan has found. */
export const ANNOUNCE_WITHIN_MS = 1_500;
/** So many scans in a row must find changes of which none was ever announced. */
const SILENT_SCANS = 2;

/**
 * Does this folder announce its changes at all? A probe file would tell, but Filemill does not write into a folder
 * that it was only asked to watch. Instead every difference that a scan finds is a probe: its event must have come, or
 * come within a moment. When scan after scan finds changes and no event ever came, the file system announces nothing
 * (remote changes on a network share, some virtual drives) and the folder has to be polled.
 */
export class SelfTest {
  private hasAnnounced = false;
  private silentScans = 0;

  /** An event came. */
  announced(): void {
    this.hasAnnounced = true;
    this.silentScans = 0;
  }

  /** A scan has found so many changes, and {@link ANNOUNCE_WITHIN_MS} have passed since. True: nothing is announced. */
  failedAfter(changes: number): boolean {
    if (this.hasAnnounced || changes === 0) return false;
    this.silentScans += 1;
    return this.silentScans >= SILENT_SCANS;
  }
}
