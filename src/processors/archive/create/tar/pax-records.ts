/** What a pax header says of the entry after it. */
export interface PaxFields {
  hdrcharset?: string;
  path?: Buffer;
  size?: string;
  /** Seconds. */
  mtime?: string;
}

/** `hdrcharset` comes first: it is about the fields after it. */
const KEYS = ['hdrcharset', 'path', 'size', 'mtime'] as const;

/** "27 mtime=1763812345.123456\n": each record begins with its own length. */
export function paxRecords(fields: PaxFields): Buffer {
  return Buffer.concat(
    KEYS.flatMap((key) => {
      const value = fields[key];
      return value === undefined ? [] : [record(key, Buffer.from(value as string))];
    }),
  );
}

function record(key: string, value: Buffer): Buffer {
  const rest = Buffer.concat([Buffer.from(` ${key}=`), value, Buffer.from('\n')]);
  let length = rest.length;
  // The digits count too.
  while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
  return Buffer.concat([Buffer.from(String(length)), rest]);
}
