/** More different looks than this are no longer told apart. */
const MAX_CLASSES = 2_000;

/**
 * Gives each distinct look a class, a rule of CSS, and the line of a style map by which mammoth writes it. CSS is made
 * of numbers and of words that Filemill wrote.
 */
export class StyleClasses {
  /** Read by mammoth after the document was walked through. */
  readonly styleMap: string[] = ['highlight => mark', 'comment-reference => sup.comment:fresh'];
  private readonly names = new Map<string, string>();
  private readonly rules: string[] = [];

  /** The name that a paragraph or run takes as its style; null when it looks like everything else. */
  nameOf(matcher: 'p' | 'r', list: string, path: (className: string) => string, css: string): string | null {
    const key = `${matcher}${list}|${path('')}|${css}`;
    const known = this.names.get(key);
    if (known !== undefined) return known;
    if (this.names.size >= MAX_CLASSES) return null;
    const className = `${matcher}${this.names.size}`;
    const name = `filemill ${className}`;
    this.names.set(key, name);
    this.styleMap.push(`${matcher}[style-name='${name}']${list} => ${path(className)}`);
    if (css !== '') this.rules.push(`.${className}{${css}}`);
    return name;
  }

  get css(): string {
    return this.rules.join('\n');
  }
}
