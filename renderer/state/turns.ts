/**
 * For answers that may come in another order than they were asked for: each question takes a turn, and what it is given says whether that is
 * still the last.
 */
export function makeTurns(): () => () => boolean {
  let last = 0;
  return () => {
    last += 1;
    const own = last;
    return () => own === last;
  };
}
