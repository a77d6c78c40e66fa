import { posix } from 'node:path';
import { readXml } from './read-xml';
import type { ZipParts } from './zip-parts';

export interface Relation {
  readonly id: string;
  /** The last word of its type: "styles", "hyperlink". */
  readonly type: string;
  /** A part of the same file, or an address outside it. */
  readonly target: string;
  readonly isExternal: boolean;
}

/** The part that holds the relations of another one; those of the whole file belong to ''. */
export function relationsPartOf(part: string): string {
  const { dir, base } = posix.parse(part);
  return posix.join(dir, '_rels', `${base}.rels`);
}

/** The relations of `part`, in their order; none when it has none. Throws XmlFault and what unpacking throws. */
export async function readRelations(parts: ZipParts, part: string): Promise<Relation[]> {
  const relationsPart = relationsPartOf(part);
  if (!parts.has(relationsPart)) return [];
  const relations: Relation[] = [];
  const xml = await readXml(parts, relationsPart);
  xml.enter();
  while (xml.enter()) {
    const isExternal = xml.attribute('TargetMode') === 'External';
    const target = xml.attribute('Target') ?? '';
    relations.push({
      id: xml.attribute('Id') ?? '',
      type: posix.basename(xml.attribute('Type') ?? ''),
      target: isExternal ? target : partAt(parts, posix.dirname(part), target),
      isExternal,
    });
    xml.skip();
  }
  return relations;
}

function partAt(parts: ZipParts, folder: string, target: string): string {
  const part = target.startsWith('/') ? posix.normalize(target.slice(1)) : posix.join(folder, target);
  return parts.has(part) ? part : unescaped(part);
}

function unescaped(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
