import { Said } from './said';
import { StateIcon } from './state-mark';

/** What keeps a whole panel from showing what it should, at its top. */
export function ProblemList({ problems }: { problems: readonly { readonly message: string }[] }) {
  if (problems.length === 0) return null;
  return (
    <ul className="panel-problems tone-failing">
      {problems.map(({ message }) => (
        <li key={message}>
          <StateIcon state="failing" size={15} />
          <span>
            <Said text={message} />
          </span>
        </li>
      ))}
    </ul>
  );
}
