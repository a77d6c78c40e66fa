import type { PageLayout } from '../../shared/model/page-layout';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { Engine } from '../engine';
import { hasLayout } from './has-layout';
import { readFileOf } from './preview';
import { t } from '../../shared/words/words';

const LAYOUT_MS = 30_000;

/**
 * Where the words of a page stand: as OCR found them, or as a worker finds them in the file.
 *
 * @throws FilemillError `artifact.none` where no words are known
 */
export async function pageLayout(engine: Engine, id: number, page: number, signal: AbortSignal): Promise<PageLayout> {
  const { source, options, head } = readFileOf(engine, id);
  const recognised = engine.recognisedPages.get(options.sha256, head.options, page);
  if (recognised && recognised.facts.skipped === null) return recognised.layout;
  const report = engine.reports.data(head.id);
  if (!report || report.kind !== 'document' || !hasLayout(report)) {
    throw new FilemillError('artifact.none', t('No words are known on this page.'));
  }
  return engine.pool.run({ exclusive: false, urgent: true, timeoutMs: LAYOUT_MS }, (worker) =>
    worker.call('page.layout', { source, options, page }, { signal }),
  );
}
