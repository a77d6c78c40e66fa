import type { OcrOptions } from '../../../shared/contract/worker-api';
import type { FolderSettings, OcrWish } from '../../../shared/model/folder';
import type { GeneralSettings } from '../../../shared/model/settings';
import type { Manifest } from '../../../processors/kit/processor';

/** Raised whenever OCR of the same page would give another reading; old ones are then not reused. */
const OCR_VERSION = 3;

/** Names a reading whose OCR failed: it is not taken for another file with the same bytes. */
export const FAILED_OCR = 'ocr:failed';

export type OcrPlan = OcrOptions & { reviewBelow: number };

/** How pages without text are read for a folder, or as is wished for one file; null when they are not. */
export function planOcr(
  folder: Pick<FolderSettings, 'ocr'>,
  general: Pick<GeneralSettings, 'ocr'>,
  languageFolder: string | null,
  wish: OcrWish | null = null,
): OcrPlan | null {
  const { reviewBelow } = folder.ocr;
  const mode = wish?.mode ?? folder.ocr.mode;
  const languages = wish?.languages ?? folder.ocr.languages;
  if (mode === 'never') return null;
  const { languages: usual, useNative } = general.ocr;
  return { mode, languages: languages ?? usual, languageFolder, useNative, reviewBelow };
}

/** Names the choice for what is kept: '' for files that OCR has no part in. */
export function ocrKey(manifest: Pick<Manifest, 'canRaster'> | undefined, plan: Pick<OcrOptions, 'mode' | 'languages'> | null): string {
  if (manifest?.canRaster !== true) return '';
  return plan === null ? 'ocr:never' : `ocr${OCR_VERSION}:${plan.mode}:${plan.languages.join('+')}`;
}
