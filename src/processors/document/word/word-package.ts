import { FilemillError } from '../../../shared/errors/filemill-error';
import { readRelations, type Relation } from '../../office-kit/read-relations';
import { readXml } from '../../office-kit/read-xml';
import type { ZipParts } from '../../office-kit/zip-parts';
import { t } from '../../../shared/words/words';

const USUAL_MAIN_PART = 'word/document.xml';
const MAIN_CONTENT_TYPE = /(?:wordprocessingml|ms-word)\.(?:document|template)(?:\.macroEnabled(?:Template)?)?\.main\+xml$/i;

export interface WordPackage {
  readonly parts: ZipParts;
  /** The part with the running text. */
  readonly mainPart: string;
  /** Those of the main part. */
  readonly relations: Relation[];
  /** Those of the file as a whole. */
  readonly fileRelations: Relation[];
}

/** Finds the main part. Throws `file.damaged` when there is none, XmlFault, and what unpacking throws. */
export async function openPackage(parts: ZipParts): Promise<WordPackage> {
  const fileRelations = await readRelations(parts, '');
  const related = fileRelations.find(({ type }) => type === 'officeDocument')?.target;
  const candidates = [related, await declaredMainPart(parts), USUAL_MAIN_PART];
  const mainPart = candidates.find((part) => part !== undefined && parts.has(part));
  if (mainPart === undefined) {
    throw new FilemillError('file.damaged', t('The document is damaged: the part with its text is missing.'), {
      hint: t('Get the file again from where it came from, or open and repair it in Word.'),
      details: `${related ?? USUAL_MAIN_PART} is missing`,
    });
  }
  return { parts, mainPart, relations: await readRelations(parts, mainPart), fileRelations };
}

/** The part of a type ("styles") that `relations` lead to and that is there. */
export function relatedPart(parts: ZipParts, relations: readonly Relation[], type: string): string | null {
  return relations.find((each) => !each.isExternal && each.type === type && parts.has(each.target))?.target ?? null;
}

/** The parts that relations with these ids lead to, each once. */
export function partsAt(relations: readonly Relation[], relationIds: readonly string[]): Set<string> {
  const ids = new Set(relationIds);
  return new Set(relations.filter(({ id, isExternal }) => !isExternal && ids.has(id)).map(({ target }) => target));
}

async function declaredMainPart(parts: ZipParts): Promise<string | undefined> {
  if (!parts.has('[Content_Types].xml')) return undefined;
  let found: string | undefined;
  const xml = await readXml(parts, '[Content_Types].xml');
  xml.enter();
  while (xml.enter()) {
    if (MAIN_CONTENT_TYPE.test(xml.attribute('ContentType') ?? '')) found ??= xml.attribute('PartName')?.replace(/^\//, '');
    xml.skip();
  }
  return found;
}
