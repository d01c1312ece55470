/**
 * Stands in for the package `iconv-lite` in the bundle (it would be most of its size): only the framing of node-routeros uses it, and
 * that is replaced by our own. Should it be called after all, text must not be turned into question marks in silence.
 * A script without imports on purpose: the bundler must see a CommonJS module.
 */
module.exports = {
  encode(): never {
    throw new Error('The framing of node-routeros is in use: words must go through client/src/api/words');
  },
  decode(): never {
    throw new Error('The framing of node-routeros is in use: words must go through client/src/api/words');
  },
};
