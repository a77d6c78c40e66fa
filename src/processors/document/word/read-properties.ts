import type { WordReport } from '../../../shared/model/report';
import type { XmlReader } from '../../office-kit/xml-reader';
import { cutAtUnits } from '../../kit/text-keeper';
import { dateOf } from './date';

type Metadata = WordReport['metadata'];
type Meaning = [key: string, kind: 'text' | 'number' | 'date'];

const MAX_VALUE_UNITS = 2_000;

const MEANINGS: Record<string, Meaning> = {
  'dc:title': ['title', 'text'],
  'dc:subject': ['subject', 'text'],
  'dc:creator': ['author', 'text'],
  'cp:keywords': ['keywords', 'text'],
  'dc:description': ['description', 'text'],
  'dc:language': ['language', 'text'],
  'cp:category': ['category', 'text'],
  'cp:contentStatus': ['status', 'text'],
  'cp:lastModifiedBy': ['lastModifiedBy', 'text'],
  'cp:revision': ['revision', 'number'],
  'cp:lastPrinted': ['lastPrinted', 'date'],
  'dcterms:created': ['created', 'date'],
  'dcterms:modified': ['modified', 'date'],
  'ep:Template': ['template', 'text'],
  'ep:Application': ['application', 'text'],
  'ep:AppVersion': ['applicationVersion', 'text'],
  'ep:Company': ['company', 'text'],
  'ep:Manager': ['manager', 'text'],
  'ep:Pages': ['pages', 'number'],
  'ep:TotalTime': ['editingMinutes', 'number'],
};

/** Adds what `docProps/core.xml` or `docProps/app.xml` say, whose root was not entered yet. */
export function readProperties(xml: XmlReader, metadata: Metadata): void {
  xml.enter();
  while (xml.enter()) {
    const meaning = MEANINGS[xml.name];
    if (!meaning) {
      xml.skip();
      continue;
    }
    const [key, kind] = meaning;
    const value = valueOf(xml.text().trim(), kind);
    if (value !== null) metadata[key] = value;
  }
}

function valueOf(text: string, kind: Meaning[1]): string | number | null {
  if (kind === 'date') return dateOf(text);
  if (kind === 'number') return /^\d{1,9}$/.test(text) ? Number(text) : null;
  return text === '' ? null : cutAtUnits(text, MAX_VALUE_UNITS);
}
