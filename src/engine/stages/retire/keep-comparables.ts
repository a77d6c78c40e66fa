import type { ReadResult } from '../../../shared/contract/worker-api';
import type { Writer } from '../../store/database';
import { putPicture } from '../../store/pictures';
import { putTextPrint } from '../../store/text-prints';

/** Keeps what lists of pictures are filtered by and what duplicates are found by, beside the report they belong to. */
export function keepComparables(writer: Writer, reportId: number, sha256: string, { report, pictureSignature, textPrint }: ReadResult): void {
  if (report.kind === 'image') {
    const { width, height, quality, content } = report;
    putPicture(writer, {
      reportId,
      sha256,
      width,
      height,
      sharpness: quality?.sharpness ?? null,
      brightness: quality?.brightness ?? null,
      contrast: quality?.contrast ?? null,
      noise: quality?.noise ?? null,
      faceCount: content?.faceCount ?? null,
      signature: fromBase64(pictureSignature),
    });
  }
  const print = fromBase64(textPrint);
  if (print) putTextPrint(writer, { reportId, sha256, print });
}

const fromBase64 = (text: string | null): Buffer | null => (text === null ? null : Buffer.from(text, 'base64'));
