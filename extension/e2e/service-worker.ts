import type { BrowserContext } from 'playwright-core';

/** Ends the extension's worker, as Chrome does when it is idle. */
export interface WorkerStopper {
  /** Resolves when Chrome says that the worker has stopped, to how many stopped: none when it was not running. */
  readonly stop: () => Promise<number>;
}

const GONE: ReadonlySet<string> = new Set(['stopped', 'stopping']);

/** Watches the worker from a page of the extension that has no script, so that it never wakes the worker itself. */
export async function watchWorker(context: BrowserContext, id: string): Promise<WorkerStopper> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${id}/icon/16.png`);
  const session = await context.newCDPSession(page);
  const states = new Map<string, string>();
  const waiting = new Map<string, () => void>();
  let isKnown = (): void => undefined;
  const known = new Promise<void>((resolve) => (isKnown = resolve));
  session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    for (const { versionId, runningStatus, scriptURL } of versions) {
      if (!scriptURL.startsWith(`chrome-extension://${id}/`)) continue;
      states.set(versionId, runningStatus);
      isKnown();
      if (runningStatus === 'stopped') waiting.get(versionId)?.();
    }
  });
  await session.send('ServiceWorker.enable');
  await known;
  return {
    stop: async () => {
      const running = [...states].filter(([, state]) => !GONE.has(state)).map(([version]) => version);
      for (const versionId of running) {
        const stopped = new Promise<void>((resolve) => waiting.set(versionId, resolve));
        await session.send('ServiceWorker.stopWorker', { versionId });
        await stopped;
        waiting.delete(versionId);
      }
      return running.length;
    },
  };
}
