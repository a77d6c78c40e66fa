import { factOf } from '../../shared/model/fact';
import type { Report } from '../../shared/model/report';
import type { WhyUnknown } from './ask-what-is-known';
import { EXISTING_MARKS } from '../store/job-facts';
import type { StoredFile } from './facts-of-file';
import { t } from '../../shared/words/words';

/** How readings are named for which OCR was not asked, or failed; others are `ocr3:automatic:eng`, or ''. */
const WITHOUT_OCR = /^ocr:/;

/** Why a fact of this file that is not known may yet become so. */
export function whyUnknownOf(file: StoredFile): WhyUnknown {
  return (name) => {
    const fact = factOf(name);
    const reason = fact && reasonOf(file, name, fact.needs);
    return reason ? t('{fact} is not known: {reason}', { fact: t(fact.label), reason }) : null;
  };
}

function reasonOf(file: StoredFile, name: string, needs: string): string | null {
  const { row } = file;
  const isOpen = row.state === 'waiting' || row.state === 'inProgress' || row.marks === EXISTING_MARKS;
  if (isOpen && row.reportId === null) return needs === 'look' ? null : t('it was not read yet');
  if (needs === 'compare') return row.sha256 === null ? null : t('it was not compared yet');
  if (needs === 'lookInside') return row.kind === 'archive' ? t('nobody has looked into it') : null;
  const { reading } = file;
  if (reading === null) return null;
  if (needs === 'ocr') return WITHOUT_OCR.test(reading.options) && hasPictures(reading.data) ? t('OCR has not read it') : null;
  return name === 'faces' && reading.data.kind === 'image' && reading.data.content ? t('faces were not looked for') : null;
}

function hasPictures(report: Report): boolean {
  if (report.kind === 'image') return true;
  return report.kind === 'document' && report.format === 'pdf' && report.pages.some(({ textSource }) => textSource === 'none');
}
