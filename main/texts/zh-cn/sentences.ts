import type { Sentences } from '../sentences';
import { aboutDelivering } from './sentences/delivering';
import { aboutExposition } from './sentences/exposition';
import { aboutMachine } from './sentences/machine';
import { aboutMeasuring } from './sentences/measuring';
import { aboutPushedIn } from './sentences/pushed-in';
import { aboutSettings } from './sentences/settings';

export const sentences: Sentences = {
  ...aboutSettings,
  ...aboutMeasuring,
  ...aboutDelivering,
  ...aboutExposition,
  ...aboutMachine,
  ...aboutPushedIn,
};
