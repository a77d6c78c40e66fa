import type { ArchiveEntry, EntryWarning } from '../../../shared/model/archive';
import { shown } from '../guard/entry-path';
import { t } from '../../../shared/words/words';

type Code = EntryWarning['code'];
type Sentence = readonly [one: string, many: string];

/** Of the archive as a whole. */
const MOST_WARNINGS = 20;

/** What people are told of all entries that have one trait; `%` stands for the number. Traits without a line are told on the entry only. */
const SENTENCES: Partial<Record<Code, Sentence>> = {
  traversal: ['One entry leads out of the archive by “..” and is never unpacked', '% entries lead out of the archive by “..” and are never unpacked'],
  absolutePath: ['One entry has an absolute path and is never unpacked', '% entries have absolute paths and are never unpacked'],
  link: ['One entry is a link', '% entries are links'],
  special: ['One entry is a device, a pipe or a socket and is never unpacked', '% entries are devices, pipes or sockets and are never unpacked'],
  privileges: ['One entry would run with the rights of others; unpacking leaves these rights out', '% entries would run with the rights of others; unpacking leaves these rights out'],
  ratio: ['One entry unpacks to far more than its packed size, as archives do that are made to fill a disk', '% entries unpack to far more than their packed size, as archives do that are made to fill a disk'],
  tooLarge: ['One entry is larger than the limit for unpacking', '% entries are larger than the limit for unpacking'],
  duplicateName: ['One entry has a name that another one has, too', '% entries have names that others have, too'],
  caseClash: ['One entry has a name that some systems take for another’s', '% entries have names that some systems take for others’'],
  illegalName: ['One entry has a name that Windows does not take', '% entries have names that Windows does not take'],
  longName: ['One entry has a name or path that is too long', '% entries have names or paths that are too long'],
  strangeName: ['One entry has an odd name (hidden characters, or an encoding that had to be guessed)', '% entries have odd names (hidden characters, or an encoding that had to be guessed)'],
  encrypted: ['One entry is locked with a password', '% entries are locked with a password'],
  contradiction: ['One entry is described in two ways that differ, and is never unpacked', '% entries are described in two ways that differ, and are never unpacked'],
  overlap: ['One entry shares its bytes with another one, as archives do that are made to fill a disk', '% entries share their bytes with others, as archives do that are made to fill a disk'],
  unknownMethod: ['One entry is packed in a way that can’t be read', '% entries are packed in ways that can’t be read'],
  damaged: ['One entry is damaged', '% entries are damaged'],
};

/** The archive's own warnings, and one sentence for each trait of its entries. */
export function summariseWarnings(own: readonly string[], entries: readonly ArchiveEntry[]): string[] {
  const found = new Map<Code, { count: number; first: string }>();
  for (const { path, warnings } of entries) {
    for (const code of new Set(warnings.map((warning) => warning.code))) {
      const line = found.get(code);
      if (line) line.count += 1;
      else found.set(code, { count: 1, first: path });
    }
  }
  const told: string[] = [];
  for (const code of Object.keys(SENTENCES) as Code[]) {
    const line = found.get(code);
    const sentence = SENTENCES[code];
    if (!line || !sentence) continue;
    const { count, first } = line;
    told.push(count === 1 ? `${sentence[0]}: ${shown(first)}.` : t('{value}, {first} for one.', { value: sentence[1].replace('%', count.toLocaleString('en')), first: shown(first) }));
  }
  return [...own, ...told].slice(0, MOST_WARNINGS);
}
