import { needsOfTemplates, templateOf } from '../../rules/template-of';
import type { SideAction } from '../action';
import { say, sayingOf } from './say';
import { t } from '../../../shared/words/words';

/** A notice that stands at the head of the window, too, until a person closes it; one of mere information does not. */
export const alertAction: SideAction<'alert'> = {
  kind: 'side',
  name: 'alert',
  needs: ({ message }) => needsOfTemplates(message),
  check: ({ message }) => void templateOf(message),
  plan: ({ message, severity }, context) => ({ sentence: t('Raise an alert ({severity, select, info {info} warning {warning} other {problem}}): {message}', { severity, message: sayingOf(message, context) }), target: null, isDestructive: false }),
  async act(spec, context, tools) {
    const { severity } = spec;
    const message = sayingOf(spec.message, context);
    const acted = await say({ level: severity, title: context.rule, message }, context, tools, { action: 'alert', severity, message });
    if (severity !== 'info') tools.mill.alerts.raise(`rule-${context.rule}`, severity, { message, hint: t('The rule “{rule}” says so.', { rule: context.rule }) });
    return acted;
  },
};
