/** Looked back so far. */
const WINDOW_MS = 4_000;
/** After so long without a byte nothing goes. */
const SILENT_MS = 3_000;

/** How fast something goes. Times are monotonic, in milliseconds. */
export class UploadRate {
  private readonly marks: { at: number; bytes: number }[] = [];

  note(bytes: number, at: number): void {
    const last = this.marks.at(-1);
    // What has to be sent again went for nothing.
    if (last && bytes < last.bytes) this.marks.length = 0;
    if (last && at - last.at < 100 && this.marks.length > 1) this.marks.pop();
    this.marks.push({ at, bytes });
    while (this.marks.length > 2 && at - (this.marks[1]?.at ?? at) > WINDOW_MS) this.marks.shift();
  }

  /** Null where it can't be told yet, or nothing goes. */
  perSecond(now: number): number | null {
    const first = this.marks[0];
    const last = this.marks.at(-1);
    if (!first || !last || last.at === first.at || now - last.at > SILENT_MS) return null;
    // Silence makes it slower, too.
    return ((last.bytes - first.bytes) / Math.max(1, Math.max(last.at, now - 1_000) - first.at)) * 1_000;
  }
}
