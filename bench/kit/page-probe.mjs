/**
 * Runs inside the page, before its own scripts: keep it self-contained. Everything is measured there, so that nothing
 * has to be asked of the page while it works.
 *
 * Times are `Date.now()` of this machine, which the engine's and the bench's clocks share.
 */
export function probePage() {
  if (window !== window.top) return;
  const probe = {
    /** Figures that reached the page, and when they were painted. */
    snapshots: [],
    longTasks: [],
    frameGaps: [],
    /** Name of a file → when its row was first painted as done. */
    doneRows: {},
    /** The newest figures, and how each folder is watched. */
    last: null,
    modes: [],
    expected: null,
    settledAt: null,
    clear() {
      Object.assign(probe, { snapshots: [], longTasks: [], frameGaps: [], expected: null, settledAt: null });
    },
  };
  window.filemillBench = probe;

  const channel = new MessageChannel();
  const afterPaint = [];
  channel.port1.onmessage = () => {
    const now = Date.now();
    for (const task of afterPaint.splice(0)) task(now);
  };
  /** A task posted from a frame's callback runs once that frame has been painted. */
  const onPainted = (task) =>
    requestAnimationFrame(() => {
      afterPaint.push(task);
      channel.port2.postMessage(null);
    });

  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) probe.longTasks.push({ at: performance.timeOrigin + startTime, ms: duration });
  }).observe({ type: 'longtask', buffered: true });

  let lastFrame = performance.now();
  const onFrame = () => {
    const now = performance.now();
    if (now - lastFrame > 40) probe.frameGaps.push({ at: performance.timeOrigin + lastFrame, ms: now - lastFrame });
    lastFrame = now;
    requestAnimationFrame(onFrame);
  };
  requestAnimationFrame(onFrame);

  const shownDone = () => {
    const label = document.querySelector('[data-testid="acct-done"]')?.getAttribute('aria-label');
    return label == null ? null : Number(label.replaceAll(/\D/g, ''));
  };

  function onSnapshot({ at, accounting }) {
    const entry = { at, receivedAt: Date.now(), paintedAt: null, seen: accounting.seen, done: accounting.done };
    probe.snapshots.push(entry);
    const open = accounting.waiting + accounting.inProgress;
    if (probe.settledAt === null && probe.expected !== null && accounting.seen >= probe.expected && open === 0) probe.settledAt = at;
    const look = (tries) =>
      onPainted((now) => {
        const shown = shownDone();
        if (shown === entry.done) entry.paintedAt = now;
        // Not on show yet, and not overtaken by the next one: another frame.
        else if (shown !== null && tries > 0 && probe.snapshots.at(-1) === entry) look(tries - 1);
      });
    look(100);
  }

  window.addEventListener('message', (event) => {
    const port = event.ports[0];
    if (event.source !== window || event.data?.type !== 'filemill:engine-port' || !port) return;
    port.addEventListener('message', ({ data }) => {
      const isFirst = data?.t === 'ok' && Array.isArray(data.output?.folders) && data.output.accounting !== undefined;
      const snapshot = isFirst ? data.output : data?.t === 'event' && data.name === 'snapshot.taken' ? data.payload : null;
      if (!snapshot) return;
      probe.modes = snapshot.folders.map(({ health }) => health.mode);
      probe.last = snapshot.accounting;
      if (!isFirst) onSnapshot(snapshot);
    });
  });

  const pending = new Set();
  new MutationObserver(() => {
    for (const row of document.querySelectorAll('[data-testid="file-row"][data-state="done"]')) {
      const name = row.querySelector('bdi')?.title;
      if (!name || name in probe.doneRows || pending.has(name)) continue;
      pending.add(name);
      onPainted((now) => {
        probe.doneRows[name] = now;
      });
    }
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['data-state', 'title'] });
}
