/** Folders in which files lie that somebody has thrown away or put aside: no copy in there counts, neither to keep nor to remove. */
const SET_ASIDE = /(?:^|[/\\])(?:\.Trash(?:-\d+)?|\.Trashes|\$RECYCLE\.BIN|\.local[/\\]share[/\\]Trash)(?:[/\\]|$)/i;
const PARKED = /(?:^|\/)errors\//;

/** @param path inside the folder at `root` */
export const isSetAside = (root: string, path: string): boolean => SET_ASIDE.test(`${root}/${path}`) || PARKED.test(path);
