import { describe, expect, it } from 'vitest';
import { WORD_DOCUMENT } from './office-format';
import { XmlReader } from './xml-reader';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const reader = (xml: string): XmlReader => new XmlReader('a.xml', xml, WORD_DOCUMENT);

describe('XmlReader', () => {
  it('walks, reads text and attributes, and passes over the rest', () => {
    const xml = reader(`<?xml version="1.0"?><!-- <x> --><w:a ${W}><!-- > --><w:b w:val='1 &lt; "2"' q="a&#10;b\n"/><w:skip a=">"><w:b/></w:skip ><w:t>x<w:b>no</w:b>y<![CDATA[<z>]]><?pi <?></w:t></w:a>`);
    expect(xml.enter()).toBe(true);
    expect(xml.name).toBe('w:a');
    expect(xml.enter()).toBe(true);
    expect([xml.name, xml.attribute('w:val'), xml.attribute('q'), xml.attribute('val')]).toEqual(['w:b', '1 < "2"', 'a b ', null]);
    expect(xml.enter()).toBe(false);
    expect(xml.enter()).toBe(true);
    xml.skip();
    expect(xml.enter()).toBe(true);
    expect(xml.text()).toBe('xy<z>');
    expect(xml.enter()).toBe(false);
  });

  it('names by namespace, wherever it was declared', () => {
    const xml = reader(`<d xmlns="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><a xmlns="urn:other" ${W.replace('xmlns:w', 'xmlns:v')}><v:p v:val="x" val="y"/></a><p/></d>`);
    const names: string[] = [];
    const walk = (): void => {
      while (xml.enter()) {
        names.push(xml.name + (xml.attribute('w:val') ?? ''));
        walk();
      }
    };
    xml.enter();
    walk();
    expect(names).toEqual(['?:a', 'w:px', 'w:p']);
  });

  it('closes what is open where it is cut', () => {
    const xml = reader(`<w:a ${W}><w:b><w:c>1</w:c><w:c>2</w:c></w:b></w:a>`);
    xml.enter();
    xml.enter();
    xml.enter();
    xml.skip();
    expect(xml.closedHere()).toBe(`<w:a ${W}><w:b><w:c>1</w:c></w:b></w:a>`);
  });

  it.each([
    ['<a>\n<b></a>', 2, '</a> stands where </b> should'],
    ['<a>\n\n', 1, 'ends in the middle'],
    ['', 1, 'empty'],
    ['<!DOCTYPE a><a/>', 1, 'document type'],
    ['<a b=c/>', 1, 'quotation marks'],
    ['<a><b c="1"d="2"/></a>', 1, 'malformed'],
    ['<a><b c/></a>', 1, 'malformed'],
    ['</a>', 1, 'nothing is open'],
  ])('names the fault of %j', (text, line, what) => {
    const walk = (): void => {
      const xml = reader(text);
      const inside = (): void => {
        while (xml.enter()) inside();
      };
      xml.enter();
      inside();
    };
    expect(walk).toThrow(expect.objectContaining({ name: 'XmlFault', line, what: expect.stringContaining(what) }) as Error);
  });

  it.each(['&x;', '&#0;', '&#xD800;', '&#x110000;', '&', '&amp', '&constructor;'])('knows no entity %s', (entity) => {
    const xml = reader(`<a>${entity}</a>`);
    xml.enter();
    expect(() => xml.text()).toThrow('no character');
  });
});
