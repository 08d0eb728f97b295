import { Button } from '@mantine/core';
import { IconTargetOff } from '@tabler/icons-react';
import { useMemo } from 'react';
import { Empty } from '../../components/empty';
import { Page } from '../../components/page';
import { Panel } from '../../components/panel';
import { routeHash, useRoute } from '../../state/route';
import { useApp } from '../../state/session-context';
import { useTexts } from '../../texts/texts';
import { findTarget } from './find-target';
import { PathPanel } from './path-panel';
import { TargetFacts } from './target-facts';
import { TargetHistory } from './target-history';
import './target.css';

/** Everything that is known of one target. */
export function TargetPage({ name }: { readonly name: string }) {
  const { target } = useTexts();
  const { collector, range, from, to } = useRoute().query;
  const app = useApp((all) => all);
  const found = useMemo(() => findTarget(app, name, collector), [app, name, collector]);
  const toTargets = routeHash({ page: 'targets' });
  if (found === undefined) {
    return (
      <Page title={name}>
        <Panel title={target.about}>
          <Empty icon={IconTargetOff} title={target.missing} text={target.missingText(name)}>
            <Button component="a" href={toTargets} variant="default">
              {target.all}
            </Button>
          </Empty>
        </Panel>
      </Page>
    );
  }
  const { kind, intervalMs, pathHost, status } = found;
  return (
    <Page
      title={name}
      intro={target.kinds[kind] ?? kind}
      actions={
        <Button component="a" href={toTargets} variant="default">
          {target.all}
        </Button>
      }
    >
      <TargetFacts status={status} kind={kind} intervalMs={intervalMs} />
      <TargetHistory
        key={`${kind} ${name} ${range} ${from} ${to}`}
        kind={kind}
        name={name}
        intervalMs={intervalMs}
      />
      {pathHost === undefined ? null : <PathPanel key={pathHost} host={pathHost} />}
    </Page>
  );
}
