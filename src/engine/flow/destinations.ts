import { basename as windowsName } from 'node:path/win32';
import type { ActionSpec } from '../../shared/model/action';
import type { FlowPart } from '../../shared/model/flow';
import type { Rule } from '../../shared/model/rule';
import type { DestinationOf } from './passages';
import { t, words } from '../../shared/words/words';

export interface Place {
  id: string;
  title: string;
  detail: string;
  opens: FlowPart['opens'];
}

/** A watched folder, as rules name it. */
export interface Root {
  id: number;
  name: string;
  path: string;
}

/** Where a file stays that no rule takes anywhere. */
export const STAYS: Place = { id: 'stays', title: words('Stay in their folder'), detail: '', opens: { list: 'files' } };
export const ATTENTION: Place = { id: 'attention', title: words('Need attention'), detail: '', opens: { list: 'attention' } };

const NOTICES: Place = { id: 'notices', title: words('Notices'), detail: words('to you'), opens: { list: 'history', actions: ['message'] } };
const TAGS: Place = { id: 'tags', title: words('Tags'), detail: '', opens: { list: 'history', actions: ['tag'] } };
const TRASH: Place = { id: 'trash', title: words('Trash'), detail: words('of the system'), opens: { list: 'history', actions: ['discard'] } };
const VAULT: Place = { id: 'vault', title: words('Vault'), detail: words('of Filemill'), opens: { list: 'history', actions: ['discard'] } };

/** Destinations that no rule names any more are not told apart beyond so many. */
const MOST_UNNAMED = 50;
const ELSEWHERE: Place = { id: 'elsewhere', title: words('Elsewhere'), detail: '', opens: { list: 'history' } };

const NAMED_HERE: ReadonlySet<Place> = new Set([STAYS, ATTENTION, NOTICES, TAGS, TRASH, VAULT, ELSEWHERE]);

/** A place as it is shown; others are named by people. */
export const inTongue = (place: Place): Place => (NAMED_HERE.has(place) ? { ...place, title: t(place.title), detail: t(place.detail) } : place);

const isAbsolute = (path: string): boolean => /^([/\\]|[A-Za-z]:[/\\])/.test(path);
const lastPart = (path: string): string => windowsName(path) || path;
const folder = (path: string, detail = path): Place => ({ id: `to:${path}`, title: lastPart(path), detail, opens: { list: 'history', target: path } });

/** The part of a template that is the same for every file, as a folder: `/archive/{date:YYYY}` is `/archive`. */
export function fixedPart(template: string): string {
  const at = template.indexOf('{');
  const fixed = at < 0 ? template : template.slice(0, template.slice(0, at).search(/[^/\\]*$/));
  return fixed.length > 1 ? fixed.replace(/[/\\]+$/, '') : fixed;
}

/** Places to which one action of a rule leads, each with the folders below which its effects lie. */
interface Reach {
  place: Place;
  prefixes: string[];
}

function reachOf(spec: ActionSpec, roots: readonly Root[]): Reach | null {
  const at = (place: Place, ...prefixes: string[]): Reach => ({ place, prefixes });
  switch (spec.do) {
    case 'validate':
      return null;
    case 'rename':
      return at(STAYS);
    case 'trash':
      return at(spec.to === 'vault' ? VAULT : TRASH);
    case 'notify':
    case 'alert':
      return at(NOTICES);
    case 'tag':
      return at(TAGS);
    case 'webhook': {
      const host = hostOf(spec.url);
      return at({ id: `web:${host}`, title: host, detail: t('over the network'), opens: { list: 'history', actions: ['request'] } });
    }
    case 'run': {
      const name = lastPart(spec.program);
      return at({ id: `program:${spec.program}`, title: name, detail: t('a program@@detail'), opens: { list: 'history', actions: ['program'] } });
    }
    case 'upload':
      return at({ id: `s3:${spec.destination}`, title: spec.destination, detail: 'S3', opens: { list: 'history', actions: ['upload'] } });
    case 'route': {
      const wanted = spec.to.toLowerCase();
      const root = roots.find(({ name, path }) => name.toLowerCase() === wanted || path === spec.to);
      if (!root) return at({ ...folder(spec.to), detail: t('not watched') });
      return at({ id: `folder:${root.id}`, title: root.name, detail: t('a watched folder'), opens: { list: 'folders', folderId: root.id } }, root.path);
    }
    default: {
      const to = spec.to === undefined ? '' : fixedPart(spec.to);
      if (to === '') return at(STAYS);
      if (isAbsolute(to)) return at(folder(to), to);
      const inside = to.replace(/^\.[/\\]/, '');
      return at(
        { id: `in:${inside}`, title: lastPart(inside), detail: t('in the watched folder'), opens: { list: 'history', target: inside } },
        ...roots.map(({ path }) => `${path}/${inside}`),
      );
    }
  }
}

