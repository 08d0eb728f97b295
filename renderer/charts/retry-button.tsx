import { Button } from '@mantine/core';
import { useTexts } from '../texts/texts';

export function RetryButton({ again }: { again: () => void }) {
  const { actions } = useTexts();
  return (
    <div className="notice-actions">
      <Button size="xs" variant="default" onClick={again}>
        {actions.tryAgain}
      </Button>
    </div>
  );
}
