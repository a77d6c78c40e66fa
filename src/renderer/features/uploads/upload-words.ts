import { CircleAlert, CircleCheck, CloudUpload, Hourglass, Pause, type LucideIcon } from 'lucide-react';
import type { UploadState, UploadView } from '../../../shared/model/upload';
import { formatSize } from '../../format/size';
import type { Tone } from '../../parts/state-label';
import { t } from '../../../shared/words/words';

export const UPLOAD_WORDS: Readonly<Record<UploadState, { word: string; tone: Tone; icon: LucideIcon }>> = {
  uploading: { word: t('Uploading'), tone: 'inProgress', icon: CloudUpload },
  waiting: { word: t('Waiting'), tone: 'waiting', icon: Hourglass },
  held: { word: t('Set aside'), tone: 'ignored', icon: Pause },
  failed: { word: t('Needs attention'), tone: 'attention', icon: CircleAlert },
  done: { word: t('Done'), tone: 'done', icon: CircleCheck },
};

/** "12 MB of 80 MB · 4 MB/s": how far it is, and how fast. */
export function progressWords({ state, bytes, size, bytesPerSecond, phase }: Pick<UploadView, 'state' | 'bytes' | 'size' | 'bytesPerSecond' | 'phase'>): string {
  if (state !== 'uploading') return formatSize(size);
  if (phase === 'verifying') return t('{size} · comparing checksums', { size: formatSize(size) });
  const rate = bytesPerSecond !== null && bytesPerSecond >= 1 ? ` · ${formatSize(bytesPerSecond)}/s` : '';
  return t('{bytes} of {size}{rate}', { bytes: formatSize(bytes), size: formatSize(size), rate });
}
