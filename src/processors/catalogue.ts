import { archiveManifest } from './archive/manifest';
import { dataManifest } from './data/manifest';
import { officeManifest } from './document/office/manifest';
import { pdfManifest } from './document/pdf/manifest';
import { pdfiumManifest } from './document/pdfium/manifest';
import { wordManifest } from './document/word/manifest';
import { wordMammothManifest } from './document/word-mammoth/manifest';
import { imageManifest } from './image/manifest';
import type { Limits, Manifest, Recognised } from './kit/processor';
import { otherManifest } from './other/manifest';
import { textManifest } from './text/manifest';

/** Every processor, by its light half only: nothing heavy is reachable from here. */
const CATALOGUE: readonly Manifest[] = [
  textManifest,
  dataManifest,
  pdfManifest,
  pdfiumManifest,
  wordManifest,
  wordMammothManifest,
  officeManifest,
  imageManifest,
  archiveManifest,
  otherManifest,
];

/** The processors that can read the file, best first; never empty. */
export function choose(recognised: Recognised): Manifest[] {
  return CATALOGUE.map((manifest) => ({ manifest, score: manifest.score(recognised) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ manifest }) => manifest);
}

export function manifestOf(processorId: string): Manifest | undefined {
  return CATALOGUE.find(({ id }) => id === processorId);
}

/** What reading the file may take, its fallbacks included. */
export function limitsFor(recognised: Recognised): Limits {
  const limits = choose(recognised).map((manifest) => manifest.limits(recognised));
  const [first] = limits;
  if (first?.isBound) return first;
  return {
    timeoutMs: Math.max(...limits.map(({ timeoutMs }) => timeoutMs)),
    memoryBytes: Math.max(...limits.map(({ memoryBytes }) => memoryBytes)),
  };
}

/** What recognising a file of `size` bytes may take: all of it is read for the checksum. */
export function recognitionLimits(size: number): Limits {
  return otherManifest.limits({ name: '', mime: '', kind: 'other', size });
}
