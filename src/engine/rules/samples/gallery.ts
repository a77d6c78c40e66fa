import type { RuleSample } from '../../../shared/model/rule';
import { readRules } from '../read-rules';
import { words } from '../../../shared/words/words';

interface WrittenSample {
  id: string;
  title: string;
  sentence: string;
  /** YAML, as it would stand in the file. */
  rules: string;
}

const WRITTEN: readonly WrittenSample[] = [
  {
    id: 'invoices-by-month',
    title: words('File invoices by month'),
    sentence: words('Moves what reads like an invoice into a subfolder for each month, with its number in the name where it has one.'),
    rules: String.raw`
- name: File invoices by month
  if:
    all:
      - kind: [document, image]
      - text matches: '(?i)invoice\s*(?:no|number|#)?[.:\s]*(?P<number>[A-Z]*-?\d{3,})'
      - none:
          - subfolder starts with: Invoices
  then:
    - move:
        to: Invoices/{arrived:YYYY-MM}
        as: '{arrived:YYYY-MM-DD} {match.number|or no number}{ext}'
        conflict: keepIdentical
    - notify: '{name} is an invoice and was filed.'
  stop: true
`,
  },
  {
    id: 'doubtful-scans',
    title: words('Look at doubtful scans'),
    sentence: words('Tags scans that OCR read with doubt, and says so, before any other rule files them.'),
    rules: `
- name: Look at doubtful scans
  if:
    all:
      - ocr.used: true
      - ocr.confidence below: 80
  then:
    - tag: look at
    - alert: '{name} was read with doubt: {ocr.confidence} of 100.'
  stop: true
`,
  },
  {
    id: 'searchable-scans',
    title: words('Searchable copies of scans'),
    sentence: words('Makes a PDF whose text can be searched of every scan, in the subfolder Searchable; the scan stays.'),
    rules: `
- name: Searchable copies of scans
  if:
    all:
      - kind: [document, image]
      - ocr.used: true
      - none:
          - subfolder starts with: Searchable
  then:
    - searchablePdf:
        to: Searchable
        as: '{stem}.pdf'
`,
  },
  {
    id: 'photos-by-day',
    title: words('Photos by day'),
    sentence: words('Copies photos into a subfolder for each day on which they were taken.'),
    rules: `
- name: Photos by day
  if:
    all:
      - kind: image
      - taken is known: true
      - none:
          - subfolder starts with: Photos
  then:
    - copy:
        to: Photos/{taken:YYYY}/{taken:YYYY-MM-DD}
        conflict: keepIdentical
`,
  },
  {
    id: 'pictures-for-the-web',
    title: words('Pictures for the web'),
    sentence: words('Writes a small WebP without personal data of every large picture into the subfolder Web.'),
    rules: `
- name: Pictures for the web
  if:
    all:
      - kind: image
      - megapixels above: 2
      - none:
          - subfolder starts with: Web
  then:
    - transform:
        to: Web
        as: '{stem}.webp'
        recipe:
          resize: {by: largestSide, pixels: 1600}
          format: webp
          quality: 80
          metadata: strip
`,
  },
  {
    id: 'blurry-pictures',
    title: words('Tag blurry pictures'),
    sentence: words('Gives blurry pictures a tag, so that a search finds them.'),
    rules: `
- name: Tag blurry pictures
  if:
    all:
      - kind: image
      - blurry: true
  then:
    - tag: blurry
`,
  },
  {
    id: 'backup',
    title: words('A copy of everything'),
    sentence: words('Keeps a copy of every new file, sorted by day: created/20260131/name.'),
    rules: `
- name: A copy of everything
  on: [created]
  if:
    none:
      - subfolder starts with: Backup
  then:
    - backup: Backup
`,
  },
  {
    id: 'hand-over',
    title: words('Hand data over to a program'),
    sentence: words('Puts a copy of every valid table where the next program takes it, with a sidecar that says how many rows it has and whom it is for.'),
    rules: `
- name: Hand data over to a program
  if:
    all:
      - kind: data
      - valid: true
      - none:
          - subfolder starts with: Handed over
  then:
    - handOff:
        to: Handed over
        nextApp: validator
        type: sales
        fields:
          source: '{name}'
`,
  },
  {
    id: 'versions',
    title: words('Every version of documents'),
    sentence: words('Keeps each version of a document that is worked on: report/report_v1769817600.docx.'),
    rules: `
- name: Every version of documents
  on: [created, content_changed]
  if:
    all:
      - extension: [docx, xlsx, pptx, odt, txt, md]
      - none:
          - subfolder starts with: Versions
  then:
    - version: Versions
`,
  },
  {
    id: 'check-tables',
    title: words('Check tables'),
    sentence: words('Checks that CSV files are well-formed and have the columns that the next program needs; else the file needs attention.'),
    rules: `
- name: Check tables
  if:
    all:
      - extension: csv
      - none:
          - subfolder starts with: Accepted
  then:
    - validate:
        as: csv
        columns: [date, amount]
    - copy: Accepted/{arrived:YYYYMMDD}
`,
  },
  {
    id: 'deleted',
    title: words('Tell of deleted files'),
    sentence: words('Writes each event into a daily log and alerts you when a file is deleted.'),
    rules: `
- name: Log every event
  on: [created, modified, content_changed, deleted, moved]
  if:
    none:
      - subfolder starts with: Logs
  then:
    - log: Logs
- name: Tell of deleted files
  on: [deleted]
  then:
    - alert: 'File deleted: {path}'
`,
  },
  {
    id: 'extract',
    title: words('Extract archives'),
    sentence: words('Extracts archives that need no password into the subfolder Extracted, within the usual limits.'),
    rules: `
- name: Extract archives
  if:
    all:
      - kind: archive
      - encrypted: false
      - unpackedSize below: 2 GB
      - none:
          - subfolder starts with: Extracted
  then:
    - extract: Extracted
`,
  },
  {
    id: 'pack-logs',
    title: words('Pack old logs'),
    sentence: words('Gathers logs that nobody has changed for a month, packs a hundred of them at a time, and moves them to the trash once the archive is verified.'),
    rules: `
- name: Pack old logs
  if:
    all:
      - extension: [log, jsonl]
      - age above: 30 days
      - none:
          - subfolder starts with: Packed logs
  then:
    - archive:
        to: Packed logs
        as: logs_{now:YYYYMMDD}_{counter:000}.zip
        gather: {count: 100, days: 7}
        originals: trash
`,
  },
  {
    id: 'copies-aside',
    title: words('Set copies aside'),
    sentence: words('Puts files that are there already, byte for byte, into Filemill’s vault, which gives them back.'),
    rules: `
- name: Set copies aside
  on: [created]
  if:
    copies at least: 1
  then:
    - trash: vault
  stop: true
`,
  },
  {
    id: 'tell-a-program',
    title: words('Tell another program'),
    sentence: words('Sends the facts of every data file as JSON to a program that listens on this machine.'),
    rules: `
- name: Tell another program
  if:
    all:
      - kind: data
      - valid: true
  then:
    - webhook:
        url: http://127.0.0.1:8080/files
        onFailure: continue
`,
  },
];

/** Real rules to begin with; they arrive switched off. */
export const SAMPLES: readonly RuleSample[] = WRITTEN.map(({ id, title, sentence, rules }) => ({
  id,
  title,
  sentence,
  rules: readRules(rules).rules.map((rule) => ({ ...rule, isEnabled: false })),
}));
