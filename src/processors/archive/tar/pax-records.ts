/**
 * The records of a pax header, "length key=value\n" (POSIX.1-2001): the last one of a key counts, but for those that
 * repeat (`GNU.sparse.offset`, `.numbytes`), which come as a list. Values are bytes. Null when it is damaged.
 */
export function paxRecords(body: Buffer): { values: Map<string, Buffer>; sparse: number[] } | null {
  const values = new Map<string, Buffer>();
  const sparse: number[] = [];
  for (let at = 0; at < body.length; ) {
    // Some programs pad with NULs.
    if (body[at] === 0) break;
    const space = body.indexOf(0x20, at);
    if (space < 0 || space - at > 10) return null;
    const length = Number(body.toString('latin1', at, space));
    const end = at + length;
    if (!Number.isInteger(length) || end > body.length || body[end - 1] !== 0x0a) return null;
    const equals = body.indexOf(0x3d, space);
    if (equals < 0 || equals >= end) return null;
    const key = body.toString('utf8', space + 1, equals);
    const value = body.subarray(equals + 1, end - 1);
    if (key === 'GNU.sparse.offset' || key === 'GNU.sparse.numbytes') sparse.push(Number(value.toString('latin1')));
    else values.set(key, value);
    at = end;
  }
  return { values, sparse };
}
