import type { ReactNode } from 'react';
import { ErrorBoundary } from '../../parts/error-boundary';
import { Skeleton } from '../../parts/skeleton';
import { useEngine } from '../../state/engine-store';
import { useRoute } from '../../state/route-store';
import { NoEngine } from './no-engine';
import { SECTIONS } from './sections';

/** The screen of the current section, once there is something to show. */
export function Screen(): ReactNode {
  const id = useRoute((state) => state.route.section);
  const hasSnapshot = useEngine((state) => state.snapshot !== null);
  const hasFailed = useEngine((state) => state.link === 'failed');
  const section = SECTIONS.find((one) => one.id === id) ?? SECTIONS[0];
  if (!section) return null;
  const Shown = section.screen;
  return <ErrorBoundary resetKey={section.id}>{hasSnapshot ? <Shown /> : hasFailed ? <NoEngine title={section.label} /> : <Skeleton rows={10} />}</ErrorBoundary>;
}
