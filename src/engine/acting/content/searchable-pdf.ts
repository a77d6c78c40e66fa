import { displayName } from '../../../shared/model/display-name';
import { makeSearchable, SEARCHABLE_MS } from '../../actions/make-searchable';
import { isThere } from '../../actions/file-version';
import { needsOfTemplates } from '../../rules/template-of';
import type { SideAction } from '../action';
import { mustBeThere } from '../file/judged-version';
import { checkPlaceTemplates, placeOf } from '../file/place-of';
import { skippedSentence } from '../file/skipped-sentence';
import { writeCopy } from '../file/write-copy';
import { optionsOf, sourceOf } from './as-read';
import { inScratch } from './in-scratch';
import { t } from '../../../shared/words/words';

/** A PDF whose pages look as they do, with the text that OCR has read lying behind it. */
export const searchablePdfAction: SideAction<'searchablePdf'> = {
  kind: 'side',
  name: 'searchablePdf',
  needs: ({ to, as }) => [...new Set(['ocr' as const, ...needsOfTemplates(to, as)])],
  check: checkPlaceTemplates,
  plan(spec, context) {
    mustBeThere(context.file);
    const target = placeOf(spec, context).targetAt(1);
    return { sentence: t('Make a searchable PDF of it at “{target}”', { target: displayName(target) }), target, isDestructive: spec.conflict === 'replace' && isThere(target) };
  },
  async act(spec, context, tools) {
    const { mill, signal } = tools;
    const { file } = context;
    mustBeThere(file);
    const reading = mill.readingOf(file.jobId);
    const ocr = reading && 'ocr' in reading.report ? reading.report.ocr : undefined;
    if (!reading || !ocr) return { state: 'skipped', sentence: t('OCR has read nothing in it, so there is no text to put behind its pages'), target: null, effectId: null, logged: { action: 'searchable_pdf', destination: null } };
    const place = placeOf(spec, context);
    const request = { source: sourceOf(context), options: optionsOf(context, mill), pages: ocr.pages, way: reading.way };
    return inScratch(mill.dataFolder, async (scratchDir) => {
      const { scratchPath, sha256 } = await mill.pool.run({ exclusive: true, timeoutMs: SEARCHABLE_MS, signal }, (worker) => makeSearchable(request, mill.recognisedPages, worker, scratchDir, signal));
      const written = await writeCopy({ action: 'searchable', from: scratchPath, sha256, source: file.source, version: null, place, conflict: spec.conflict, what: 'PDF' }, tools);
      const { path } = written;
      const logged = { action: 'searchable_pdf', destination: path };
      if (written.state === 'skipped') return { state: 'skipped', sentence: skippedSentence(written), target: path, effectId: null, logged };
      return { state: 'done', sentence: t('Made a searchable PDF of it at “{path}”', { path: displayName(path) }), target: path, effectId: written.effectId, logged };
    });
  },
};
