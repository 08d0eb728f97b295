/**
 * Series whose labels are exactly these. What this machine's collectors count of its own connections has no others; the same metric out of
 * a file or a scrape, with `host="db"`, is somebody else's.
 */
export function labelledOnly<S extends { readonly labels: Readonly<Record<string, string>> }>(
  series: readonly S[],
  ...names: readonly string[]
): readonly S[] {
  return series.filter(({ labels }) => {
    const own = Object.keys(labels);
    return own.length === names.length && names.every((name) => own.includes(name));
  });
}
