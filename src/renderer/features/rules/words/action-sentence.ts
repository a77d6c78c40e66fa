import { displayName } from '../../../../shared/model/display-name';
import type { ActionSpec } from '../../../../shared/model/action';
import { joinWords } from './join-words';
import { t } from '../../../../shared/words/words';

/** What is not written yet. */
const shown = (text: string | undefined): string => (text ? `“${displayName(text)}”` : '…');
const into = (to: string | undefined): string => (to === undefined ? '' : t(' in {to}', { to: shown(to) }));
const named = (as: string, usual = '{name}'): string => (as === usual ? '' : ` as ${shown(as)}`);

/** What an action does, as part of a sentence: "move it to “/archive/{date:YYYY}”". */
export function actionSentence(spec: ActionSpec): string {
  switch (spec.do) {
    case 'backup':
      return t('back it up in {to}', { to: shown(spec.to) });
    case 'version':
      return t('keep this version in {to}', { to: shown(spec.to) });
    case 'copy':
      return t('copy it to {to}{as}', { to: shown(spec.to), as: named(spec.as) });
    case 'move':
      return t('move it to {to}{as}', { to: shown(spec.to), as: named(spec.as) });
    case 'rename':
      return t('rename it to {as}', { as: shown(spec.as) });
    case 'link':
      return t('make a {kind} link to it in {to}{as}', { kind: spec.kind, to: shown(spec.to), as: named(spec.as) });
    case 'trash':
      return spec.to === 'vault' ? t('put it in the vault') : t('put it in the system’s trash');
    case 'validate':
      return spec.as === 'auto' ? t('check it') : spec.as === 'checksum' ? t('check its checksum') : t('check it as {value}', { value: /^(json|csv|xml|pdf)$/.test(spec.as) ? spec.as.toUpperCase() : spec.as });
    case 'notify':
      return t('notify you: {message}', { message: shown(spec.message) });
    case 'alert':
      return t('raise an alert: {message}', { message: shown(spec.message) });
    case 'route':
      return t('hand {value} to {to}', { value: spec.keep ? t('a copy of it') : 'it', to: shown(spec.to) });
    case 'handOff':
      return t('hand a copy over to {nextApp} in {to}', { nextApp: shown(spec.nextApp), to: shown(spec.to) });
    case 'log':
      return t('write a log in {to}', { to: shown(spec.to) });
    case 'transform':
      return t('write a changed picture{to}', { to: into(spec.to) });
    case 'searchablePdf':
      return t('make a searchable PDF{to}', { to: into(spec.to) });
    case 'extract':
      return t('extract it{to}', { to: into(spec.to) });
    case 'archive':
      return t('pack it in {to}', { to: shown(spec.to) });
    case 'tag':
      return tagging(spec.add, spec.remove);
    case 'webhook':
      return `call ${shown(spec.url)}`;
    case 'upload':
      return t('upload it to {destination}{value}{value2}', { destination: shown(spec.destination), value: spec.key === undefined ? '' : ` as ${shown(spec.key)}`, value2: spec.original === 'vault' ? ', then put it in the vault' : '' });
    default:
      return t('run {program}', { program: shown(spec.program) });
  }
}

function tagging(add: readonly string[], remove: readonly string[]): string {
  const parts = [add.length > 0 ? t('tag it {shown}', { shown: joinWords(add.map(shown), 'and') }) : '', remove.length > 0 ? t('take the tag {shown} away', { shown: joinWords(remove.map(shown), 'and') }) : ''];
  return joinWords(parts.filter(Boolean), 'and') || t('tag it …');
}
