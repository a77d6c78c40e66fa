import type { UnpackLimits } from '../shared/model/archive';
import type { MemberReading } from './archives/inside/inside-parts';
import { BundleReader, type BundleReaderParts } from './bundle-reader';
import type { Job } from './job';
import { ocrKey } from './stages/process/ocr-plan';
import { keepReading } from './stages/retire/keep-reading';
import type { TextRecognition } from './text-recognition';

/** Reads what lies in an archive by the stages that files of its folder pass, and in the same way. */
export function readingOfMembers(
  archive: Job,
  parts: BundleReaderParts & { unpackLimits(): UnpackLimits },
  recognition: Pick<TextRecognition, 'readBeside'>,
): MemberReading {
  const plan = parts.ocrOf(archive);
  const reader = new BundleReader({ ...parts, ocrOf: () => plan });
  const { faces } = archive.settings;
  return {
    way: [ocrKey({ canRaster: true }, plan), faces ? 'faces' : '', JSON.stringify(parts.unpackLimits())].filter((part) => part !== '').join(' '),
    plan: (jobs) => reader.plan(jobs),
    read: (jobs, signal) => reader.read(jobs, signal),
    wantsOcr: (job) => plan !== null && !job.error && (job.result?.pagesToRecognise.length ?? 0) > 0,
    readByOcr: async (job, signal) => {
      if (plan) await recognition.readBeside(job, plan, signal);
    },
    keep: (writer, job, now) => keepReading(writer, parts.reports, job, now),
  };
}
