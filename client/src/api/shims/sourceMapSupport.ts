/**
 * Stands in for the package `source-map-support`, which node-routeros requires where ENV is `testing` and which nobody installs.
 * A script without imports on purpose: the bundler must see a CommonJS module.
 */
module.exports = {
  install(): void {
    // Nothing to install.
  },
};
