/** What 7-Zip calls a type, and what we know about it. */
export interface SevenZipType {
  /** For `-t`, tried in turn. */
  readonly handlers: readonly string[];
  /** Times are those of a wall clock, without a zone. */
  readonly hasLocalTimes?: boolean;
  /** Entries lie as they are, without a checksum: where the archive is whole, their lengths are certain. */
  readonly isStored?: boolean;
  /** What it lists as CRC is another sum. */
  readonly hasOtherSum?: boolean;
}

/** Types that are given to 7-Zip. It is never left to guess: a file that is none of these is not shown to it. */
export const SEVEN_ZIP_TYPES = {
  '7z': { handlers: ['7z'] },
  zip: { handlers: ['zip'], hasLocalTimes: true },
  tar: { handlers: ['tar'], isStored: true },
  rar: { handlers: ['Rar5', 'Rar'] },
  iso: { handlers: ['Udf', 'Iso'], isStored: true },
  cab: { handlers: ['Cab'], hasLocalTimes: true },
  deb: { handlers: ['Ar'], isStored: true },
  ar: { handlers: ['Ar'], isStored: true },
  rpm: { handlers: ['Rpm'], isStored: true },
  cpio: { handlers: ['Cpio'], isStored: true },
  wim: { handlers: ['wim'] },
  // The files of the one disk in it; else its partitions.
  dmg: { handlers: ['HFS.Dmg', 'APFS.Dmg', 'Dmg'] },
  squashfs: { handlers: ['SquashFS'] },
  xar: { handlers: ['Xar'] },
  arj: { handlers: ['Arj'], hasLocalTimes: true },
  lzh: { handlers: ['Lzh'], hasLocalTimes: true, hasOtherSum: true },
  chm: { handlers: ['Chm'] },
} as const satisfies Record<string, SevenZipType>;

export type SevenZipTypeName = keyof typeof SEVEN_ZIP_TYPES;

export const isSevenZipType = (type: string): type is SevenZipTypeName => Object.hasOwn(SEVEN_ZIP_TYPES, type);
