import { ActionIcon, Button, SegmentedControl, Tooltip } from '@mantine/core';
import {
  IconChevronLeft,
  IconChevronRight,
  IconPlayerTrackNextFilled,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { useNow } from '../state/session-context';
import { useFormat, useTexts } from '../texts/texts';
import { type Look, moved, type RangeName, ranges, type View, within, zoomed } from './view';

interface ChartToolbarProps {
  readonly look: Look;
  readonly view: View;
  readonly setLook: (look: Look) => void;
  readonly home: Look;
}

/** Which stretch of time is shown, and everything that moves it, for those without a mouse too. */
export function ChartToolbar({ look, view, setLook, home }: ChartToolbarProps) {
  const { charts } = useTexts();
  const format = useFormat();
  const nowMs = useNow();
  const chosen = 'range' in look ? look.range : '';
  const isLive = 'range' in look;
  return (
    <div className="chart-toolbar">
      <SegmentedControl
        aria-label={charts.range}
        data={ranges.map(({ name }) => ({ value: name, label: charts.ranges[name] }))}
        value={chosen}
        onChange={(range) => setLook({ range: range as RangeName })}
      />
      <div className="chart-moves">
        <Move label={charts.back} icon={IconChevronLeft} run={() => setLook(moved(view, -0.5, nowMs))} />
        <Move
          label={charts.forward}
          icon={IconChevronRight}
          disabled={isLive}
          run={() => setLook(moved(view, 0.5, nowMs))}
        />
        <Move
          label={charts.zoomIn}
          icon={IconZoomIn}
          run={() => setLook(within(zoomed(view, 1 / 2), nowMs))}
        />
        <Move label={charts.zoomOut} icon={IconZoomOut} run={() => setLook(within(zoomed(view, 2), nowMs))} />
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlayerTrackNextFilled size={12} />}
          disabled={isLive}
          onClick={() => setLook(home)}
        >
          {charts.reset}
        </Button>
      </div>
      <p className="chart-shown number muted">
        {charts.shown(format.moment(view.fromMs, nowMs), format.moment(Math.min(nowMs, view.toMs), nowMs))}
      </p>
    </div>
  );
}

interface MoveProps {
  readonly label: string;
  readonly icon: ComponentType<{ size: number }>;
  readonly disabled?: boolean;
  readonly run: () => void;
}

function Move({ label, icon: Icon, disabled = false, run }: MoveProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} disabled={disabled} onClick={run}>
        <Icon size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
