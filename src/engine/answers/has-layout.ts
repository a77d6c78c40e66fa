import type { Report } from '../../shared/model/report';

/** Whether the words of a file can be placed on its pages. */
export function hasLayout(report: Report): boolean {
  if (report.kind === 'image') return report.ocr !== undefined;
  return report.kind === 'document' && report.format === 'pdf' && report.statistics.characters > 0;
}
