import { basename, dirname } from 'node:path/posix';

/** What a path tells by itself. */
export interface NameFacts {
  readonly name: string;
  readonly stem: string;
  /** Without its dot; '' where there is none. */
  readonly extension: string;
  readonly path: string;
  /** '' for what lies in the watched folder itself. */
  readonly subfolder: string;
  readonly [fact: string]: string;
}

/** @param path inside its folder, `/`-separated */
export function nameFacts(path: string): NameFacts {
  const name = basename(path);
  const dot = name.lastIndexOf('.');
  // A name that only begins with a dot has no extension, as for `path.extname`.
  const hasExtension = dot > 0 && dot < name.length - 1;
  const subfolder = dirname(path);
  return {
    name,
    stem: hasExtension ? name.slice(0, dot) : name,
    extension: hasExtension ? name.slice(dot + 1) : '',
    path,
    subfolder: subfolder === '.' ? '' : subfolder,
  };
}
