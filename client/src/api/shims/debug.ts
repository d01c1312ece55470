/**
 * Stands in for the package `debug` in the bundle: node-routeros hands it every word that it writes, passwords among them, and it
 * would print them where DEBUG is set. A script without imports on purpose: node-routeros calls what `require` returns, so the
 * bundler must see a CommonJS module.
 */
module.exports = function createLogger(): () => void {
  return function log(): void {
    // Silent, whatever DEBUG says.
  };
};
