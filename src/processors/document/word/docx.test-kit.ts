import { makeZip } from '../../kit/zip.test-kit';

export const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';

export type Parts = Record<string, string | Buffer>;

/** For tests: `w:document` with the namespaces that the bodies here use. */
export function documentXml(body: string): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document ${W} ${R} xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x9="http://example.com/future"><w:body>${body}</w:body></w:document>`;
}

/** For tests: relations by type and target; one that begins with "http" or "file:" lies outside. */
export function relationsXml(...relations: [id: string, type: string, target: string][]): string {
  const items = relations.map(([id, type, target]) => {
    const mode = /^(?:http|file:)/.test(target) ? ' TargetMode="External"' : '';
    return `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"${mode}/>`;
  });
  return `<Relationships ${PACKAGE}>${items.join('')}</Relationships>`;
}

/** For tests: the parts of a small document; `more` adds to them and takes their place. */
export function docxParts(body: string, more: Parts = {}): Parts {
  return {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relationsXml(['rId1', 'officeDocument', 'word/document.xml']),
    'word/document.xml': documentXml(body),
    ...more,
  };
}

export const makeDocx = (body: string, more?: Parts): Buffer => makeZip(docxParts(body, more));

export const stylesXml = (styles: string): string => `<w:styles ${W}>${styles}</w:styles>`;
/** For tests: a paragraph of one plain run. */
export const p = (text: string, properties = ''): string => `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
