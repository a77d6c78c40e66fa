import type { ActionName } from '../../../../shared/model/action';
import { t } from '../../../../shared/words/words';

interface AnyField {
  readonly key: string;
  readonly label: string;
  readonly hint?: string;
  /** Left empty, it is left out of the rule. */
  readonly isOptional?: boolean;
}

/** How a part of an action is written. */
export type ActionField = AnyField &
  (
    | { readonly kind: 'path'; readonly placeholder?: string; /** A folder, which can be chosen in a dialog. */ readonly isFolder?: boolean }
    | { readonly kind: 'message'; readonly isLong?: boolean; readonly placeholder?: string }
    | { readonly kind: 'text'; readonly placeholder?: string }
    | { readonly kind: 'choice'; readonly options: readonly { value: string; label: string }[] }
    | { readonly kind: 'number'; readonly least: number; readonly most: number; readonly unit?: string }
    | { readonly kind: 'switch'; readonly words: string }
    | { readonly kind: 'list'; readonly placeholder: string }
    | { readonly kind: 'lines'; readonly placeholder: string }
    | { readonly kind: 'watched' | 'destination' | 'headers' | 'pairs' | 'gather' | 'recipe' }
  );

const to = (placeholder: string): ActionField => ({ key: 'to', label: t('Folder'), kind: 'path', placeholder, isFolder: true });
const name: ActionField = { key: 'as', label: t('Name'), kind: 'path' };
const beside: ActionField = { key: 'to', label: t('Folder'), kind: 'path', placeholder: t('Beside the original'), isFolder: true, isOptional: true };
const seconds = (most: number): ActionField => ({ key: 'timeoutSeconds', label: t('Time limit'), kind: 'number', least: 1, most, unit: 's' });

