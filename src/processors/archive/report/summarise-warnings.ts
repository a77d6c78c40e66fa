import type { ArchiveEntry, EntryWarning } from '../../../shared/model/archive';
import { shown } from '../guard/entry-path';
import { t, words } from '../../../shared/words/words';

type Code = EntryWarning['code'];

/** Of the archive as a whole. */
const MOST_WARNINGS = 20;

/** What people are told of all entries that have one trait; Traits without a line are told on the entry only. */
const SENTENCES: Partial<Record<Code, string>> = {
  traversal: words('{count, plural, one {One entry leads out of the archive by “..” and is never unpacked: {first}.} other {# entries lead out of the archive by “..” and are never unpacked, {first} for one.}}'),
  absolutePath: words('{count, plural, one {One entry has an absolute path and is never unpacked: {first}.} other {# entries have absolute paths and are never unpacked, {first} for one.}}'),
  link: words('{count, plural, one {One entry is a link: {first}.} other {# entries are links, {first} for one.}}'),
  special: words('{count, plural, one {One entry is a device, a pipe or a socket and is never unpacked: {first}.} other {# entries are devices, pipes or sockets and are never unpacked, {first} for one.}}'),
  privileges: words('{count, plural, one {One entry would run with the rights of others; unpacking leaves these rights out: {first}.} other {# entries would run with the rights of others; unpacking leaves these rights out, {first} for one.}}'),
  ratio: words('{count, plural, one {One entry unpacks to far more than its packed size, as archives do that are made to fill a disk: {first}.} other {# entries unpack to far more than their packed size, as archives do that are made to fill a disk, {first} for one.}}'),
  tooLarge: words('{count, plural, one {One entry is larger than the limit for unpacking: {first}.} other {# entries are larger than the limit for unpacking, {first} for one.}}'),
  duplicateName: words('{count, plural, one {One entry has a name that another one has, too: {first}.} other {# entries have names that others have, too, {first} for one.}}'),
  caseClash: words('{count, plural, one {One entry has a name that some systems take for another’s: {first}.} other {# entries have names that some systems take for others’, {first} for one.}}'),
  illegalName: words('{count, plural, one {One entry has a name that Windows does not take: {first}.} other {# entries have names that Windows does not take, {first} for one.}}'),
  longName: words('{count, plural, one {One entry has a name or path that is too long: {first}.} other {# entries have names or paths that are too long, {first} for one.}}'),
  strangeName: words('{count, plural, one {One entry has an odd name (hidden characters, or an encoding that had to be guessed): {first}.} other {# entries have odd names (hidden characters, or an encoding that had to be guessed), {first} for one.}}'),
  encrypted: words('{count, plural, one {One entry is locked with a password: {first}.} other {# entries are locked with a password, {first} for one.}}'),
  contradiction: words('{count, plural, one {One entry is described in two ways that differ, and is never unpacked: {first}.} other {# entries are described in two ways that differ, and are never unpacked, {first} for one.}}'),
  overlap: words('{count, plural, one {One entry shares its bytes with another one, as archives do that are made to fill a disk: {first}.} other {# entries share their bytes with others, as archives do that are made to fill a disk, {first} for one.}}'),
  unknownMethod: words('{count, plural, one {One entry is packed in a way that can’t be read: {first}.} other {# entries are packed in ways that can’t be read, {first} for one.}}'),
  damaged: words('{count, plural, one {One entry is damaged: {first}.} other {# entries are damaged, {first} for one.}}'),
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
    told.push(t(sentence, { count, first: shown(first) }));
  }
  return [...own, ...told].slice(0, MOST_WARNINGS);
}
