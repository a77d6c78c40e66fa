import type { Page } from '@playwright/test';

/* What the page shows as text, as people see and hear it. */

/** Names and contents that belong to people, and what is called the same in every language. */
const NO_WORDS = new RegExp(
  [
    // Paths, addresses, file names, checksums.
    String.raw`\S*\/\S+`, String.raw`\S+\.[A-Za-z0-9]{2,11}(?![A-Za-z])`, String.raw`\b[0-9a-f]{8,}\b`,
    // Tokens that are filled in, colours, codes of text and of languages, what Amazon calls its places.
    String.raw`\{[^{}]*\}`, '#[0-9a-f]{6}', String.raw`\bsrgb\b`, String.raw`\biso-8859-\d+\b`, String.raw`\beng\b`, 'my-bucket', String.raw`\b(?:eu|us)-[a-z]+-\d\b`,
    // Readers with their version, systems.
    String.raw`\b(?:archive|data|image|pdf|text|word) \d+\b`, String.raw`\b(?:darwin|linux|win32|x64|arm64)\b`,
    // Abbreviations and units.
    String.raw`\b[A-Z][A-Z0-9]+\b`, String.raw`\b(?:ms|kB|min|px|dpi|bytes?|sha256)\b`, 'SHA-256',
    String.raw`\b(?:Filemill|Electron|English|Deutsch)\b`,
  ].join('|'),
  'g',
);

/** English names of months, days and halves of a day, as dates have them in the language of the tests. */
function wordsOfDates(): Set<string> {
  const formats = [
    new Intl.DateTimeFormat('en', { dateStyle: 'full', timeStyle: 'medium' }),
    new Intl.DateTimeFormat('en', { dateStyle: 'medium' }),
    new Intl.DateTimeFormat('en', { weekday: 'short', month: 'short', day: 'numeric' }),
  ];
  const days = Array.from({ length: 365 }, (_, day) => new Date(2026, 0, day + 1, day % 24));
  const parts = formats.flatMap((format) => days.flatMap((day) => format.formatToParts(day).map(({ value }) => value)));
  return new Set(parts.flatMap((part) => part.match(/[A-Za-z]{2,}/g) ?? []));
}

const DATE_WORDS = wordsOfDates();

/**
 * In the language `pseudo` every text that goes through the catalogues is free of plain Latin letters: whatever has some
 * is written into the page by hand, and no translation reaches it.
 * @param names what the test itself has called so: files, folders, rules, programs
 */
export async function hardCodedTexts(page: Page, names: readonly string[]): Promise<string[]> {
  const longestFirst = [...names].sort((a, b) => b.length - a.length);
  const texts = await page.evaluate(collectTexts);
  return [...new Set(texts)].filter((text) => {
    let rest = text;
    for (const name of longestFirst) rest = rest.replaceAll(name, ' ');
    const words = rest.replaceAll(NO_WORDS, ' ').match(/[A-Za-z]{2,}/g) ?? [];
    return words.some((word) => !DATE_WORDS.has(word));
  });
}

/** Texts of the page: what is shown, and what only screen readers and pointers come upon. */
function collectTexts(): string[] {
  /** Data of people, code, and what is typed. */
  const NOT_OURS = '[translate="no"], code, pre, kbd, script, style, svg, iframe, [data-mono]';
  const NAMED = ['aria-label', 'title', 'placeholder', 'alt', 'aria-description', 'aria-valuetext', 'aria-roledescription'];
  const isShown = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
  const texts: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node instanceof Element ? node : node.parentElement;
    if (element === null || element.closest(NOT_OURS) !== null || !isShown(element)) continue;
    if (node instanceof Text) {
      // What is typed there.
      if (!(element instanceof HTMLTextAreaElement)) texts.push(node.data.trim());
    } else for (const name of NAMED) texts.push(`${element.getAttribute(name) ?? ''}`.trim());
  }
  return texts.filter(Boolean);
}

/** Texts of ours that are cut off sideways or stand out of their box, with where they are. */
export async function cutTexts(page: Page): Promise<string[]> {
  return [...new Set(await page.evaluate(findCutTexts))];
}

function findCutTexts(): string[] {
  /** A space at the end of a line stands out of it and is not seen; CSS pixels. */
  const SLACK = 5;
  const found: string[] = [];
  const isShown = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const name = (element: Element): string =>
    `${element.tagName.toLowerCase()}${element.getAttribute('class') ? `.${element.getAttribute('class')?.split(' ')[0]}` : ''}${element.closest('[data-testid]') ? ` in ${element.closest('[data-testid]')?.getAttribute('data-testid')}` : ''}`;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = (node as Text).data.trim();
    const parent = node.parentElement;
    if (text === '' || parent === null || !isShown(parent) || parent.closest('pre, option, [translate="no"]') !== null) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
    if (rects.length === 0) continue;
    const left = Math.min(...rects.map((rect) => rect.left));
    const right = Math.max(...rects.map((rect) => rect.right));
    for (let box: Element | null = parent; box !== null && box !== document.documentElement; box = box.parentElement) {
      const style = getComputedStyle(box);
      if (style.display === 'inline' || style.display === 'contents') continue;
      const rect = box.getBoundingClientRect();
      // For screen readers only.
      if (rect.width <= 2 || rect.height <= 2) break;
      const isOut = right > rect.right + SLACK || left < rect.left - SLACK;
      if (style.overflowX === 'auto' || style.overflowX === 'scroll') break;
      if (style.overflowX === 'hidden' || style.overflowX === 'clip') {
        const hasEllipsis = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
        if (isOut && !(hasEllipsis && parent.closest('[title]') !== null)) found.push(`${name(box)} cuts “${text}”`);
        break;
      }
      if (isOut && (box === parent || box.children.length === 0)) {
        found.push(`${name(box)} is too narrow for “${text}”`);
        break;
      }
      if (style.position === 'fixed') break;
    }
  }
  return found;
}
