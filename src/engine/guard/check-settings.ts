import { FilemillError } from '../../shared/errors/filemill-error';
import type { FolderSettings } from '../../shared/model/folder';
import { formatBytes } from '../../shared/model/format-bytes';
import { pathLine } from './path-line';
import { t } from '../../shared/words/words';

export interface SettingsProblem {
  /** The setting, and for a list the place in it. */
  at: (string | number)[];
  error: FilemillError;
}

/**
 * What a folder's settings hold that can't be done, though each of them is well-formed.
 *
 * @param root where the folder lies: absolute
 */
export function settingsProblem(settings: FolderSettings, root: string): SettingsProblem | null {
  return brokenLine(settings, root) ?? contradiction(settings);
}

/** @throws FilemillError `settings.invalid` */
export function checkSettings(settings: FolderSettings, root: string): void {
  const problem = settingsProblem(settings, root);
  if (problem) throw problem.error;
}

function brokenLine(settings: FolderSettings, root: string): SettingsProblem | null {
  for (const list of ['include', 'exclude'] as const) {
    for (const [index, line] of settings[list].entries()) {
      const at = [list, index];
      if (line.startsWith(`${root}/`)) {
        return { at, error: absoluteLine(line, line.slice(root.length + 1)) };
      }
      try {
        pathLine(line);
      } catch (error) {
        if (error instanceof FilemillError) return { at, error };
        throw error;
      }
    }
  }
  return null;
}

const absoluteLine = (line: string, inside: string): FilemillError =>
  new FilemillError('settings.invalid', t('“{line}” can’t be used: a pattern is about the path inside the folder.', { line }), {
    hint: t('Write “{inside}” instead.', { inside }),
  });

function contradiction({ include, exclude, minBytes, maxBytes }: FolderSettings): SettingsProblem | null {
  if (minBytes > maxBytes) {
    const sizes = `at least ${formatBytes(minBytes)} and at most ${formatBytes(maxBytes)}`;
    return {
      at: ['minBytes'],
      error: new FilemillError('settings.invalid', t('No file has {sizes}.', { sizes }), { hint: t('Make minBytes smaller or maxBytes larger.') }),
    };
  }
  const twice = exclude.findIndex((line) => include.includes(line));
  if (twice >= 0) {
    return {
      at: ['exclude', twice],
      error: new FilemillError('settings.invalid', t('“{pattern}” is both included and excluded.', { pattern: exclude[twice] ?? '' }), {
        hint: t('Leave it out of one of the two; an excluded file is never taken.'),
      }),
    };
  }
  return null;
}
