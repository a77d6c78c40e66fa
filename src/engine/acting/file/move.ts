import { basename, dirname } from 'node:path';
import { displayName } from '../../../shared/model/display-name';
import { needsOfTemplates } from '../../rules/template-of';
import type { OriginalAction } from '../action';
import { mustBeThere } from './judged-version';
import { checkPlaceTemplates, placeOf } from './place-of';
import { t } from '../../../shared/words/words';

/** The original goes elsewhere. */
export const moveAction: OriginalAction<'move'> = {
  kind: 'original',
  name: 'move',
  needs: ({ to, as }) => needsOfTemplates(to, as),
  check: (spec, surroundings) => checkPlaceTemplates(spec, surroundings),
  plan: (spec, context) => {
    mustBeThere(context.file);
    const target = placeOf(spec, context).targetAt(1);
    return { sentence: t('Move it to “{target}”', { target: displayName(target) }), target, isDestructive: true };
  },
  redirect: ({ conflict, ...spec }, context, present) => {
    const { within, targetAt } = placeOf(spec, context);
    const target = targetAt(1);
    const [folder, name] = [dirname(target), basename(target)];
    return folder === present.folder && name === present.name ? null : { kind: 'place', folder, name, targetAt, conflict, within };
  },
};
