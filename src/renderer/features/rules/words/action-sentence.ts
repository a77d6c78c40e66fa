import { displayName } from '../../../../shared/model/display-name';
import type { ActionSpec } from '../../../../shared/model/action';
import { t } from '../../../../shared/words/words';
import { joinWords } from '../../../format/join-words';
import { quoted } from '../../../format/quoted';

/** What is not written yet. */
const shown = (text: string | undefined): string => (text ? quoted(displayName(text)) : '…');
/** Of a copy that keeps its name there is nothing to say. */
const nameOf = (as: string): string | null => (as === '{name}' ? null : shown(as));

/** What an action does, as part of a sentence: "move it to “/archive/{date:YYYY}”". */
export function actionSentence(spec: ActionSpec): string {
  const to = 'to' in spec ? shown(spec.to) : '…';
  const as = 'as' in spec ? nameOf(spec.as) : null;
  switch (spec.do) {
    case 'backup':
      return t('back it up in {to}', { to });
    case 'version':
      return t('keep this version in {to}', { to });
    case 'copy':
      return as === null ? t('copy it to {to}', { to }) : t('copy it to {to} as {as}', { to, as });
    case 'move':
      return as === null ? t('move it to {to}', { to }) : t('move it to {to} as {as}', { to, as });
    case 'rename':
      return t('rename it to {as}', { as: shown(spec.as) });
    case 'link':
      return as === null
        ? t('make a {kind, select, hard {hard} other {symbolic}} link to it in {to}', { kind: spec.kind, to })
        : t('make a {kind, select, hard {hard} other {symbolic}} link to it in {to} as {as}', { kind: spec.kind, to, as });
    case 'trash':
      return spec.to === 'vault' ? t('put it in the vault') : t('put it in the system’s trash');
    case 'validate':
      return checking(spec.as);
    case 'notify':
      return t('notify you: {message}', { message: shown(spec.message) });
    case 'alert':
      return t('raise an alert: {message}', { message: shown(spec.message) });
    case 'route':
      return spec.keep ? t('hand a copy of it to {to}', { to }) : t('hand it to {to}', { to });
    case 'handOff':
      return t('hand a copy over to {nextApp} in {to}', { nextApp: shown(spec.nextApp), to });
    case 'log':
      return t('write a log in {to}', { to });
    case 'transform':
      return spec.to === undefined ? t('write a changed picture') : t('write a changed picture in {to}', { to });
    case 'searchablePdf':
      return spec.to === undefined ? t('make a searchable PDF') : t('make a searchable PDF in {to}', { to });
    case 'extract':
      return spec.to === undefined ? t('extract it') : t('extract it in {to}', { to });
    case 'archive':
      return t('pack it in {to}', { to });
    case 'tag':
      return tagging(spec.add, spec.remove);
    case 'webhook':
      return t('call {url}', { url: shown(spec.url) });
    case 'upload':
      return uploading(spec);
    default:
      return t('run {program}', { program: shown(spec.program) });
  }
}

function checking(as: Extract<ActionSpec, { do: 'validate' }>['as']): string {
  switch (as) {
    case 'auto':
      return t('check it');
    case 'checksum':
      return t('check its checksum');
    case 'image':
      return t('check it as image');
    case 'archive':
      return t('check it as archive');
    default:
      return t('check it as {format}', { format: as.toUpperCase() });
  }
}

function uploading({ destination, key, original }: Extract<ActionSpec, { do: 'upload' }>): string {
  const upload = key === undefined ? t('upload it to {destination}', { destination: shown(destination) }) : t('upload it to {destination} as {key}', { destination: shown(destination), key: shown(key) });
  return original === 'vault' ? t('{upload}, then put it in the vault', { upload }) : upload;
}

function tagging(add: readonly string[], remove: readonly string[]): string {
  const parts = [
    ...(add.length > 0 ? [t('tag it {tags}', { tags: joinWords(add.map(shown), 'and') })] : []),
    ...(remove.length > 0 ? [t('take the tag {tags} away', { tags: joinWords(remove.map(shown), 'and') })] : []),
  ];
  return joinWords(parts, 'and') || t('tag it …');
}
