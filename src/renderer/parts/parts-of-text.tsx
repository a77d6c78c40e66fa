import { createElement, Fragment, type ReactNode } from 'react';
import { inParts, type Value } from '../../shared/words/words';

interface Props {
  /** English, as an ICU message. */
  text: string;
  values: Readonly<Record<string, Value | ReactNode>>;
}

/** A sentence with parts of the page in it: `<PartsOfText text="Kept in {folder}." values={{ folder: <b>Scans</b> }} />`. */
export function PartsOfText({ text, values }: Props): ReactNode {
  return createElement(Fragment, null, ...inParts<ReactNode>(text, values as Readonly<Record<string, Value | ReactNode>>));
}
