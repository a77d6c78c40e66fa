import type { OpenFile } from './open-file';

const ENTRY_BYTES = 128;
/** Directory entries looked at; the telling streams are among the first. */
const MAX_ENTRIES = 64;

const BY_STREAM: [name: string, mime: string][] = [
  ['EncryptedPackage', 'application/x-ole-encrypted'],
  ['WordDocument', 'application/msword'],
  ['Workbook', 'application/vnd.ms-excel'],
  ['Book', 'application/vnd.ms-excel'],
  ['PowerPoint Document', 'application/vnd.ms-powerpoint'],
  ['__properties_version1.0', 'application/vnd.ms-outlook'],
];

/** What an OLE compound file is, by the names of its streams; locked office documents are such files, too. */
export async function oleFlavour(file: OpenFile, head: Buffer): Promise<string> {
  if (head.length < 512) return 'application/x-cfb';
  const sectorBytes = 1 << Math.min(head.readUInt16LE(30), 16);
  const directoryAt = (head.readUInt32LE(48) + 1) * sectorBytes;
  const directory = await file.readRange(directoryAt, MAX_ENTRIES * ENTRY_BYTES);
  const names = new Set<string>();
  for (let at = 0; at + ENTRY_BYTES <= directory.length; at += ENTRY_BYTES) {
    const nameBytes = directory.readUInt16LE(at + 64);
    if (nameBytes >= 2 && nameBytes <= 64) names.add(directory.toString('utf16le', at, at + nameBytes - 2));
  }
  return BY_STREAM.find(([name]) => names.has(name))?.[1] ?? 'application/x-cfb';
}
