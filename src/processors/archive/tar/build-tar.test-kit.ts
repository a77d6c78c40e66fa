const BLOCK = 512;

export interface TarPart {
  readonly name: string | Buffer;
  readonly content?: string | Buffer;
  /** One character; '0' by itself. */
  readonly flag?: string;
  readonly link?: string;
  readonly mode?: number;
  /** Seconds. */
  readonly mtime?: number;
  /** What the header says instead of the length of the content. */
  readonly size?: number;
  readonly magic?: 'ustar' | 'gnu' | 'none';
  readonly prefix?: string;
  /** Changes the finished header before its checksum is made. */
  readonly change?: (header: Buffer) => void;
  readonly checksum?: 'unsigned' | 'signed' | 'wrong';
}

/** For tests: one header with its data, filled up to whole blocks. */
export function tarPart(part: TarPart): Buffer {
  const content = Buffer.from(part.content ?? '');
  const header = Buffer.alloc(BLOCK);
  Buffer.from(part.name as string).copy(header, 0, 0, 100);
  header.write(octal(part.mode ?? 0o644, 8), 100);
  header.write(octal(0, 8), 108);
  header.write(octal(0, 8), 116);
  header.write(octal(part.size ?? content.length, 12), 124);
  header.write(octal(part.mtime ?? 1_700_000_000, 12), 136);
  header.write(part.flag ?? '0', 156);
  header.write(part.link ?? '', 157);
  if (part.magic !== 'none') header.write(part.magic === 'gnu' ? 'ustar  \0' : 'ustar\x0000', 257, 'latin1');
  header.write(part.prefix ?? '', 345);
  part.change?.(header);
  header.fill(' ', 148, 156);
  let sum = 0;
  for (const byte of header) sum += part.checksum === 'signed' && byte > 127 ? byte - 256 : byte;
  header.write(`${(part.checksum === 'wrong' ? sum + 1 : sum).toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, content, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK)]);
}

/** For tests: a tar archive with its end mark. */
export function buildTar(parts: readonly TarPart[]): Buffer {
  return Buffer.concat([...parts.map(tarPart), Buffer.alloc(2 * BLOCK)]);
}

/** The content of a pax header. */
export function paxBody(records: readonly (readonly [key: string, value: string | Buffer])[]): Buffer {
  return Buffer.concat(
    records.map(([key, value]) => {
      const rest = Buffer.concat([Buffer.from(` ${key}=`), Buffer.from(value as string), Buffer.from('\n')]);
      let length = rest.length;
      while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
      return Buffer.concat([Buffer.from(String(length)), rest]);
    }),
  );
}

function octal(value: number, width: number): string {
  return `${Math.floor(value).toString(8).padStart(width - 1, '0')}\0`;
}
