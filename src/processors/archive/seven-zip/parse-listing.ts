import { fromNameBytes } from '../../../base/byte-name';

/** The properties of one entry, or of the archive, as 7-Zip names them: "Path", "Size", "Packed Size", "Method" … */
export type Properties = ReadonlyMap<string, string>;

const NEW_LINE = 0x0a;

/**
 * What `7zz l -ba -slt` prints: blocks of lines "Name = value", an empty line between them, each block beginning with "Path".
 * A value never holds a line break there (7-Zip prints `_` for it), so that no name and no comment can pass for a line.
 *
 * One after the other: a block takes ten times as much memory as its text.
 */
export function* entryBlocks(output: Buffer): Generator<Map<string, string>, void, undefined> {
  let block: Map<string, string> | null = null;
  for (let at = 0; at < output.length; ) {
    const newLine = output.indexOf(NEW_LINE, at);
    const end = newLine < 0 ? output.length : newLine;
    const line = output.subarray(at, end);
    at = end + 1;
    const property = line.length === 0 ? null : splitProperty(line);
    if (property === null) {
      if (block) yield block;
      block = null;
    } else if (block !== null) block.set(...property);
    else if (property[0] === 'Path') block = new Map([property]);
  }
  if (block) yield block;
}

/** What is said of the archive as a whole. */
export interface ArchiveProperties {
  readonly properties: Properties;
  readonly comment: string;
  /** "Unexpected end of archive", "There are data after the end of archive" … */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

/** The part of `7zz l -slt` before the entries: `head` ends before the line of hyphens. */
export function parseArchiveHead(head: string): ArchiveProperties {
  // Of an archive in parts the parts come first, then the archive itself.
  const lines = head.slice(head.lastIndexOf('\n--\n') + 4).split('\n');
  const properties = new Map<string, string>();
  const comment: string[] = [];
  const said: Record<'ERRORS:' | 'WARNINGS:', string[]> = { 'ERRORS:': [], 'WARNINGS:': [] };
  let list: string[] | null = null;
  const opening = lines.indexOf('{');
  const closing = lines.lastIndexOf('}');
  lines.forEach((line, i) => {
    if (opening >= 0 && i > opening && i < closing) return void comment.push(line);
    if (line === 'ERRORS:' || line === 'WARNINGS:') return void (list = said[line]);
    const property = /^([A-Z][\w -]*) = (.*)$/.exec(line);
    if (property) {
      list = null;
      properties.set(property[1] as string, property[2] as string);
    } else if (line !== '' && line !== '{' && line !== '}') list?.push(line);
  });
  return {
    properties,
    comment: opening >= 0 ? comment.join('\n') : (properties.get('Comment') ?? ''),
    errors: said['ERRORS:'],
    warnings: said['WARNINGS:'],
  };
}

/** Bytes of a value that are not UTF-8 stand as in base/byte-name. */
function splitProperty(line: Buffer): [name: string, value: string] | null {
  // "CRC = " without a value may have lost its last space.
  const equals = line.indexOf(' =');
  if (equals <= 0) return null;
  return [line.toString('latin1', 0, equals), fromNameBytes(line.subarray(equals + 3))];
}
