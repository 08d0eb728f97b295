const { join } = require('node:path');
const { app } = require('electron');

/**
 * The tray app of the folder in the environment. It closes each window a second after it has opened, and tells when its page had painted
 * its largest text and when it was shown, in milliseconds since 1970. Nothing is attached to it: windows wait for a debugger.
 */
app.on('browser-window-created', (_event, window) => {
  const shown = new Promise((resolve) => window.once('show', () => resolve(Date.now())));
  window.webContents.once('dom-ready', async () => {
    const paintedAtMs = await window.webContents.executeJavaScript(`(${largestPaintAtMs})()`);
    const shownAtMs = await shown;
    window.once('closed', () => console.log(`opened ${JSON.stringify({ paintedAtMs, shownAtMs })}`));
    window.close();
  });
});

/** Runs in the page. A second after its heading nothing larger is to come. */
async function largestPaintAtMs() {
  const entries = [];
  new PerformanceObserver((list) => entries.push(...list.getEntries())).observe({
    type: 'largest-contentful-paint',
    buffered: true,
  });
  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  while (document.querySelector('.page h1') === null) await wait(20);
  await wait(1000);
  return performance.timeOrigin + entries.at(-1).startTime;
}

require(join(process.env.BENCH_APP, 'dist/main/desktop.js'));
