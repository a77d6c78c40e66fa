import type { OcrOptions } from '../../../shared/contract/worker-api';
import type { FolderSettings } from '../../../shared/model/folder';
import type { Manifest } from '../../../processors/kit/processor';
import { ocrKey } from './ocr-plan';

/** Names the way in which a file is read, where that is a choice; '' where it is none. What was read is kept by it. */
export function readingWay(
  manifest: Pick<Manifest, 'canRaster' | 'seesFaces'> | undefined,
  ocr: Pick<OcrOptions, 'mode' | 'languages'> | null,
  { faces }: Pick<FolderSettings, 'faces'>,
): string {
  const ways = [ocrKey(manifest, ocr), manifest?.seesFaces === true && faces ? 'faces' : ''];
  return ways.filter((way) => way !== '').join(' ');
}
