const { app, BrowserWindow } = require('electron');

/** Opens the address in the environment: Electron beside Chromium. */
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 1000, useContentSize: true });
  window.loadURL(process.env.BENCH_URL);
});
