import { FilemillError } from '../../../shared/errors/filemill-error';
import type { Report } from '../../../shared/model/report';
import type { Job } from '../../job';
import type { Writer } from '../../store/database';
import type { Reports, StoredReport } from '../../store/reports';
import { keepComparables } from './keep-comparables';
import { t } from '../../../shared/words/words';

/** Keeps what was read of a job: report, text for search, and what duplicates are found by. */
export function keepReading(writer: Writer, reports: Reports, { result, recognition, reportOptions, thumbnail }: Job, now: number): StoredReport {
  if (!result || !recognition) throw new FilemillError('bug', t('Something was to be kept before it was read.'));
  const { sha256 } = recognition;
  const { processor, processorVersion, report: data, warnings, text } = result;
  const report = { sha256, processor, processorVersion, options: reportOptions, data, warnings, thumbnail, text, pageCount: pageCountOf(data) };
  const kept = reports.put(writer, report, now);
  keepComparables(writer, kept.id, sha256, result);
  return kept;
}

function pageCountOf(report: Report): number {
  if (report.kind === 'document' && report.format === 'pdf') return report.pages.length;
  return report.kind === 'image' && report.format === 'tiff' ? report.frameCount : 1;
}
