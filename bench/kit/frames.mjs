/**
 * Runs inside the page: keep it self-contained. `window.filemillFrames` measures what someone sees who scrolls and
 * jumps through a list; all times are milliseconds.
 */
export function watchFrames() {
  if (window.filemillFrames) return;
  let frames = null;
  let picture = null;
  let last = 0;
  const onFrame = () => {
    if (frames === null) return;
    const now = performance.now();
    frames.push(now - last);
    last = now;
    requestAnimationFrame(onFrame);
  };
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(() => resolve(performance.now())));
  const inView = (frame, selector) => {
    const room = frame.getBoundingClientRect();
    return [...frame.querySelectorAll(selector)].filter((one) => {
      const { top, bottom } = one.getBoundingClientRect();
      return bottom > room.top && top < room.bottom;
    });
  };
  const isLoaded = (image) => image.complete && image.naturalWidth > 0;

  window.filemillFrames = {
    start() {
      frames = [];
      last = performance.now();
      requestAnimationFrame(onFrame);
    },
    /** How long each frame since `start` was on show. */
    stop() {
      const taken = frames;
      frames = null;
      return taken;
    },
    /** Scrolls at once to `share` of the whole. @returns the time until every line in view shows its picture */
    async jump({ frame: frameSelector, line, share, patienceMs }) {
      const frame = document.querySelector(frameSelector);
      const startedAt = performance.now();
      frame.scrollTop = share * (frame.scrollHeight - frame.clientHeight);
      for (let now = startedAt; now - startedAt < patienceMs; now = await nextFrame()) {
        const lines = inView(frame, line);
        const images = lines.map((one) => one.querySelector('img'));
        if (now === startedAt || lines.length === 0 || images.some((image) => image === null || !isLoaded(image))) continue;
        await Promise.all(images.map((image) => image.decode()));
        return (await nextFrame()) - startedAt;
      }
      return Number.POSITIVE_INFINITY;
    },
    /** From the next key on, looks out for a picture that `selector` names and that is another one than before. */
    awaitPicture({ selector, patienceMs }) {
      const before = document.querySelector(selector)?.src;
      const pressed = new Promise((resolve) => addEventListener('keydown', ({ timeStamp }) => resolve(timeStamp), { capture: true, once: true }));
      const look = async () => {
        const pressedAt = await pressed;
        for (let now = pressedAt; now - pressedAt < patienceMs; now = await nextFrame()) {
          const image = document.querySelector(selector);
          if (image === null || image.src === before || !isLoaded(image)) continue;
          await image.decode();
          return (await nextFrame()) - pressedAt;
        }
        return Number.POSITIVE_INFINITY;
      };
      picture = look();
    },
    /** The time from that key until the picture was painted. */
    picture: () => picture,
  };
}
