import type { ArchiveFormat, EntryType, EntryWarning } from '../../../shared/model/archive';
import type { Tone } from '../../parts/state-label';
import { t } from '../../../shared/words/words';

type WarningCode = EntryWarning['code'];

interface WarningWord {
  readonly label: string;
  /** What it means, where no single entry says so itself. */
  readonly meaning: string;
  readonly tone: Extract<Tone, 'attention' | 'waiting' | 'ignored'>;
}

/** What is said of entries, the worst first. */
export const WARNING_WORDS: Readonly<Record<WarningCode, WarningWord>> = {
  traversal: { label: t('Leads outside'), meaning: t('The path climbs out of the folder with “..”. It is never written outside.'), tone: 'attention' },
  absolutePath: { label: t('Absolute path'), meaning: t('The path names a place on the disk. It is never written there.'), tone: 'attention' },
  overlap: { label: t('Overlapping'), meaning: t('Shares its bytes with another entry, as archive bombs do.'), tone: 'attention' },
  ratio: { label: t('Unpacks too large'), meaning: t('Unpacks to more than the allowed multiple of its packed size.'), tone: 'attention' },
  tooLarge: { label: t('Too large'), meaning: t('Larger than the limits in the settings allow.'), tone: 'attention' },
  damaged: { label: t('Damaged'), meaning: t('Its bytes can’t be read, or are not what the archive says.'), tone: 'attention' },
  contradiction: { label: t('Contradicts itself'), meaning: t('What the archive says of it in two places differs.'), tone: 'attention' },
  special: { label: t('Device'), meaning: t('A device, pipe or socket. It is never written.'), tone: 'attention' },
  link: { label: t('Link'), meaning: t('A link. Links are never written.'), tone: 'waiting' },
  privileges: { label: t('Special rights'), meaning: t('Set-uid, set-gid or sticky. These rights are left out.'), tone: 'waiting' },
  duplicateName: { label: t('Same name twice'), meaning: t('Another entry has the same path. Extracted, one gets another name.'), tone: 'waiting' },
  caseClash: { label: t('Case clash'), meaning: t('Differs from another name only in case or in the way accents are written.'), tone: 'waiting' },
  illegalName: { label: t('Name not for Windows'), meaning: t('Windows does not take this name. Extracted, it gets another one.'), tone: 'waiting' },
  longName: { label: t('Long name'), meaning: t('Too long for most disks. Extracted, it is shortened.'), tone: 'waiting' },
  strangeName: { label: t('Odd name'), meaning: t('Holds hidden signs, bytes that are no text, or its encoding was guessed.'), tone: 'waiting' },
  unknownMethod: { label: t('Unknown method'), meaning: t('Packed in a way that can’t be read.'), tone: 'attention' },
  tooDeep: { label: t('Too deep'), meaning: t('Archives inside it are not looked into.'), tone: 'waiting' },
  encrypted: { label: t('Encrypted'), meaning: t('Opens only with its password.'), tone: 'ignored' },
};

export const WARNING_CODES = Object.keys(WARNING_WORDS) as WarningCode[];

export const ENTRY_TYPE_WORDS: Readonly<Record<EntryType, string>> = {
  file: t('File'),
  folder: t('Folder'),
  symlink: t('Symbolic link'),
  hardlink: t('Hard link'),
  special: t('Device, pipe or socket'),
};

interface FormatWord {
  readonly label: string;
  /** When to take it. */
  readonly meaning: string;
}

export const FORMAT_WORDS: Readonly<Record<ArchiveFormat, FormatWord>> = {
  zip: { label: 'ZIP', meaning: t('Opens everywhere.') },
  '7z': { label: '7z', meaning: t('Smallest; can hide names.') },
  tar: { label: 'TAR', meaning: t('Not packed; keeps rights.') },
  'tar.gz': { label: 'TAR.GZ', meaning: t('Usual on Linux; fast.') },
  'tar.bz2': { label: 'TAR.BZ2', meaning: t('Smaller than gz, slower.') },
  'tar.xz': { label: 'TAR.XZ', meaning: t('Almost as small as 7z.') },
};

/** Those that take a password. */
export const CAN_ENCRYPT: ReadonlySet<ArchiveFormat> = new Set(['zip', '7z']);
/** Those with levels. */
export const CAN_PACK: ReadonlySet<ArchiveFormat> = new Set(['zip', '7z', 'tar.gz', 'tar.bz2', 'tar.xz']);

/** "zip" as people write it: "ZIP"; "7z" stays. */
export function archiveTypeWord(type: string): string {
  return type === '7z' ? '7z' : type.toUpperCase();
}
