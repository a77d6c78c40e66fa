import { alignmentOf } from '../alignment';
import { countOf } from '../length';
import type { Styles } from '../styles';
import { fontStack } from './font-stacks';
import { notesOf, type MammothElement } from './mammoth-elements';
import type { StyleClasses } from './style-classes';

const MAX_LIST_LEVEL = 8;
/** Points; no page has more room than this. */
const MAX_INDENT = 400;
const MAX_FONT_SIZE = 400;

/** Gives every paragraph and run of mammoth's tree the class that looks as the document says, its styles included. */
export function dressDocument(root: MammothElement, styles: Styles, classes: StyleClasses): void {
  const dress = (element: MammothElement, paragraphStyleId: string | null): void => {
    let around = paragraphStyleId;
    if (element.type === 'paragraph') {
      around = element.styleId ?? null;
      dressParagraph(element, styles, classes);
    } else if (element.type === 'run') dressRun(element, around, styles, classes);
    for (const child of element.children ?? []) dress(child, around);
  };
  dress(root, null);
  for (const { body } of notesOf(root)) for (const element of body) dress(element, null);
}

function dressParagraph(paragraph: MammothElement, styles: Styles, classes: StyleClasses): void {
  const style = styles.paragraph(paragraph.styleId ?? null);
  const alignment = alignmentOf(paragraph.alignment ?? null) ?? style?.alignment ?? styles.defaults.alignment;
  const css: string[] = [];
  if (alignment && alignment !== 'left') css.push(`text-align:${alignment === 'distribute' ? 'justify' : alignment}`);
  const { numbering } = paragraph;
  if (!numbering) css.push(...indentCss(paragraph));
  const level = style?.headingLevel ?? null;
  const tag = level === null ? 'p' : `h${Math.min(level, 6)}`;
  const listLevel = numbering ? countOf(String(numbering.level), MAX_LIST_LEVEL) : 0;
  const list = numbering ? `:${numbering.isOrdered ? 'ordered' : 'unordered'}-list(${listLevel + 1})` : '';
  const listPath = numbering ? `${'ul|ol > li > '.repeat(listLevel)}${numbering.isOrdered ? 'ol' : 'ul'} > li:fresh > ` : '';
  paragraph.styleName = classes.nameOf('p', list, (name) => `${listPath}${tag}.${name}:fresh`, css.join(';'));
  paragraph.styleId = null;
}

function indentCss({ indent }: MammothElement): string[] {
  const points = (twips: string | null | undefined): number => Math.min(Number.parseInt(twips ?? '', 10) / 20 || 0, MAX_INDENT);
  const start = points(indent?.start);
  const end = points(indent?.end);
  const first = points(indent?.firstLine) - points(indent?.hanging);
  const css: string[] = [];
  if (start > 0) css.push(`margin-left:${start}pt`);
  if (end > 0) css.push(`margin-right:${end}pt`);
  if (first !== 0 && first >= -start) css.push(`text-indent:${first}pt`);
  return css;
}

function dressRun(run: MammothElement, paragraphStyleId: string | null, styles: Styles, classes: StyleClasses): void {
  // mammoth does not tell "off" from "not said".
  const look = styles.lookOf(paragraphStyleId, run.styleId ?? null, {
    bold: run.isBold ? true : null,
    italic: run.isItalic ? true : null,
    underline: run.isUnderline ? true : null,
    font: run.font ?? null,
    size: run.fontSize ?? null,
  });
  const css: string[] = [];
  if (look.fontName !== null) css.push(`font-family:${fontStack(look.fontName)}`);
  if (look.fontSize !== null) css.push(`font-size:${Math.min(Math.max(look.fontSize, 1), MAX_FONT_SIZE)}pt`);
  css.push(`font-weight:${look.bold ? 'bold' : 'normal'}`);
  if (look.italic) css.push('font-style:italic');
  if (look.underline) css.push('text-decoration:underline');
  if (run.isAllCaps) css.push('text-transform:uppercase');
  if (run.isSmallCaps) css.push('font-variant:small-caps');
  run.styleName = classes.nameOf('r', '', (name) => `span.${name}`, css.join(';'));
  run.styleId = null;
  run.isBold = run.isItalic = run.isUnderline = run.isAllCaps = run.isSmallCaps = false;
}
