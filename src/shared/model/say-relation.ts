import { t, words } from '../words/words';

/** The clauses by which the engine tells how one duplicate relates to another; they travel as they stand here, and are read by programs too. */
const CLAUSES: ReadonlySet<string> = new Set([
  words('same bytes'), words('another name of the same file'), words('same text'), words('alike'), words('like others of the group'),
  words('re-saved'), words('blurred'), words('a burst or an edit'), words('turned slightly'), words('turned by 90°'), words('upside down'), words('mirrored'),
  words('cropped'), words('shows more'), words('in other colours'), words('brighter'), words('darker'), words('smaller'), words('larger'),
  words('a quarter of the size'), words('half the size'), words('twice the size'), words('four times the size'),
]); // prettier-ignore

const SHARE = /^(\d+) % of the words$/;

/** How a duplicate relates to the file that stays, for people. @param relation as the engine gives it, clauses divided by commas */
export const sayRelation = (relation: string): string => relation.split(', ').map(sayClause).join(', ');

function sayClause(clause: string): string {
  const percent = SHARE.exec(clause)?.[1];
  if (percent !== undefined) return t('{percent} % of the words', { percent });
  return CLAUSES.has(clause) ? t(clause) : clause;
}
