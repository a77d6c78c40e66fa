import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDocument } from './word-corpus.mjs';
import { makeZip } from './zip-writer.mjs';

const NAMESPACE = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const DEPTH = 50_000;
const BOMB_BYTES = 150_000_000;

const paragraph = (text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
const documentOf = (body, head = '') => `<?xml version="1.0" encoding="UTF-8"?>${head}<w:document xmlns:w="${NAMESPACE}"><w:body>${body}</w:body></w:document>`;

const packed = (main) =>
  makeZip({
    '[Content_Types].xml':
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    '_rels/.rels':
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    ...(main === undefined ? {} : { 'word/document.xml': main }),
  });

/** Documents that must be refused, and plainly. @returns {Promise<{ name: string, path: string }[]>} */
export async function writeBadDocuments(folder) {
  const { bytes } = await makeDocument(3, 6);
  const entities = ['<!ENTITY a "aaaaaaaaaa">', ...[...'bcdefghij'].map((name, i) => `<!ENTITY ${name} "${`&${'abcdefghij'[i]};`.repeat(10)}">`)].join('');
  const cases = {
    'entity bomb': packed(documentOf(paragraph('&j;'), `<!DOCTYPE w:document [${entities}]>`)),
    'entity from outside': packed(documentOf(paragraph('&x;'), '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/hostname">]>')),
    'deep nesting': packed(documentOf(`${'<w:sdt>'.repeat(DEPTH)}${'</w:sdt>'.repeat(DEPTH)}`)),
    'zip bomb': packed(Buffer.concat([Buffer.from(documentOf('').split('</w:body>')[0]), Buffer.alloc(BOMB_BYTES, 0x20)])),
    'XML cut off': packed(documentOf(paragraph('The beginning')).slice(0, -30)),
    'no document inside': packed(undefined),
    'zip cut off': bytes.subarray(0, Math.floor(bytes.length * 0.6)),
  };
  return Object.entries(cases).map(([name, content], i) => {
    const path = join(folder, `bad-${i}.docx`);
    writeFileSync(path, content);
    return { name, path };
  });
}
