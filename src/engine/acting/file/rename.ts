import { basename, dirname, isAbsolute, join } from 'node:path';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { isInside } from '../../../base/safe-path';
import { displayName } from '../../../shared/model/display-name';
import { checkPathTemplate } from '../../rules/template';
import { needsOfTemplates, templateOf } from '../../rules/template-of';
import type { OriginalAction, StepContext } from '../action';
import { mustBeThere } from './judged-version';
import { checkPlannedPlace } from './place-of';
import { t } from '../../../shared/words/words';

/** The original gets another name, where it lies or is to lie. */
export const renameAction: OriginalAction<'rename'> = {
  kind: 'original',
  name: 'rename',
  needs: ({ as }) => needsOfTemplates(as),
  check: ({ as }) => {
    checkPathTemplate(as);
    if (!/[/\\]/.test(as) && !isAbsolute(as)) return;
    throw new FilemillError('settings.invalid', t('“{as}” is a path; a new name has no folders in it.', { as }), { hint: t('Choose “move” to put it into another folder.') });
  },
  plan: ({ as }, context) => {
    mustBeThere(context.file);
    const name = nameOf(as, context);
    return { sentence: t('Rename it to “{name}”', { name: displayName(name) }), target: join(dirname(context.file.source), name), isDestructive: true };
  },
  redirect: ({ as, conflict }, context, { folder, name }) => {
    const { file, surroundings } = context;
    const next = nameOf(as, context);
    if (next === name) return null;
    const within = isInside(file.root, folder) ? file.root : folder;
    checkPlannedPlace(join(folder, next), within, surroundings);
    const counted = templateOf(as).hasCounter ? { targetAt: (counter: number) => join(folder, nameOf(as, { values: { ...context.values, counter } })) } : {};
    return { kind: 'place', folder, name: next, ...counted, conflict, within };
  },
};

const nameOf = (as: string, { values }: Pick<StepContext, 'values'>): string => basename(templateOf(as).path(values));
