const KEYS = [
  ['/', 'search'],
  ['↑ ↓', 'go through the list'],
  ['Enter', 'show the neighbors'],
  ['p', 'path from here, then to here'],
  ['n', 'write a note'],
  ['Delete', 'remove'],
  ['Ctrl+Z', 'undo'],
] as const;

/** What an empty board says. */
export function Start() {
  return (
    <div className="ex-start">
      <p>
        The board is empty. Write a name above and press Enter; press Enter again to see what it is connected to. What
        people did is found too: <em>vetoed pardoned</em> finds who vetoed a law, then pardoned.
      </p>
      <dl>
        {KEYS.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
