import { MeteredInflate } from './metered-inflate';
import { PageEffort } from './page-effort';

let isMetered = false;

/**
 * Counts what the PDF library does, for the whole of the process, through two calls of the platform that it makes: it
 * asks for the time whenever it begins or goes on with a piece of drawing (its `TimeSlotManager`), and unpacks by
 * `DecompressionStream`. Neither call does anything else than before, but for data too large.
 */
export function meterPdfjs(): void {
  if (isMetered) return;
  isMetered = true;
  const tellTime = Date.now;
  Date.now = () => {
    PageEffort.countSlice();
    return tellTime();
  };
  const Original = globalThis.DecompressionStream;
  globalThis.DecompressionStream = function (format: CompressionFormat) {
    return format === 'deflate' ? new MeteredInflate() : new Original(format);
  } as unknown as typeof DecompressionStream;
}
