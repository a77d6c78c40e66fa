import type { Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { FilemillError } from '../../../shared/errors/filemill-error';
import type { ARCHIVE_FORMATS } from '../../../shared/model/handoff';
import { t } from '../../../shared/words/words';

export type ArchiveFormat = (typeof ARCHIVE_FORMATS)[number];

/** One way to pack single files. */
export interface Packer {
  /** With its dot. */
  readonly ending: string;
  pack(bytes: Uint8Array): Buffer;
  /** @throws where it is damaged, or holds more */
  unpack(bytes: Uint8Array, mostBytes: number): Buffer;
  packing(): Transform;
  unpacking(): Transform;
}

const GZIP_LEVEL = 6;
/** How far back zlib looks beyond its window's edge (MIN_LOOKAHEAD). */
const LOOK_AHEAD = 262;
/** The smallest window that holds all of it: its tables are made anew for each file, and take longer than small files themselves. The result is the same. */
const windowFor = (bytes: number): number => Math.min(zlib.constants.Z_MAX_WINDOWBITS, Math.max(12, Math.ceil(Math.log2(bytes + LOOK_AHEAD))));
/** What comes out is written into pieces of so many bytes, each of which is given back later: small ones for small files. */
const pieceFor = (bytes: number): number => Math.min(zlib.constants.Z_DEFAULT_CHUNK, Math.max(1024, bytes));
const gzip: Packer = {
  ending: '.gz',
  pack: (bytes) => zlib.gzipSync(bytes, { level: GZIP_LEVEL, windowBits: windowFor(bytes.length), chunkSize: pieceFor(bytes.length) }),
  unpack: (bytes, maxOutputLength) => zlib.gunzipSync(bytes, { maxOutputLength, chunkSize: pieceFor(maxOutputLength) }),
  packing: () => zlib.createGzip({ level: GZIP_LEVEL }),
  unpacking: () => zlib.createGunzip(),
};

/** Zstandard came into Node with 22.15 and 23.8; the types that we have do not know it yet. */
interface Zstd {
  zstdCompressSync(bytes: Uint8Array): Buffer;
  zstdDecompressSync(bytes: Uint8Array, options: { maxOutputLength: number }): Buffer;
  createZstdCompress(): Transform;
  createZstdDecompress(): Transform;
}

function zstdOf({ zstdCompressSync, zstdDecompressSync, createZstdCompress, createZstdDecompress }: Partial<Zstd>): Packer | null {
  if (!zstdCompressSync || !zstdDecompressSync || !createZstdCompress || !createZstdDecompress) return null;
  return { ending: '.zst', pack: zstdCompressSync, unpack: (bytes, maxOutputLength) => zstdDecompressSync(bytes, { maxOutputLength }), packing: createZstdCompress, unpacking: createZstdDecompress };
}

const zstd = zstdOf(zlib as unknown as Partial<Zstd>);

/** Why zstd can't be written here; null where it can. */
export const noZstd: string | null = zstd ? null : t('The program that Filemill runs on here (Node {node}) can’t write zstd. gzip works everywhere.', { node: process.versions.node });

/** @throws FilemillError `environment.missing` */
export function packerOf(format: ArchiveFormat): Packer {
  if (format === 'gzip') return gzip;
  if (zstd) return zstd;
  throw new FilemillError('environment.missing', noZstd ?? '', { hint: t('Choose gzip for the archive.') });
}

/** Which made what has this name; undefined for other names. */
export const packerByName = (path: string): Packer | undefined => [gzip, ...(zstd ? [zstd] : [])].find(({ ending }) => path.endsWith(ending));
