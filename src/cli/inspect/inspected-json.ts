import type { InspectedReading } from '../../engine/engine-queries';
import { archiveJson } from '../archive/archive-json';
import { ocrJson } from '../ocr-json';
import type { Inspected } from './inspected';

/** A file as `inspect --json` prints it: a report's fields stand beside the file's own, and the text with its pages. */
export function inspectedJson({ path, size, recognition, reading, error }: Inspected): Record<string, unknown> {
  return {
    path,
    size,
    sha256: null,
    mime: null,
    kind: null,
    warnings: [],
    ...recognition,
    ...(reading ? { ...fieldsOf(reading), warnings: [...(recognition?.warnings ?? []), ...reading.warnings] } : {}),
    ...(error ? { error } : {}),
  };
}

/** What OCR read stands under `ocr`; of a picture, which has no other text, beside the picture's fields as well. */
function fieldsOf({ report, text, layouts, recognisedTexts }: InspectedReading): Record<string, unknown> {
  if (report.kind === 'archive') return archiveJson(report);
  const { kind: _reportKind, ...fields } = report;
  const ocr = 'ocr' in report && report.ocr ? ocrJson(report.ocr, layouts, recognisedTexts) : null;
  if (report.kind === 'image') return ocr ? { ...fields, ...ocr, ocr } : { ...fields, text };
  if (report.kind !== 'document') return fields;
  if (report.format === 'word') return { ...fields, text };
  const texts = text.split('\f');
  return {
    ...fields,
    ...(ocr ? { ocr } : {}),
    pages: report.pages.map((page, index) => ({ ...page, text: texts[index] ?? '' })),
    text: texts.join('\n\n'),
  };
}
