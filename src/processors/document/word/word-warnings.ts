import { posix } from 'node:path';
import { readRelations } from '../../office-kit/read-relations';
import type { ZipParts } from '../../office-kit/zip-parts';
import { cutAtUnits } from '../../kit/text-keeper';
import { t } from '../../../shared/words/words';

/** Named one by one; the rest is counted. */
const MAX_NAMED = 10;
const MAX_RELATION_PARTS = 1_000;
const MAX_TARGET_UNITS = 300;

const WORDS: Record<string, string> = {
  attachedTemplate: 'a template',
  image: 'a picture',
  oleObject: 'an object of another program',
  subDocument: 'another document',
  frame: 'a web page',
  audio: 'a sound',
  video: 'a video',
};

/** What a document would fetch from outside when its own program opens it. Links that a person clicks are not meant. */
export async function outsideWarnings(parts: ZipParts): Promise<string[]> {
  const found = new Set<string>();
  const relationParts = parts.names.filter((name) => name.endsWith('.rels')).slice(0, MAX_RELATION_PARTS);
  for (const relationPart of relationParts) {
    const part = posix.join(posix.dirname(posix.dirname(relationPart)), posix.basename(relationPart, '.rels'));
    for (const { type, target, isExternal } of await readRelations(parts, part)) {
      if (!isExternal || type === 'hyperlink') continue;
      found.add(`The document refers to ${WORDS[type] ?? 'a part'} outside itself, which was not followed: ${cutAtUnits(target, MAX_TARGET_UNITS)}`);
    }
  }
  const warnings = [...found].slice(0, MAX_NAMED);
  if (found.size > MAX_NAMED) warnings.push(t('{size} more references to the outside were not followed either.', { size: found.size - MAX_NAMED }));
  return warnings;
}

/** What stands in the document and was not used. */
export function unusedWarnings(parts: ZipParts, chunkCount: number): string[] {
  const { names } = parts;
  const warnings: string[] = [];
  if (names.some((name) => name.endsWith('vbaProject.bin'))) warnings.push(t('The document contains macros; they were not run.'));
  const embedded = names.filter((name) => /(?:^|\/)embeddings\/[^/]+$/.test(name)).length + chunkCount;
  if (embedded > 0) warnings.push(t('{value} embedded in the document and {value2} not read.', { value: embedded === 1 ? 'A file is' : `${embedded} files are`, value2: embedded === 1 ? 'was' : 'were' }));
  if (parts.has('mammoth/style-map')) warnings.push(t('The document brings rules of its own for turning it into a web page; they were ignored.'));
  return warnings;
}

export function changesWarnings(changeCount: number): string[] {
  if (changeCount === 0) return [];
  const count = changeCount === 1 ? 'a tracked change' : `${changeCount.toLocaleString('en')} tracked changes`;
  return [t('The document has {count}: what was inserted is read as text, what was deleted is not.', { count })];
}
