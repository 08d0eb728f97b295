/** Loaded before a program: to it, koffi is not installed. */
const Module = require('node:module');

const resolve = Module._resolveFilename;
Module._resolveFilename = (request, ...more) => {
  if (request === 'koffi') throw new Error("Cannot find module 'koffi'");
  return resolve(request, ...more);
};
