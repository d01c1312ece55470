// Takes the place of VS Code's native logger, so that nothing has to be compiled: each log is a plain file.
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];
const infoLevel = 2;

function createLogger(file) {
  mkdirSync(dirname(file), { recursive: true });
  let lowest = infoLevel;
  const write = (level) => (message) => {
    if (level < lowest) return;
    try {
      appendFileSync(file, `${message}\n`);
    } catch {
      // The folder goes away when a run is over; a late line has nowhere to go.
    }
  };
  const logger = {
    getLevel: () => lowest,
    setLevel: (level) => {
      lowest = level;
    },
  };
  levels.forEach((name, level) => {
    logger[name] = write(level);
  });
  for (const name of ['clearFormatters', 'setPattern', 'flush', 'drop']) logger[name] = () => undefined;
  return logger;
}

// One assignment a name: Node finds the names of a CommonJS module for ESM only in this form.
exports.version = 0;
exports.createRotatingLogger = async (_name, file) => createLogger(file);
exports.createAsyncRotatingLogger = async (_name, file) => createLogger(file);
exports.setFlushOn = () => undefined;
exports.setLevel = () => undefined;
exports.shutdown = () => undefined;
