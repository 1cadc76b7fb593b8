/**
 * Search on Lucene: an index a space, derived from the store. Nothing outside imports more than
 * {@link everthread.search.lucene.LuceneIndexes}.
 */
@org.jspecify.annotations.NullMarked
package everthread.search.lucene;
