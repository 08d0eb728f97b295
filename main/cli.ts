#!/usr/bin/env node
import { processIo } from './commands/process-io';
import { runProgram } from './commands/program';

void runProgram(process.argv.slice(2), processIo(__dirname)).then((status) => {
  process.exitCode = status;
});
