import type { WordReport } from '../../../shared/model/report';
import type { XmlReader } from '../../office-kit/xml-reader';
import { pointsOf, TWIP } from './length';

type ReportedSection = WordReport['sections'][number];

export interface Section {
  readonly report: ReportedSection;
  /** Ids of the relations that lead to its headers and footers. */
  readonly headerIds: string[];
  readonly footerIds: string[];
}

const START_TYPES: Record<string, ReportedSection['startType']> = {
  continuous: 'continuous',
  nextColumn: 'newColumn',
  nextPage: 'newPage',
  evenPage: 'evenPage',
  oddPage: 'oddPage',
};

/** `w:sectPr`, which was just entered. Leaves it. */
export function readSection(xml: XmlReader): Section {
  const section: Section = {
    report: { startType: 'newPage', orientation: 'portrait', pageWidth: null, pageHeight: null },
    headerIds: [],
    footerIds: [],
  };
  while (xml.enter()) {
    switch (xml.name) {
      case 'w:type':
        section.report.startType = START_TYPES[xml.attribute('w:val') ?? ''] ?? 'newPage';
        break;
      case 'w:pgSz':
        section.report.pageWidth = pointsOf(xml.attribute('w:w'), TWIP);
        section.report.pageHeight = pointsOf(xml.attribute('w:h'), TWIP);
        section.report.orientation = xml.attribute('w:orient') === 'landscape' ? 'landscape' : 'portrait';
        break;
      case 'w:headerReference':
        section.headerIds.push(xml.attribute('r:id') ?? '');
        break;
      case 'w:footerReference':
        section.footerIds.push(xml.attribute('r:id') ?? '');
        break;
    }
    xml.skip();
  }
  return section;
}
