import type { ArchiveEntryView } from '../../../../shared/model/archive';
import type { FileKind } from '../../../../shared/model/file';

const BY_EXTENSION: Readonly<Record<string, FileKind>> = Object.fromEntries(
  (
    [
      ['text', 'txt md log rtf html htm xml css js ts py c h java sh tex srt'],
      ['data', 'csv tsv json xlsx xls ods yaml yml sql db'],
      ['document', 'pdf docx doc odt epub pptx ppt ps'],
      ['image', 'jpg jpeg png gif webp bmp tif tiff heic heif avif svg ico'],
      ['archive', 'zip 7z tar gz tgz bz2 tbz2 xz txz zst rar iso cab deb rpm jar'],
      ['audio', 'mp3 wav flac ogg m4a aac wma'],
      ['video', 'mp4 mkv mov avi webm wmv'],
    ] as const
  ).flatMap(([kind, endings]) => endings.split(' ').map((ending) => [ending, kind])),
);

/** What was found inside; before anyone has looked, what its name says: a hint, no more. */
export function kindOfEntry({ member, path }: Pick<ArchiveEntryView, 'member' | 'path'>): FileKind | null {
  if (member?.kind) return member.kind;
  const ending = /\.([a-z0-9]{1,4})$/i.exec(path)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(BY_EXTENSION, ending) ? (BY_EXTENSION[ending] ?? null) : null;
}

/** Whether opening it is worth a try; whether it is an archive is then told by its bytes. */
export function opensInPlace(entry: Pick<ArchiveEntryView, 'member' | 'path' | 'type'>): boolean {
  return entry.type === 'file' && kindOfEntry(entry) === 'archive';
}
