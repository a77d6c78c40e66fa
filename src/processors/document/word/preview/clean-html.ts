import sanitizeHtml, { type Attributes } from 'sanitize-html';
import { changeAt } from './tracked-changes';

const TAGS = [
  'p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'span', 'a', 'br', 's', 'sub', 'sup', 'strong', 'em', 'mark', 'ins', 'del',
  'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'table', 'thead', 'tbody', 'tr', 'td', 'th', 'img',
]; // prettier-ignore
const OUR_CLASS = /^[pr]\d{1,5}$/;
/** The arrows with which mammoth ends notes: they would lead nowhere. */
const BACK_LINKS = /<p> <a href="#[^"<>]{1,60}">↑<\/a><\/p>| <a href="#[^"<>]{1,60}">↑<\/a>(?=<\/p>)/g;
const MAX_SPAN = 1_000;
const MAX_ADDRESS_UNITS = 2_000;

/**
 * Only what a document is made of: no scripts, forms, styles or handlers, no classes but ours, no pictures but those of
 * the shelf. A link leads nowhere by itself: its address is its title.
 */
export function cleanHtml(html: string): string {
  return sanitizeHtml(html.replace(BACK_LINKS, ''), {
    allowedTags: TAGS,
    allowedAttributes: { '*': ['class'], a: ['title', 'data-address', 'rel'], ins: ['title'], del: ['title'], img: ['src', 'alt'], td: ['colspan', 'rowspan'], th: ['colspan', 'rowspan'] },
    allowedClasses: { '*': [OUR_CLASS, 'mark', 'comment'] },
    allowedSchemes: [],
    allowedSchemesByTag: { img: ['image'] },
    allowProtocolRelative: false,
    parseStyleAttributes: false,
    disallowedTagsMode: 'discard',
    transformTags: {
      a: (_tag, { href = '', target = '' }) => {
        const change = changeAt(href, target);
        if (change) return { tagName: change.tag, attribs: { title: change.title } };
        const address = linkAddress(href);
        const attribs: Attributes = address === null ? {} : { title: address, 'data-address': address, rel: 'noopener noreferrer' };
        return { tagName: address === null ? 'span' : 'a', attribs };
      },
      input: (_tag, { checked }) => ({ tagName: 'span', attribs: {}, text: checked === undefined ? '\u2610' : '\u2612' }),
      img: (_tag, { src = '', alt = '' }) => {
        const attribs: Attributes = alt === '' ? { src } : { src, alt };
        return { tagName: 'img', attribs };
      },
      td: (_tag, attribs) => ({ tagName: 'td', attribs: spansOf(attribs) }),
      th: (_tag, attribs) => ({ tagName: 'th', attribs: spansOf(attribs) }),
    },
  });
}

/** Web and mail addresses; anything else, addresses inside the document too, is null. */
function linkAddress(href: string): string | null {
  if (!/^(?:https?:\/\/|mailto:)/i.test(href) || href.length > MAX_ADDRESS_UNITS) return null;
  return URL.canParse(href) ? new URL(href).href : null;
}

function spansOf(attribs: Record<string, string>): Record<string, string> {
  const spans: Record<string, string> = {};
  for (const name of ['colspan', 'rowspan']) {
    const span = Number.parseInt(attribs[name] ?? '', 10);
    if (span > 1) spans[name] = String(Math.min(span, MAX_SPAN));
  }
  return spans;
}
