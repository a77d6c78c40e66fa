import { basename, join } from 'node:path';
import { mayHang } from '../../base/filesystem-kind';
import { isInside, realPathOf } from '../../base/safe-path';
import { displayName } from '../../shared/model/display-name';
import type { HandoffPlace, HandoffSettings } from '../../shared/model/handoff';
import { SIDECAR_ENDING } from './sidecar-schema';
import { t } from '../../shared/words/words';

/** The folders in which programs hand files over, as the settings have them. */
export class HandoffPlaces {
  private known: { settings: HandoffSettings; places: readonly HandoffPlace[] } | null = null;

  constructor(private readonly settings: () => HandoffSettings) {}

  /** With their real paths. */
  list(): readonly HandoffPlace[] {
    const settings = this.settings();
    if (this.known?.settings !== settings) this.known = { settings, places: settings.places.map((place) => ({ ...place, path: realOr(place.path) })) };
    return this.known.places;
  }

  /** The innermost place that holds an absolute path. */
  at(path: string): HandoffPlace | null {
    let found: HandoffPlace | null = null;
    for (const place of this.list()) if (isInside(place.path, path) && (!found || place.path.length > found.path.length)) found = place;
    return found;
  }

  /** Likewise, if Filemill takes what is handed over there. */
  takerAt(path: string): HandoffPlace | null {
    const place = this.at(path);
    return place && place.apps.length > 0 ? place : null;
  }

  /** Why a file is none of its own where Filemill takes hand-offs, but goes with another; null for all others. */
  companionIn(root: string, path: string): string | null {
    const [ending] = /\.(?:meta\.json|error)$/.exec(path) ?? [];
    const name = basename(path);
    if (ending === undefined || ending === name || !this.takerAt(join(root, path))) return null;
    const data = displayName(name.slice(0, -ending.length));
    return ending === SIDECAR_ENDING ? t('The sidecar of “{data}”, with which it is taken.', { data }) : t('Says what was wrong with “{data}”.', { data });
  }
}

/** One that is out of reach, or may be, is known by its name. */
function realOr(path: string): string {
  if (mayHang(path)) return path;
  try {
    return realPathOf(path);
  } catch {
    return path;
  }
}
