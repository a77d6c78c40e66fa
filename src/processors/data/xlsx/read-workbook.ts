import { posix } from 'node:path';
import { scanXml } from './scan-xml';
import { XmlFault } from './xml-fault';
import type { ZipParts } from './zip-parts';

const WORKBOOK = 'xl/workbook.xml';

export interface SheetPart {
  readonly name: string;
  readonly part: string;
}

export interface Workbook {
  readonly sheets: SheetPart[];
  readonly sharedStringsPart: string | null;
  readonly stylesPart: string | null;
  /** Days are counted from 1904, as on old Macs. */
  readonly isFrom1904: boolean;
}

/** The sheets of a workbook in their order, and where their parts lie. Throws XmlFault and what unpacking throws. */
export async function readWorkbook(parts: ZipParts): Promise<Workbook> {
  const workbookPart = await findWorkbook(parts);
  const targets = await readRelations(parts, workbookPart);
  const sheets: SheetPart[] = [];
  let isFrom1904 = false;
  await scanXml(parts, workbookPart, {
    open(name, attributes) {
      if (name === 'workbookPr') isFrom1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => key === 'r:id' || key.endsWith(':id'))?.[1] ?? '';
      const target = targets.get(id);
      const sheetName = attributes['name'] ?? '';
      if (!target) throw new XmlFault(workbookPart, null, `the sheet "${sheetName}" has no part`);
      if (target.type === 'worksheet') sheets.push({ name: sheetName, part: target.part });
    },
  });
  const partOf = (type: string): string | null => {
    const found = [...targets.values()].find((target) => target.type === type);
    return found && parts.has(found.part) ? found.part : null;
  };
  return { sheets, sharedStringsPart: partOf('sharedStrings'), stylesPart: partOf('styles'), isFrom1904 };
}

interface Target {
  readonly type: string;
  readonly part: string;
}

async function findWorkbook(parts: ZipParts): Promise<string> {
  if (parts.has(WORKBOOK)) return WORKBOOK;
  const targets = parts.has('_rels/.rels') ? await readRelationsPart(parts, '_rels/.rels', '') : new Map<string, Target>();
  const found = [...targets.values()].find(({ type }) => type === 'officeDocument');
  if (!found || !parts.has(found.part)) throw new XmlFault(WORKBOOK, null, 'the part is missing');
  return found.part;
}

async function readRelations(parts: ZipParts, part: string): Promise<Map<string, Target>> {
  const { dir, base } = posix.parse(part);
  const relationsPart = `${dir}/_rels/${base}.rels`;
  if (!parts.has(relationsPart)) throw new XmlFault(relationsPart, null, 'the part is missing');
  return readRelationsPart(parts, relationsPart, dir);
}

/** Targets by id; external ones are left out. */
async function readRelationsPart(parts: ZipParts, relationsPart: string, dir: string): Promise<Map<string, Target>> {
  const targets = new Map<string, Target>();
  await scanXml(parts, relationsPart, {
    open(name, { Id = '', Type = '', Target = '', TargetMode = '' }) {
      if (name !== 'Relationship' || TargetMode === 'External') return;
      const part = Target.startsWith('/') ? Target.slice(1) : posix.join(dir, Target);
      targets.set(Id, { type: posix.basename(Type), part });
    },
  });
  return targets;
}
