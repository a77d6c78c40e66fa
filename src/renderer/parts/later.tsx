import { lazy, Suspense, useState, type ComponentType, type ReactNode } from 'react';
import { Skeleton } from './skeleton';

/** A component whose code is fetched when it is first shown, or ahead of that by {@link Later.fetch}. */
export interface Later {
  readonly Part: ComponentType;
  /** Rejects when the code can't be had; showing it tries again. */
  fetch(): Promise<void>;
}

/**
 * @param load imports the component; called once, and again only after it failed
 * @param waiting stands in its place meanwhile
 */
export function later(load: () => Promise<ComponentType>, waiting: ReactNode = <Skeleton rows={10} />): Later {
  let loaded: ComponentType | null = null;
  let pending: Promise<ComponentType> | null = null;
  const fetched = (): Promise<ComponentType> => {
    pending ??= load().then(
      (component) => (loaded = component),
      (error: unknown) => {
        pending = null;
        throw error;
      },
    );
    return pending;
  };
  // What is there already is shown in the same frame: React's lazy would put the skeleton before it.
  const choose = (): ComponentType => loaded ?? lazy(async () => ({ default: await fetched() }));
  function Part(): ReactNode {
    const [Shown] = useState(choose);
    return (
      <Suspense fallback={waiting}>
        <Shown />
      </Suspense>
    );
  }
  return { Part, fetch: async () => void (await fetched()) };
}
