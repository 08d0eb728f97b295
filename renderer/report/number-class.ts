/** Of a cell with a number; what somebody should look at stands out. */
export function numberClass(isBad: boolean): string {
  return isBad ? 'report-number report-bad' : 'report-number';
}
