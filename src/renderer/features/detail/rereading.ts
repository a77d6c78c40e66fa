import type { FileDetail } from '../../../shared/contract/engine-api';
import type { Rereading } from '../reread/reread-store';
import { ocrOf } from './text/ocr-of';

/** How a file would be read again by OCR; null for what it does not read, or is not there, or is being read. */
export function rereadingOf(detail: FileDetail): Rereading | null {
  const { row, report } = detail;
  const hasPictures = report?.kind === 'image' || (report?.kind === 'document' && report.format === 'pdf');
  if (!hasPictures || !row.isPresent || row.state === 'inProgress' || row.state === 'waiting') return null;
  return { files: [row], languages: ocrOf(detail)?.languages ?? null, isAlways: detail.textLength === 0 };
}
