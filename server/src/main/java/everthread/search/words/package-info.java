/**
 * Words: how a text is parted, folded and stemmed, the same for index, question and snippet. Pure;
 * knows nothing of an index.
 */
@org.jspecify.annotations.NullMarked
package everthread.search.words;
