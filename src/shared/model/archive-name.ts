import { ARCHIVE_FORMATS, type ArchiveFormat } from './archive';

const SHORT_ENDINGS: Readonly<Record<string, ArchiveFormat>> = { tgz: 'tar.gz', tbz: 'tar.bz2', tbz2: 'tar.bz2', txz: 'tar.xz' };

/** By ending; ".tar.gz" before anything that it ends in. */
const FORMAT_OF_ENDING = [...ARCHIVE_FORMATS.map((format) => [format, format] as const), ...Object.entries(SHORT_ENDINGS)].sort(
  ([one], [other]) => other.length - one.length,
);

/** Which of the formats that can be made a name speaks of. */
export function formatOfName(name: string): ArchiveFormat | undefined {
  return endingOf(name)?.[1];
}

/** The name with the ending of its format; that of another format is taken off. */
export function withArchiveEnding(name: string, format: ArchiveFormat): string {
  const ending = endingOf(name);
  if (ending?.[1] === format) return name;
  return `${ending ? name.slice(0, -ending[0].length - 1) : name}.${format}`;
}

function endingOf(name: string): readonly [string, ArchiveFormat] | undefined {
  const lower = name.toLowerCase();
  return FORMAT_OF_ENDING.find(([ending]) => lower.endsWith(`.${ending}`));
}
