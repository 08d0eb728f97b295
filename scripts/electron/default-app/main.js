// Does what Electron's own default app does with `electron [-r MODULE] FOLDER [ARGUMENT…]`:
// https://github.com/electron/electron/blob/v22.3.25/default_app/main.ts
const { app } = require('electron');
const Module = require('node:module');
const path = require('node:path');

const { modules, folder } = readCommandLine(process.argv.slice(1));
if (folder === undefined) {
  process.stderr.write('usage: electron [-r MODULE] FOLDER [ARGUMENT…]\n');
  process.exit(2);
}
Object.defineProperty(process, 'defaultApp', { enumerable: true, value: true });
describeApp(folder);
for (const name of modules) Module._load(path.resolve(name), module, false);
Module._load(folder, module, true);

function readCommandLine(args) {
  const modules = [];
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index];
    if (arg === '-r' || arg === '--require') modules.push(args[++index]);
    else if (!arg.startsWith('-')) return { modules, folder: path.resolve(arg) };
  }
  return { modules, folder: undefined };
}

function describeApp(appFolder) {
  const manifest = require(path.join(appFolder, 'package.json'));
  const name = manifest.productName || manifest.name;
  if (manifest.version) app.setVersion(manifest.version);
  if (name) app.name = name;
  app.setDesktopName(manifest.desktopName || `${app.name}.desktop`);
  app.setAppPath(appFolder);
}
