import { ActionIcon, Button, SegmentedControl, Tooltip } from '@mantine/core';
import { useCallbackRef } from '@mantine/hooks';
import {
  IconChevronLeft,
  IconChevronRight,
  IconPlayerTrackNextFilled,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import { type ComponentType, memo } from 'react';
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
  const isLive = 'range' in look;
  const take = useCallbackRef((step: Step) => setLook(step === 'reset' ? home : steps[step](view, nowMs)));
  return (
    <div className="chart-toolbar">
      <Ranges chosen={isLive ? look.range : ''} setLook={setLook} />
      <Moves isLive={isLive} take={take} />
      <p className="chart-shown number muted">
        {charts.shown(format.moment(view.fromMs, nowMs), format.moment(Math.min(nowMs, view.toMs), nowMs))}
      </p>
    </div>
  );
}

interface RangesProps {
  readonly chosen: RangeName | '';
  readonly setLook: (look: Look) => void;
}

/** Not drawn anew with each frame while somebody drags the charts, as the moves are not. */
const Ranges = memo(function Ranges({ chosen, setLook }: RangesProps) {
  const { charts } = useTexts();
  return (
    <SegmentedControl
      aria-label={charts.range}
      data={ranges.map(({ name }) => ({ value: name, label: charts.ranges[name] }))}
      value={chosen}
      onChange={(range) => setLook({ range: range as RangeName })}
    />
  );
});

const steps = {
  back: (view: View, nowMs: number) => moved(view, -0.5, nowMs),
  forward: (view: View, nowMs: number) => moved(view, 0.5, nowMs),
  closer: (view: View, nowMs: number) => within(zoomed(view, 1 / 2), nowMs),
  further: (view: View, nowMs: number) => within(zoomed(view, 2), nowMs),
};
type Step = keyof typeof steps | 'reset';

interface MovesProps {
  /** There is nothing after what is shown. */
  readonly isLive: boolean;
  readonly take: (step: Step) => void;
}

const Moves = memo(function Moves({ isLive, take }: MovesProps) {
  const { charts } = useTexts();
  return (
    <div className="chart-moves">
      <Move label={charts.back} icon={IconChevronLeft} run={() => take('back')} />
      <Move label={charts.forward} icon={IconChevronRight} disabled={isLive} run={() => take('forward')} />
      <Move label={charts.zoomIn} icon={IconZoomIn} run={() => take('closer')} />
      <Move label={charts.zoomOut} icon={IconZoomOut} run={() => take('further')} />
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlayerTrackNextFilled size={12} />}
        disabled={isLive}
        onClick={() => take('reset')}
      >
        {charts.reset}
      </Button>
    </div>
  );
});

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
