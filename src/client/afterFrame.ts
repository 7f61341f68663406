/** Work that may come one frame after a press: the control itself answers first, however long the rest takes on a slow machine. */
export interface AfterFrame {
  /** After the next frame has been handed over; asked for again before that, it is done once. */
  ask(): void;
  /** At once, if it is still due: what is saved, copied or printed must not miss it. */
  settle(): void;
}

export function afterFrame(run: () => void): AfterFrame {
  let isDue = false;
  const settle = () => {
    if (!isDue) return;
    isDue = false;
    run();
  };
  return {
    ask() {
      if (isDue) return;
      isDue = true;
      // A page that is not shown has no frames.
      if (document.hidden) settle();
      else requestAnimationFrame(() => setTimeout(settle));
    },
    settle,
  };
}
