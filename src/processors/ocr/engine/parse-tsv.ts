import type { LayoutLine } from '../../../shared/model/page-layout';
import { LineCollector } from './line-collector';

const [PARAGRAPH, LINE, WORD] = ['3', '4', '5'];

/** The table that the tesseract program prints: a row for each page, block, paragraph, line and word. */
export function parseTsv(tsv: string): LayoutLine[] {
  const collector = new LineCollector();
  for (const row of tsv.split('\n')) {
    const [level, , , , , , left, top, width, height, confidence, text] = row.split('\t');
    if (level === PARAGRAPH) collector.beginBlock();
    else if (level === LINE) collector.beginLine();
    else if (level === WORD && text !== undefined) {
      const box = { x: Number(left), y: Number(top), width: Number(width), height: Number(height) };
      collector.add({ text, box, confidence: Math.max(0, Number(confidence)) });
    }
  }
  return collector.lines;
}
