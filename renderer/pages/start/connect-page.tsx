import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { keepToken, tokenIn } from '../../client/token';
import { CopyButton } from '../../components/copy-button';
import { Logo } from '../../components/logo';
import { Notice } from '../../components/notice';
import { useTexts } from '../../texts/texts';
import './start.css';

/** A browser without the token: how to get it, and a place to paste it. */
export function ConnectPage({ refused }: { refused: boolean }) {
  const { connection, actions, fault } = useTexts();
  const [pasted, setPasted] = useState('');
  const [missing, setMissing] = useState(false);

  function connect(event: FormEvent): void {
    event.preventDefault();
    const token = tokenIn(pasted);
    setMissing(token === '');
    if (token === '') return;
    keepToken(token);
    window.location.reload();
  }

  return (
    <main className="start">
      <div className="start-card">
        <Logo size={40} />
        <h1>{connection.connectTitle}</h1>
        {refused ? <Notice tone="failing" role="alert" title={connection.connectRefused} /> : null}
        <p>{connection.connectText}</p>
        <p className="start-command">
          <code>{connection.connectCommand}</code>
          <CopyButton
            text={connection.connectCommand}
            label={`${actions.copy} ${connection.connectCommand}`}
          />
        </p>
        <p>{connection.connectThen}</p>
        <form className="start-form" onSubmit={connect} noValidate>
          <TextInput
            label={connection.connectField}
            value={pasted}
            onChange={({ currentTarget }) => {
              setPasted(currentTarget.value);
              setMissing(false);
            }}
            error={missing ? fault(connection.connectField, connection.connectMissing) : undefined}
          />
          <Button type="submit">{connection.connectButton}</Button>
        </form>
      </div>
    </main>
  );
}
