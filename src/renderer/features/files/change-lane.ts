import type { LaneView } from '../../../shared/model/engine';
import type { GeneralSettings } from '../../../shared/model/settings';
import { useSettings } from '../../state/settings-store';
import { attempt } from '../../state/toast-store';

type LaneSettings = NonNullable<GeneralSettings['lanes'][LaneView['lane']]>;

/** Takes effect at once. The control shows what is set and takes it back just as well, so no notice says it too. */
export function changeLane(view: LaneView, change: Partial<LaneSettings>): void {
  const { settings, update } = useSettings.getState();
  if (!settings) return;
  const now = settings.lanes[view.lane] ?? { concurrency: view.concurrency, paused: view.paused };
  void attempt(() => update({ lanes: { ...settings.lanes, [view.lane]: { ...now, ...change } } }));
}
