import { decodeNames, windowsWithCodedNames } from './coded-names';
import { unpackObjectStreams } from './object-streams';
import { t, words } from '../../../shared/words/words';

const MAX_UNPACKED_BYTES = 16e6;
const DICTIONARY_BYTES = 512;
/** So often a name is looked at. */
const MAX_PLACES = 100;
/** A document has one. */
const MAX_OPEN_ACTIONS = 16;

/** What a document would do when it is opened or clicked, were it let: found, never run. */
export interface ActiveContent {
  readonly hasJavaScript: boolean;
  /** One sentence each. */
  readonly warnings: string[];
}

const ACTIONS: [name: string, sentence: string][] = [
  ['Launch', words('The PDF wants to start a program; it was not started.')],
  ['SubmitForm', words('The PDF can send what is filled in to a server; nothing was sent.')],
  ['ImportData', words('The PDF can take data from another file; none was taken.')],
];
const JAVASCRIPT = words('The PDF contains JavaScript; it was not run.');
const OPENS_ADDRESS = words('The PDF opens a web address as soon as it is opened; Filemill opens none.');

/** Looks through the dictionaries of a file that is held in memory. What lies in encrypted object streams stays unseen. */
export function findActiveContent(bytes: Buffer): ActiveContent {
  const found = new Set<string>();
  let opensAddress = false;
  const openActions = new Set<number>();
  const look = (dictionary: string): void => {
    for (const [, name = ''] of dictionary.matchAll(/\/S\s*\/(JavaScript|Launch|SubmitForm|ImportData)\b/g)) found.add(name);
    for (const action of openActionsIn(dictionary)) {
      opensAddress ||= /^\/OpenAction\s*<<[^>]*\/S\s*\/URI\b/.test(action);
      const number = /^\/OpenAction\s+(\d+)\s+\d+\s+R/.exec(action)?.[1];
      if (number !== undefined && openActions.size < MAX_OPEN_ACTIONS) openActions.add(Number(number));
    }
  };
  for (const dictionary of nearActions(bytes)) look(dictionary);
  for (const dictionary of windowsWithCodedNames(bytes, DICTIONARY_BYTES)) look(dictionary);
  for (const { number, body } of unpackObjectStreams(bytes, MAX_UNPACKED_BYTES)) {
    const dictionary = decodeNames(body);
    look(dictionary);
    opensAddress ||= openActions.has(number) && isAddress(dictionary);
  }
  for (const number of openActions) opensAddress ||= isAddress(objectAt(bytes, number));
  const hasJavaScript = found.has('JavaScript');
  const warnings = ACTIONS.filter(([name]) => found.has(name)).map(([, sentence]) => t(sentence));
  if (opensAddress) warnings.unshift(t(OPENS_ADDRESS));
  if (hasJavaScript) warnings.unshift(t(JAVASCRIPT));
  return { hasJavaScript, warnings };
}

export const JAVASCRIPT_WARNING = JAVASCRIPT;

/** The surroundings of what names an action. */
function* nearActions(bytes: Buffer): Generator<string> {
  for (const name of ['/JavaScript', '/OpenAction', ...ACTIONS.map(([action]) => `/${action}`)]) {
    for (let at = bytes.indexOf(name), times = 0; at >= 0 && times < MAX_PLACES; at = bytes.indexOf(name, at + 1), times += 1) {
      yield bytes.toString('latin1', Math.max(0, at - 64), at + DICTIONARY_BYTES);
    }
  }
}

function* openActionsIn(dictionary: string): Generator<string> {
  const name = '/OpenAction';
  for (let at = dictionary.indexOf(name), times = 0; at >= 0 && times < MAX_PLACES; at = dictionary.indexOf(name, at + 1), times += 1) {
    yield dictionary.slice(at, at + DICTIONARY_BYTES);
  }
}

function isAddress(dictionary: string): boolean {
  return /\/S\s*\/URI\b/.test(dictionary);
}

function objectAt(bytes: Buffer, number: number): string {
  const at = bytes.indexOf(`\n${number} 0 obj`);
  return at < 0 ? '' : decodeNames(bytes.toString('latin1', at, at + DICTIONARY_BYTES));
}
