import { displayName } from '../../../../shared/model/display-name';
import type { ActionSpec } from '../../../../shared/model/action';
import { joinWords } from './join-words';

/** What is not written yet. */
const shown = (text: string | undefined): string => (text ? `“${displayName(text)}”` : '…');
const into = (to: string | undefined): string => (to === undefined ? '' : ` in ${shown(to)}`);
const named = (as: string, usual = '{name}'): string => (as === usual ? '' : ` as ${shown(as)}`);

/** What an action does, as part of a sentence: "move it to “/archive/{date:YYYY}”". */
export function actionSentence(spec: ActionSpec): string {
  switch (spec.do) {
    case 'backup':
      return `back it up in ${shown(spec.to)}`;
    case 'version':
      return `keep this version in ${shown(spec.to)}`;
    case 'copy':
      return `copy it to ${shown(spec.to)}${named(spec.as)}`;
    case 'move':
      return `move it to ${shown(spec.to)}${named(spec.as)}`;
    case 'rename':
      return `rename it to ${shown(spec.as)}`;
    case 'link':
      return `make a ${spec.kind} link to it in ${shown(spec.to)}${named(spec.as)}`;
    case 'trash':
      return spec.to === 'vault' ? 'put it in the vault' : 'put it in the system’s trash';
    case 'validate':
      return spec.as === 'auto' ? 'check it' : spec.as === 'checksum' ? 'check its checksum' : `check it as ${/^(json|csv|xml|pdf)$/.test(spec.as) ? spec.as.toUpperCase() : spec.as}`;
    case 'notify':
      return `notify you: ${shown(spec.message)}`;
    case 'alert':
      return `raise an alert: ${shown(spec.message)}`;
    case 'route':
      return `hand ${spec.keep ? 'a copy of it' : 'it'} to ${shown(spec.to)}`;
    case 'handOff':
      return `hand a copy over to ${shown(spec.nextApp)} in ${shown(spec.to)}`;
    case 'log':
      return `write a log in ${shown(spec.to)}`;
    case 'transform':
      return `write a changed picture${into(spec.to)}`;
    case 'searchablePdf':
      return `make a searchable PDF${into(spec.to)}`;
    case 'extract':
      return `extract it${into(spec.to)}`;
    case 'archive':
      return `pack it in ${shown(spec.to)}`;
    case 'tag':
      return tagging(spec.add, spec.remove);
    case 'webhook':
      return `call ${shown(spec.url)}`;
    case 'upload':
      return `upload it to ${shown(spec.destination)}${spec.key === undefined ? '' : ` as ${shown(spec.key)}`}${spec.original === 'vault' ? ', then put it in the vault' : ''}`;
    default:
      return `run ${shown(spec.program)}`;
  }
}

function tagging(add: readonly string[], remove: readonly string[]): string {
  const parts = [add.length > 0 ? `tag it ${joinWords(add.map(shown), 'and')}` : '', remove.length > 0 ? `take the tag ${joinWords(remove.map(shown), 'and')} away` : ''];
  return joinWords(parts.filter(Boolean), 'and') || 'tag it …';
}
