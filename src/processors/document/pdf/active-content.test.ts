import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { findActiveContent } from './active-content';

const catalogue = (entries: string): Buffer => Buffer.from(`%PDF-1.7\n1 0 obj\n<</Type/Catalog${entries}>>\nendobj\n`);
const inObjectStream = (body: string): Buffer => {
  const head = '1 0 ';
  const start = Buffer.from(`%PDF-1.7\n9 0 obj\n<</Type/ObjStm/N 1/First ${head.length}>>\nstream\n`);
  return Buffer.concat([start, deflateSync(Buffer.from(head + body)), Buffer.from('\nendstream\nendobj\n')]);
};
const LAUNCH = 'The PDF wants to start a program; it was not started.';

describe('active content', () => {
  it.each([
    ['in the open', catalogue],
    ['in an object stream', (entries: string) => inObjectStream(`<</Type/Catalog${entries}>>`)],
  ])('is named, also where its names are written as codes, %s', (_where, make) => {
    const coded = make('/OpenAction<</S/J#61vaScript/JS(app.alert\\(1\\))>>/AA<</WC<</S/L#61unch/F(calc.exe)>>>>');
    expect(findActiveContent(coded)).toEqual({ hasJavaScript: true, warnings: ['The PDF contains JavaScript; it was not run.', LAUNCH] });
    const address = make('/Open#41ction<</S/#55RI/URI(http://example.org)>>');
    expect(findActiveContent(address).warnings).toEqual(['The PDF opens a web address as soon as it is opened; Filemill opens none.']);
  });

  it('is found among other codes', () => {
    const many = '/A#20B '.repeat(500);
    expect(findActiveContent(catalogue(`${many}/AA<</WC<</S/L#61unch>>>>${many}`)).warnings).toEqual([LAUNCH]);
    expect(findActiveContent(catalogue(many)).warnings).toEqual([]);
  });

  it('is looked for in open actions without going back and forth', () => {
    const body = '/OpenAction<<'.repeat(300_000);
    expect(findActiveContent(inObjectStream(body))).toEqual({ hasJavaScript: false, warnings: [] });
    const numbers = Array.from({ length: 20_000 }, (_, i) => `/OpenAction ${i + 100} 0 R`).join('');
    expect(findActiveContent(inObjectStream(`<<${numbers}>>`))).toEqual({ hasJavaScript: false, warnings: [] });
  }, 10_000);
});