/** Of the actions whose target is no path. */
const BY_ACTION: Readonly<Record<string, readonly string[]>> = {
  message: ['notices'],
  tag: ['tags'],
  discard: ['trash', 'vault'],
  request: ['web:'],
  upload: ['s3:'],
  program: ['program:'],
};

/** Where rules lead, by what they say and by what they did. */
export class Destinations {
  /** Of each rule, in the order of its actions. */
  private readonly reaches = new Map<string, Reach[]>();
  private readonly places = new Map<string, Place>();
  private unnamed = 0;

  constructor(rules: readonly Rule[], roots: readonly Root[]) {
    for (const rule of rules) {
      const concerned = rule.folders.length === 0 ? roots : roots.filter(({ name, path }) => rule.folders.some((one) => one === path || one.toLowerCase() === name.toLowerCase()));
      const reaches = rule.then.flatMap((spec) => reachOf(spec, spec.do === 'route' ? roots : concerned) ?? []);
      this.reaches.set(rule.name, reaches);
      for (const { place } of reaches) this.places.set(place.id, place);
    }
  }

  /** What a rule says that it leads to. */
  of(rule: string): readonly string[] {
    return [...new Set((this.reaches.get(rule) ?? []).map(({ place }) => place.id))];
  }

  place(id: string): Place {
    return this.places.get(id) ?? ELSEWHERE;
  }

  readonly ofEffect: DestinationOf = ({ rule, action, folder: lies }) => {
    const reaches = this.reaches.get(rule) ?? [];
    const kinds = BY_ACTION[action];
    if (kinds) {
      const named = reaches.find(({ place }) => kinds.some((kind) => place.id.startsWith(kind)))?.place;
      return (named ?? this.remember(WHERE_OTHERWISE[action] ?? ELSEWHERE)).id;
    }
    // Gathered for an archive that is yet to be written: it leads where the rule says.
    if (lies === '') return (reaches.find(({ prefixes }) => prefixes.length > 0)?.place ?? STAYS).id;
    const path = withoutEnd(lies);
    const found = reaches.flatMap(({ place, prefixes }) => prefixes.filter((prefix) => isBelow(prefix, path)).map((prefix) => ({ place, prefix })));
    const [nearest] = found.sort((a, b) => b.prefix.length - a.prefix.length);
    if (nearest) return nearest.place.id;
    if (reaches.some(({ place }) => place === STAYS)) return STAYS.id;
    return this.remember(folder(path)).id;
  };

  private remember(place: Place): Place {
    if (this.places.has(place.id)) return place;
    const isCrowded = this.unnamed >= MOST_UNNAMED;
    if (!isCrowded) this.unnamed += 1;
    const kept = isCrowded ? ELSEWHERE : place;
    this.places.set(kept.id, kept);
    return kept;
  }
}

const WHERE_OTHERWISE: Readonly<Record<string, Place>> = { message: NOTICES, tag: TAGS, discard: TRASH };

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

const slashed = (path: string): string => path.replaceAll('\\', '/');
const withoutEnd = (path: string): string => (path.length > 1 ? path.replace(/[/\\]+$/, '') : path);

function isBelow(prefix: string, path: string): boolean {
  const [above, below] = [slashed(prefix), slashed(path)];
  return below === above || below.startsWith(above.endsWith('/') ? above : `${above}/`);
}
