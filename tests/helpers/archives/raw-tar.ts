/** One header and what follows it, each field as it is to stand in the file. */
export interface RawTarEntry {
  name: string | Buffer;
  content?: string | Buffer;
  /** '0' file, '1' hardlink, '2' symlink, '3' and '4' devices, '5' folder, '6' FIFO, 'L' and 'x' about the next one … */
  flag?: string;
  link?: string;
  mode?: number;
  /** What the header says, where it is not the truth: a number, or the field's twelve bytes. */
  size?: number | Buffer;
  hasBrokenChecksum?: boolean;
}

/** For tests: a tar file that says what it is told to say. */
export function rawTar(entries: readonly RawTarEntry[], hasEnd = true): Buffer {
  return Buffer.concat([...entries.flatMap(entryBlocks), Buffer.alloc(hasEnd ? 1024 : 0)]);
}

/** One record of a pax header. */
export function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  let length = rest.length + 1;
  while (String(length).length + Buffer.byteLength(rest) !== length) length = String(length).length + Buffer.byteLength(rest);
  return `${length}${rest}`;
}

function entryBlocks(entry: RawTarEntry): Buffer[] {
  const content = Buffer.from((entry.content ?? '') as string);
  return [tarHeader(entry, content.length), content, Buffer.alloc((512 - (content.length % 512)) % 512)];
}

function tarHeader({ name, flag = '0', link = '', mode = 0o644, size, hasBrokenChecksum = false }: RawTarEntry, length: number): Buffer {
  const header = Buffer.alloc(512);
  Buffer.from(name as string).copy(header, 0, 0, 100);
  header.write(`${mode.toString(8).padStart(7, '0')}\0`, 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  if (Buffer.isBuffer(size)) size.copy(header, 124);
  else header.write(`${(size ?? length).toString(8).padStart(11, '0')}\0`, 124);
  header.write('14631546000\0', 136);
  header.write('        ', 148);
  header.write(flag, 156, 'latin1');
  header.write(link, 157, 100);
  header.write('ustar\0' + '00', 257, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, hasBrokenChecksum ? 1 : 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}
