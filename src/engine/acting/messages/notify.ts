import { needsOfTemplates, templateOf } from '../../rules/template-of';
import type { SideAction } from '../action';
import { t } from '../../../shared/words/words';
import { say, sayingOf } from './say';

/** Tells people of the file, in the list of notices and on the screen. */
export const notifyAction: SideAction<'notify'> = {
  kind: 'side',
  name: 'notify',
  needs: ({ message, title }) => needsOfTemplates(message, title),
  check({ message, title }) {
    templateOf(message);
    templateOf(title);
  },
  plan: ({ message }, context) => ({ sentence: t('Say: {message}', { message: sayingOf(message, context) }), target: null, isDestructive: false }),
  act(spec, context, tools) {
    const message = sayingOf(spec.message, context);
    return say({ level: 'info', title: sayingOf(spec.title, context) || 'Filemill', message }, context, tools, { action: 'notify', message });
  },
};
