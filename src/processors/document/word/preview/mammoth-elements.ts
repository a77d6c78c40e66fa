/** What mammoth makes of a document before it becomes HTML; only the fields that Filemill looks at. */
export interface MammothElement {
  readonly type: string;
  children?: MammothElement[];
  /** Of a text. */
  readonly value?: string;
  /** Of a link. */
  readonly href?: string;
  styleId?: string | null;
  styleName?: string | null;
  /** Of a paragraph. */
  readonly alignment?: string | null;
  readonly numbering?: { level: string | number; isOrdered: boolean } | null;
  /** Twips. */
  readonly indent?: { start: string | null; end: string | null; firstLine: string | null; hanging: string | null };
  /** Of a run. */
  isBold?: boolean;
  isItalic?: boolean;
  isUnderline?: boolean;
  isAllCaps?: boolean;
  isSmallCaps?: boolean;
  readonly font?: string | null;
  readonly fontSize?: number | null;
  /** Of a table's cell. */
  readonly rowSpan?: number;
  readonly colSpan?: number;
  /** Of a document: footnotes and endnotes by key. */
  readonly notes?: { _notes: Record<string, { body: MammothElement[] }> };
  /** Of a document, those without a reference too. */
  readonly comments?: MammothComment[];
  /** Of a reference to a note: "footnote" or "endnote". */
  readonly noteType?: string;
  readonly noteId?: string;
  /** Of a reference to a comment. */
  readonly commentId?: string;
}

export interface MammothComment {
  readonly commentId: string;
  body: MammothElement[];
  readonly authorName: string | null;
  authorInitials: string | null;
}

/** What a document shows below its text. */
export function notesOf({ notes, comments }: MammothElement): { body: MammothElement[] }[] {
  return [...Object.values(notes?._notes ?? {}), ...(comments ?? [])];
}
