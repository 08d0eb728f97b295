import { formatValue } from './encode';

/** Two alternatives that cannot both match the same digits: no input makes this backtrack. */
const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const infinity = /^[+-]?inf(?:inity)?$/i;

/**
 * A sample's value, an `le` or a `quantile` as Go's ParseFloat reads it, less hexadecimal and `_`; `undefined` when
 * it is none. Too near to zero is 0, too large for a double is none.
 */
export function parseValue(text: string): number | undefined {
  if (decimal.test(text)) {
    const value = Number(text);
    return Number.isFinite(value) ? value : undefined;
  }
  if (infinity.test(text)) return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return /^nan$/i.test(text) ? Number.NaN : undefined;
}

/** As Go's fmt.Sprint has it, and so a Pushgateway: `1e+06`, `0.005`, `+Inf`. */
export function formatAsGo(value: number): string {
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  const power = Number(exponent);
  if (!Number.isFinite(value) || (power >= -4 && power < 6)) return formatValue(value);
  return `${digits}e${exponent.charAt(0)}${exponent.slice(1).padStart(2, '0')}`;
}

/** Seconds that were computed of measured ones, without the tail that binary fractions leave: no clock here is finer. */
export function wholeNanoseconds(seconds: number): number {
  return Math.round(seconds * 1e9) / 1e9;
}

/** Of a duration in milliseconds, as `wholeNanoseconds`. */
export function secondsOf(ms: number): number {
  return wholeNanoseconds(ms / 1000);
}

/** What is wrong with a text that `parseValue` refuses, to finish a sentence that begins with it. */
export function valueFault(text: string): string {
  if (decimal.test(text)) return 'is too large for a number: at most 1.8e308, or +Inf';
  if (/^[+-]?0x/i.test(text)) return 'is hexadecimal: write the number in decimal';
  if (/^[+-]nan$/i.test(text)) return 'has a sign: write NaN';
  if (/^[+-]?\d[\d_]*_/.test(text)) return 'has "_" in it: write digits alone';
  if (/^[+-]?\d+,\d/.test(text))
    return 'has a comma in it: write a point before the decimals, and nothing between thousands';
  return 'is not a number: write it like 12, 0.5, 1e9, NaN or +Inf';
}
