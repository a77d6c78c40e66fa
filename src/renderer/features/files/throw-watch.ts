/** Of the height of the frame: who passes by more in one frame of the screen sees nothing of it. */
const FAST = 0.5;
/** Frames of the screen without such a step, after which a list is no longer thrown: held keys show something now and then. */
const CALM_FRAMES = 1;

/** Knows whether a list is thrown: passes by faster than anyone can look. What comes into view only then need not be drawn. */
export class ThrowWatch {
  private top: number;
  private calm = 0;
  private request = 0;

  /** @param rested is told when it is thrown no more */
  constructor(
    private readonly frame: HTMLElement,
    private readonly rested: () => void,
  ) {
    this.top = frame.scrollTop;
  }

  get isThrown(): boolean {
    return this.request !== 0;
  }

  /** It was scrolled. */
  follow(): void {
    const { scrollTop, clientHeight } = this.frame;
    const step = Math.abs(scrollTop - this.top);
    this.top = scrollTop;
    if (step <= FAST * clientHeight) return;
    this.calm = 0;
    if (this.request === 0) this.request = requestAnimationFrame(this.look);
  }

  stop(): void {
    cancelAnimationFrame(this.request);
    this.request = 0;
  }

  /** Comes after what was scrolled for the same frame of the screen. */
  private readonly look = (): void => {
    this.calm += 1;
    this.request = this.calm <= CALM_FRAMES ? requestAnimationFrame(this.look) : 0;
    if (this.request === 0) this.rested();
  };
}
