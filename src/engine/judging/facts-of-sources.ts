import { OPEN_FACTS, type FactName, type FactValue } from '../../shared/model/fact';
import type { Facts } from '../rules/compile-condition';
import { ocrOf, openFact, REPORT_FACTS } from './facts-of-report';
import { nameFacts } from './name-facts';
import type { Sources } from './sources';

type FromReport = keyof typeof REPORT_FACTS;
type Reader = (sources: Sources, now: number) => FactValue | undefined;

const fromReport = Object.fromEntries(
  Object.entries(REPORT_FACTS).map(([name, read]): [string, Reader] => [
    name,
    (sources) => {
      const report = sources.report();
      return report === null ? undefined : read(report, sources.blurThreshold);
    },
  ]),
) as Record<FromReport, Reader>;

/** Where each fact comes from. */
export const FACT_READERS: Record<FactName, Reader> = {
  ...fromReport,
  name: ({ path }) => nameFacts(path).name,
  stem: ({ path }) => nameFacts(path).stem,
  extension: ({ path }) => nameFacts(path).extension,
  path: ({ path }) => path,
  folder: ({ folderName }) => folderName,
  subfolder: ({ path }) => nameFacts(path).subfolder,
  size: ({ size }) => size,
  modified: ({ modifiedAt }) => modifiedAt,
  arrived: ({ arrivedAt }) => arrivedAt,
  age: ({ modifiedAt }, now) => (now - modifiedAt) / 1_000,
  event: ({ event }) => event,
  tags: (sources) => [...sources.tags()],

  kind: ({ kind }) => kind ?? undefined,
  mime: ({ mime }) => mime ?? undefined,
  sha256: ({ sha256 }) => sha256 ?? undefined,
  verified: (sources) => sources.isVerified() ?? undefined,

  processor: ({ processor }) => processor ?? undefined,
  warnings: (sources) => (sources.kind === null ? undefined : [...sources.warnings()]),
  error: ({ error }) => error?.code,
  text: textOf,
  tables: (sources) => (sources.report()?.kind === 'document' ? sources.tableCount() : undefined),
  valid: validity,
  encrypted: (sources, now) => (sources.error?.cause === 'needsPassword' ? true : fromReport.encrypted(sources, now)),
  entries: (sources) => (sources.report()?.kind === 'archive' ? [...sources.entries()] : undefined),
  'members.text': (sources) => (sources.kind === 'archive' ? (sources.membersText() ?? undefined) : undefined),
  duplicate: tiersOf,
  copies: (sources) => sources.copies() ?? undefined,
};

export type KnownFacts = Map<string, FactValue | undefined>;

/** Each fact is worked out once, when it is first asked for. @param known those that were asked for before */
export function factsOf(sources: Sources, now: number, known: KnownFacts = new Map()): Facts {
  return {
    now,
    value: (name) => {
      if (known.has(name)) return known.get(name);
      const value = read(sources, name, now);
      known.set(name, value);
      return value;
    },
  };
}

function read(sources: Sources, name: string, now: number): FactValue | undefined {
  if (Object.hasOwn(FACT_READERS, name)) return FACT_READERS[name as FactName](sources, now);
  const report = OPEN_FACTS.some((prefix) => name.startsWith(prefix)) ? sources.report() : null;
  return report === null ? undefined : openFact(report, name);
}

/** A picture has a text where OCR has read one, a document of pictures likewise. */
function textOf(sources: Sources): string | undefined {
  const report = sources.report();
  if (report === null || report.kind === 'archive' || report.kind === 'other') return undefined;
  const hasNone = report.kind === 'image' || (report.kind === 'document' && report.statistics.characters === 0);
  return hasNone && !ocrOf(report) ? undefined : sources.text();
}

/** What is not recognised at all was not judged. */
function validity(sources: Sources): boolean | undefined {
  if (sources.error?.cause === 'damaged') return false;
  const report = sources.report();
  if (report === null || report.kind === 'other') return undefined;
  if (report.kind === 'text') return !report.xmlFault;
  return report.kind !== 'data' || report.valid;
}

/** Unknown only where nothing is known: of a file that is not compared yet its identical copies may be. */
function tiersOf(sources: Sources): string[] | undefined {
  const copies = sources.copies();
  const like = sources.likeTiers();
  if (like === null && (copies === null || copies === 0)) return undefined;
  return [...(copies !== null && copies > 0 ? ['identical'] : []), ...(like ?? [])];
}
