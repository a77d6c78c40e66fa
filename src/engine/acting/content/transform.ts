import { basename, dirname, extname, join } from 'node:path';
import { limitsFor } from '../../../processors/catalogue';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { displayName } from '../../../shared/model/display-name';
import { fittingEnding, withFittingEnding } from '../../actions/name-output';
import { isThere } from '../../actions/file-version';
import { needsOfTemplates } from '../../rules/template-of';
import type { SideAction, StepContext } from '../action';
import { mustBeThere } from '../file/judged-version';
import { checkPlaceTemplates, placeOf, type Place, type PlaceTemplates } from '../file/place-of';
import { skippedSentence } from '../file/skipped-sentence';
import { writeCopy } from '../file/write-copy';
import { optionsOf, sourceOf } from './as-read';
import { inScratch } from './in-scratch';
import { t } from '../../../shared/words/words';

/** A changed copy of a picture. */
export const transformAction: SideAction<'transform'> = {
  kind: 'side',
  name: 'transform',
  needs: ({ to, as }) => [...new Set(['recognise' as const, ...needsOfTemplates(to, as)])],
  check: checkPlaceTemplates,
  plan(spec, context) {
    mustBeThere(context.file);
    const { format } = spec.recipe;
    const own = extname(context.file.path).slice(1).toLowerCase() || 'png';
    const extension = format === 'same' ? own : format === 'jpeg' ? 'jpg' : format;
    const target = placeOfPicture(spec, context, { extension }).targetAt(1);
    return { sentence: t('Write a changed copy of the picture to “{target}”', { target: displayName(target) }), target, isDestructive: spec.conflict === 'replace' && isThere(target) };
  },
  async act(spec, context, tools) {
    const { mill, signal } = tools;
    mustBeThere(context.file);
    const source = sourceOf(context);
    const options = optionsOf(context, mill);
    if (options.processor !== 'image') throw new FilemillError('file.invalid', t('It is no picture that can be changed.'), { hint: t('Let the rule ask for pictures: kind: image.') });
    const limits = limitsFor({ name: basename(source.path), mime: options.mime, kind: options.kind, size: source.size });
    return inScratch(mill.dataFolder, async (scratchDir) => {
      const { artifact } = await mill.pool.run({ exclusive: true, ...limits, signal }, (worker) =>
        worker.call('picture.transform', { source, options, recipe: spec.recipe, maxSidePixels: null, scratchDir }, { signal }),
      );
      const place = placeOfPicture(spec, context, artifact);
      const written = await writeCopy(
        { action: 'transform', from: artifact.scratchPath, sha256: artifact.sha256, source: context.file.source, version: null, place, conflict: spec.conflict, what: 'picture' },
        tools,
      );
      const { path } = written;
      const logged = { action: 'transform', destination: path };
      if (written.state === 'skipped') return { state: 'skipped', sentence: skippedSentence(written), target: path, effectId: null, logged };
      return { state: 'done', sentence: t('Wrote a changed copy to “{path}”', { path: displayName(path) }), target: path, effectId: written.effectId, logged };
    });
  },
};

/** With the format, and the size where it is known, of what is written; its name always says the format. */
function placeOfPicture(templates: PlaceTemplates, context: StepContext, made: { extension: string; width?: number; height?: number }): Place {
  const { extension, width, height } = made;
  const facts: Record<string, string | number | undefined> = { extension: fittingEnding(context.file.path, extension).slice(1), width, height };
  const { values } = context;
  const place = placeOf(templates, { ...context, values: { ...values, fact: (name) => facts[name] ?? values.fact(name) } });
  return { ...place, targetAt: (number) => fitting(place.targetAt(number), extension) };
}

const fitting = (path: string, extension: string): string => join(dirname(path), withFittingEnding(basename(path), extension));
