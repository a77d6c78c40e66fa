import type { Alignment } from './alignment';
import { NO_FORMAT, overlay, type RunFormat } from './run-format';

export interface Style {
  readonly id: string;
  /** As stored: "heading 1". */
  readonly name: string;
  readonly type: string;
  readonly isDefault: boolean;
  readonly basedOn: string | null;
  /** 0–8 for levels 1 to 9, 9 for running text; null where it says nothing. */
  readonly outlineLevel: number | null;
  readonly alignment: Alignment | null;
  readonly format: RunFormat;
}

export interface DocumentDefaults {
  readonly format: RunFormat;
  readonly alignment: Alignment | null;
}

/** A style with all that it takes from the styles it is based on. */
export interface FullStyle {
  /** As Word shows it: "Heading 1". */
  readonly name: string;
  readonly alignment: Alignment | null;
  readonly format: RunFormat;
  /** 1–9, or null for what is no heading. */
  readonly headingLevel: number | null;
}

/** How a run looks with everything that its styles and the document's defaults give it. */
export interface Look {
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly fontName: string | null;
  /** Points. */
  readonly fontSize: number | null;
}

/** Stored with small letters, shown with capitals. */
const SHOWN_WITH_CAPITAL = /^(?:caption|header|footer|heading [1-9])$/;
const HEADING_NAME = /^heading ([1-9])$/i;
/** What a style may be based on, one upon the other. */
const MAX_CHAIN = 100;
const HEADING_ID = /^heading([1-9])$/i;

/** The styles of one document. */
export class Styles {
  private readonly byId = new Map<string, Style>();
  private readonly defaultOf = new Map<string, Style>();
  private readonly full = new Map<Style, FullStyle>();

  constructor(
    styles: readonly Style[],
    readonly defaults: DocumentDefaults,
  ) {
    for (const style of styles) {
      if (!this.byId.has(style.id)) this.byId.set(style.id, style);
      if (style.isDefault) this.defaultOf.set(style.type, style);
    }
  }

  /** What Word takes for a document without styles of its own. */
  static builtIn(): Styles {
    const style = (id: string, name: string, type = 'paragraph', isDefault = false): Style => ({
      id, name, type, isDefault, basedOn: null, outlineLevel: null, alignment: null, format: NO_FORMAT, // prettier-ignore
    });
    const headings = Array.from({ length: 9 }, (_, i) => style(`Heading${i + 1}`, `heading ${i + 1}`));
    return new Styles([style('Normal', 'Normal', 'paragraph', true), ...headings], { format: NO_FORMAT, alignment: null });
  }

  /** The style of a paragraph that names `id`; one that names none, or one that is not there, has the default style. */
  paragraph(id: string | null): FullStyle | null {
    return this.find(id, 'paragraph');
  }

  character(id: string | null): FullStyle | null {
    return this.find(id, 'character');
  }

  /** How a run looks that says `direct` of itself, has this character style, and stands in a paragraph of that style. */
  lookOf(paragraphId: string | null, characterId: string | null, direct: RunFormat): Look {
    const ofParagraph = this.paragraph(paragraphId)?.format ?? NO_FORMAT;
    const ofCharacter = this.character(characterId)?.format ?? NO_FORMAT;
    const { format: defaults } = this.defaults;
    return {
      bold: direct.bold ?? toggled(defaults.bold, ofParagraph.bold, ofCharacter.bold),
      italic: direct.italic ?? toggled(defaults.italic, ofParagraph.italic, ofCharacter.italic),
      underline: direct.underline ?? ofCharacter.underline ?? ofParagraph.underline ?? defaults.underline ?? false,
      fontName: direct.font ?? ofCharacter.font ?? ofParagraph.font ?? defaults.font,
      fontSize: direct.size ?? ofCharacter.size ?? ofParagraph.size ?? defaults.size,
    };
  }

  private find(id: string | null, type: string): FullStyle | null {
    const named = id === null ? undefined : this.byId.get(id);
    const style = named?.type === type ? named : this.defaultOf.get(type);
    if (!style) return null;
    let full = this.full.get(style);
    if (!full) {
      full = this.complete(style);
      this.full.set(style, full);
    }
    return full;
  }

  private complete(style: Style): FullStyle {
    let { alignment, format } = style;
    const chain = this.chainOf(style);
    for (const under of chain.slice(1)) {
      alignment ??= under.alignment;
      format = overlay(format, under.format);
    }
    const name = SHOWN_WITH_CAPITAL.test(style.name) ? style.name.charAt(0).toUpperCase() + style.name.slice(1) : style.name;
    return { name, alignment, format, headingLevel: style.type === 'paragraph' ? headingLevelOf(chain) : null };
  }

  /** A style and those it is based on, nearest first; a circle ends where it closes. */
  private chainOf(style: Style): Style[] {
    const chain = new Set([style]);
    for (let at: Style | undefined = style; at?.basedOn && chain.size < MAX_CHAIN; ) {
      at = this.byId.get(at.basedOn);
      if (!at || at.type !== style.type || chain.has(at)) break;
      chain.add(at);
    }
    return [...chain];
  }
}

/** Toggle properties (ECMA-376 part 1, 17.7.3): a character style inside a paragraph style of the same kind turns it off. */
function toggled(byDefault: boolean | null, ofParagraph: boolean | null, ofCharacter: boolean | null): boolean {
  return byDefault === true || (ofParagraph ?? false) !== (ofCharacter ?? false);
}

/** By name, which is English in every language, else by id, else by the level that the outline has it at. */
function headingLevelOf(chain: Style[]): number | null {
  for (const { id, name, outlineLevel } of chain) {
    const digit = HEADING_NAME.exec(name)?.[1] ?? HEADING_ID.exec(id)?.[1];
    if (digit) return Number(digit);
    if (outlineLevel !== null) return outlineLevel <= 8 ? outlineLevel + 1 : null;
  }
  return null;
}
