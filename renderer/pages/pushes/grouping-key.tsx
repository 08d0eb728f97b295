/** Labels as they are written in a query: `job="backup"`. */
export function GroupingKey({ labels }: { labels: Readonly<Record<string, string>> }) {
  return (
    <ul className="label-chips">
      {Object.entries(labels).map(([name, value]) => (
        <li key={name} className="mono">
          {name}=&quot;{value}&quot;
        </li>
      ))}
    </ul>
  );
}
