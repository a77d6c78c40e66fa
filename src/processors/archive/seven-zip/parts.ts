import { lstatSync } from 'node:fs';
import { sep } from 'node:path';
import { toFsPath } from '../../../base/byte-name';
import { seeingArchivesAsFiles } from '../../../base/no-archives';
import { leadPartOf, type LeadPart } from '../../../shared/model/archive-parts';
import type { OpenFile } from '../../kit/open-file';

/** One file of an archive that is cut into several. */
export interface Part {
  /** In the folder of the archive. */
  readonly name: string;
  /** What 7-Zip is to see: it finds parts by the way their names go on. */
  readonly alias: string;
}

export interface Parts {
  /** In the order of their numbers. The one that was opened is `opened`. */
  readonly all: readonly Part[];
  readonly opened: Part;
  /** The parts are pieces of one file, cut anywhere. */
  readonly isSplit: boolean;
  /** What the next part would be called, should one be missing. */
  readonly next: string | null;
  /** Set when the opened file is not the one to begin with. */
  readonly first: LeadPart | null;
}

/** More files than this are not opened at once. */
const MAX_PARTS = 400;
const SPLIT = /^(.*\.)(\d{3})$/s;
const RAR_PART = /^(.*\.part)(\d{1,4})(\.rar)$/is;
const RAR_OLD = /^(.*\.)rar$/is;
const ZIP_LAST = /^(.*\.)zip$/is;

/** The parts of an archive, by their names, as far as they lie beside it. */
export function partsOf(file: OpenFile, type: string): Parts {
  const there = (name: string): boolean => isFile(file, name);
  const first = leadPartOf(file.name);
  const split = SPLIT.exec(file.name);
  if (split) return numbered(split[1] as string, 3, '', `archive.${type}.`, Number(split[2]), true, first, there);
  const rar = type === 'rar' ? RAR_PART.exec(file.name) : null;
  if (rar) {
    const [, stem, digits, ending] = rar as unknown as [string, string, string, string];
    return numbered(stem, digits.length, ending, 'archive.part', Number(digits), false, first, there);
  }
  const opened = { name: file.name, alias: `archive.${type}` };
  const old = type === 'rar' ? RAR_OLD.exec(file.name) : type === 'zip' ? ZIP_LAST.exec(file.name) : null;
  const rest = old ? lettered(old[1] as string, type, file.name, there) : null;
  const all = type === 'zip' ? [...(rest?.found ?? []), opened] : [opened, ...(rest?.found ?? [])];
  return { all, opened, isSplit: false, next: rest?.next ?? null, first };
}

/** "a.7z.001", "a.7z.002" …, or "a.part1.rar", "a.part2.rar" … */
function numbered(
  stem: string,
  digits: number,
  ending: string,
  aliasStem: string,
  opened: number,
  isSplit: boolean,
  first: LeadPart | null,
  there: (name: string) => boolean,
): Parts {
  const part = (number: number): Part => {
    const tail = `${String(number).padStart(digits, '0')}${ending}`;
    return { name: stem + tail, alias: aliasStem + tail.toLowerCase() };
  };
  const all = [part(opened)];
  let next = opened + 1;
  while (all.length < MAX_PARTS && there(part(next).name)) all.push(part(next++));
  return { all, opened: part(opened), isSplit, next: part(next).name, first };
}

/** "a.rar", "a.r00", "a.r01" …, "a.s00"; "a.z01", "a.z02" …, "a.zip". */
function lettered(stem: string, type: string, opened: string, there: (name: string) => boolean): { found: Part[]; next: string } {
  const ending = (i: number): string => {
    if (type === 'zip') return `z${String(i + 1).padStart(2, '0')}`;
    return `${String.fromCharCode(0x72 + Math.floor(i / 100))}${String(i % 100).padStart(2, '0')}`;
  };
  const isUpper = opened.endsWith(type.toUpperCase());
  const nameOf = (i: number): string => stem + (isUpper ? ending(i).toUpperCase() : ending(i));
  const found: Part[] = [];
  while (found.length < MAX_PARTS && there(nameOf(found.length))) found.push({ name: nameOf(found.length), alias: `archive.${ending(found.length)}` });
  return { found, next: nameOf(found.length) };
}

/** The first part, where `file` can be nothing but a later one and the first lies beside it. */
export function leadBeside(file: OpenFile): string | null {
  const lead = leadPartOf(file.name);
  return lead?.isCertain === true && isFile(file, lead.name) ? lead.name : null;
}

function isFile(file: OpenFile, name: string): boolean {
  const { root, path } = file.source;
  const folder = path.slice(0, path.length - file.name.length);
  const full = toFsPath(`${root.endsWith(sep) ? root : root + sep}${folder}${name}`);
  return seeingArchivesAsFiles(() => lstatSync(full, { throwIfNoEntry: false })?.isFile() ?? false);
}
