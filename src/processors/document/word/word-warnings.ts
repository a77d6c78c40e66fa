import { posix } from 'node:path';
import { readRelations } from '../../office-kit/read-relations';
import type { ZipParts } from '../../office-kit/zip-parts';
import { cutAtUnits } from '../../kit/text-keeper';
import { t, words } from '../../../shared/words/words';

/** Named one by one; the rest is counted. */
const MAX_NAMED = 10;
const MAX_RELATION_PARTS = 1_000;
const MAX_TARGET_UNITS = 300;

const WORDS: Record<string, string> = {
  attachedTemplate: words('a template'),
  image: words('a picture@@reference'),
  oleObject: words('an object of another program'),
  subDocument: words('another document'),
  frame: words('a web page@@reference'),
  audio: words('a sound'),
  video: words('a video'),
};

const A_PART = words('a part');

/** What a document would fetch from outside when its own program opens it. Links that a person clicks are not meant. */
export async function outsideWarnings(parts: ZipParts): Promise<string[]> {
  const found = new Set<string>();
  const relationParts = parts.names.filter((name) => name.endsWith('.rels')).slice(0, MAX_RELATION_PARTS);
  for (const relationPart of relationParts) {
    const part = posix.join(posix.dirname(posix.dirname(relationPart)), posix.basename(relationPart, '.rels'));
    for (const { type, target, isExternal } of await readRelations(parts, part)) {
      if (!isExternal || type === 'hyperlink') continue;
      found.add(t('The document refers to {what} outside itself, which was not followed: {target}', { what: t(WORDS[type] ?? A_PART), target: cutAtUnits(target, MAX_TARGET_UNITS) }));
    }
  }
  const warnings = [...found].slice(0, MAX_NAMED);
  if (found.size > MAX_NAMED) warnings.push(t('{more} more references to the outside were not followed either.', { more: String(found.size - MAX_NAMED) }));
  return warnings;
}

/** What stands in the document and was not used. */
export function unusedWarnings(parts: ZipParts, chunkCount: number): string[] {
  const { names } = parts;
  const warnings: string[] = [];
  if (names.some((name) => name.endsWith('vbaProject.bin'))) warnings.push(t('The document contains macros; they were not run.'));
  const embedded = names.filter((name) => /(?:^|\/)embeddings\/[^/]+$/.test(name)).length + chunkCount;
  if (embedded > 0) warnings.push(t('{embedded, plural, one {A file is embedded in the document and was not read.} other {# files are embedded in the document and were not read.}}', { embedded }));
  if (parts.has('mammoth/style-map')) warnings.push(t('The document brings rules of its own for turning it into a web page; they were ignored.'));
  return warnings;
}

export function changesWarnings(changeCount: number): string[] {
  if (changeCount === 0) return [];
  return [t('The document has {changeCount, plural, one {a tracked change} other {# tracked changes}}: what was inserted is read as text, what was deleted is not.', { changeCount })];
}
