import type { FileDetail } from '../../../../shared/contract/engine-api';
import type { OcrReport } from '../../../../shared/model/report';

/** How a file was read by OCR; null when nothing of it was. */
export function ocrOf({ report }: Pick<FileDetail, 'report'>): OcrReport | null {
  if (report?.kind === 'image') return report.ocr ?? null;
  return report?.kind === 'document' && report.format === 'pdf' ? (report.ocr ?? null) : null;
}
