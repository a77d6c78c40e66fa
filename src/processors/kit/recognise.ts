import type { Recognition } from '../../shared/contract/worker-api';
import { extensionOf } from './extension';
import { hashFile } from './file-hash';
import { HEAD_BYTES, isOle, isZip, sniffMagic } from './magic';
import { kindOfMime } from './mime-kind';
import { nameDisagreement } from './named-type';
import { oleFlavour } from './ole-flavour';
import type { OpenFile } from './open-file';
import { sniffEncoding } from './sniff-encoding';
import { sniffEnd } from './sniff-end';
import { decodeWhole } from './streaming-decoder';
import { textFlavour } from './text-flavour';
import { zipFlavour } from './zip-flavour';
import { t } from '../../shared/words/words';

const EMPTY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

type FileTypeModule = typeof import('file-type');
let fileType: Promise<FileTypeModule> | undefined;

/**
 * What a file is, by its bytes; the name only decides between flavours of text. Reads the whole file once, for the
 * checksum. Throws what reading throws, and `call.cancelled`.
 */
export async function recognise(
  file: OpenFile,
  signal: AbortSignal,
  onHashed?: (doneBytes: number) => void,
): Promise<Recognition> {
  if (file.size === 0) {
    const hashes = { sha256: EMPTY_SHA256, headSha256: EMPTY_SHA256, isSameHead: false };
    return { ...hashes, mime: 'application/x-empty', kind: 'other', warnings: [t('The file is empty.')] };
  }
  const mime = await sniffMime(file);
  const hashes = await hashFile(file, signal, onHashed, file.source.knownHead ?? null);
  const disagreement = nameDisagreement(file.name, mime);
  return { ...hashes, mime, kind: kindOfMime(mime), warnings: disagreement ? [disagreement] : [] };
}

async function sniffMime(file: OpenFile): Promise<string> {
  const head = await file.readRange(0, HEAD_BYTES);
  if (isZip(head)) return zipFlavour(file, head);
  if (isOle(head)) return oleFlavour(file, head);
  const magic = sniffMagic(head);
  if (magic) return magic;
  const byEnd = await sniffEnd(file);
  if (byEnd) return byEnd;
  const isWhole = head.length === file.size;
  const encoding = sniffEncoding(head, isWhole);
  if (encoding) return textFlavour(decodeWhole(head, encoding).text, file.name, isWhole);
  // A stray control byte makes JSON invalid, not something else.
  if (extensionOf(file.name) === 'json' && /^\s*[[{"]/.test(head.toString('latin1', 0, 1024))) return 'application/json';
  // Readers of PDF accept rubbish before the signature.
  if (head.subarray(0, 1024).includes('%PDF-')) return 'application/pdf';
  if (extensionOf(file.name) === 'tar' && isWhole && isTarWithoutEntries(head)) return 'application/x-tar';
  return (await sniffRare(head)) ?? 'application/octet-stream';
}

/** Nothing but its end mark, and what fills it up: without its name it could be anything. */
function isTarWithoutEntries(bytes: Buffer): boolean {
  return bytes.length >= 1024 && bytes.length % 512 === 0 && bytes.every((byte) => byte === 0);
}

/** Types too rare for our own table. A detector that fails on odd bytes has just not recognised them. */
async function sniffRare(head: Buffer): Promise<string | null> {
  fileType ??= import('file-type');
  const { fileTypeFromBuffer } = await fileType;
  try {
    return (await fileTypeFromBuffer(head))?.mime ?? null;
  } catch {
    return null;
  }
}
