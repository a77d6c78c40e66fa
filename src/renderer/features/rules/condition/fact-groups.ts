import { factOf, FACTS, OPEN_FACTS, type FactName, type FactNeed } from '../../../../shared/model/fact';
import { t } from '../../../../shared/words/words';

interface FactGroup {
  readonly title: string;
  readonly facts: readonly FactName[];
}

/** Every fact once, by what it is about. */
export const FACT_GROUPS: readonly FactGroup[] = [
  { title: t('File'), facts: ['name', 'stem', 'extension', 'path', 'folder', 'subfolder', 'size', 'modified', 'arrived', 'age', 'event', 'tags'] },
  { title: t('What it is'), facts: ['kind', 'mime', 'format', 'sha256', 'verified', 'processor', 'valid', 'error', 'warnings', 'encrypted'] },
  { title: t('Text'), facts: ['text', 'characters', 'words', 'lines', 'encoding', 'title', 'author', 'pages', 'ocr.used', 'ocr.confidence', 'ocr.languages'] },
  { title: t('Tables and data'), facts: ['tables', 'rows', 'columns'] },
  {
    title: t('Picture'),
    facts: ['width', 'height', 'megapixels', 'orientation', 'sharpness', 'blurry', 'brightness', 'contrast', 'noise', 'faces', 'camera', 'taken', 'located'],
  },
  { title: t('Archive'), facts: ['entries', 'unpackedSize', 'members.text'] },
  { title: t('Duplicates'), facts: ['duplicate', 'copies'] },
];

/** At the head of a label, in each language. */
const ARTICLE = /^(?:the|der|die|das) /;

/** "the number of pages" as it stands at the head of a row: "Number of pages". */
export function factTitle(name: string): string {
  const label = factOf(name)?.label ?? name;
  if (label === name) return name;
  const bare = t(label).replace(ARTICLE, '');
  return (bare[0]?.toUpperCase() ?? '') + bare.slice(1);
}

/** Facts that are named as files name them. */
export function isOpenFact(text: string): boolean {
  return OPEN_FACTS.some((prefix) => text.startsWith(prefix) && text.length > prefix.length);
}

/** What it costs to know; null where it costs nothing that is not done anyway. */
export const NEED_WORDS: Readonly<Record<FactNeed, string | null>> = {
  look: null,
  recognise: null,
  read: null,
  faces: t('looks for faces'),
  ocr: t('may need OCR'),
  compare: t('compared with all files'),
  lookInside: t('looks into archives'),
};

export function needOf(name: string): string | null {
  const fact = Object.hasOwn(FACTS, name) ? FACTS[name as FactName] : factOf(name);
  return fact ? NEED_WORDS[fact.needs] : null;
}
