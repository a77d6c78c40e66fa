/** A screen of the window, as the shell names it to the page; `value` is the rest of the page's own address. */
export interface Place {
  readonly screen: string;
  readonly value: string | null;
}
