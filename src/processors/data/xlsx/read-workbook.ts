import { readRelations, relationsPartOf } from '../../office-kit/read-relations';
import { scanXml } from '../../office-kit/scan-xml';
import { XmlFault } from '../../office-kit/xml-fault';
import type { ZipParts } from '../../office-kit/zip-parts';

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
  const relationsPart = relationsPartOf(workbookPart);
  if (!parts.has(relationsPart)) throw new XmlFault(relationsPart, null, 'the part is missing');
  const relations = (await readRelations(parts, workbookPart)).filter(({ isExternal }) => !isExternal);
  const sheets: SheetPart[] = [];
  let isFrom1904 = false;
  await scanXml(parts, workbookPart, {
    open(name, attributes) {
      if (name === 'workbookPr') isFrom1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => key === 'r:id' || key.endsWith(':id'))?.[1] ?? '';
      const relation = relations.findLast((each) => each.id === id);
      const sheetName = attributes['name'] ?? '';
      if (!relation) throw new XmlFault(workbookPart, null, `the sheet "${sheetName}" has no part`);
      if (relation.type === 'worksheet') sheets.push({ name: sheetName, part: relation.target });
    },
  });
  const partOf = (type: string): string | null => {
    const found = relations.find((relation) => relation.type === type);
    return found && parts.has(found.target) ? found.target : null;
  };
  return { sheets, sharedStringsPart: partOf('sharedStrings'), stylesPart: partOf('styles'), isFrom1904 };
}

async function findWorkbook(parts: ZipParts): Promise<string> {
  if (parts.has(WORKBOOK)) return WORKBOOK;
  const found = (await readRelations(parts, '')).find(({ type }) => type === 'officeDocument');
  if (!found || !parts.has(found.target)) throw new XmlFault(WORKBOOK, null, 'the part is missing');
  return found.target;
}
