import type { Lane } from '../../shared/model/file';
import type { Flow, FlowPart } from '../../shared/model/flow';
import type { FolderView } from '../../shared/model/folder';
import type { LaneView } from '../../shared/model/engine';
import type { Rule } from '../../shared/model/rule';
import { ATTENTION, inTongue, STAYS, type Destinations } from './destinations';
import { DESTINATION, destinationPart, folderPart, lanePart, linksOf, rulePart, type FlowLink } from './links';
import type { Passages } from './passages';
import { NOTHING, type Passed } from './tally';
import { t, words } from '../../shared/words/words';

export interface Mill {
  at: number;
  folders: readonly Pick<FolderView, 'id' | 'settings' | 'health' | 'accounting'>[];
  lanes: readonly Pick<LaneView, 'lane' | 'active' | 'waiting' | 'failed' | 'paused'>[];
  rules: readonly Rule[];
  destinations: Destinations;
  passages: Passages;
}

const LANE_TITLES: Readonly<Record<Lane, string>> = {
  text: words('Text'),
  documents: words('Documents'),
  ocr: words('OCR'),
  images: words('Images'),
  archives: words('Archives'),
  other: words('Other'),
};

/** One picture of the mill: folders, the lanes that read their files, the rules that act on them, and where that leads. */
export function flowOf(mill: Mill): Flow {
  const links = linksOf(mill);
  const from = sums(links, (link) => link.from);
  const into = sums(links, (link) => link.to);
  const done = ({ files, failed }: Passed): number => files - failed;

  const folders = mill.folders.map(({ id, settings, health, accounting }): FlowPart => {
    const { inProgress: active, waiting, attention: failed } = accounting;
    const isOff = settings.paused;
    return part('folder', folderPart(id), settings.name, { active, waiting, done: done(from(folderPart(id))), failed, isOff }, { list: 'files', folderId: id }, isOff ? t('Paused') : wordOf(health));
  });
  const lanes = mill.lanes.map(({ lane, active, waiting, failed, paused }): FlowPart =>
    part('lane', lanePart(lane), t(LANE_TITLES[lane]), { active, waiting, done: done(into(lanePart(lane))), failed, isOff: paused }, { list: 'files', lane }, paused ? t('Paused') : ''),
  );
  const known = new Set(mill.rules.map(({ name }) => name));
  // What rules that are no more did today is told, too.
  const gone = [...new Set(links.flatMap(({ from, to }) => [ruleOf(from), ruleOf(to)]))].filter((name) => name !== null && !known.has(name)) as string[];
  const rules = [...mill.rules.map(({ name, isEnabled }) => ({ name, isOff: !isEnabled, word: isEnabled ? '' : t('Off') })), ...gone.map((name) => ({ name, isOff: true, word: t('Removed') }))].map(
    ({ name, isOff, word }): FlowPart => {
      const passed = into(rulePart(name));
      return part('rule', rulePart(name), name, { active: 0, waiting: 0, done: done(passed), failed: passed.failed, isOff }, { list: 'history', rule: name }, word);
    },
  );
  const reached = new Set([...links.map(({ to }) => to).filter((id) => id.startsWith(DESTINATION)), destinationPart(STAYS.id)]);
  const destinations = [...reached].map((id): FlowPart => {
    const place = placeOf(mill, id);
    const { title, detail } = inTongue(place);
    const isAttention = place === ATTENTION;
    const failed = isAttention ? mill.lanes.reduce((all, lane) => all + lane.failed, 0) : 0;
    return part('destination', id, title, { active: 0, waiting: 0, done: isAttention ? 0 : done(into(id)), failed, isOff: false }, place.opens, detail);
  });
  return { at: mill.at, parts: [...folders, ...lanes, ...rules, ...destinations.sort(lastOnes)], links };
}

const ruleOf = (id: string): string | null => (id.startsWith('rule:') ? id.slice(5) : null);

function placeOf({ destinations }: Mill, id: string): typeof STAYS {
  const place = id.slice(DESTINATION.length);
  if (place === STAYS.id) return STAYS;
  return place === ATTENTION.id ? ATTENTION : destinations.place(place);
}

/** What stays and what needs a person lie at the foot, in this order. */
const rank = ({ id }: FlowPart): number => [destinationPart(STAYS.id), destinationPart(ATTENTION.id)].indexOf(id);
const lastOnes = (a: FlowPart, b: FlowPart): number => rank(a) - rank(b);

/** What all connections of one end let pass. */
function sums(links: readonly FlowLink[], endOf: (link: FlowLink) => string): (id: string) => Passed {
  const all = new Map<string, Passed>();
  for (const link of links) {
    const { files, failed } = all.get(endOf(link)) ?? NOTHING;
    all.set(endOf(link), { files: files + link.files, failed: failed + link.failed });
  }
  return (id) => all.get(id) ?? NOTHING;
}

const wordOf = ({ mode, label }: FolderView['health']): string => (mode === 'live' || mode === 'polling' ? '' : label);

function part(
  column: FlowPart['column'],
  id: string,
  title: string,
  counts: Pick<FlowPart, 'active' | 'waiting' | 'done' | 'failed' | 'isOff'>,
  opens: FlowPart['opens'],
  detail: string,
): FlowPart {
  return { id, column, title, detail, ...counts, opens };
}
