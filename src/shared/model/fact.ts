import { z } from 'zod';
import { words } from '../words/words';
import { FILE_EVENTS, FILE_KINDS } from './file';

/**
 * What must be done before a fact is known: nothing but a look at the file; recognising it by its bytes; reading it;
 * looking for faces; reading pages by OCR; comparing it with all others; looking into the archive.
 */
export const FACT_NEEDS = ['look', 'recognise', 'read', 'faces', 'ocr', 'compare', 'lookInside'] as const;
export type FactNeed = (typeof FACT_NEEDS)[number];

/** `size` is bytes, `instant` milliseconds since 1970, `age` seconds, `list` several texts. */
export const FACT_TYPES = ['text', 'number', 'size', 'instant', 'age', 'truth', 'choice', 'list'] as const;
export type FactType = (typeof FACT_TYPES)[number];

export interface Fact {
  readonly type: FactType;
  readonly needs: FactNeed;
  /** As a sentence has it: "the name", "the text"; English, said by `t` where it is shown. */
  readonly label: string;
  readonly choices?: readonly string[];
}

const fact = (type: FactType, needs: FactNeed, label: string, choices?: readonly string[]): Fact => ({ type, needs, label, ...(choices ? { choices } : {}) });

/** Everything that a rule can ask of a file. A fact that a file does not have (the text of a ZIP) is unknown, and no test of it holds. */
export const FACTS = {
  name: fact('text', 'look', words('the name')),
  stem: fact('text', 'look', words('the name without its extension')),
  extension: fact('text', 'look', words('the extension')),
  path: fact('text', 'look', words('the path in its folder')),
  folder: fact('text', 'look', words('the folder’s name')),
  subfolder: fact('text', 'look', words('the subfolder')),
  size: fact('size', 'look', words('the size')),
  modified: fact('instant', 'look', words('the time of its last change')),
  arrived: fact('instant', 'look', words('the time of its arrival')),
  age: fact('age', 'look', words('the time since its last change')),
  event: fact('choice', 'look', words('the event'), FILE_EVENTS),
  tags: fact('list', 'look', words('the tags')),

  kind: fact('choice', 'recognise', words('the kind'), FILE_KINDS),
  mime: fact('text', 'recognise', words('the media type')),
  sha256: fact('text', 'recognise', words('the checksum')),
  verified: fact('truth', 'recognise', words('whether the checksum beside it is right')),

  processor: fact('text', 'read', words('what read it')),
  warnings: fact('list', 'read', words('the warnings')),
  error: fact('text', 'read', words('the error code')),
  text: fact('text', 'ocr', words('the text')),
  characters: fact('number', 'ocr', words('the number of characters')),
  words: fact('number', 'ocr', words('the number of words')),
  lines: fact('number', 'read', words('the number of lines')),
  encoding: fact('text', 'read', words('the text encoding')),
  pages: fact('number', 'read', words('the number of pages')),
  tables: fact('number', 'read', words('the number of tables')),
  title: fact('text', 'read', words('the title')),
  author: fact('text', 'read', words('the author')),
  'ocr.used': fact('truth', 'ocr', words('whether OCR read it')),
  'ocr.confidence': fact('number', 'ocr', words('the OCR confidence')),
  'ocr.languages': fact('list', 'ocr', words('the OCR languages')),

  valid: fact('truth', 'read', words('whether it is valid')),
  rows: fact('number', 'read', words('the number of rows')),
  columns: fact('list', 'read', words('the columns')),
  format: fact('text', 'read', words('the format')),

  width: fact('number', 'read', words('the width in pixels')),
  height: fact('number', 'read', words('the height in pixels')),
  megapixels: fact('number', 'read', words('the number of megapixels')),
  orientation: fact('choice', 'read', words('the orientation'), ['portrait', 'landscape', 'square']),
  sharpness: fact('number', 'read', words('the sharpness')),
  blurry: fact('truth', 'read', words('whether it is blurry')),
  brightness: fact('number', 'read', words('the brightness')),
  contrast: fact('number', 'read', words('the contrast')),
  noise: fact('number', 'read', words('the noise')),
  faces: fact('number', 'faces', words('the number of faces')),
  camera: fact('text', 'read', words('the camera')),
  taken: fact('instant', 'read', words('the time it was taken')),
  located: fact('truth', 'read', words('whether it says where it was taken')),

  entries: fact('list', 'read', words('the entries of the archive')),
  unpackedSize: fact('size', 'read', words('the unpacked size')),
  encrypted: fact('truth', 'read', words('whether it is encrypted')),
  'members.text': fact('text', 'lookInside', words('the text of what is inside')),

  duplicate: fact('list', 'compare', words('the tiers of duplicates it is in')),
  copies: fact('number', 'compare', words('the number of identical copies')),
} as const satisfies Record<string, Fact>;

export type FactName = keyof typeof FACTS;

/** Groups of facts that files name themselves: `metadata.producer`, `exif.LensModel`. */
export const OPEN_FACTS = ['metadata.', 'exif.'] as const;

/** What is known of a fact by its name; undefined for what is none. */
export function factOf(name: string): Fact | undefined {
  if (Object.hasOwn(FACTS, name)) return FACTS[name as FactName];
  const isOpen = OPEN_FACTS.some((prefix) => name.startsWith(prefix) && name.length > prefix.length);
  return isOpen ? { type: 'text', needs: 'read', label: name } : undefined;
}

export const factValueSchema = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
export type FactValue = z.infer<typeof factValueSchema>;
