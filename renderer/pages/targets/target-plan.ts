import { type PingSettings, type PingTarget, pingSettings } from '../../../main/settings/schema/collectors';
import type { Settings } from '../../../main/settings/schema/settings';
import { freeId, pingCollectors, putTarget, type TargetPlace } from '../../state/edit-settings';
import type { FormPlan } from '../../state/settings-form';

/** A target as its form holds it. */
export interface TargetDraft {
  readonly name: string;
  readonly host: string;
  readonly enabled: boolean;
  /** The id of its collector; empty where none of the kind ping is set yet. */
  readonly collector: string;
}

/** Adds a target, or edits the one at `place`. */
export function targetPlan(place?: TargetPlace): FormPlan<TargetDraft> {
  return {
    fill(settings) {
      const target = place && findTarget(settings, place);
      const collector = place?.collector ?? pingCollectors(settings)[0]?.id ?? '';
      return { name: '', host: '', enabled: true, ...target, collector };
    },
    apply(settings, draft) {
      const target = targetOf(draft);
      return putTarget(settings, target, {
        collector: draft.collector,
        ...(place ? { instead: place.name } : {}),
      });
    },
  };
}

/** The target a draft stands for. One without a name is called what its host is called. */
export function targetOf({ name, host, enabled }: TargetDraft): PingTarget {
  return { name: name.trim() === '' ? host.trim() : name.trim(), host: host.trim(), enabled };
}

function findTarget(settings: Settings, place: TargetPlace): PingTarget | undefined {
  const collector = pingCollectors(settings).find(({ id }) => id === place.collector);
  return collector?.targets.find(({ name }) => name === place.name);
}

/** A collector like the target's own, with this target alone: what *Try it* runs. */
export function collectorToTry(settings: Settings, collector: string, target: PingTarget): PingSettings {
  const like = pingCollectors(settings).find(({ id }) => id === collector);
  const targets = [{ ...target, enabled: true }];
  if (like) return { ...like, enabled: true, targets };
  // The target was checked before; the rest is the schema's own.
  const id = freeId('ping', settings.collectors);
  return { ...pingSettings.parse({ id, kind: 'ping', targets: [] }), targets };
}