/** What each action is told, beside what happens when a name is taken and when it fails. */
export const ACTION_FIELDS: Readonly<Record<ActionName, readonly ActionField[]>> = {
  backup: [to('/backup'), name],
  version: [to('/versions'), name],
  copy: [to(t('Sorted/{date:YYYY}')), name],
  move: [to(t('Sorted/{date:YYYY}')), name],
  rename: [{ ...name, label: t('New name') }],
  link: [
    to(t('Links')),
    name,
    {
      key: 'kind',
      label: t('Link'),
      kind: 'choice',
      options: [
        { value: 'hard', label: t('Hard link') },
        { value: 'symbolic', label: t('Symbolic link') },
      ],
    },
  ],
  trash: [
    {
      key: 'to',
      label: t('Where to'),
      kind: 'choice',
      options: [
        { value: 'system', label: t('The system’s trash') },
        { value: 'vault', label: t('Filemill’s vault') },
      ],
    },
  ],
  validate: [
    {
      key: 'as',
      label: t('As'),
      kind: 'choice',
      options: [
        { value: 'auto', label: t('What it is') },
        { value: 'json', label: 'JSON' },
        { value: 'csv', label: 'CSV' },
        { value: 'xml', label: 'XML' },
        { value: 'pdf', label: 'PDF' },
        { value: 'image', label: t('Image') },
        { value: 'archive', label: t('Archive') },
        { value: 'checksum', label: t('Checksum') },
      ],
    },
    { key: 'schema', label: t('JSON Schema'), kind: 'text', placeholder: '/schemas/order.json', isOptional: true },
    { key: 'columns', label: t('Columns'), kind: 'list', placeholder: t('Name, Amount (number)'), hint: t('That it must have; (number) or (date) asks for more.'), isOptional: true },
    { key: 'checksum', label: t('Checksum'), kind: 'message', placeholder: 'sha256:…', hint: t('Left out, it is looked for beside the file.'), isOptional: true },
  ],
  notify: [
    { key: 'title', label: t('Title'), kind: 'message' },
    { key: 'message', label: t('Message'), kind: 'message', isLong: true },
  ],
  alert: [
    { key: 'message', label: t('Message'), kind: 'message', isLong: true },
    {
      key: 'severity',
      label: t('Severity'),
      kind: 'choice',
      options: [
        { value: 'info', label: t('Information') },
        { value: 'warning', label: t('Warning') },
        { value: 'problem', label: t('Problem') },
      ],
    },
  ],
  route: [
    { key: 'to', label: t('To'), kind: 'watched' },
    { key: 'keep', label: t('Original'), kind: 'switch', words: t('Leave it where it lies') },
  ],
  handOff: [
    to('/exchange/out'),
    { key: 'nextApp', label: t('For'), kind: 'message', placeholder: 'validator', hint: t('The program that takes it: next_app in the sidecar.') },
    { key: 'type', label: t('Type'), kind: 'message', hint: t('What it is: the second part of its name.') },
    { key: 'app', label: t('From'), kind: 'message', hint: t('Who hands it over: the first part of its name.') },
    { key: 'fields', label: t('Further fields'), kind: 'pairs', hint: t('Of the sidecar; their values may hold tokens.') },
  ],
  log: [to('/logs'), name],
  transform: [{ key: 'recipe', label: t('Change'), kind: 'recipe' }, beside, name],
  searchablePdf: [beside, name],
  extract: [
    beside,
    { ...name, label: t('New folder') },
    { key: 'include', label: t('Only'), kind: 'list', placeholder: '*.pdf' },
    { key: 'exclude', label: t('Leave out'), kind: 'list', placeholder: '*.tmp' },
  ],
  archive: [
    to('/archives'),
    name,
    { key: 'level', label: t('Effort'), kind: 'number', least: 0, most: 9, hint: t('0 packs nothing, 9 takes longest.') },
    { key: 'gather', label: t('Gather'), kind: 'gather', hint: t('None given: each file gets an archive of its own.') },
    {
      key: 'originals',
      label: t('Originals'),
      kind: 'choice',
      options: [
        { value: 'keep', label: t('Stay where they are') },
        { value: 'trash', label: t('To the system’s trash') },
        { value: 'vault', label: t('To Filemill’s vault') },
      ],
    },
  ],
  tag: [
    { key: 'add', label: t('Add'), kind: 'list', placeholder: t('invoice, {folder}') },
    { key: 'remove', label: t('Take away'), kind: 'list', placeholder: t('new@@a tag') },
  ],
  upload: [
    { key: 'destination', label: t('Destination'), kind: 'destination' },
    { key: 'key', label: t('Key'), kind: 'message', placeholder: '{date:YYYY}/{path}', hint: t('Behind the destination’s prefix. Left out, as the destination says: the path in its folder, or the bare name.'), isOptional: true },
    { key: 'metadata', label: t('Metadata'), kind: 'headers', hint: t('Goes with the object, beside its path, its time and its checksum. Values may hold tokens.') },
    {
      key: 'original',
      label: t('Original'),
      kind: 'choice',
      options: [
        { value: 'keep', label: t('Stays where it is') },
        { value: 'vault', label: t('To Filemill’s vault, once the object is proved') },
      ],
    },
  ],
  webhook: [
    { key: 'url', label: t('Address'), kind: 'text', placeholder: 'https://example.org/in' },
    {
      key: 'method',
      label: t('Method@@HTTP'),
      kind: 'choice',
      options: [
        { value: 'POST', label: 'POST' },
        { value: 'PUT', label: 'PUT' },
      ],
    },
    { key: 'headers', label: t('Headers'), kind: 'headers' },
    { key: 'body', label: t('Body'), kind: 'message', isLong: true, placeholder: t('Left out: the file’s facts as JSON'), isOptional: true },
    seconds(600),
  ],
  run: [
    { key: 'program', label: t('Program'), kind: 'text', placeholder: '/usr/bin/convert' },
    { key: 'arguments', label: t('Arguments'), kind: 'lines', placeholder: t('One a line; {source} and other tokens are filled in'), hint: t('One a line. No shell reads them.') },
    seconds(86_400),
  ],
};
