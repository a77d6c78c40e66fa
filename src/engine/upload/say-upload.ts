import { displayName } from '../../shared/model/display-name';
import type { ErrorData } from '../../shared/errors/filemill-error';
import { formatBytes } from '../../shared/model/format-bytes';
import type { UploadState } from '../../shared/model/upload';
import type { UploadProgress } from './uploader';
import { t } from '../../shared/words/words';

export interface UploadFacts {
  state: UploadState;
  progress: UploadProgress | null;
  bytesPerSecond: number | null;
  url: string | null;
  destination: string;
  outage: { error: ErrorData; until: number } | null;
  error: ErrorData | null;
  /** Its server does not answer at present. */
  isFailing: boolean;
  isPaused: boolean;
  /** The mill itself is neither paused nor held. */
  canBegin: boolean;
}

/** What an upload does, or why it waits, in a sentence. */
export function sayUpload({ state, progress, bytesPerSecond, url, destination, outage, error, isFailing, isPaused, canBegin }: UploadFacts): string {
  const to = t('“{name}”', { name: displayName(destination) });
  switch (state) {
    case 'done':
      return url === null ? t('It was uploaded to {to}.', { to }) : t('It lies at {url}.', { url: displayName(url) });
    case 'failed':
      return error ? error.message : t('It could not be uploaded.');
    case 'held':
      return t('You have set its upload aside.');
    case 'uploading':
      if (isFailing) return t('{to} does not answer at the moment. It is tried again, and goes on from where it was.', { to });
      return isPaused ? t('Uploads are paused; what was sent to {to} is kept.', { to }) : under(progress, to, bytesPerSecond);
    default:
      if (isPaused) return t('It waits to be uploaded; uploads are paused.');
      if (outage) return t('It waits for {to}: {message}', { to, message: outage.error.message });
      return canBegin ? t('It waits for its turn to be uploaded to {to}.', { to }) : t('It waits to be uploaded; Filemill is paused.');
  }
}

function under(progress: UploadProgress | null, to: string, bytesPerSecond: number | null): string {
  if (!progress || progress.phase === 'hashing') return t('Its upload to {to} begins.', { to });
  const { bytes, size, phase } = progress;
  if (phase === 'verifying') return t('It is at {to}, and its checksum is compared.', { to });
  const rate = bytesPerSecond === null || bytesPerSecond < 1 ? '' : `, ${formatBytes(Math.round(bytesPerSecond))}/s`;
  return t('Uploading to {to}: {bytes} of {size}{rate}.', { to, bytes: formatBytes(bytes), size: formatBytes(size), rate });
}
