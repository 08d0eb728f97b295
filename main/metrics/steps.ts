/** Work that can be interrupted after each of its steps, so that a lot of it need not hold everybody else up; gives what came of it. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Does all of it now. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
