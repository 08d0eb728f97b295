export const notifications = {
  /** A finding that is no more, by the title that it had. */
  over: (title: string) => `Over: ${title}`,
  lasted: (span: string, now: string) => `After ${span}. Now: ${now}.`,
};
