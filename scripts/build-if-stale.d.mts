export const root: string;
export function buildIfStale(): void;
export function isStale(dir: string): boolean;
