import { useRoute } from '../../state/route';
import { TargetPage } from '../target/target-page';
import { TargetsPage } from './targets-page';

/** `#/targets` is the list, `#/targets/NAME` one of them. */
export function TargetsRoute() {
  const { item } = useRoute();
  return item === '' ? <TargetsPage /> : <TargetPage key={item} name={item} />;
}
