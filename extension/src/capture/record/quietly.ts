/** Tells of a fault of ours, by a word that names it and never by what was said. */
export type OnFault = (fault: string) => void;

/**
 * Runs code of ours in the middle of the page's: whatever goes wrong in it is told to `onFault` and never reaches the
 * page. Returns undefined then.
 */
export function quietly<T>(onFault: OnFault, action: () => T): T | undefined {
  try {
    return action();
  } catch (problem) {
    onFault(nameOf(problem));
    return undefined;
  }
}

/** Like {@link quietly}, for work that goes on after the page has gone on. */
export function quietlyAsync(onFault: OnFault, action: () => Promise<void>): void {
  void Promise.resolve(quietly(onFault, action)).catch((problem: unknown) => onFault(nameOf(problem)));
}

function nameOf(problem: unknown): string {
  return problem instanceof Error ? `${problem.name}: ${problem.message}`.slice(0, 120) : 'unknown';
}
