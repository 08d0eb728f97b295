const metricName = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const labelName = /^(?!__)[a-zA-Z_][a-zA-Z0-9_]*$/;

/** As Prometheus had it before UTF-8 names, which stay off here since a Pushgateway refuses them. */
export function isMetricName(name: string): boolean {
  return metricName.test(name);
}

/** A label name that anybody may use: reserved ones, `__proto__` among them, are none. */
export function isLabelName(name: string): boolean {
  return labelName.test(name);
}

/** Prometheus keeps label names that begin with `__` to itself. */
function isReservedLabelName(name: string): boolean {
  return name.startsWith('__');
}

/** Why a label name is refused, to finish a sentence that begins with it; `undefined` when it is none. */
export function labelNameFault(name: string): string | undefined {
  if (isLabelName(name)) return undefined;
  return isReservedLabelName(name)
    ? 'is reserved, since "__" at its beginning is Prometheus\' own: name it otherwise'
    : 'is not a label name: use letters, digits and "_", not beginning with a digit';
}
