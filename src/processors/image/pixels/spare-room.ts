/** Less is had as quickly anew. */
const LEAST_BYTES = 128 * 1024;
/** Room that is so many times too large is for others. */
const MOST_TIMES = 4;
const MOST_SPARES = 4;

/** Whoever tidies up the memory may have them. */
let spares: WeakRef<ArrayBuffer>[] = [];
/** Out of these hands, and not left yet. */
const taken = new WeakSet<ArrayBuffer>();

/**
 * Room for pixels, with anything in it: what was left before, where there is some. Fresh memory costs the system half a
 * millisecond a megabyte when it is first written to, which is a good part of what a small picture takes.
 *
 * @param length bytes
 */
export function takeRoom(length: number): Uint8Array<ArrayBuffer> {
  let best: ArrayBuffer | undefined;
  for (const spare of spares) {
    const room = spare.deref();
    if (!room || room.byteLength < length || room.byteLength > length * MOST_TIMES) continue;
    if (best === undefined || room.byteLength < best.byteLength) best = room;
  }
  spares = spares.filter((spare) => spare.deref() !== best);
  const room = best ?? new ArrayBuffer(length);
  taken.add(room);
  return new Uint8Array(room, 0, length);
}

/** Leaves room to whoever comes next; nobody may hold these pixels any more. What was not taken from here stays its owner's. */
export function leaveRoom({ buffer }: Uint8Array): void {
  if (!(buffer instanceof ArrayBuffer) || !taken.delete(buffer) || buffer.byteLength < LEAST_BYTES) return;
  spares = [...spares.filter((spare) => spare.deref() !== undefined), new WeakRef(buffer)].slice(-MOST_SPARES);
}
