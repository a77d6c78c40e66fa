import type { ActionName } from '../../../../shared/model/action';

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

const to = (placeholder: string): ActionField => ({ key: 'to', label: 'Folder', kind: 'path', placeholder, isFolder: true });
const name: ActionField = { key: 'as', label: 'Name', kind: 'path' };
const beside: ActionField = { key: 'to', label: 'Folder', kind: 'path', placeholder: 'Beside the original', isFolder: true, isOptional: true };
const seconds = (most: number): ActionField => ({ key: 'timeoutSeconds', label: 'Time limit', kind: 'number', least: 1, most, unit: 's' });

/** What each action is told, beside what happens when a name is taken and when it fails. */
export const ACTION_FIELDS: Readonly<Record<ActionName, readonly ActionField[]>> = {
  backup: [to('/backup'), name],
  version: [to('/versions'), name],
  copy: [to('Sorted/{date:YYYY}'), name],
  move: [to('Sorted/{date:YYYY}'), name],
  rename: [{ ...name, label: 'New name' }],
  link: [
    to('Links'),
    name,
    {
      key: 'kind',
      label: 'Link',
      kind: 'choice',
      options: [
        { value: 'hard', label: 'Hard link' },
        { value: 'symbolic', label: 'Symbolic link' },
      ],
    },
  ],
  trash: [
    {
      key: 'to',
      label: 'Where to',
      kind: 'choice',
      options: [
        { value: 'system', label: 'The system’s trash' },
        { value: 'vault', label: 'Filemill’s vault' },
      ],
    },
  ],
  validate: [
    {
      key: 'as',
      label: 'As',
      kind: 'choice',
      options: [
        { value: 'auto', label: 'What it is' },
        { value: 'json', label: 'JSON' },
        { value: 'csv', label: 'CSV' },
        { value: 'xml', label: 'XML' },
        { value: 'pdf', label: 'PDF' },
        { value: 'image', label: 'Image' },
        { value: 'archive', label: 'Archive' },
        { value: 'checksum', label: 'Checksum' },
      ],
    },
    { key: 'schema', label: 'JSON Schema', kind: 'text', placeholder: '/schemas/order.json', isOptional: true },
    { key: 'columns', label: 'Columns', kind: 'list', placeholder: 'Name, Amount (number)', hint: 'That it must have; (number) or (date) asks for more.', isOptional: true },
    { key: 'checksum', label: 'Checksum', kind: 'message', placeholder: 'sha256:…', hint: 'Left out, it is looked for beside the file.', isOptional: true },
  ],
  notify: [
    { key: 'title', label: 'Title', kind: 'message' },
    { key: 'message', label: 'Message', kind: 'message', isLong: true },
  ],
  alert: [
    { key: 'message', label: 'Message', kind: 'message', isLong: true },
    {
      key: 'severity',
      label: 'Severity',
      kind: 'choice',
      options: [
        { value: 'info', label: 'Information' },
        { value: 'warning', label: 'Warning' },
        { value: 'problem', label: 'Problem' },
      ],
    },
  ],
  route: [
    { key: 'to', label: 'To', kind: 'watched' },
    { key: 'keep', label: 'Original', kind: 'switch', words: 'Leave it where it lies' },
  ],
  handOff: [
    to('/exchange/out'),
    { key: 'nextApp', label: 'For', kind: 'message', placeholder: 'validator', hint: 'The program that takes it: next_app in the sidecar.' },
    { key: 'type', label: 'Type', kind: 'message', hint: 'What it is: the second part of its name.' },
    { key: 'app', label: 'From', kind: 'message', hint: 'Who hands it over: the first part of its name.' },
    { key: 'fields', label: 'Further fields', kind: 'pairs', hint: 'Of the sidecar; their values may hold tokens.' },
  ],
  log: [to('/logs'), name],
  transform: [{ key: 'recipe', label: 'Change', kind: 'recipe' }, beside, name],
  searchablePdf: [beside, name],
  extract: [
    beside,
    { ...name, label: 'New folder' },
    { key: 'include', label: 'Only', kind: 'list', placeholder: '*.pdf' },
    { key: 'exclude', label: 'Leave out', kind: 'list', placeholder: '*.tmp' },
  ],
  archive: [
    to('/archives'),
    name,
    { key: 'level', label: 'Effort', kind: 'number', least: 0, most: 9, hint: '0 packs nothing, 9 takes longest.' },
    { key: 'gather', label: 'Gather', kind: 'gather', hint: 'None given: each file gets an archive of its own.' },
    {
      key: 'originals',
      label: 'Originals',
      kind: 'choice',
      options: [
        { value: 'keep', label: 'Stay where they are' },
        { value: 'trash', label: 'To the system’s trash' },
        { value: 'vault', label: 'To Filemill’s vault' },
      ],
    },
  ],
  tag: [
    { key: 'add', label: 'Add', kind: 'list', placeholder: 'invoice, {folder}' },
    { key: 'remove', label: 'Take away', kind: 'list', placeholder: 'new' },
  ],
  upload: [
    { key: 'destination', label: 'Destination', kind: 'destination' },
    { key: 'key', label: 'Key', kind: 'message', placeholder: '{date:YYYY}/{path}', hint: 'Behind the destination’s prefix. Left out, as the destination says: the path in its folder, or the bare name.', isOptional: true },
    { key: 'metadata', label: 'Metadata', kind: 'headers', hint: 'Goes with the object, beside its path, its time and its checksum. Values may hold tokens.' },
    {
      key: 'original',
      label: 'Original',
      kind: 'choice',
      options: [
        { value: 'keep', label: 'Stays where it is' },
        { value: 'vault', label: 'To Filemill’s vault, once the object is proved' },
      ],
    },
  ],
  webhook: [
    { key: 'url', label: 'Address', kind: 'text', placeholder: 'https://example.org/in' },
    {
      key: 'method',
      label: 'Method',
      kind: 'choice',
      options: [
        { value: 'POST', label: 'POST' },
        { value: 'PUT', label: 'PUT' },
      ],
    },
    { key: 'headers', label: 'Headers', kind: 'headers' },
    { key: 'body', label: 'Body', kind: 'message', isLong: true, placeholder: 'Left out: the file’s facts as JSON', isOptional: true },
    seconds(600),
  ],
  run: [
    { key: 'program', label: 'Program', kind: 'text', placeholder: '/usr/bin/convert' },
    { key: 'arguments', label: 'Arguments', kind: 'lines', placeholder: 'One a line; {source} and other tokens are filled in', hint: 'One a line. No shell reads them.' },
    seconds(86_400),
  ],
};
