import { t } from '../../shared/words/words';
/** How sure OCR is of what it read, from 0 to 100: "94 % sure". Only 100 counts as wholly sure. */
export function sureWords(confidence: number): string {
  return t('{percent} % sure', { percent: confidence >= 100 ? 100 : Math.min(99, Math.round(confidence)) });
}
